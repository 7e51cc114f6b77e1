"""All that is printed: results to stdout, everything else to stderr. Names from outside cannot steer the terminal."""

import errno
import os
import sys
import unicodedata
from typing import TextIO

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.system_reasons import system_reason

STEERING = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn lines about
GONE = (errno.EPIPE, errno.EIO)  # `| head` has seen enough; the terminal was closed


class ReaderGone(Exception):
    """Nobody reads what is printed any more."""


def use_any_alphabet() -> None:
    """What the terminal's encoding lacks is printed as an escape; a name must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, end: str = "\n") -> None:
    """Prints a result, one line or many, to stdout.

    Raises:
        ReaderGone: its reader has gone.
        UserError: it cannot be written.
    """
    trouble = _write(sys.stdout, "\n".join(map(plain, text.split("\n"))) + end)
    if trouble is not None:
        reason = system_reason(trouble)
        raise UserError(f"The results cannot be printed: {reason}.", "Send them to another place.")


def tell(text: str, start: str = "", end: str = "\n") -> None:
    """Prints one line that is no result to stderr; `start` and `end` may steer the terminal.

    Raises:
        ReaderGone: its reader has gone.
    """
    _write(sys.stderr, f"{start}{plain(text)}{end}")


def plain(text: str) -> str:
    """One line in which whatever would steer a terminal is written as an escape."""
    return "".join(_escaped(letter) if _steers(letter) else letter for letter in text)


def flush() -> None:
    """Prints what others have left in the streams, so that the interpreter finds nothing to complain about in the end.

    Raises:
        ReaderGone: the reader has gone.
    """
    for stream in (sys.stdout, sys.stderr):
        _write(stream, "")


def _steers(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" or letter in STEERING


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def _write(stream: TextIO | None, text: str) -> OSError | None:
    """Writes at once; what a full disk or the like raises is returned, and the stream is silent from then on."""
    if stream is None:  # closed before the start
        return None
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _silence(stream)
        if error.errno in GONE:
            raise ReaderGone from error
        return error
    return None


def _silence(stream: TextIO) -> None:
    """The interpreter flushes once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
