"""Checkpoints: safetensors beside a JSON manifest with its SHA-256. The last two, the best and some others are kept."""

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
from simclr_gui.engine.sentences import said

LAST_KEPT = 2
MOST_MOMENTS = 8  # of the run's history, to be looked at later
MOST_BYTES_OF_MOMENTS = 10**9
SECONDS_BETWEEN = 30.0
SHORTEST_SECONDS_BETWEEN = 2.0
SHARE_OF_TIME = 0.03
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


class CheckpointPace:
    """When the next is due: soon at first, when most changes, then every 30 s; saving takes 3 % of the time at most."""

    def __init__(self, now_s: float) -> None:
        self._began_s = self._saved_s = now_s
        self._duration_s = 0.0

    def is_due(self, now_s: float) -> bool:
        growing = max(SHORTEST_SECONDS_BETWEEN, (now_s - self._began_s) / 3, self._duration_s / SHARE_OF_TIME)
        return now_s - self._saved_s > min(SECONDS_BETWEEN, growing)

    def note_saved(self, began_s: float, ended_s: float) -> None:
        self._saved_s, self._duration_s = ended_s, ended_s - began_s


def save_checkpoint(folder: RunFolder, learner: Learner, knn: float | None) -> Path:
    """Writes the learner's state and forgets checkpoints that are neither recent nor best nor a kept moment.

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
            raise _damaged(weights_file, said("its length is wrong"))
        content = weights_file.read_bytes()
    except OSError as error:
        raise _damaged(weights_file, (error.strerror or str(error)).lower()) from error
    if hashlib.sha256(content).hexdigest() != manifest.sha256:
        raise _damaged(weights_file, said("its checksum is wrong"))
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
        raise UserError(
            said("{path} is damaged: {content} is not a manifest.", path=path, content=json.dumps(values)[:40])
        )
    return values


def _damaged(path: Path, reason: str) -> UserError:
    return UserError(
        said("The checkpoint {path} is damaged: {reason}.", path=path, reason=reason), "Restore it, or train again."
    )


def _forget_old(folder: RunFolder) -> None:
    checkpoints = list_checkpoints(folder)
    measured = [pair for pair in checkpoints if pair[0].knn is not None]
    kept = checkpoints[-LAST_KEPT:] + sorted(measured, key=lambda pair: pair[0].knn or 0.0)[-1:]
    others = [pair for pair in checkpoints if pair not in kept]
    moments = spread_moments([manifest for manifest, _ in others])
    for manifest, weights_file in others:
        if manifest not in moments:
            weights_file.with_suffix(".json").unlink(missing_ok=True)
            weights_file.unlink(missing_ok=True)


def spread_moments(manifests: list[Manifest]) -> list[Manifest]:
    """As many as may be kept, so that each is about as many times later than the one before.

    A network changes most at first. What is left out is what lies nearest to its neighbours.
    """
    moments = list(manifests)
    while len(moments) > MOST_MOMENTS or sum(manifest.bytes for manifest in moments) > MOST_BYTES_OF_MOMENTS:
        steps = [0, *(manifest.step for manifest in moments), 2 * moments[-1].step]
        gaps = [(later + 1) / (before + 1) for before, later in zip(steps, steps[2:], strict=False)]
        del moments[gaps.index(min(gaps))]
    return moments
