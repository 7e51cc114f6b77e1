"""Python's garbage collector while the program starts: what is loaded then stays for ever."""

import gc


def pause_collection() -> None:
    """Before the modules of the window are loaded: looking through them again and again takes a tenth of the start."""
    gc.disable()


def resume_collection() -> None:
    """What there is by now is not looked at again."""
    gc.freeze()
    gc.enable()
