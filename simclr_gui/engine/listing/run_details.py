"""What the files of one run say beyond its line in the list: machine, versions, data, the command that repeats it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.event_log import Record
from simclr_gui.engine.runs.origin import Origin, read_origin
from simclr_gui.engine.runs.parent import beginning_of, read_parent
from simclr_gui.engine.runs.repeating_command import command_of
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.json_files import read_json

DIGITS_SHOWN = 12


@dataclass(frozen=True)
class RunDetailsRead(Event):
    """Of one run; each text is empty where its files do not say it.

    Attributes:
        device, precision: on which it was trained.
        version: of the program that trained it.
        fingerprint: the first digits of the SHA-256 of its images.
        command: trains or imports it again; empty where its settings cannot be read.
        origin: where its encoder comes from; None where it was trained here.
        beginning: whose weights it began from; empty where they were random.
    """

    path: Path
    device: str = ""
    precision: str = ""
    version: str = ""
    fingerprint: str = ""
    command: str = ""
    origin: Origin | None = None
    beginning: str = ""


def read_details(path: Path) -> Iterator[Event]:
    """Ends with `RunDetailsRead`; what is damaged says nothing here, since the list tells of it."""
    folder = RunFolder(path)
    began = _began(folder)
    yield RunDetailsRead(
        path,
        str(began.get("device", "")),
        str(began.get("precision", "")),
        str(began.get("version", "")),
        _fingerprint(folder)[:DIGITS_SHOWN],
        _command(folder),
        _origin(folder),
        _beginning(folder),
    )


def _began(folder: RunFolder) -> Record:
    try:
        return folder.log.first() or {}
    except UserError:
        return {}


def _fingerprint(folder: RunFolder) -> str:
    try:
        evaluation = read_evaluation(folder)
        if evaluation is not None and evaluation.pictures_sha256:
            return evaluation.pictures_sha256
        values = read_json(folder.data_file)
    except UserError:
        return ""
    return str(values.get("pictures_sha256", "")) if isinstance(values, dict) else ""


def _origin(folder: RunFolder) -> Origin | None:
    try:
        return read_origin(folder)
    except UserError:
        return None


def _beginning(folder: RunFolder) -> str:
    try:
        parent = read_parent(folder)
    except UserError:
        return ""
    return "" if parent is None else beginning_of(parent)


def _command(folder: RunFolder) -> str:
    try:
        return command_of(folder)
    except UserError:
        return ""
