"""What events.jsonl tells, as events: steps, and what is measured between them, in bundles."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import (
    BatchStatisticsTaken,
    Event,
    LiveKnnMeasured,
    LiveProbeMeasured,
    MeasurementsRead,
    RankMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
    StepsRead,
)
from simclr_gui.engine.runs.event_log import EventLog
from simclr_gui.engine.runs.event_records import event_in, values_in
from simclr_gui.engine.runs.step_lines import NAMES, Rows, steps_apart

MEASURED = {kind.kind: kind for kind in (LiveKnnMeasured, LiveProbeMeasured, RankMeasured, BatchStatisticsTaken)}
_KINDS_BY_BEGIN = {f'{{"event": "{name}"'.encode(): kind for name, kind in MEASURED.items()}


class Told(NamedTuple):
    """A part of the file.

    Attributes:
        place: from which to read on, a number of bytes; the same as before where there is nothing further.
    """

    events: list[Event]
    place: int


ReadOn = Callable[[int], Told]
"""Reads a part from a place on."""


def told_from(log: EventLog, place: int) -> Told:
    """The next part.

    Raises:
        UserError: the disk refuses it.
    """
    content, next_place = log.content_from(place)
    return Told(list(bundled(content, log.size_bytes())), next_place)


def bundled(content: bytes, whole_bytes: int = 0) -> Iterator[Event]:
    """Events of whole lines; steps, and what is measured between them, together as far as nothing begins or ends.

    `whole_bytes` is the size of the file that they are a part of.
    """
    share = len(content) / whole_bytes if whole_bytes else 0.0
    bundle = _Bundle(share)
    for piece in steps_apart(content):
        if not isinstance(piece, bytes):
            bundle.steps.append(piece)
            continue
        measured = _KINDS_BY_BEGIN.get(piece[: piece.find(b",")])
        if measured is not None:
            bundle.measured.setdefault(measured, []).append(piece)
            continue
        event = event_in(piece)
        if isinstance(event, StepMeasured):
            bundle.steps.append(np.array([tuple(vars(event).values())], np.float64))
        elif event is not None and event.kind in MEASURED:
            bundle.measured.setdefault(type(event), []).append(piece)
        elif event is not None:
            if isinstance(event, (RunStarted, RunEnded)):
                yield from bundle.taken()
                bundle = _Bundle(share)
            yield event
    yield from bundle.taken()


class _Bundle:
    """What a part of the file tells of a training that goes on; `share` of the whole, 0 where nobody can say."""

    def __init__(self, share: float) -> None:
        self.steps: list[Rows] = []
        self.measured: dict[type[Event], list[bytes]] = {}
        self._share = share

    def taken(self) -> Iterator[Event]:
        """All steps as one event, each once, and each kind of measurement as one; nothing where there are none."""
        if self.steps:
            rows = np.concatenate(self.steps)
            last = rows[-1].tolist()
            if (np.diff(rows[:, 0]) <= 0).any():
                rows = rows[_later_ones(rows[:, 0])]
            columns = dict(zip(NAMES, rows.T, strict=True))
            expected = round(len(rows) / self._share) if self._share else 0
            yield StepsRead(columns, StepMeasured(int(last[0]), *last[1:]), expected)
        for kind, lines in self.measured.items():
            for _, alike in groupby(values_in(lines, kind), _lengths):
                values = list(alike)
                columns = {name: np.array([each[name] for each in values], np.float64) for name in values[0]}
                yield MeasurementsRead(columns, kind(**values[-1]))


def _lengths(values: Mapping[str, Any]) -> list[int]:
    """How many numbers each field has that has several: how many pairs are watched depends on the batch."""
    return [len(value) for value in values.values() if isinstance(value, tuple)]


def _later_ones(steps: NDArray[np.float64]) -> NDArray[np.intp]:
    """The place of every step's last row, in the order of the steps: two processes may once have told the same."""
    _, places = np.unique(steps[::-1], return_index=True)
    return len(steps) - 1 - places
