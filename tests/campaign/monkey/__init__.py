"""A seeded monkey plays with the real window while things go wrong around it."""

CAMPAIGN = None
