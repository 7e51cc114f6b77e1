"""A run is a folder: what lies where in it, and how each file is written so that a crash leaves it whole.

config.json, events.jsonl, status.json, checkpoints/, evaluation.json, maps/*.npz. Data only: nothing in it is
executed when it is opened.
"""

import json
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from simclr_gui.engine.config import TrainingConfig, checked_config
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Event
from simclr_gui.engine.sentences import said

RunState = Literal["running", "paused", "stopped", "finished", "failed"]
BYTES_READ_AT_ONCE = 4_000_000  # a long run's events would not fit into memory as objects
SECONDS_UNTIL_A_SILENT_RUN_COUNTS_AS_LOST = 30
LARGEST_JSON_BYTES = 16 * 2**20


@dataclass(frozen=True)
class RunStatus:
    """Who works in the folder, and when it last gave a sign of life (seconds since 1970)."""

    state: RunState
    pid: int
    host: str
    heartbeat: float

    @property
    def is_alive(self) -> bool:
        """Whether somebody still trains here."""
        if self.state not in ("running", "paused"):
            return False
        if self.host == socket.gethostname():
            return _process_exists(self.pid)
        return time.time() - self.heartbeat < SECONDS_UNTIL_A_SILENT_RUN_COUNTS_AS_LOST


class RunFolder:
    """The one who knows the names and formats of a run's files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.config_file = path / "config.json"
        self.events_file = path / "events.jsonl"
        self.status_file = path / "status.json"
        self.evaluation_file = path / "evaluation.json"
        self.checkpoints_dir = path / "checkpoints"
        self.maps_dir = path / "maps"
        self.data_file = path / "data.json"

    @classmethod
    def create(cls, path: Path, config: TrainingConfig) -> "RunFolder":
        """Makes a new run folder.

        Raises:
            UserError: the folder holds a run already, or cannot be written.
        """
        folder = cls(path)
        if folder.config_file.exists():
            raise UserError(
                said("{path} already holds a run.", path=path), "Name a new folder, or go on with --resume."
            )
        with telling_disk_trouble(path):
            folder.checkpoints_dir.mkdir(parents=True, exist_ok=True)
            folder.maps_dir.mkdir(exist_ok=True)
            write_json_atomically(folder.config_file, config.model_dump(mode="json"))
        return folder

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Opens an existing run folder.

        Raises:
            UserError: it is not one.
        """
        folder = cls(path)
        if not folder.config_file.is_file():
            raise UserError(
                said("{path} is not a run folder: it has no config.json.", path=path),
                "Choose a folder that `train` has written.",
            )
        return folder

    def config(self) -> TrainingConfig:
        """The settings of the run; UserError where the file is damaged."""
        return checked_config(read_json(self.config_file))

    def status(self) -> RunStatus | None:
        """The last sign of life, None where there is none that can be read."""
        if not self.status_file.is_file():
            return None
        values = read_json(self.status_file)
        try:
            status = RunStatus(**values)
        except TypeError:
            return None
        return status if status.state in get_args(RunState) else None

    def write_status(self, state: RunState) -> None:
        """Replaces status.json with a sign of life of this process."""
        status = RunStatus(state, os.getpid(), socket.gethostname(), time.time())
        write_json_atomically(self.status_file, vars(status))

    def require_nobody_trains_here(self) -> None:
        """Raises UserError where another live process works in the folder."""
        status = self.status()
        if status and self.is_trained_elsewhere:
            raise UserError(
                said(
                    "{path} is being trained by process {pid} on {host}.",
                    path=self.path,
                    pid=status.pid,
                    host=status.host,
                ),
                "Stop that run first.",
            )

    def evaluation(self) -> dict[str, Any] | None:
        """The content of evaluation.json, None where the run was not evaluated.

        Raises:
            UserError: the file is damaged or lacks a score.
        """
        if not self.evaluation_file.is_file():
            return None
        values = read_json(self.evaluation_file)
        if not _is_whole_evaluation(values):
            raise UserError(
                said("{path} is damaged: it lacks a score.", path=self.evaluation_file), "Evaluate the run again."
            )
        return dict(values)

    def write_evaluation(self, result: dict[str, Any]) -> None:
        with telling_disk_trouble(self.path):
            write_json_atomically(self.evaluation_file, result)

    def events(self) -> Iterator[dict[str, Any]]:
        """The kept events, oldest first; a last line that a crash cut short is left out."""
        place = 0
        while True:
            records, next_place = self.events_from(place)
            if next_place == place:
                return
            yield from records
            place = next_place

    def events_from(self, place: int) -> tuple[list[dict[str, Any]], int]:
        """Some of the events written since `place`, a number of bytes, and the place from which to read on.

        That place is the same where there is no further whole line.
        """
        if not self.events_file.is_file():
            return [], place
        with self.events_file.open("rb") as file:
            file.seek(place)
            content = file.read(BYTES_READ_AT_ONCE) + file.readline()
        whole = content.rfind(b"\n") + 1
        records = []
        for line in content[:whole].splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict) and isinstance(record.get("event"), str):
                records.append(record)
        return records, place + whole

    @property
    def is_trained_elsewhere(self) -> bool:
        """Whether another live process trains here, perhaps on another machine."""
        status = self.status()
        mine = (socket.gethostname(), os.getpid())
        return status is not None and status.is_alive and (status.host, status.pid) != mine


class Recorder:
    """Writes the events of a run into its folder and keeps its status alive."""

    SECONDS_BETWEEN_SIGNS_OF_LIFE = 2.0

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        with telling_disk_trouble(folder.path):
            _end_broken_last_line(folder.events_file)
            self._file = folder.events_file.open("a", encoding="utf-8")
        self._last_sign = 0.0

    def record(self, event: Event) -> None:
        """Keeps the event if it is of a kept kind; at most two seconds later it is on the disk."""
        with telling_disk_trouble(self._folder.path):
            if event.kind:
                self._file.write(json.dumps(event.as_record()) + "\n")
            if time.monotonic() - self._last_sign > self.SECONDS_BETWEEN_SIGNS_OF_LIFE:
                self._file.flush()
                self._folder.write_status("running")
                self._last_sign = time.monotonic()

    def close(self, state: RunState) -> None:
        """Writes the final state and what is left of the events.

        Raises:
            UserError: the disk is full; what could still be written was.
        """
        with telling_disk_trouble(self._folder.path):
            try:
                self._folder.write_status(state)
            finally:
                self._file.close()


class telling_disk_trouble:  # noqa: N801 - reads as a phrase after `with`
    """Turns an OSError of a write into a sentence with cause and remedy."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            reason = (error.strerror or str(error)).lower()
            raise UserError(
                said("{path} cannot be written: {reason}.", path=self._path, reason=reason),
                "Choose a folder that you may write to, on a disk with free space (--run-dir).",
            ) from error


def _is_whole_evaluation(values: Any) -> bool:
    """Whether everything that is shown of an evaluation is there and is a number."""
    try:
        kinds = ["simclr", "pca", "untrained", *(["supervised"] if "supervised" in values else [])]
        scored = [values[kind] for kind in kinds] + list(values.get("layers", []))
        shares = [float(part[score]) for part in scored for score in ("linear", "knn")]
        few = values.get("few_labels", {"labels_a_class": [], "simclr": [], "pca": [], "supervised": []})
        shares += [float(entry["linear"]) for kind in ("simclr", "pca", "supervised") for entry in few[kind]]
        lengths = {len(few[kind]) for kind in ("labels_a_class", "simclr", "pca")}
        is_in_order = len(lengths) == 1 and len(few["supervised"]) <= max(lengths)
        counts = [int(values["test_images"]), int(values["pca"]["components"])]
        counts += [int(size) for size in few["labels_a_class"]] + [
            int(layer["numbers"]) for layer in scored[len(kinds) :]
        ]
        proof = values["frozen_verified"]
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    shares.append(float(values.get("chance", -1)))
    are_shares = all(0 <= share <= 1 for share in shares)
    return are_shares and is_in_order and min(counts) > 0 and isinstance(proof, bool)


def write_json_atomically(path: Path, values: Any) -> None:
    """Replaces a JSON file so that readers see the old content or the new, never a part."""
    write_bytes_atomically(path, (json.dumps(values, indent=2) + "\n").encode())


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Writes beside, flushes to the disk, then renames over."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def read_json(path: Path) -> Any:
    """Reads a small JSON file.

    Raises:
        UserError: it is missing, too large or damaged.
    """
    try:
        if path.stat().st_size > LARGEST_JSON_BYTES:
            raise UserError(said("{path} is larger than any file of its kind.", path=path), "It is probably damaged.")
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(
            said("{path} cannot be read: {reason}.", path=path, reason=(error.strerror or str(error)).lower())
        ) from error
    except ValueError as error:
        raise UserError(
            said("{path} is damaged: it is not JSON ({reason}).", path=path, reason=error),
            "Restore it, or start a new run.",
        ) from error


def _sync_folder(path: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder for that
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _end_broken_last_line(path: Path) -> None:
    """After a crash the last line may lack its end; new lines must not be glued to it."""
    if not path.is_file() or path.stat().st_size == 0:
        return
    with path.open("rb+") as file:
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")


def _process_exists(pid: int) -> bool:
    if os.name == "nt":
        return True  # no cheap question there; the heartbeat decides on other hosts only
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
