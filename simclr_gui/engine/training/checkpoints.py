"""Checkpoints: safetensors beside a JSON manifest with its SHA-256. The last two, the best and some others are kept."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from safetensors.torch import load, save
from torch import Tensor

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, in_a_row, said
from simclr_gui.engine.runs.manifests import (
    REMEDY,
    Manifest,
    manifest_files,
    name_of,
    read_manifest,
    readable_manifests,
    weights_beside,
    with_checksum,
)
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import read_file, reason_of, telling_disk_trouble, write_bytes_atomically
from simclr_gui.engine.storage.json_files import write_json_atomically
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.memory import is_out_of_memory

LAST_KEPT = 2
MOST_SPREAD = 8  # of the run's history, to be looked at later
MOST_BYTES_SPREAD = 10**9
SECONDS_BETWEEN = 30.0
SHORTEST_SECONDS_BETWEEN = 2.0
SHARE_OF_TIME = 0.03


@dataclass(frozen=True)
class PassedOver:
    """A checkpoint that is damaged, and why it could not be used."""

    file: str
    reason: Sentence


@dataclass(frozen=True)
class Restored:
    """The checkpoint that a learner was brought to, and newer ones that could not be used, the newest first."""

    manifest: Manifest
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def warning(self) -> Sentence | None:
        """What a person must know; None where the newest was whole."""
        if not self.passed_over:
            return None
        reasons = (passed.reason for passed in self.passed_over)
        return in_a_row(*reasons, said("The checkpoint of step {step:,} is used instead.", step=self.manifest.step))


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
    checksum = hashlib.sha256(content).hexdigest()
    manifest = Manifest(learner.step, learner.elapsed_s, knn, len(content), checksum, learner.processor_s)
    weights_file = folder.checkpoints_dir / f"{name_of(learner.step)}.safetensors"
    with telling_disk_trouble(folder.path):
        folder.checkpoints_dir.mkdir(exist_ok=True)  # who copies a run may leave an empty folder out
        write_bytes_atomically(weights_file, content)
        write_json_atomically(weights_file.with_suffix(".json"), with_checksum(manifest))
        _forget_old(folder)
    return weights_file


def list_checkpoints(folder: RunFolder) -> list[tuple[Manifest, Path]]:
    """The checkpoints with a readable manifest, oldest first."""
    return readable_manifests(folder.checkpoints_dir)


def read_checkpoint(manifest: Manifest, weights_file: Path) -> dict[str, Tensor]:
    """Reads and checks the tensors of one checkpoint.

    Raises:
        UserError: the file is missing or is not the one that was written.
    """
    try:
        content = read_file(weights_file, manifest.bytes)
    except UserError as error:
        raise _damaged(weights_file, said("it is missing or has another length")) from error
    if len(content) != manifest.bytes:
        raise _damaged(weights_file, said("its length is wrong"))
    if hashlib.sha256(content).hexdigest() != manifest.sha256:
        raise _damaged(weights_file, said("its checksum is wrong"))
    try:
        return load(content)
    except Exception as error:
        raise _damaged(weights_file, reason_of(error)) from error


def restore(learner: Learner, manifest: Manifest, weights_file: Path) -> None:
    """Brings the learner to one checkpoint.

    Raises:
        UserError: the checkpoint is damaged, or of another network; the learner is as it was.
    """
    tensors = read_checkpoint(manifest, weights_file)
    trouble = misfit(learner, tensors)
    if trouble is not None:
        raise _damaged(weights_file, trouble)
    try:
        learner.restore(tensors, manifest.step, manifest.elapsed_s, manifest.computed_s)
    except Exception as error:
        if is_out_of_memory(error):
            raise
        raise _damaged(weights_file, reason_of(error)) from error


def restore_newest(folder: RunFolder, learner: Learner) -> Restored | None:
    """Brings the learner to the newest checkpoint that is whole.

    Returns:
        None where the run has no checkpoint at all.

    Raises:
        UserError: there are checkpoints, but every one is damaged.
    """
    newest = _newest(folder, lambda manifest, weights_file: restore(learner, manifest, weights_file))
    return None if newest is None else newest[0]


def newest_tensors(folder: RunFolder) -> tuple[Restored, dict[str, Tensor]] | None:
    """Reads the newest checkpoint that is whole, whatever network it is of; None and UserError as above."""
    return _newest(folder, read_checkpoint)


Taken = TypeVar("Taken")


def _newest(folder: RunFolder, take: Callable[[Manifest, Path], Taken]) -> tuple[Restored, Taken] | None:
    """What `take` makes of the newest that it does not refuse."""
    passed_over: list[PassedOver] = []
    trouble: UserError | None = None
    for manifest_file in manifest_files(folder.checkpoints_dir):
        try:
            manifest = read_manifest(manifest_file)
            taken = take(manifest, weights_beside(manifest_file))
            return Restored(manifest, tuple(passed_over)), taken
        except UserError as error:
            trouble = trouble or error
            passed_over.append(PassedOver(manifest_file.stem, error.sentence))
    if trouble:
        raise trouble
    return None


def misfit(learner: Learner, tensors: dict[str, Tensor]) -> Sentence | None:
    """Why the tensors are not those of such a learner; None where they are."""
    wanted = learner.shapes(with_optimizer=any(name.startswith("optimizer.") for name in tensors))
    names = sorted(wanted.keys() ^ {name for name in tensors if not name.startswith("scaler.")})
    if names:
        return said("{name} is missing, or of another network", name=names[0])
    for name, (shape, dtype) in wanted.items():
        if (tensors[name].shape, tensors[name].dtype) != (shape, dtype):
            return said("{name} is of another network", name=name)
    return None


def _damaged(path: Path, reason: str) -> UserError:
    return UserError(said("The checkpoint {path} is damaged: {reason}.", path=path, reason=reason), REMEDY)


def _forget_old(folder: RunFolder) -> None:
    checkpoints = list_checkpoints(folder)
    measured = [pair for pair in checkpoints if pair[0].knn is not None]
    kept = checkpoints[-LAST_KEPT:] + sorted(measured, key=lambda pair: pair[0].knn or 0.0)[-1:]
    others = [pair for pair in checkpoints if pair not in kept]
    kept_steps = spread_steps([manifest for manifest, _ in others])
    for manifest, weights_file in others:
        if manifest not in kept_steps:
            weights_file.with_suffix(".json").unlink(missing_ok=True)
            weights_file.unlink(missing_ok=True)


def most_bytes_kept(checkpoint_bytes: int) -> int:
    """What all checkpoints of a run may take, where each is so large: the last ones, the best, those of its history."""
    spread = min(MOST_SPREAD * checkpoint_bytes, MOST_BYTES_SPREAD)
    return (LAST_KEPT + 1) * checkpoint_bytes + spread


def spread_steps(manifests: list[Manifest]) -> list[Manifest]:
    """As many as may be kept, so that each is about as many times later than the one before.

    A network changes most at first. What is left out is what lies nearest to its neighbours.
    """
    kept_steps = list(manifests)
    while len(kept_steps) > MOST_SPREAD or sum(manifest.bytes for manifest in kept_steps) > MOST_BYTES_SPREAD:
        steps = [0, *(manifest.step for manifest in kept_steps), 2 * kept_steps[-1].step]
        gaps = [(later + 1) / (before + 1) for before, later in zip(steps, steps[2:], strict=False)]
        del kept_steps[gaps.index(min(gaps))]
    return kept_steps
