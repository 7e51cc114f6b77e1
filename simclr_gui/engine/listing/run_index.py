"""The index of the runs: one file among those that may be deleted at any time. A line a run, proved by a checksum.

Each program that lists runs writes the whole file in place of the last, so that the later one counts; whatever the file
lacks is read from the folders again. What is damaged, or was written by another version, counts as no index at all.
"""

import io
import json
import zlib
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from simclr_gui import __version__
from simclr_gui.engine.listing.breaths import breathing
from simclr_gui.engine.listing.known_run import KnownRun
from simclr_gui.engine.runs.run_status import process_exists
from simclr_gui.engine.storage.files import read_file, sweep_parts, write_bytes_atomically
from simclr_gui.engine.storage.places import cache_dir

SCHEMA_VERSION = 2
LARGEST_INDEX_BYTES = 2**29
BYTES_SUMMED_AT_ONCE = 2**20
NOT_AMONG_VALUES = "config_json", "trouble"

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
        return dict(map(_run, breathing(lines)))
    except Exception:  # whatever is wrong with it: it is made anew
        return {}


def write_index(file: Path, place: str, runs: Runs) -> None:
    """Replaces the index; where that cannot be done, the next program reads the folders again."""
    body = "".join(_line(name, run) for name, run in breathing(runs.items())).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        sweep_parts(file.parent, process_exists)
        write_bytes_atomically(file, json.dumps(_header(place, memoryview(body))).encode() + b"\n" + body)
    except Exception:  # a full disk, a cache that cannot be written to
        return


def _header(place: str, body: memoryview) -> dict[str, object]:
    checksum = 0
    for begin in range(0, len(body), BYTES_SUMMED_AT_ONCE):
        checksum = zlib.crc32(body[begin : begin + BYTES_SUMMED_AT_ONCE], checksum)
    return {"schema_version": SCHEMA_VERSION, "program": __version__, "place": place, "crc32": checksum}


def _line(name: str, run: KnownRun) -> str:
    """The settings stand behind a tab, which JSON never holds: whoever reads the line need not parse them."""
    status = None if run.status is None else vars(run.status)
    values = {key: value for key, value in vars(run).items() if key not in NOT_AMONG_VALUES} | {"status": status}
    return f"{json.dumps([name, values], separators=(',', ':'))}\t{run.config_json}\n"


_LINE = TypeAdapter(tuple[str, KnownRun])


def _run(line: bytes) -> tuple[str, KnownRun]:
    told, _, config_json = line.partition(b"\t")
    name, run = _LINE.validate_json(told)
    return name, replace(run, config_json=config_json.decode("ascii").rstrip("\n"))
