"""SimCLR training as a stream of events: views, encoder, projection head, loss, step.

Nothing here knows of threads or windows. Whoever asks for the next event trains; whoever stops asking pauses.
"""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from simclr_gui import __version__
from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, require_batch_fits
from simclr_gui.engine.devices import Machine
from simclr_gui.engine.distributed import SINGLE_PROCESS, ProcessGroup
from simclr_gui.engine.events import (
    CheckpointSaved,
    EndReason,
    Event,
    LiveKnnMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
    ThreadsChosen,
    Warned,
)
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.network.encoders import parameter_count, resolved_stem
from simclr_gui.engine.network.taps import layer_names
from simclr_gui.engine.optimisation.schedule import learning_rate_share
from simclr_gui.engine.randomness import generator_for
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.breakdown import Watch, diverged
from simclr_gui.engine.training.checkpoints import CheckpointPace, restore_newest, save_checkpoint
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.loss_bounds import chance_loss, floor_loss
from simclr_gui.engine.training.losses import LOSSES, Similarities, compare, contrastive_top1
from simclr_gui.engine.training.memory import is_out_of_memory, on_device_if_it_fits, out_of_memory
from simclr_gui.engine.training.threads import thread_choice

SECONDS_BETWEEN_EVENTS_OFF_THE_CPU = 0.05  # reading a loss back makes a GPU wait

EPOCH_ORDER, VIEWS = 0, 1  # what a random generator of the run is for


@dataclass(frozen=True)
class StepContext:
    """One step as an observer may look at it: what went into it, and the learner after it."""

    config: TrainingConfig
    learner: Learner
    data: DataSet
    epoch: float
    image_index: Tensor
    views: Tensor
    similarities: Similarities


class Observer(Protocol):
    """Looks at the training now and then; its events join the stream."""

    def observe(self, context: StepContext) -> Iterator[Event]:
        """Called after every step; keeps its own pace."""
        ...


class Stopwatch:
    """Counts the seconds in which it runs."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._before = seconds
        self._started: float | None = None

    @property
    def seconds(self) -> float:
        return self._before + (0.0 if self._started is None else time.perf_counter() - self._started)

    def start(self) -> None:
        self._started = time.perf_counter()

    def stop(self) -> None:
        self._before, self._started = self.seconds, None


def train(
    config: TrainingConfig,
    data: DataSet,
    machine: Machine,
    folder: RunFolder,
    should_stop: Callable[[], bool] = lambda: False,
    observers: Sequence[Observer] = (),
    process_group: ProcessGroup = SINGLE_PROCESS,
) -> Iterator[Event]:
    """Trains until the budget is used up or `should_stop` says so, from the folder's newest checkpoint on.

    Time counts only while the generator works: not while it is paused, nor while its events are handled.

    Raises:
        UserError: the batch is larger than the data, the loss is no longer a number, the disk is full, or
            memory does not suffice (`proposals` offers what would need less).
    """
    clock, threads = Stopwatch(), torch.get_num_threads()
    events = _train(config, data, machine, folder, should_stop, observers, process_group, clock)
    try:
        while True:
            clock.start()
            try:
                event = next(events, None)
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
                break  # the sentence is raised outside: the traceback would keep the tensors
            clock.stop()
            if event is None:
                return
            yield event
    finally:
        torch.set_num_threads(threads)  # for whatever comes next
    raise out_of_memory(config)


def _train(
    config: TrainingConfig,
    data: DataSet,
    machine: Machine,
    folder: RunFolder,
    should_stop: Callable[[], bool],
    observers: Sequence[Observer],
    process_group: ProcessGroup,
    clock: Stopwatch,
) -> Iterator[Event]:
    require_batch_fits(data.train, config.optimisation.batch_size)
    process_group.require_batch_divides(config.optimisation.batch_size)
    learner = Learner(config, data, machine, process_group)
    data = on_device_if_it_fits(data, machine.device)
    restored = restore_newest(folder, learner)
    started_at = clock.seconds - learner.elapsed_s
    batches = Batches(len(data.train), config.optimisation.batch_size, config.machine.seed)
    if budget_used(config, learner, batches) >= 1:
        raise UserError(
            said("{folder} has used up its budget: it is finished.", folder=folder.path),
            "Start a new run with a larger one.",
        )
    yield _description(config, data, learner, folder, batches)
    if restored is not None and restored.warning is not None:
        yield Warned(restored.warning)

    pace, watch = Pace(config.optimisation.batch_size), Watch(config.optimisation.temperature)
    knn: float | None = None
    checkpoints = CheckpointPace(clock.seconds)
    threads = thread_choice(config, machine, process_group)
    learner.encoder.train()
    while True:
        progress, stop = process_group.agree(budget_used(config, learner, batches), should_stop())
        if progress >= 1 or stop:
            break
        began_s = clock.seconds
        image_index = process_group.share(batches.at(learner.step))
        views = two_views(data, image_index, config, learner.step, machine, process_group)
        rate = config.optimisation.learning_rate * learning_rate_share(progress, config.optimisation.warmup_share)
        loss, similarities = descended(learner, views, config, rate, process_group)
        learner.step += 1
        learner.elapsed_s = clock.seconds - started_at
        if threads.note(clock.seconds - began_s):
            yield ThreadsChosen(learner.step, threads.count, 1_000 * threads.step_s, learner.elapsed_s)

        epoch = learner.step / batches.per_epoch
        if pace.is_due(machine, learner.elapsed_s):
            watch.look(learner.step, loss.item(), similarities)
            yield _measured(loss, similarities, learner, rate, pace, epoch, progress)
        context = StepContext(config, learner, data, epoch, image_index, views, similarities)
        for event in _observed(observers, context):
            knn = event.accuracy if isinstance(event, LiveKnnMeasured) else knn
            yield event
        if process_group.is_leader and checkpoints.is_due(clock.seconds):
            began_s = clock.seconds
            saved = _saved(folder, learner, knn)
            checkpoints.note_saved(began_s, clock.seconds)
            yield saved
        learner.elapsed_s = clock.seconds - started_at

    if process_group.is_leader:
        yield _saved(folder, learner, knn)
    reason: EndReason = "finished" if progress >= 1 else "stopped"
    yield RunEnded(reason, learner.step, learner.step / batches.per_epoch, learner.elapsed_s, time.time())


def descended(
    learner: Learner, views: Tensor, config: TrainingConfig, rate: float, process_group: ProcessGroup
) -> tuple[Tensor, Similarities]:
    """Compares the projections of both views and moves the weights towards a smaller loss.

    What is returned holds nothing of the step's graph: while that lives, the next step cannot become a CUDA graph.

    Returns:
        The loss, float32, shape (), and how alike the projections were before the step.
    """
    first, second = learner.project(views).chunk(2)
    similarities = compare(first, second, config.optimisation.temperature, process_group)
    loss = LOSSES[config.optimisation.loss](similarities)
    learner.descend(loss, rate)
    return loss.detach(), Similarities(similarities.logits.detach(), similarities.positives)


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
            generator = generator_for(self._seed, EPOCH_ORDER, epoch)
            self._order = torch.randperm(self._images, generator=generator)
            self._epoch = epoch
        return self._order[place * self._batch_size : (place + 1) * self._batch_size]


def two_views(
    data: DataSet,
    image_index: Tensor,
    config: TrainingConfig,
    step: int,
    machine: Machine,
    process_group: ProcessGroup = SINGLE_PROCESS,
) -> Tensor:
    """Both views of a batch in one tensor: rows i and i + N come from the same image.

    One batch of 2N means that BatchNorm sees both views together.
    """
    pixels = data.train.pick(image_index).to(machine.device)
    generator = generator_for(
        config.machine.seed, VIEWS, step * process_group.size + process_group.rank, device=machine.device
    )
    return sample_views(torch.cat([pixels, pixels]), config.views, generator)


def budget_used(config: TrainingConfig, learner: Learner, batches: Batches) -> float:
    """Used share of the budget: of the epochs where they are given, else of the time."""
    if config.budget.epochs is not None:
        return learner.step / (config.budget.epochs * batches.per_epoch)
    return learner.elapsed_s / config.budget.seconds


class Pace:
    """Images per second, smoothed over about the last second, and when the next step is worth telling."""

    def __init__(self, batch_size: int) -> None:
        self._batch_size = batch_size
        self._told_s = -math.inf
        self._last_s: float | None = None
        self.images_per_second = 0.0

    def is_due(self, machine: Machine, elapsed_s: float) -> bool:
        """Counts a step that ended at `elapsed_s`; says whether it should become an event."""
        if self._last_s is not None:
            duration_s = max(elapsed_s - self._last_s, 1e-9)
            weight = min(1.0, duration_s) if self.images_per_second else 1.0
            self.images_per_second += weight * (self._batch_size / duration_s - self.images_per_second)
        self._last_s = elapsed_s
        if machine.device.type != "cpu" and elapsed_s - self._told_s < SECONDS_BETWEEN_EVENTS_OFF_THE_CPU:
            return False
        self._told_s = elapsed_s
        return True


def _observed(observers: Sequence[Observer], context: StepContext) -> Iterator[Event]:
    for observer in observers:
        yield from observer.observe(context)


def _measured(
    loss: Tensor, similarities: Similarities, learner: Learner, rate: float, pace: Pace, epoch: float, progress: float
) -> StepMeasured:
    return StepMeasured(
        step=learner.step,
        epoch=epoch,
        loss=loss.item(),
        learning_rate=rate,
        top1=contrastive_top1(similarities).item(),
        images_per_second=pace.images_per_second,
        elapsed_s=learner.elapsed_s,
        progress=progress,
        time=time.time(),
    )


def _saved(folder: RunFolder, learner: Learner, knn: float | None) -> CheckpointSaved:
    """A checkpoint is always one to go on from: off the CPU not every step's loss has been looked at."""
    if not learner.is_sound():
        raise diverged(learner.step)
    return CheckpointSaved(learner.step, save_checkpoint(folder, learner, knn).name, time.time())


def _description(
    config: TrainingConfig, data: DataSet, learner: Learner, folder: RunFolder, batches: Batches
) -> RunStarted:
    optimisation = config.optimisation
    return RunStarted(
        run_dir=str(folder.path),
        data=data.name,
        class_names=data.class_names,
        train_images=len(data.train),
        test_images=len(data.test),
        side_px=data.train.side_px,
        encoder=config.model.encoder,
        stem=resolved_stem(config.model.encoder, config.model.stem, data.train.side_px),
        feature_dim=learner.encoder.feature_dim,
        parameters=parameter_count(learner.encoder) + parameter_count(learner.projection_head),
        device=learner.machine.name,
        precision=learner.machine.precision_name,
        steps_per_epoch=batches.per_epoch,
        step=learner.step,
        elapsed_s=learner.elapsed_s,
        chance_loss=chance_loss(optimisation.loss, optimisation.batch_size),
        floor_loss=floor_loss(optimisation.loss, optimisation.batch_size, optimisation.temperature),
        layers=layer_names(learner.encoder),
        time=time.time(),
        version=__version__,
        can_be_scored=data.can_be_scored,
    )
