"""An earlier run as the events it once told, so that the window opens it the way it would have watched it."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from simclr_gui.engine.events import EvaluationFinished, Event, LiveKnnMeasured, RunEnded, RunStarted, StepMeasured
from simclr_gui.engine.maps import read_maps
from simclr_gui.engine.run_folder import RunFolder

_KINDS: dict[str, type[Event]] = {kind.kind: kind for kind in (RunStarted, StepMeasured, LiveKnnMeasured, RunEnded)}


def replay_curves(folder: RunFolder) -> Iterator[Event]:
    """What the training told, from events.jsonl."""
    for record in folder.events():
        event = event_from(record)
        if event is not None:
            yield event


def replay(folder: RunFolder) -> Iterator[Event]:
    """Curves, then the evaluation and the maps where there are any.

    Raises:
        UserError: evaluation.json or a map is damaged.
    """
    yield from replay_curves(folder)
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
