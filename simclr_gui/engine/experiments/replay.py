"""An earlier run as the events it once told, so that the window opens it the way it would have watched it."""

import time
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.evaluation.predictions import read_predicted_images
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import (
    BatchStatisticsTaken,
    EvaluationFinished,
    Event,
    LiveKnnMeasured,
    LiveProbeMeasured,
    MeasurementsRead,
    RankMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
    StepsRead,
    Warned,
)
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.event_log import record_in
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import read_status
from simclr_gui.engine.runs.step_lines import NAMES, Rows, steps_apart
from simclr_gui.engine.storage.files import is_there

SECONDS_BETWEEN_LOOKS = 0.5
MEASURED = LiveKnnMeasured, LiveProbeMeasured, RankMeasured, BatchStatisticsTaken


def replay_curves(folder: RunFolder) -> Iterator[Event]:
    """What the training told, from events.jsonl; steps in bundles."""
    place, is_over = 0, False
    while not is_over:
        content, next_place = folder.told_from(place)
        yield from _bundled(content)
        place, is_over = next_place, next_place == place


def follow(folder: RunFolder, should_leave: Callable[[], bool]) -> Iterator[Event]:
    """Curves, then the evaluation and the maps where there are any.

    Of a run that another process trains, perhaps on a cluster: what it tells, as it tells it, to its end.
    What is damaged is told in a warning, and the rest is shown.
    """
    place, is_over = 0, False
    while not should_leave():
        read = yield from _or_warned(partial(folder.told_from, place))
        content, next_place = read or (b"", place)
        yield from _bundled(content)
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


def _bundled(content: bytes) -> Iterator[Event]:
    """Events of whole lines; steps, and what is measured between them, together as far as nothing begins or ends."""
    bundle = _Bundle()
    for piece in steps_apart(content):
        if not isinstance(piece, bytes):
            bundle.steps.append(piece)
            continue
        record = record_in(piece)
        event = None if record is None else event_from(record)
        if isinstance(event, StepMeasured):
            bundle.steps.append(np.array([tuple(vars(event).values())], np.float64))
        elif isinstance(event, MEASURED):
            bundle.measured.setdefault(event.kind, []).append(event)
        elif event is not None:
            if isinstance(event, (RunStarted, RunEnded)):
                yield from bundle.taken()
                bundle = _Bundle()
            yield event
    yield from bundle.taken()


class _Bundle:
    """What a part of the file tells of a training that goes on."""

    def __init__(self) -> None:
        self.steps: list[Rows] = []
        self.measured: dict[str, list[Event]] = {}

    def taken(self) -> Iterator[Event]:
        """All steps as one event, each once, and each kind of measurement as one; nothing where there are none."""
        if self.steps:
            rows = np.concatenate(self.steps)
            last = rows[-1].tolist()
            if (np.diff(rows[:, 0]) <= 0).any():
                rows = rows[_later_ones(rows[:, 0])]
            yield StepsRead(dict(zip(NAMES, rows.T, strict=True)), StepMeasured(int(last[0]), *last[1:]))
        for events in self.measured.values():
            yield MeasurementsRead(tuple(events))


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
