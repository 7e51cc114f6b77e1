"""The lines of steps in events.jsonl as numbers, many at once: a long run has millions of them.

Only lines exactly as the program writes them are taken together; whatever else a file holds is read line by line.
"""

import dataclasses
import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from simclr_gui.engine.events import StepMeasured

FARTHEST = 1e18  # no chart could be drawn of anything beyond
NAMES = tuple(field.name for field in dataclasses.fields(StepMeasured))
Rows = NDArray[np.float64]
"""One step a row, in the order of the fields of StepMeasured."""

_WHOLE, _PLAIN, _EXPONENT = rb"(?:0|[1-9]\d{0,14})", rb"-?(?:0|[1-9]\d*)(?:\.\d+)?", rb"(?:[eE][+-]?\d+)?"
_KEYS = [f'"{name}": '.encode() for name in NAMES]
_BEGIN = f'{{"event": "{StepMeasured.kind}", '.encode()
_NO_NUMBERS = b'{":_' + bytes(range(ord("a"), ord("z") + 1))


def _lines_of(number: bytes) -> re.Pattern[bytes]:
    """As many lines of steps in succession as there are."""
    values = [key + (_WHOLE if place == 0 else number) for place, key in enumerate(_KEYS)]
    return re.compile(rb"(?:" + _BEGIN.replace(b"{", rb"\{") + b", ".join(values) + rb"\}\n)++")


_PLAIN_LINES, _LINES = _lines_of(_PLAIN), _lines_of(_PLAIN + _EXPONENT)


def steps_apart(content: bytes) -> Iterator[Rows | bytes]:
    """Whole lines, in their order: those of steps in succession as numbers, every other one as it stands."""
    place = 0
    while place < len(content):
        steps = _PLAIN_LINES.match(content, place) or _LINES.match(content, place)
        end = steps.end() if steps is not None else content.find(b"\n", place) + 1 or len(content)
        rows = _rows(steps.group(), is_plain=steps.re is _PLAIN_LINES) if steps is not None else None
        if rows is not None:
            yield rows
        else:  # of many the one that is out of its limits is left out by whoever reads them singly
            yield from content[place:end].splitlines(keepends=True)
        place = end


def _rows(lines: bytes, *, is_plain: bool) -> Rows | None:
    """The numbers of these lines; None where one is out of its limits. Without exponents the keys go at once."""
    text = lines.replace(_BEGIN, b"").replace(b"}\n", b",")
    if is_plain:
        text = text.replace(b'"top1"', b"").translate(None, _NO_NUMBERS)
    else:
        for key in _KEYS:
            text = text.replace(key, b"")
    values = np.array(from_json(b"[" + text.strip(b" ,") + b"]"), np.float64)
    return values.reshape(-1, len(NAMES)) if (np.abs(values) <= FARTHEST).all() else None
