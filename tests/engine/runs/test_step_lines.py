"""Steps are read many at once, with the very numbers that were written; whatever else is there is read as before."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from simclr_gui.engine.events import StepMeasured
from simclr_gui.engine.runs.step_lines import steps_apart

STEP = StepMeasured(1, 0.1, 4.1, 0.5, 0.25, 640.7, 0.3, 5e-07, 1795710538.7449343)


def line(step: int, **changes: object) -> bytes:
    return json.dumps({"event": "step", **asdict(STEP), "step": step, **changes}).encode() + b"\n"


def test_that_every_number_is_the_one_that_was_written() -> None:
    values = np.random.default_rng(0).random(200).tolist()
    lines = [
        line(step, loss=value, progress=value * 1e-9 if step % 50 == 0 else value) for step, value in enumerate(values)
    ]
    rows = np.concatenate([piece for piece in steps_apart(b"".join(lines)) if not isinstance(piece, bytes)])
    told = [json.loads(each) for each in lines]
    assert rows.tolist() == [[each[name] for name in asdict(STEP)] for each in told]


def test_that_other_lines_keep_their_place_among_the_steps() -> None:
    knn = b'{"event": "knn", "step": 2}'
    first, other, second = steps_apart(line(1) + line(2) + knn + b"\n" + line(3))
    assert not isinstance(first, bytes) and not isinstance(second, bytes)
    assert (first[:, 0].tolist(), other, second[:, 0].tolist()) == ([1, 2], knn, [3])


ODD_LINES = [
    line(2, loss=float("nan")),
    line(2, loss="1"),
    line(2, loss=1e19),
    line(2, loss=10**400),
    line(2**53),
    line(2).replace(b'"step": 2', b'"step": 2e3'),
    line(2).replace(b'"step": 2', b'"step": 2.5'),
    line(2).replace(b'"step": 2', b'"step": -2'),
    line(2).replace(b", ", b","),
    line(2).replace(b"0.25", b"00.25"),
    line(2).replace(b"0.25", b"0.2 5"),
    line(2).replace(b"0.25", b""),
    line(2).replace(b"0.25", b"0.25, 3"),
    line(2).replace(b'"loss"', b'"lo5ss"'),
    line(2).replace(b'"loss"', b'"loss1"'),
    line(2).replace(b'"top1"', b'"top"'),
    line(2).replace(b'"top1"', b'"to1p"'),
    line(2).replace(b'"step"', b'"ste-p"'),
    line(2).replace(b"}", b"}5"),
    line(2).replace(b"}\n", b"}" + bytes(9) + b"\n"),
    line(2)[:-20] + b"\n",
    b"[" * 1_000 + b"\n",
]


@pytest.mark.parametrize("odd", ODD_LINES)
def test_that_a_line_which_is_not_as_the_program_writes_it_is_handed_on_alone(odd: bytes) -> None:
    pieces = list(steps_apart(line(1) + odd))
    assert pieces[-1] == odd.rstrip(b"\n")
    assert all(isinstance(piece, bytes) or piece[:, 0].tolist() == [1] for piece in pieces)


def test_that_one_odd_line_among_thousands_leaves_the_others_together() -> None:
    before, after = range(1_000), range(1_000, 3_000)
    pieces = list(steps_apart(b"".join([*map(line, before), line(1, loss="1"), *map(line, after)])))
    rows = np.concatenate([piece for piece in pieces if not isinstance(piece, bytes)])
    alone = [piece for piece in pieces if isinstance(piece, bytes)]
    assert line(1, loss="1").rstrip() in alone
    assert len(alone) < 50
    assert sorted([*rows[:, 0].tolist(), *(json.loads(each)["step"] for each in alone)]) == sorted([*range(3_000), 1])


def test_that_an_empty_line_hides_no_step() -> None:
    pieces = list(steps_apart(line(1) + b"\n" + line(2)))
    assert [piece[:, 0].tolist() for piece in pieces if not isinstance(piece, bytes)] == [[1], [2]]
