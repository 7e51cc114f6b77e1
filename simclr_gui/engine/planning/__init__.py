"""Trainings to come: what waits, several made at one click, what they will cost, what speaks against them."""
