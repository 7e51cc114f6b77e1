"""The same network trained with labels from scratch: what SimCLR is measured against."""

import time
from collections.abc import Generator

from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, ImageSet, image_statistics
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import Announced
from simclr_gui.engine.optimisation.schedule import learning_rate_share
from simclr_gui.engine.randomness import Stream, generator_for
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.step import Batches

FEWEST_IN_A_BATCH = 2  # BatchNorm cannot train on one


def train_supervised(
    config: TrainingConfig, data: DataSet, labelled: ImageSet, sentence: str
) -> Generator[Announced, None, Learner]:
    """Trains encoder and one dense layer by cross entropy: same start, views, optimizer, schedule and budget.

    One view of each image where SimCLR takes two, so it sees as many batches, or twice as many in the same time.

    Args:
        labelled: images whose classes are all known.

    Returns:
        The learner; its `projection_head` gives the logits of the classes.
    """
    with_classes = {"model.projection_layers": 1, "model.projection_dim": max(2, len(data.class_names))}
    learner = Learner(config_with(config, with_classes), image_statistics(data.train), choose_machine(config.machine))
    batch_size = max(FEWEST_IN_A_BATCH, min(config.optimisation.batch_size, len(labelled)))
    batches = Batches(max(len(labelled), batch_size), batch_size, config.machine.seed)
    steps_given = _steps_of(config, data)
    learner.encoder.train()
    while True:
        began_s = time.perf_counter()
        used = learner.step / steps_given if steps_given else learner.elapsed_s / config.budget.seconds
        if used >= 1:
            return learner
        index = batches.at(learner.step) % len(labelled)
        loss = _loss(learner, labelled.pick(index), labelled.labels[index], config)
        rate = config.optimisation.learning_rate * learning_rate_share(used, config.optimisation.warmup_share)
        learner.descend(loss, rate)
        learner.step += 1
        learner.elapsed_s += time.perf_counter() - began_s
        yield Announced(sentence, min(used, 1.0))


def _loss(learner: Learner, pixels: Tensor, labels: Tensor, config: TrainingConfig) -> Tensor:
    device = learner.machine.device
    generator = generator_for(config.machine.seed, Stream.SUPERVISED_VIEWS, learner.step, device=device)
    views = sample_views(pixels.to(device), config.views, generator)
    return functional.cross_entropy(learner.project(views).float(), labels.to(device))


def _steps_of(config: TrainingConfig, data: DataSet) -> int | None:
    """As many steps as the run took where its budget is in epochs; None where it is in seconds."""
    if config.budget.epochs is None:
        return None
    per_epoch = len(data.train) // config.optimisation.batch_size
    return max(1, config.budget.epochs * per_epoch)
