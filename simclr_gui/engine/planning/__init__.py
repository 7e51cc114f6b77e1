"""Trainings to come: what waits in the queue, several made at one click, what they cost, what speaks against them."""
