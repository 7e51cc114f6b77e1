"""Checkpoints: safetensors beside a JSON manifest with its SHA-256. The last two and the best are kept."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.run_folder import (
    RunFolder,
    read_json,
    telling_disk_trouble,
    write_bytes_atomically,
    write_json_atomically,
)

LAST_KEPT = 2
SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Manifest:
    """What the file beside it holds; written last, so a checkpoint without one does not count.

    Attributes:
        knn: live kNN accuracy at that step, None where it was not measured.
    """

    step: int
    elapsed_s: float
    knn: float | None
    bytes: int
    sha256: str
    schema_version: int = SCHEMA_VERSION


def save_checkpoint(folder: RunFolder, learner: Learner, knn: float | None) -> Path:
    """Writes the learner's state and forgets checkpoints that are neither recent nor best.

    Raises:
        UserError: the disk is full or closed to us; older checkpoints are untouched.
    """
    content = save({name: value.detach().cpu().contiguous() for name, value in learner.tensors().items()})
    manifest = Manifest(learner.step, learner.elapsed_s, knn, len(content), hashlib.sha256(content).hexdigest())
    weights_file = folder.checkpoints_dir / f"step-{learner.step:08d}.safetensors"
    with telling_disk_trouble(folder.path):
        write_bytes_atomically(weights_file, content)
        write_json_atomically(weights_file.with_suffix(".json"), asdict(manifest))
    _forget_old(folder)
    return weights_file


def list_checkpoints(folder: RunFolder) -> list[tuple[Manifest, Path]]:
    """The checkpoints with a readable manifest, oldest first."""
    found = []
    for manifest_file in sorted(folder.checkpoints_dir.glob("step-*.json")):
        try:
            manifest = Manifest(**_manifest_values(manifest_file))
        except (UserError, TypeError):
            continue
        found.append((manifest, manifest_file.with_suffix(".safetensors")))
    return sorted(found, key=lambda pair: pair[0].step)


def read_checkpoint(manifest: Manifest, weights_file: Path) -> dict[str, Tensor]:
    """Reads and checks the tensors of one checkpoint.

    Raises:
        UserError: the file is missing or is not the one that was written.
    """
    try:
        if weights_file.stat().st_size != manifest.bytes:
            raise _damaged(weights_file, "its length is wrong")
        content = weights_file.read_bytes()
    except OSError as error:
        raise _damaged(weights_file, (error.strerror or str(error)).lower()) from error
    if hashlib.sha256(content).hexdigest() != manifest.sha256:
        raise _damaged(weights_file, "its checksum is wrong")
    try:
        return load(content)
    except SafetensorError as error:
        raise _damaged(weights_file, str(error)) from error


def restore_newest(folder: RunFolder, learner: Learner) -> Manifest | None:
    """Brings the learner to the newest checkpoint that is whole.

    Returns:
        Its manifest, or None where the run has no checkpoint at all.

    Raises:
        UserError: there are checkpoints, but every one is damaged.
    """
    trouble: UserError | None = None
    for manifest, weights_file in reversed(list_checkpoints(folder)):
        try:
            tensors = read_checkpoint(manifest, weights_file)
            learner.restore(tensors, manifest.step, manifest.elapsed_s)
            return manifest
        except UserError as error:
            trouble = trouble or error
        except (KeyError, ValueError, RuntimeError) as error:
            trouble = trouble or _damaged(weights_file, str(error).splitlines()[0])
    if trouble:
        raise trouble
    return None


def _manifest_values(path: Path) -> dict[str, Any]:
    values = read_json(path)
    if not isinstance(values, dict):
        raise UserError(f"{path} is damaged: {json.dumps(values)[:40]} is not a manifest.")
    return values


def _damaged(path: Path, reason: str) -> UserError:
    return UserError(f"The checkpoint {path} is damaged: {reason}.", "Restore it, or train again.")


def _forget_old(folder: RunFolder) -> None:
    checkpoints = list_checkpoints(folder)
    measured = [pair for pair in checkpoints if pair[0].knn is not None]
    kept = checkpoints[-LAST_KEPT:] + sorted(measured, key=lambda pair: pair[0].knn or 0.0)[-1:]
    for pair in checkpoints:
        if pair not in kept:
            pair[1].with_suffix(".json").unlink(missing_ok=True)
            pair[1].unlink(missing_ok=True)
