"""What is done to an image on its way to a view, a file for each operation; `table.py` says in which order."""
