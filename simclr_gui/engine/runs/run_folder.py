"""A run is a folder: what lies where in it. Data only: nothing in it is executed when it is opened.

config.json, events.jsonl, status.json, lock, checkpoints/, evaluation.json, predictions.npz, maps/*.npz, looks.npz,
about.json, parent.json (where it began from the weights of another run), imported.json (where its encoder was not
trained here). What a run cannot do without is its config and a checkpoint; whatever else is damaged is told, and can be
made anew.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from simclr_gui.engine.config.checking import checked_config
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.event_log import EventLog, Record
from simclr_gui.engine.runs.manifests import newest_manifest
from simclr_gui.engine.runs.run_lock import RunLock, trained_elsewhere
from simclr_gui.engine.runs.run_status import RunState, RunStatus, read_status, write_status
from simclr_gui.engine.storage.file_lock import Holder
from simclr_gui.engine.storage.files import is_file, is_there, made_whole, telling_disk_trouble
from simclr_gui.engine.storage.json_files import REMEDY as RESTORE
from simclr_gui.engine.storage.json_files import read_json, write_json_atomically
from simclr_gui.engine.storage.parts import sweep_parts

Condition = RunState | Literal["lost", "imported"]


def _in_folder(name: str) -> "cached_property[Path]":
    """Made when somebody asks: who lists ten thousand runs asks each for a few of its files."""
    return cached_property(lambda folder: folder.path / name)


class RunFolder:
    """The one who knows the names of a run's files. Every question raises UserError where the disk refuses it."""

    config_file = _in_folder("config.json")
    events_file = _in_folder("events.jsonl")
    status_file = _in_folder("status.json")
    evaluation_file = _in_folder("evaluation.json")
    checkpoints_dir = _in_folder("checkpoints")
    maps_dir = _in_folder("maps")
    data_file = _in_folder("data.json")
    about_file = _in_folder("about.json")
    parent_file = _in_folder("parent.json")
    imported_file = _in_folder("imported.json")

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def log(self) -> EventLog:
        return EventLog(self.events_file)

    @cached_property
    def _lock(self) -> RunLock:
        return RunLock(self.path / "lock")

    @classmethod
    def create(cls, path: Path, config: TrainingConfig, further: Mapping[str, Any] | None = None) -> "RunFolder":
        """Makes a new run folder.

        Args:
            further: content of JSON files, by name, that are there before the folder counts as a run.

        Raises:
            UserError: the folder holds a run already, or cannot be written.
        """
        folder = cls(path)
        if is_there(folder.config_file):
            raise UserError(
                said("{path} already holds a run.", path=path), "Name a new folder, or go on with --resume."
            )
        with telling_disk_trouble(path):
            folder.checkpoints_dir.mkdir(parents=True, exist_ok=True)
            folder.maps_dir.mkdir(exist_ok=True)
            for name, content in (further or {}).items():
                write_json_atomically(path / name, content)
            write_json_atomically(folder.config_file, config.model_dump(mode="json"))
        return folder

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Opens an existing run folder.

        Raises:
            UserError: it is not one.
        """
        folder = cls(path)
        if not is_file(folder.config_file):
            raise UserError(
                said("{path} is not a run folder: it has no config.json.", path=path),
                "Choose a folder that `train` has written.",
            )
        return folder

    @property
    def is_new(self) -> bool:
        """Whether nobody has begun to train here."""
        return not is_there(self.status_file) and not is_there(self.events_file)

    @property
    def is_imported(self) -> bool:
        """Whether its encoder came as a file of somebody else's, and nothing was trained here."""
        return is_there(self.imported_file)

    def config(self) -> TrainingConfig:
        """The settings of the run; UserError where the file is damaged."""
        return self.config_with_values()[0]

    def config_with_values(self) -> tuple[TrainingConfig, Any]:
        """The settings, and the plain values that the file holds; UserError where it is damaged."""
        values = read_json(self.config_file)
        return made_whole(self.config_file, lambda: checked_config(values), RESTORE), values

    def status(self) -> RunStatus | None:
        """The last sign of life, None where there is none that can be read."""
        try:
            return read_status(self.status_file)
        except UserError:
            return None

    def write_status(self, state: RunState) -> None:
        """Replaces status.json with a sign of life of this process; OSError where that cannot be written."""
        write_status(self.status_file, state)

    def condition(self) -> Condition:
        """The state; "lost" where the process that trained is gone, "imported" where nothing was ever trained.

        One that was killed after its last checkpoint, or once was called failed since there was nothing left to
        train, is finished.
        """
        status = self.status()
        return status.state if status is not None and status.is_alive else self.condition_at_rest(status)

    def condition_at_rest(self, status: RunStatus | None) -> Condition:
        """The condition with this last sign of life, once nobody trains here."""
        if status is not None and status.state in ("stopped", "finished"):
            return status.state
        if status is None and self.is_imported:
            return "imported"
        if self._has_used_up_its_budget():
            return "finished"
        return "failed" if status is not None and status.state == "failed" else "lost"

    def take_lock(self) -> None:
        """Keeps others from training here until `release_lock`; UserError where somebody does already."""
        self._lock.take()
        try:
            self.require_nobody_trains_here()  # where the file system knows no locks
        except UserError:
            self._lock.release()
            raise

    def release_lock(self) -> None:
        self._lock.release()

    def sweep(self) -> None:
        """Removes what killed processes left half written, also where nothing will be written any more."""
        for place in (self.path, self.checkpoints_dir, self.maps_dir):
            sweep_parts(place)

    def require_nobody_trains_here(self) -> None:
        """Raises UserError where another live process works in the folder."""
        status = self.status()
        if status is not None and status.is_alive and not status.is_ours:
            raise trained_elsewhere(self.path, Holder(pid=status.pid, host=status.host))

    @property
    def is_trained_elsewhere(self) -> bool:
        """Whether another live process trains here, perhaps on another machine."""
        status = self.status()
        return status is not None and status.is_alive and not status.is_ours

    def events(self) -> Iterator[Record]:
        """The kept events, oldest first."""
        return self.log.records()

    def _has_used_up_its_budget(self) -> bool:
        """Whether the newest checkpoint is of the last step; False where nobody can say."""
        try:
            budget, manifest = self.config().budget, newest_manifest(self.checkpoints_dir)
            if manifest is None:
                return False
            if budget.epochs is None:
                return budget.counted_s(manifest.elapsed_s, manifest.computed_s) >= budget.seconds
            steps_per_epoch = (self.log.first() or {}).get("steps_per_epoch")
        except UserError:
            return False
        return isinstance(steps_per_epoch, int) and manifest.step >= budget.epochs * steps_per_epoch > 0
