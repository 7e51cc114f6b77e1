"""Encoders and features, out to other programs and in from them."""
