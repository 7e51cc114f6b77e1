"""Every setting of a run, the limits in which it may lie, and recipes that were measured to work."""
