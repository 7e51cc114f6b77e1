"""The method itself: data, views, encoder, loss, training, evaluation and maps. No Qt anywhere."""
