"""An earlier run as the events it once told, so that the window opens it the way it would have watched it."""

import time
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TypeVar

from simclr_gui.engine.comparison.compared import CurvesReadUpTo
from simclr_gui.engine.evaluation.predictions import read_predicted_images
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import EvaluationFinished, Event, Warned
from simclr_gui.engine.experiments.imported_run import imported_run
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.bundles import ReadOn, Told, told_from
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import read_status
from simclr_gui.engine.storage.files import is_there

SECONDS_BETWEEN_LOOKS = 0.5


def replay_curves(folder: RunFolder, read_on: ReadOn | None = None) -> Iterator[Event]:
    """What the training told, from events.jsonl; steps in bundles. The file is read here, or by who is given."""
    read_on, place, is_over = read_on or partial(told_from, folder.log), 0, False
    while not is_over:
        told = read_on(place)
        yield from told.events
        place, is_over = told.place, told.place == place


def curves_from(folder: RunFolder, place: int, read_on: ReadOn | None = None) -> Iterator[Event]:
    """What the training has told since this place of events.jsonl, as far as it is written; then how it stands."""
    read_on = read_on or partial(told_from, folder.log)
    is_alive = _is_alive(folder)  # asked first: what is written before it ends is read now
    while True:
        told = read_on(place)
        yield from told.events
        if told.place == place:
            break
        place = told.place
    yield CurvesReadUpTo(folder.path, place, is_alive, is_there(folder.evaluation_file))


def _is_alive(folder: RunFolder) -> bool:
    status = folder.status()
    return status is not None and status.is_alive


def follow(folder: RunFolder, should_leave: Callable[[], bool], read_on: ReadOn | None = None) -> Iterator[Event]:
    """Curves, then the evaluation and the maps where there are any. The curves are read here, or by who is given.

    Of a run that another process trains, perhaps on a cluster: what it tells, as it tells it, to its end.
    What is damaged is told in a warning, and the rest is shown.
    """
    yield from (yield from _or_warned(lambda: list(imported_run(folder)))) or []
    read_on, place, is_over = read_on or partial(told_from, folder.log), 0, False
    while not should_leave():
        told = yield from _or_warned(partial(read_on, place))
        events, next_place = told or Told([], place)
        yield from events
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


def replay_predictions(folder: RunFolder) -> Iterator[Event]:
    """The evaluation and the maps of its newest weights, where there are any; of a damaged file, a warning instead."""
    evaluation = yield from _or_warned(lambda: read_evaluation(folder))
    if evaluation is not None:
        yield from (yield from _or_warned(lambda: list(read_predicted_images(folder)))) or []
        yield EvaluationFinished(evaluation)
    maps, passed_over = MapFiles(folder), evaluation.files_passed_over if evaluation is not None else []
    if not maps.are_old(passed_over):
        yield from maps.read()


Content = TypeVar("Content")


def _or_warned(read: Callable[[], Content]) -> Generator[Event, None, Content | None]:
    """What is read; None, and a warning, where that is damaged."""
    try:
        return read()
    except UserError as error:
        yield Warned(error.in_full)
        return None
