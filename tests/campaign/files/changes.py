"""Changes that no program makes: to bytes of any file, and to the values in JSON."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from numpy.random import Generator

NUMBERS = (0, 1, 2, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
RAW_JSON = ("[" * 100_000, "{" * 2_000, '{"a":' * 500, "NaN", "1e999", "null", "[1]")


def damaged(content: bytes, rng: Generator) -> bytes:
    """One to three changes somewhere in a file."""
    changed = bytearray(content)
    for _ in range(rng.integers(1, 4)):
        CHANGES[rng.integers(len(CHANGES))](changed, rng)
    return bytes(changed)


def _flip_bits(content: bytearray, rng: Generator) -> None:
    for place in rng.integers(0, max(1, len(content)), rng.integers(1, 9)):
        if content:
            content[place] ^= 1 << int(rng.integers(8))


def _cut(content: bytearray, rng: Generator) -> None:
    del content[int(rng.integers(0, len(content) + 1)) :]


def _insert(content: bytearray, rng: Generator) -> None:
    place = int(rng.integers(0, len(content) + 1))
    content[place:place] = rng.bytes(int(rng.integers(1, 40)))


def _zero_a_block(content: bytearray, rng: Generator) -> None:
    start, end = _block(content, rng)
    content[start:end] = bytes(end - start)


def _duplicate(content: bytearray, rng: Generator) -> None:
    start, end = _block(content, rng)
    content[start:start] = content[start:end]


def _swap(content: bytearray, rng: Generator) -> None:
    start, end = _block(content, rng)
    middle = (start + end) // 2
    content[start:end] = content[middle:end] + content[start:middle]


def _lie_about_a_number(content: bytearray, rng: Generator) -> None:
    """In the head mostly, where sizes stand."""
    size = int(rng.choice([2, 4]))
    most = len(content) if rng.random() < 0.3 else min(len(content), 200)
    place = int(rng.integers(0, max(1, most)))
    number = int(rng.choice(NUMBERS)) & (256**size - 1)
    content[place : place + size] = number.to_bytes(size, "big" if rng.random() < 0.5 else "little")


def _block(content: bytearray, rng: Generator) -> tuple[int, int]:
    start = int(rng.integers(0, len(content) + 1))
    return start, min(len(content), start + int(rng.integers(1, 65)))


CHANGES: tuple[Callable[[bytearray, Generator], None], ...] = (
    *(_flip_bits, _flip_bits, _cut, _insert, _zero_a_block),
    *(_duplicate, _swap, _lie_about_a_number, _lie_about_a_number),
)


def odd_values() -> list[Any]:
    """What can stand in JSON where something else is meant."""
    deep: Any = 0
    for _ in range(900):
        deep = [deep]
    numbers = [0, -1, 1, 7, 2**31, 2**63, 2**70, 10**400, -(10**400), 0.5, 1.5, -0.5, 1e308, 1e-320]
    odd = [float("nan"), float("inf"), None, True, False, "", "x", "\x00", "\ud800", "9" * 5_000, [], {}, [1], {"a": 1}]
    return [*numbers, *odd, [[0.1, 0.2, 0.3]], [0.9, 0.1], "2026-01-01", deep]


def change_value(values: Any, chance: Random) -> str:
    """Changes one value somewhere inside."""
    while isinstance(values, (dict, list)) and values:
        key = chance.choice(list(values) if isinstance(values, dict) else list(range(len(values))))
        inner = values[key]
        if isinstance(inner, (dict, list)) and inner and chance.random() < 0.7:
            values = inner
            continue
        if isinstance(values, dict) and chance.random() < 0.2:
            del values[key]
            return f"without {key}"
        odd = chance.choice(odd_values())
        values[key] = odd
        return f"{key} = {str(odd)[:20]!r}"
    return "nothing"


def changed_json(content: str, chance: Random) -> tuple[str, str]:
    """Another content, and what was changed: a value somewhere inside, or all of it."""
    values = json.loads(content)
    raw = chance.choice([None, None, None, None, *RAW_JSON])
    if raw is not None:
        return raw, raw[:20]
    what = change_value(values, chance)
    return json.dumps(values), what
