"""JSON objects too long to be parsed at once: their members come one by one, so that other threads get their turn."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

CHARACTERS_AT_ONCE = 2**18
LONGEST_MEMBER = 2**20  # characters, of one that is no list, or of one in a list
BETWEEN = " \t\r\n,"


def members(file: TextIO) -> Iterator[tuple[str, Any]]:
    """The members of one object by their names; of a list each element for itself.

    Raises:
        ValueError: it is no object, ends too early, or something in it is too long.
    """
    text = _Text(file)
    text.take("{")
    while text.peek() != "}":
        name = text.value()
        text.take(":")
        if text.peek() != "[":
            yield name, text.value()
            continue
        text.take("[")
        while text.peek() != "]":
            yield name, text.value()
        text.take("]")


class _Text:
    """Holds as much of the file as the next value needs."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._text, self._at = file, "", 0
        self._decoder = json.JSONDecoder()

    def peek(self) -> str:
        """The next character that says something."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in BETWEEN:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                raise ValueError("it ends too early")

    def take(self, character: str) -> None:
        if self.peek() != character:
            raise ValueError(f"{character} is missing")
        self._at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if not self._read_on():
                    raise
                continue
            if end == len(self._text) and self._read_on():
                continue  # a number may go on
            self._at = end
            return value

    def _read_on(self) -> bool:
        more = self._file.read(CHARACTERS_AT_ONCE)
        self._text, self._at = self._text[self._at :] + more, 0
        if len(self._text) > LONGEST_MEMBER + CHARACTERS_AT_ONCE:
            raise ValueError("something in it is too long")
        return bool(more)
