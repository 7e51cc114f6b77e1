"""An earlier run as the events it once told, so that the window opens it the way it would have watched it."""

import dataclasses
import time
from collections.abc import Callable, Iterator
from typing import Any

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
)
from simclr_gui.engine.maps import read_maps
from simclr_gui.engine.run_folder import RunFolder

SECONDS_BETWEEN_LOOKS = 0.5

_KINDS: dict[str, type[Event]] = {
    kind.kind: kind
    for kind in (RunStarted, StepMeasured, LiveKnnMeasured, LiveProbeMeasured, RankMeasured, PulseTaken, RunEnded)
}


def replay_curves(folder: RunFolder) -> Iterator[Event]:
    """What the training told, from events.jsonl."""
    for record in folder.events():
        event = event_from(record)
        if event is not None:
            yield event


def follow(folder: RunFolder, should_leave: Callable[[], bool]) -> Iterator[Event]:
    """Curves, then the evaluation and the maps where there are any.

    Of a run that another process trains, perhaps on a cluster: what it tells, as it tells it, to its end.

    Raises:
        UserError: evaluation.json or a map is damaged.
    """
    place = 0
    while not should_leave():
        is_over = not folder.is_trained_elsewhere
        records, place = folder.events_from(place)
        yield from filter(None, map(event_from, records))
        if is_over:
            break
        time.sleep(SECONDS_BETWEEN_LOOKS)
    yield from _judged(folder)


def _judged(folder: RunFolder) -> Iterator[Event]:
    evaluation = folder.evaluation()
    if evaluation is not None:
        yield EvaluationFinished(evaluation)
    yield from read_maps(folder)


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
    numbers = [getattr(event, field.name) for field in dataclasses.fields(kind) if field.type in (int, float)]
    return event if all(isinstance(number, (int, float)) for number in numbers) else None
