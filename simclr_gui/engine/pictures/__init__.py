"""The user's own pictures: found, split, decoded once and kept. Importing this loads nothing."""
