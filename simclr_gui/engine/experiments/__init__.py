"""A run from start to end, and all that can be asked of it afterwards."""
