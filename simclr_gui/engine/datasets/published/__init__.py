"""Data sets that others publish: found on the disk, or downloaded where the user asks for it."""
