"""Python's garbage collector is off from the first import of a window on: `jobs.collector` does its work."""

import gc


def pause_collection() -> None:
    """Before the modules of the window are loaded: looking through them again and again takes a tenth of the start."""
    gc.disable()
