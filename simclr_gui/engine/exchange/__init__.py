"""Encoders and features out to other programs, and encoders of other programs in."""
