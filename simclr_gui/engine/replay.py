"""An earlier run as the events it once told, so that the window opens it the way it would have watched it."""

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import (
    EvaluationFinished,
    Event,
    LiveKnnMeasured,
    LiveProbeMeasured,
    PulseTaken,
    RankMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
    StepsRead,
)
from simclr_gui.engine.judging.guesses import read_guesses
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.run_folder import RunFolder

STEPS_AT_A_TIME = 5_000
SECONDS_BETWEEN_LOOKS = 0.5
PARTS = 6  # stem, four stages, projection head

_KINDS: dict[str, type[Event]] = {
    kind.kind: kind
    for kind in (RunStarted, StepMeasured, LiveKnnMeasured, LiveProbeMeasured, RankMeasured, PulseTaken, RunEnded)
}

STEP_FIELDS = dataclasses.fields(StepMeasured)
_NUMBERS = {
    kind: tuple(field.name for field in dataclasses.fields(kind) if field.type in (int, float))
    for kind in _KINDS.values()
}


def replay_curves(folder: RunFolder) -> Iterator[Event]:
    """What the training told, from events.jsonl; steps in bundles."""
    yield from _bundled(folder.events())


def follow(folder: RunFolder, should_leave: Callable[[], bool]) -> Iterator[Event]:
    """Curves, then the evaluation and the maps where there are any.

    Of a run that another process trains, perhaps on a cluster: what it tells, as it tells it, to its end.

    Raises:
        UserError: evaluation.json or a map is damaged.
    """
    place, is_over = 0, False
    while not should_leave():
        records, next_place = folder.events_from(place)
        yield from _bundled(records)
        if next_place == place and is_over:
            break
        if next_place == place:
            is_over = not folder.is_trained_elsewhere  # what was written before it ended is read once more
            if not is_over:
                time.sleep(SECONDS_BETWEEN_LOOKS)  # on the thread of the stream: another process is waited for
        place = next_place
    yield from replay_judgement(folder)


def _bundled(records: Iterable[dict[str, Any]]) -> Iterator[Event]:
    """Events of the records; steps together, as far as nothing begins or ends between them."""
    bundle = _Bundle()
    for record in records:
        event = event_from(record)
        if isinstance(event, StepMeasured):
            bundle.add(event)
        elif event is not None:
            if isinstance(event, (RunStarted, RunEnded)):
                yield from bundle.taken()
                bundle = _Bundle()
            yield event
    yield from bundle.taken()


class _Bundle:
    """Steps on their way into columns, some thousand at a time: a million at once would hold Python's lock for long."""

    def __init__(self) -> None:
        self._rows: list[NDArray[np.float64]] = []
        self._waiting: list[tuple[float, ...]] = []
        self._last: StepMeasured | None = None

    def add(self, step: StepMeasured) -> None:
        self._last = step
        self._waiting.append(tuple(vars(step).values()))
        if len(self._waiting) == STEPS_AT_A_TIME:
            self._store()

    def taken(self) -> Iterator[StepsRead]:
        """All of them as one event; nothing where there are none."""
        self._store()
        if self._last is not None:
            columns = {
                field.name: np.concatenate([rows[:, place] for rows in self._rows])
                for place, field in enumerate(STEP_FIELDS)
            }
            yield StepsRead(columns, self._last)

    def _store(self) -> None:
        if self._waiting:
            self._rows.append(np.array(self._waiting, np.float64))
            self._waiting = []


def replay_judgement(folder: RunFolder) -> Iterator[Event]:
    """The evaluation and the maps, where there are any.

    Raises:
        UserError: a file is damaged.
    """
    evaluation = folder.evaluation()
    if evaluation is not None:
        yield from read_guesses(folder)
        yield EvaluationFinished(evaluation)
    yield from MapFiles(folder).read()


def event_from(record: dict[str, Any]) -> Event | None:
    """The event that a line of events.jsonl tells of; None for kinds or fields that are not as they should be."""
    kind = _KINDS.get(record.get("event", ""))
    if kind is None:
        return None
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in record.items() if name != "event"}
    try:
        event = kind(**values)
    except TypeError:
        return None
    if not all(isinstance(values[name], (int, float)) for name in _NUMBERS[kind]):
        return None
    if isinstance(event, RunStarted) and not event.layers:
        return None
    if isinstance(event, PulseTaken) and not (_is_numbers(event.watched) and _is_numbers(event.gradients, PARTS)):
        return None
    return event


def _is_numbers(values: object, count: int | None = None) -> bool:
    """Whether it is a tuple of numbers, not empty, of so many where that is said."""
    if not isinstance(values, tuple) or not values or count not in (None, len(values)):
        return False
    return all(isinstance(value, (int, float)) for value in values)
