"""Pieces of work that the campaign disturbs: what each needs, does, and must have left afterwards."""
