"""A seeded monkey plays with the real window while things go wrong around it."""

from tests.campaign.monkey.sessions import CAMPAIGN

__all__ = ["CAMPAIGN"]
