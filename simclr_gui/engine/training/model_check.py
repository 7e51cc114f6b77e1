"""What a run would be like, before it starts: the network's cost, its speed here, the largest batch that fits."""

import time
from collections.abc import Iterator

import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import ImageSet, image_statistics
from simclr_gui.engine.devices import Machine, choose_machine
from simclr_gui.engine.events import Event, ModelChecked
from simclr_gui.engine.network.model_facts import ModelFacts, model_facts
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.memory import free_bytes, is_out_of_memory
from simclr_gui.engine.training.step import contrastive_step, two_views

MULTIPLY_ADDS_TIMED = 3e10  # about a second on two cores
STEPS_TIMED = 3
SHARE_OF_MEMORY = 0.8
SMALLEST_BATCH, LARGEST_BATCH = 2, 16_384


def check_model(config: TrainingConfig) -> Iterator[Event]:
    """Tells what the network costs and how fast this machine trains it; takes about a second."""
    machine = choose_machine(config.machine)
    facts = model_facts(config)
    timed = int(MULTIPLY_ADDS_TIMED / (6 * facts.multiply_adds * STEPS_TIMED))
    batch = max(SMALLEST_BATCH, min(config.optimisation.batch_size, timed))
    yield ModelChecked(
        encoder=config.model.encoder,
        stem=facts.stem,
        feature_dim=facts.feature_dim,
        parameters=facts.encoder_parameters + facts.head_parameters,
        multiply_adds=facts.multiply_adds,
        step_bytes=facts.step_bytes(config.optimisation.batch_size, machine.precision),
        images_per_second=images_per_second(config, machine, batch),
        largest_batch=largest_batch(config, facts, machine),
        device=machine.name,
    )


def images_per_second(config: TrainingConfig, machine: Machine, batch_size: int) -> float:
    """Images a second in real steps on noise, after one step to warm up."""
    step = _TrialStep(config, machine, batch_size)
    step.run()
    began = time.perf_counter()
    for _ in range(STEPS_TIMED):
        step.run()
    return STEPS_TIMED * batch_size / (time.perf_counter() - began)


def largest_batch(config: TrainingConfig, facts: ModelFacts, machine: Machine) -> int:
    """The largest power of two whose step fits. A GPU is asked by trying; on a CPU trying would end the program."""
    free = SHARE_OF_MEMORY * free_bytes(machine.device)
    fitting = SMALLEST_BATCH
    while fitting < LARGEST_BATCH and facts.step_bytes(2 * fitting, machine.precision) < free:
        fitting *= 2
    if machine.device.type == "cuda":
        while fitting > SMALLEST_BATCH and not _fits(config, machine, fitting):
            fitting //= 2
    return fitting


def _fits(config: TrainingConfig, machine: Machine, batch_size: int) -> bool:
    trouble = False
    try:
        _TrialStep(config, machine, batch_size).run()
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
        trouble = True
    torch.cuda.empty_cache()  # outside the handler: the traceback would keep the tensors
    return not trouble


class _TrialStep:
    """Whole training steps on a batch of noise; nothing of them is kept."""

    def __init__(self, config: TrainingConfig, machine: Machine, batch_size: int) -> None:
        side_px = config.data.side_px
        noise = torch.randint(
            0, 256, (batch_size, 3, side_px, side_px), dtype=torch.uint8, generator=torch.Generator().manual_seed(0)
        )
        images = ImageSet(noise, torch.zeros(batch_size, dtype=torch.int64))
        self._config = config_with(config, {"optimisation.batch_size": batch_size})
        self.machine = machine
        self._images = images
        self._learner = Learner(self._config, image_statistics(images), machine)
        self._index = torch.arange(batch_size)

    def run(self) -> None:
        learner, optimisation = self._learner, self._config.optimisation
        views = two_views(self._images, self._index, self._config, learner.step, self.machine)
        loss, _ = contrastive_step(learner, views, optimisation, optimisation.learning_rate)
        loss.item()  # waits until the device is done
