"""What a run told comes back in bundles: the same events, and nothing of what is damaged."""

import json
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.events import (
    BatchStatisticsTaken,
    Event,
    LiveKnnMeasured,
    MeasurementsRead,
    RunEnded,
    StepMeasured,
    StepsRead,
)
from simclr_gui.engine.runs.bundles import bundled, told_from
from simclr_gui.engine.runs.event_log import EventLog


def line(event: Event) -> bytes:
    return json.dumps(event.as_record()).encode() + b"\n"


def step(number: int) -> StepMeasured:
    return StepMeasured(number, 0.1, 4.0, 0.5, 0.25, 640.0, float(number), 0.5, 0.0)


def knn(number: int) -> LiveKnnMeasured:
    return LiveKnnMeasured(number, 0.1, 0.5, 500, 500, float(number))


def statistics(number: int, watched: int = 2) -> BatchStatisticsTaken:
    return BatchStatisticsTaken(number, 0.1, 0.9, 0.8, 0.1, 0.4, -2.0, (0.5,) * watched, (0.1,) * 6, 9, float(number))


def measured(content: bytes) -> list[MeasurementsRead]:
    return [event for event in bundled(content) if isinstance(event, MeasurementsRead)]


def test_that_steps_and_each_kind_of_measurement_are_one_event() -> None:
    content = b"".join(line(event) for n in range(1, 4) for event in (step(n), knn(n), statistics(n)))
    steps, scores, inside = bundled(content)
    assert isinstance(steps, StepsRead) and steps.columns["step"].tolist() == [1, 2, 3]
    assert isinstance(scores, MeasurementsRead) and scores.last == knn(3)
    assert isinstance(inside, MeasurementsRead) and inside.columns["gradients"].shape == (3, 6)


def test_that_what_ends_a_training_parts_the_bundles() -> None:
    ended = RunEnded("finished", 2, 0.1, 2.0, 0.0)
    first, told, second = bundled(line(step(1)) + line(step(2)) + line(ended) + line(step(3)))
    assert isinstance(first, StepsRead) and isinstance(second, StepsRead)
    assert (first.last, told, second.last) == (step(2), ended, step(3))


@pytest.mark.parametrize(
    "damage",
    [
        (b"0.5,", b"1e19,"),
        (b"0.5,", b"NaN,"),
        (b"0.5,", b'"0.5",'),
        (b"0.5,", b""),
        (b"}", b', "more": 1}'),
        (b"}", b""),
        (b'"step": 2', b'"step": 2.0'),
    ],
)
def test_that_a_damaged_measurement_is_left_out_and_the_others_stay(damage: tuple[bytes, bytes]) -> None:
    (read,) = measured(line(knn(1)) + line(knn(2)).replace(*damage) + line(knn(3)))
    assert read.columns["step"].tolist() == [1, 3]


def test_that_measurements_of_other_lengths_are_bundles_of_their_own() -> None:
    read = measured(b"".join(map(line, [statistics(1), statistics(2, watched=5), statistics(3, watched=5)])))
    assert [bundle.columns["watched"].shape for bundle in read] == [(1, 2), (2, 5)]


def test_that_lines_spelt_otherwise_are_read_alike() -> None:
    spelt = b"".join(json.dumps(e.as_record(), separators=(",", ":")).encode() + b"\n" for e in (step(2), knn(2)))
    steps, scores = bundled(line(step(1)) + line(knn(1)) + spelt)
    assert isinstance(steps, StepsRead) and steps.columns["step"].tolist() == [1, 2]
    assert isinstance(scores, MeasurementsRead) and scores.columns["step"].tolist() == [1, 2]


def test_that_a_part_says_about_how_many_steps_there_are_in_all(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    content = b"".join(line(step(number)) for number in range(10_000))
    log.path.write_bytes(content)
    (part,) = told_from(log, 0).events
    assert isinstance(part, StepsRead) and np.isclose(part.expected, 10_000, rtol=0.02)
