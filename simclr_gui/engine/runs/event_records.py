"""Lines of events.jsonl as events again: every value is checked, what does not fit is left out."""

import dataclasses
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from simclr_gui.engine.events import (
    BaselineProbed,
    BatchStatisticsTaken,
    CoreShareMeasured,
    Event,
    LiveKnnMeasured,
    LiveProbeMeasured,
    RankMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
    ThreadsChosen,
    Warned,
)
from simclr_gui.engine.runs.event_log import LONGEST_LINE_BYTES, record_in
from simclr_gui.engine.runs.step_lines import FARTHEST, LARGEST_COUNT

PARTS = 6  # stem, four stages, projection head

_Count = Annotated[int, Field(ge=0, lt=LARGEST_COUNT)]
_Positive = Annotated[int, Field(gt=0, lt=LARGEST_COUNT)]
_Number = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
_Numbers = Annotated[tuple[_Number, ...], Field(min_length=1)]

_OF_TYPE: dict[Any, Any] = {int: _Count, float: _Number, tuple[float, ...]: _Numbers}
_OF_FIELD: dict[tuple[type[Event], str], Any] = {
    **{
        (RunStarted, name): _Positive
        for name in ("train_images", "test_images", "side_px", "feature_dim", "parameters", "steps_per_epoch")
    },
    (RunStarted, "layers"): Annotated[tuple[str, ...], Field(min_length=1)],
    (BatchStatisticsTaken, "gradients"): Annotated[tuple[_Number, ...], Field(min_length=PARTS, max_length=PARTS)],
    (Warned, "share"): None,
}


def _record_of(kind: type[Event]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        field.name: (
            _OF_FIELD.get((kind, field.name), _OF_TYPE.get(field.type, field.type)),
            ... if field.default is dataclasses.MISSING else field.default,  # earlier versions did not write it
        )
        for field in dataclasses.fields(kind)
    }
    settings = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
    return create_model(kind.__name__, __config__=settings, **fields)


_KINDS: dict[str, tuple[type[Event], type[BaseModel]]] = {
    kind.kind: (kind, _record_of(kind))
    for kind in (
        RunStarted,
        StepMeasured,
        LiveKnnMeasured,
        LiveProbeMeasured,
        BaselineProbed,
        RankMeasured,
        BatchStatisticsTaken,
        ThreadsChosen,
        CoreShareMeasured,
        RunEnded,
        Warned,
    )
}


def event_from(record: dict[str, Any]) -> Event | None:
    """The event that a line of events.jsonl tells of; None for kinds or fields that are not as they should be."""
    if record.get("event", "") not in _KINDS:
        return None
    kind, checked = _KINDS[record["event"]]
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    del values["event"]
    try:
        checked.model_validate(values)
    except ValidationError:
        return None
    return kind(**values)


def event_in(line: bytes) -> Event | None:
    """The event of one line; None for whatever is not as it should be."""
    record = record_in(line)
    return None if record is None else event_from(record)


def values_in(lines: list[bytes], kind: type[Event]) -> list[dict[str, Any]]:
    """The fields of the events of lines of one kind, all at once; a line that is not as it should be is left out."""
    if max(map(len, lines)) <= LONGEST_LINE_BYTES:
        try:
            records = _many_of(kind.kind).validate_json(b"[" + b",".join(lines) + b"]")
        except ValidationError:  # one at least
            records = []
        if len(records) == len(lines):
            return [_without_name(record) for record in records]
    return [vars(event) for line in lines if type(event := event_in(line)) is kind]


def _without_name(record: BaseModel) -> dict[str, Any]:
    values = record.__dict__
    del values["event"]
    return values


@cache
def _many_of(name: str) -> TypeAdapter[list[BaseModel]]:
    kind, checked = _KINDS[name]
    of_name: Any = Literal[name]
    records: Any = list[create_model(kind.__name__, __base__=checked, event=(of_name, ...))]  # type: ignore[misc]
    return TypeAdapter(records)
