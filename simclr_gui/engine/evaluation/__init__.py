"""Linear evaluation, kNN and what they say: scores with intervals, predictions, mistakes."""
