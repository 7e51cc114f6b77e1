"""The user's own images: found, split, decoded once and kept. Importing this loads nothing."""
