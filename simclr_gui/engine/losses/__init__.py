"""Contrastive losses, a file each: the function and the two lines between which its values lie. Loads no torch."""
