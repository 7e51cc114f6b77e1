"""An earlier run as the events it once told, so that the window opens it the way it would have watched it."""

import dataclasses
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.evaluation.predictions import read_predicted_images
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import EvaluationFinished, Event, RunEnded, RunStarted, StepMeasured, StepsRead, Warned
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import read_status
from simclr_gui.engine.storage.files import is_there

STEPS_AT_A_TIME = 5_000
SECONDS_BETWEEN_LOOKS = 0.5
STEP_FIELDS = dataclasses.fields(StepMeasured)


def replay_curves(folder: RunFolder) -> Iterator[Event]:
    """What the training told, from events.jsonl; steps in bundles."""
    yield from _bundled(folder.events())


def follow(folder: RunFolder, should_leave: Callable[[], bool]) -> Iterator[Event]:
    """Curves, then the evaluation and the maps where there are any.

    Of a run that another process trains, perhaps on a cluster: what it tells, as it tells it, to its end.
    What is damaged is told in a warning, and the rest is shown.
    """
    place, is_over = 0, False
    while not should_leave():
        read = yield from _or_warned(partial(folder.events_from, place))
        records, next_place = read or ([], place)
        yield from _bundled(records)
        if next_place == place and is_over:
            break
        if next_place == place:
            is_over = not folder.is_trained_elsewhere  # what was written before it ended is read once more
            if not is_over:
                time.sleep(SECONDS_BETWEEN_LOOKS)  # on the thread of the stream: another process is waited for
        place = next_place
    if is_there(folder.status_file):
        yield from _or_warned(lambda: read_status(folder.status_file))
    yield from replay_predictions(folder)


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
        """All of them as one event, each step once; nothing where there are none."""
        self._store()
        if self._last is not None:
            columns = {
                field.name: np.concatenate([rows[:, place] for rows in self._rows])
                for place, field in enumerate(STEP_FIELDS)
            }
            if (np.diff(columns["step"]) <= 0).any():
                places = _later_ones(columns["step"])
                columns = {name: values[places] for name, values in columns.items()}
            yield StepsRead(columns, self._last)

    def _store(self) -> None:
        if self._waiting:
            self._rows.append(np.array(self._waiting, np.float64))
            self._waiting = []


def _later_ones(steps: NDArray[np.float64]) -> NDArray[np.intp]:
    """The place of every step's last row, in the order of the steps: two processes may once have told the same."""
    _, places = np.unique(steps[::-1], return_index=True)
    return len(steps) - 1 - places


def replay_predictions(folder: RunFolder) -> Iterator[Event]:
    """The evaluation and the maps, where there are any; of each file that is damaged, a warning instead."""
    evaluation = yield from _or_warned(lambda: read_evaluation(folder))
    if evaluation is not None:
        yield from (yield from _or_warned(lambda: list(read_predicted_images(folder)))) or []
        yield EvaluationFinished(evaluation)
    yield from MapFiles(folder).read()


Content = TypeVar("Content")


def _or_warned(read: Callable[[], Content]) -> Generator[Event, None, Content | None]:
    """What is read; None, and a warning, where that is damaged."""
    try:
        return read()
    except UserError as error:
        yield Warned(error.in_full)
        return None
