"""Every setting of a run, the limits in which it may lie, and presets that were measured to work."""
