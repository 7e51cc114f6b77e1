"""How the system asks a program to end, and what becomes of that while there is nothing to save."""

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130


def ending_signals() -> list[signal.Signals]:
    """Ctrl+C, the system's wish, the closed terminal; the last unless whoever started us has it ignored (nohup)."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    return numbers


def leave_at_once_on_interrupt() -> None:
    """For the whole process, until a command has something to save.

    An exception in the middle of an import would be swallowed there, or come out as another one.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    sys.unraisablehook = _leave_where_nobody_catches


def raise_on_interrupt() -> None:
    """From now on there is something to tidy up."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


def _leave_where_nobody_catches(unraisable: "sys.UnraisableHookArgs") -> None:
    """An interruption that falls into a finaliser or a callback of foreign code would be printed and forgotten."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(unraisable)
