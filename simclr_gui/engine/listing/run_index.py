"""The index of the runs: one file among those that may be deleted at any time. Blocks of runs, proved by a checksum.

Each program that lists runs writes the whole file in place of the last, so that the later one counts; whatever the file
lacks is read from the folders again. What is damaged, or was written by another version, counts as no index at all.

A block is a line: what the runs say column by column, which pydantic checks a tenth as long as run by run, then the
different settings of these runs, each behind a tab, which JSON never holds: whoever reads the line need not parse them.
"""

import io
import json
import os
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from pathlib import Path
from types import GenericAlias
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from simclr_gui import __version__
from simclr_gui.engine.listing.breaths import breathing
from simclr_gui.engine.listing.known_run import KnownRun, Stamps
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.sentences import Sentence, found, kept
from simclr_gui.engine.runs.run_status import RunStatus
from simclr_gui.engine.storage.files import read_file, write_bytes_atomically
from simclr_gui.engine.storage.places import cache_dir

SCHEMA_VERSION = 3
LARGEST_INDEX_BYTES = 2**29
BYTES_SUMMED_AT_ONCE = 2**20
RUNS_IN_A_BLOCK = 100

Runs = dict[str, KnownRun]


def index_file() -> Path:
    """Where the index is kept."""
    return cache_dir() / "runs" / "index.jsonl"


def read_index(file: Path, place: str) -> Runs:
    """What is known of the runs in `place`, by the names of their folders; empty where there is no such index."""
    try:
        content = read_file(file, LARGEST_INDEX_BYTES)
        lines = io.BytesIO(content)
        first = lines.readline()
        if json.loads(first) != _header(place, memoryview(content)[len(first) :]):
            return {}
        return dict(breathing(run for line in lines for run in _runs_in(line, place)))
    except Exception:  # whatever is wrong with it: it is made anew
        return {}


def write_index(file: Path, place: str, runs: Runs) -> None:
    """Replaces the index; where that cannot be done, the next program reads the folders again."""
    waiting = iter(breathing(each for each in runs.items() if _is_unicode(each[0])))
    blocks = iter(lambda: list(islice(waiting, RUNS_IN_A_BLOCK)), [])
    body = "".join(map(_block, blocks)).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_bytes_atomically(file, json.dumps(_header(place, memoryview(body))).encode() + b"\n" + body)
    except Exception:  # a full disk, a cache that cannot be written to
        return


def _is_unicode(name: str) -> bool:
    """Some file systems take any bytes for a name, JSON does not: such a run is read by each program."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _header(place: str, body: memoryview) -> dict[str, object]:
    checksum = 0
    for begin in range(0, len(body), BYTES_SUMMED_AT_ONCE):
        checksum = zlib.crc32(body[begin : begin + BYTES_SUMMED_AT_ONCE], checksum)
    return {"schema_version": SCHEMA_VERSION, "program": __version__, "place": place, "crc32": checksum}


_HINTS = get_type_hints(RunSummary, include_extras=True) | {"config_json": int}
_NAMES = tuple(_HINTS)
_FOLDER, _BUDGET, _SETTINGS = map(_NAMES.index, ("folder", "budget", "config_json"))
"""What a block holds in another form: a name, words with their values, a number among its settings."""

_values_of = attrgetter(*_NAMES)
_KINDS: tuple[Any, ...] = (Stamps, RunStatus | None, *_HINTS.values())
_TABLE: Any = GenericAlias(tuple, tuple(GenericAlias(list, (kind,)) for kind in _KINDS))
_COLUMNS: TypeAdapter[tuple[list[Any], ...]] = TypeAdapter(_TABLE)


def _block(runs: list[tuple[str, KnownRun]]) -> str:
    numbers: dict[str, int] = {}
    rows = []
    for name, run in runs:
        values = list(_values_of(run.line))
        values[_FOLDER], values[_BUDGET] = name, kept(run.line.budget)
        values[_SETTINGS] = numbers.setdefault(run.line.config_json, len(numbers))
        rows.append((run.stamps, None if run.status is None else vars(run.status), *values))
    return "\t".join([json.dumps([*zip(*rows, strict=True)], separators=(",", ":")), *numbers]) + "\n"


def _runs_in(block: bytes, place: str) -> Iterator[tuple[str, KnownRun]]:
    told, *settings = block.rstrip(b"\n").split(b"\t")
    texts = [_same_text(text) for text in settings]
    for stamps, status, *values in zip(*_COLUMNS.validate_json(told), strict=True):
        name = values[_FOLDER]
        values[_FOLDER] = name if os.sep in name else place + os.sep + name  # one that lies elsewhere has a whole path
        values[_BUDGET], values[_SETTINGS] = _sentence(values[_BUDGET]), texts[values[_SETTINGS]]
        yield name, KnownRun(stamps, RunSummary(*values), status)


@lru_cache(maxsize=1_000)
def _same_text(settings: bytes) -> str:
    """One text for all runs with the same settings: whatever is made of it is then found again without reading it."""
    return settings.decode("ascii")


@lru_cache(maxsize=1_000)
def _sentence(budget: str) -> Sentence:
    return found(budget)
