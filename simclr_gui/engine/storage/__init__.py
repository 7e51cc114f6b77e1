"""Files on disk, whatever they hold: written whole or not at all, read with suspicion, in their places."""
