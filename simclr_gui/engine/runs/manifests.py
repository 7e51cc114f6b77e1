"""The JSON manifest beside every checkpoint: what it holds, proved by checksums. Loads no torch."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import damaged, is_file, reason_of, unreadable
from simclr_gui.engine.storage.json_files import Count, Seconds, Share, checked_as, read_json

SCHEMA_VERSION = 2
FIRST_WITH_CHECKSUM = 2
CHECKSUM = "manifest_sha256"
REMEDY = said("Restore it, or train again.")
FILE_NAME = re.compile(r"step-(\d{8,16})\.json")


@dataclass(frozen=True)
class Manifest:
    """What the file beside it holds; written last, so a checkpoint without one does not count.

    Attributes:
        knn: live kNN accuracy at that step, None where it was not measured.
        sha256: of the file with the weights.
        processor_s: for how many seconds the processor computed; None in runs from before it was counted.
    """

    step: Count
    elapsed_s: Seconds
    knn: Share | None
    bytes: Annotated[int, Field(strict=True, gt=0, lt=2**53)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    processor_s: Seconds | None = None
    schema_version: Count = SCHEMA_VERSION

    @property
    def computed_s(self) -> float:
        """What is known of it: an older run counts all its time."""
        return self.elapsed_s if self.processor_s is None else self.processor_s


def with_checksum(manifest: Manifest) -> dict[str, Any]:
    """Its values as they are written, with a SHA-256 over all of them."""
    values = asdict(manifest)
    return values | {CHECKSUM: _checksum(values)}


def read_manifest(path: Path) -> Manifest:
    """Reads a manifest.

    Raises:
        UserError: it is damaged, or of another step than its name says.
    """
    values = read_json(path, REMEDY)
    manifest = checked_as(Manifest, values, path, REMEDY)
    if manifest.schema_version >= FIRST_WITH_CHECKSUM or CHECKSUM in values:
        rest = {name: value for name, value in values.items() if name != CHECKSUM}
        if values.get(CHECKSUM) != _checksum(rest):
            raise damaged(path, said("its checksum is wrong"), REMEDY)
    if path.stem != name_of(manifest.step):
        raise damaged(path, said("it is of step {step:,}", step=manifest.step), REMEDY)
    return manifest


def manifest_files(checkpoints_dir: Path) -> list[Path]:
    """The manifests, readable or not, that of the newest checkpoint first; UserError where the folder is closed."""
    try:
        names = [path for path in checkpoints_dir.iterdir() if FILE_NAME.fullmatch(path.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(checkpoints_dir, reason_of(error)) from error
    return sorted(names, key=step_in, reverse=True)


def readable_manifests(checkpoints_dir: Path) -> list[tuple[Manifest, Path]]:
    """The manifests that can be read, each with its file of weights, oldest first; UserError as above."""
    found = []
    for manifest_file in reversed(manifest_files(checkpoints_dir)):
        try:
            found.append((read_manifest(manifest_file), weights_beside(manifest_file)))
        except UserError:
            continue
    return found


def name_of(step: int) -> str:
    """What the files of a checkpoint are called, without an ending."""
    return f"step-{step:08d}"


def step_in(path: Path) -> int:
    """The step that the name of a manifest tells."""
    name = FILE_NAME.fullmatch(path.name)
    return int(name[1]) if name else -1


def weights_beside(manifest_file: Path) -> Path:
    return manifest_file.with_suffix(".safetensors")


def newest_manifest(checkpoints_dir: Path, *, proved: bool = False) -> Manifest | None:
    """That of the newest checkpoint; None where there is none, or where the newest is damaged.

    Args:
        proved: the checksum of the weights is looked at, too; it takes half a second for a large network.
    """
    files = manifest_files(checkpoints_dir)
    if not files:
        return None
    try:
        manifest, weights_file = read_manifest(files[0]), weights_beside(files[0])
        is_whole = is_file(weights_file) and weights_file.stat().st_size == manifest.bytes
        return manifest if is_whole and (not proved or _is_of(weights_file, manifest)) else None
    except (UserError, OSError):
        return None


def _is_of(weights_file: Path, manifest: Manifest) -> bool:
    """Whether it is the file that was written."""
    with weights_file.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == manifest.sha256


def _checksum(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
