"""One step of SimCLR: two views of every image are projected, compared, and the weights follow the loss downhill."""

import torch
from torch import Tensor

from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.config.settings import OptimisationSettings, TrainingConfig
from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.devices import Machine
from simclr_gui.engine.distributed import SINGLE_PROCESS, ProcessGroup
from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.randomness import Stream, generator_for
from simclr_gui.engine.training.comparison import compare
from simclr_gui.engine.training.learner import Learner


class Batches:
    """Which images each step sees: every epoch in a new order, the last incomplete batch left out."""

    def __init__(self, images: int, batch_size: int, seed: int) -> None:
        self.per_epoch = images // batch_size
        self._images, self._batch_size, self._seed = images, batch_size, seed
        self._epoch: int | None = None
        self._order = torch.empty(0, dtype=torch.int64)

    def at(self, step: int) -> Tensor:
        """The image indices of step `step`, int64, shape (batch_size,)."""
        epoch, place = divmod(step, self.per_epoch)
        if epoch != self._epoch:
            generator = generator_for(self._seed, Stream.EPOCH_ORDER, epoch)
            self._order = torch.randperm(self._images, generator=generator)
            self._epoch = epoch
        return self._order[place * self._batch_size : (place + 1) * self._batch_size]


def two_views(
    images: ImageSet,
    index: Tensor,
    config: TrainingConfig,
    step: int,
    machine: Machine,
    process_group: ProcessGroup = SINGLE_PROCESS,
) -> Tensor:
    """Both views of a batch in one tensor: rows i and i + N come from the same image.

    One batch of 2N means that BatchNorm sees both views together.

    Args:
        index: of the images, int64, shape (N,).

    Returns:
        float in [0, 1], shape (2N, 3, side_px, side_px), on the machine's device.
    """
    pixels = images.pick(index).to(machine.device)
    place = step * process_group.size + process_group.rank
    generator = generator_for(config.machine.seed, Stream.VIEWS, place, device=machine.device)
    return sample_views(torch.cat([pixels, pixels]), config.views, generator)


def contrastive_step(
    learner: Learner, views: Tensor, optimisation: OptimisationSettings, learning_rate: float
) -> tuple[Tensor, Similarities]:
    """Compares the projections of both views and moves the weights towards a smaller loss.

    What is returned holds nothing of the step's graph: while that lives, the next step cannot become a CUDA graph.

    Args:
        views: as from `two_views`.

    Returns:
        The loss, float32, shape (), and how alike the projections were before the step.
    """
    first, second = learner.project(views).chunk(2)
    similarities = compare(first, second, optimisation.temperature, learner.process_group)
    loss = LOSSES[optimisation.loss](similarities)
    learner.descend(loss, learning_rate)
    learner.step += 1
    return loss.detach(), similarities.detached()
