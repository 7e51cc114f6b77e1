"""events.jsonl: one JSON object a line, read in bounded pieces, cut back where a run goes on from a checkpoint."""

import itertools
import json
import os
import stat
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import is_file, reason_of, unreadable

BYTES_READ_AT_ONCE = 4_000_000  # a long run's events would not fit into memory as objects
BYTES_READ_BACKWARDS = 2**18
LAST_LINES = 50
LONGEST_LINE_BYTES = 2**20  # what the program writes is shorter; zeros after a power failure may go on for gigabytes

Record = dict[str, Any]


class EventLog:
    """The kept events of a run, as plain records with a name under "event".

    Every read raises UserError where the disk refuses it; lines that are damaged or too long are left out.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def records(self) -> Iterator[Record]:
        """All, oldest first; a last line that a crash cut short is left out."""
        place = 0
        while True:
            records, next_place = self.records_from(place)
            if next_place == place:
                return
            yield from records
            place = next_place

    def records_from(self, place: int) -> tuple[list[Record], int]:
        """Some of those written since `place`; see `content_from`."""
        content, next_place = self.content_from(place)
        return [record for line in content.splitlines() if (record := record_in(line)) is not None], next_place

    def content_from(self, place: int) -> tuple[bytes, int]:
        """Some whole lines written since `place`, a number of bytes, and the place from which to read on.

        That place is the same where there is no further whole line.
        """
        if not is_file(self.path):
            return b"", place
        try:
            with self.path.open("rb") as file:
                place = min(place, os.fstat(file.fileno()).st_size)  # it may have been cut back
                file.seek(place)
                content = file.read(BYTES_READ_AT_ONCE) + file.readline(LONGEST_LINE_BYTES)
        except OSError as error:
            raise unreadable(self.path, reason_of(error)) from error
        whole = content.rfind(b"\n") + 1
        if not whole and len(content) > LONGEST_LINE_BYTES:
            whole = len(content)
        return content[:whole], place + whole

    def size_bytes(self) -> int:
        """How much there is; 0 where nobody can say."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def first(self) -> Record | None:
        """The first line."""
        if not is_file(self.path):
            return None
        try:
            with self.path.open("rb") as file:
                return record_in(file.readline(LONGEST_LINE_BYTES))
        except OSError as error:
            raise unreadable(self.path, reason_of(error)) from error

    def last(self, name: str) -> Record | None:
        """The last event of this name, if it is among the last lines."""
        if not is_file(self.path):
            return None
        try:
            with self.path.open("rb") as file:
                lines = itertools.islice(_lines_backwards(file, file.seek(0, os.SEEK_END)), LAST_LINES)
                records = (record_in(line) for _, line in lines)
                return next((record for record in records if record is not None and record["event"] == name), None)
        except OSError as error:
            raise unreadable(self.path, reason_of(error)) from error

    def cut_back(self, step: int) -> None:
        """Removes what was told of later steps, which are about to be made again; OSError where the disk refuses it."""
        if not is_file(self.path):
            return
        with self.path.open("rb") as file:
            size = place = file.seek(0, os.SEEK_END)
            for begin, line in _lines_backwards(file, size):
                told = (record_in(line) or {}).get("step")
                if isinstance(told, int):
                    if told <= step:
                        break
                    place = begin
        if place < size:
            os.truncate(self.path, place)

    def open_to_append(self) -> TextIOWrapper:
        """The file, ready for further lines; OSError where the disk refuses it."""
        if self.path.exists() and not stat.S_ISFIFO(self.path.stat().st_mode):
            _end_broken_last_line(self.path)
        elif self.path.exists():  # it would hold us until somebody reads from it
            raise unreadable(self.path, said("it is not a file"))
        return self.path.open("a", encoding="utf-8")


def record_in(line: bytes) -> Record | None:
    """The record of a line; None for whatever is not an event."""
    if len(line) > LONGEST_LINE_BYTES:
        return None
    try:
        record = json.loads(line)
    except Exception:  # a damaged line is left out, whatever is wrong with it
        return None
    return record if isinstance(record, dict) and isinstance(record.get("event"), str) else None


def _lines_backwards(file: BinaryIO, begin: int) -> Iterator[tuple[int, bytes]]:
    """Places and contents of the lines before `begin`, the last first; of lines that are too long, a part."""
    rest = b""
    while begin > 0:
        size = min(BYTES_READ_BACKWARDS, begin)
        begin -= size
        file.seek(begin)
        lines = (file.read(size) + rest).splitlines(keepends=True)
        rest, first = b"", 0
        if begin > 0:
            rest, first = lines[0][: LONGEST_LINE_BYTES + 1], 1
        places = [begin]
        for line in lines:
            places.append(places[-1] + len(line))
        for number in reversed(range(first, len(lines))):
            yield places[number], lines[number]


def _end_broken_last_line(path: Path) -> None:
    """After a crash the last line may lack its end; new lines must not be glued to it."""
    if not path.is_file() or path.stat().st_size == 0:
        return
    with path.open("rb+") as file:
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")
