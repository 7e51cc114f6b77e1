"""The encoder of a run, ready to be used elsewhere."""

from pathlib import Path

import torch

from simclr_gui.engine.config.settings import MachineSettings
from simclr_gui.engine.datasets.images import ImageStatistics
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.network.encoders import Encoder
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import Restored, list_checkpoints, restore, restore_newest
from simclr_gui.engine.training.learner import Learner


def load_encoder(run_dir: Path | str, step: int | None = None) -> Encoder:
    """The encoder that scores and maps of a run are of: h = encoder(images).

    It takes float images in [0, 1] of shape (count, 3, side_px, side_px), normalises them itself with the colours of
    the images that it was trained on, and gives float32 features of shape (count, `encoder.feature_dim`).

    Args:
        run_dir: a run folder; its images are not needed.
        step: of a kept checkpoint; the newest whole one where it is None.

    Returns:
        The encoder in eval mode, on the CPU, in float32, without gradients.

    Raises:
        UserError: it is no run folder, or has no such checkpoint, or that is damaged.
    """
    folder = RunFolder.open(Path(run_dir))
    if step is None:
        learner, _ = newest_learner(folder)
    else:
        learner = _new_learner(folder)
        _restore_step(folder, learner, step)
    return learner.evaluated_encoder.eval().requires_grad_(False)


def newest_learner(folder: RunFolder) -> tuple[Learner, Restored]:
    """The network at the newest whole checkpoint, on the CPU, in float32, without the images of the run.

    Raises:
        UserError: there is no checkpoint, or every one is damaged.
    """
    learner = _new_learner(folder)
    restored = restore_newest(folder, learner)
    if restored is None:
        raise UserError(said("{folder} has no checkpoint yet.", folder=folder.path), "Train it first.")
    return learner, restored


def _new_learner(folder: RunFolder) -> Learner:
    config = folder.config()
    unknown = ImageStatistics(config.data.side_px, torch.zeros(3), torch.ones(3))  # the checkpoint holds the colours
    return Learner(config, unknown, choose_machine(MachineSettings(device="cpu", precision="float32")))


def _restore_step(folder: RunFolder, learner: Learner, step: int) -> None:
    checkpoints = list_checkpoints(folder)
    for manifest, weights_file in checkpoints:
        if manifest.step == step:
            restore(learner, manifest, weights_file)
            return
    kept = ", ".join(f"{manifest.step:,}" for manifest, _ in checkpoints)
    raise UserError(
        said("{folder} has no checkpoint of step {step:,}.", folder=folder.path, step=step),
        said("Kept are the steps {steps}.", steps=kept) if kept else "Train it first.",
    )
