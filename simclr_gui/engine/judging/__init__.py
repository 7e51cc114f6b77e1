"""Judging a trained encoder: linear evaluation, neighbours, and where it errs."""
