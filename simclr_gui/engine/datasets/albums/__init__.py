"""Data sets as they are looked at before anything is trained: opened quickly, image by image."""
