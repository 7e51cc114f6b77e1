"""The program without a window: the commands, their options and their progress bar."""
