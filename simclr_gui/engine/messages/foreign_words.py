"""Text from outside made fit for a document: nothing in it steers the line, and every letter can be written."""

import unicodedata

REPLACEMENT = "\ufffd"
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn lines about
LETTERS = frozenset("\n\t")


def printable(text: str) -> str:
    """The same text, a sign in place of whatever is no letter: controls, halves of letters, what turns lines about."""
    if text.isprintable():
        return text
    return "".join(letter if _is_letter(letter) else REPLACEMENT for letter in text)


def shortened(text: str, most: int) -> str:
    """One line of at most so many letters."""
    line = " ".join(printable(text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _is_letter(letter: str) -> bool:
    return letter in LETTERS or (letter not in STEERING and unicodedata.category(letter) not in ("Cc", "Cs", "Cn"))
