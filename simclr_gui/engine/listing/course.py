"""How far the training of a run came, from the first and the last lines of what it told; nothing between is read."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.event_log import Record, record_in
from simclr_gui.engine.storage.files import opened

LONGEST_FIRST_LINE_BYTES = 2**20
LAST_BYTES = 2**16


@dataclass(frozen=True)
class Course:
    """What can be said of it; None for what it does not say.

    Attributes:
        can_be_scored: False where it is known that its images have no classes to tell apart.
        epochs, seconds: done and trained.
        ended_at: when it ended, in seconds since 1970.
    """

    can_be_scored: bool = True
    epochs: float | None = None
    seconds: float | None = None
    ended_at: float | None = None


UNKNOWN = Course()


def read_course(events_file: Path, *, is_scored: bool = False) -> Course:
    """From events.jsonl, which may hold anything: whoever opens the run is told what is wrong with it.

    Args:
        is_scored: whether it is known that it can be: the first line is not read then.
    """
    try:
        with opened(events_file) as file:
            can_be_scored = is_scored or _can_be_scored(file.readline(LONGEST_FIRST_LINE_BYTES))
            last = _last_measured(file)
    except (OSError, UserError):
        return UNKNOWN
    return Course(can_be_scored, _amount(last, "epoch"), _amount(last, "elapsed_s"), _amount(last, "time"))


def _can_be_scored(line: bytes) -> bool:
    try:
        began = json.loads(line)
        return bool(began["class_names"]) and bool(began.get("can_be_scored", True))
    except Exception:  # the line may hold anything
        return True


def _last_measured(file: BinaryIO) -> Record:
    """The last event that tells epoch and seconds; empty where there is none near the end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LAST_BYTES))
    for line in reversed(file.read(LAST_BYTES).splitlines()):
        record = record_in(line)
        if record is not None and "epoch" in record and "elapsed_s" in record:
            return record
    return {}


def _amount(record: Record, name: str) -> float | None:
    value = record.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e12:
        return float(value)
    return None
