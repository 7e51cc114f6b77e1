"""The lines of steps in events.jsonl as numbers, many at once: a long run has millions of them.

Only lines exactly as the program writes them are taken together; whatever else a file holds is read line by line.
"""

import dataclasses
import string
from collections.abc import Iterator
from itertools import pairwise, zip_longest

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from simclr_gui.engine.events import StepMeasured

FARTHEST = 1e18  # no chart could be drawn of anything beyond
LARGEST_COUNT = 2**53
NAMES = tuple(field.name for field in dataclasses.fields(StepMeasured))
Rows = NDArray[np.float64]
"""One step a row, in the order of the fields of StepMeasured."""

SMALLEST_HALVED_BYTES = 4_000

_BEGIN = f'{{"event": "{StepMeasured.kind}", '.encode()
_OF_NUMBERS = b"0123456789.+-E"
_LINE = _BEGIN + b", ".join(f'"{name}": '.encode() for name in NAMES) + b"}"
_SKELETON = _LINE.translate(None, _OF_NUMBERS)
_NUMBERED_KEYS = [f'"{name}"'.encode() for name in NAMES if not name.replace("_", "").isalpha()]
_OF_KEYS = b'{":_' + string.ascii_lowercase.encode()
_END_AS_SPACE = bytes.maketrans(b"}", b" ")


def steps_apart(content: bytes) -> Iterator[Rows | bytes]:
    """Whole lines, in their order: those of steps in succession as numbers, every other one as it stands."""
    together = _together(content)
    middle = content.find(b"\n", len(content) // 2) + 1
    if together is not None:
        yield from together
    elif len(content) < SMALLEST_HALVED_BYTES or middle in (0, len(content)):
        yield from content.splitlines()
    else:  # a damaged line among thousands is looked for, not all of them read alone
        yield from steps_apart(content[:middle])
        yield from steps_apart(content[middle:])


def _together(content: bytes) -> list[Rows | bytes] | None:
    """As `steps_apart`; None where a line that begins as a step's is not as it should be."""
    lines = content.removesuffix(b"\n").split(b"\n")
    others = [place for place, line in enumerate(lines) if not line.startswith(_BEGIN)]
    runs = [lines[after + 1 : before] for after, before in pairwise([-1, *others, len(lines)])]
    rows = _rows(b"".join(map(b"".join, runs)), len(lines) - len(others))
    if rows is None:
        return None
    apart: list[Rows | bytes] = []
    taken = 0
    for run, other in zip_longest(runs, others):
        if run:
            apart.append(rows[taken : taken + len(run)])
            taken += len(run)
        if other is not None:
            apart += lines[other].splitlines()
    return apart


def _rows(text: bytes, count: int) -> Rows | None:
    """The numbers of so many lines in succession, one after the other; None where anything is not as it should be.

    Without what numbers are made of, all lines are the same. So only a key could hide something, and what hides there
    stands beside a number with nothing but a space between, which is no JSON. The comma after the name of the event
    parts each line from the one before.
    """
    if text.translate(None, _OF_NUMBERS) != _SKELETON * count:
        text = text.replace(b"e-", b"E-").replace(b"e+", b"E+")  # an exponent, as against the letter of a key
        if text.translate(None, _OF_NUMBERS) != _SKELETON * count:
            return None
    for key in _NUMBERED_KEYS:
        size, text = len(text), text.replace(key, b"")
        if size - len(text) != len(key) * count:
            return None
    try:
        values = from_json(b"[" + text.translate(_END_AS_SPACE, _OF_KEYS).lstrip(b" ,") + b"]")
        rows = np.fromiter(values, np.float64, len(NAMES) * count).reshape(count, len(NAMES))
    except Exception:  # whatever these bytes are: who reads them line by line says what is wrong
        return None
    if len(values) != rows.size or not set(map(type, values[:: len(NAMES)])) <= {int}:
        return None
    return rows if (np.abs(rows) <= FARTHEST).all() and _are_counts(rows[:, 0]) else None


def _are_counts(steps: Rows) -> bool:
    return bool((steps >= 0).all() and (steps < LARGEST_COUNT).all())
