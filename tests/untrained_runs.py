"""Runs with a checkpoint, made without training: random weights from a seed, and averages as a training leaves them."""

from pathlib import Path
from typing import Any

import torch

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.experiments.run_images import write_images
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import save_checkpoint
from tests.small import small_config, small_data, small_learner


def make_untrained_run(path: Path, **settings: Any) -> Path:
    """A run folder that can be opened, scored and exported; `settings` as of `small_config`."""
    config: TrainingConfig = small_config(**settings)
    folder = RunFolder.create(path, config)
    data = small_data(config)
    write_images(folder, data)
    learner = small_learner(config, data)
    _pass_images_through(learner.encoder, config.data.side_px)
    save_checkpoint(folder, learner, None)
    return path


def _pass_images_through(encoder: torch.nn.Module, side_px: int) -> None:
    """BatchNorm learns averages, so that h is of the size that trained networks give."""
    generator = torch.Generator().manual_seed(7)
    encoder.train()
    with torch.no_grad():
        for _ in range(4):
            encoder(torch.rand(16, 3, side_px, side_px, generator=generator))
