"""SimCLR training as a stream of events: views, encoder, projection head, loss, step.

Nothing here knows of threads or windows. Whoever asks for the next event trains; whoever stops asking pauses.
"""

import time
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor

from simclr_gui import __version__
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.datasets.images import DataSet, image_statistics, require_batch_fits
from simclr_gui.engine.devices import Machine
from simclr_gui.engine.distributed import SINGLE_PROCESS, ProcessGroup
from simclr_gui.engine.events import (
    CheckpointSaved,
    CoreShareMeasured,
    EndReason,
    Event,
    LiveKnnMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
    ThreadsChosen,
    Warned,
)
from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.network.encoders import parameter_count
from simclr_gui.engine.network.taps import layer_names
from simclr_gui.engine.optimisation.schedule import learning_rate_share
from simclr_gui.engine.runs.parent import began_elsewhere
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_there
from simclr_gui.engine.training.breakdown import Watch, diverged
from simclr_gui.engine.training.checkpoints import CheckpointPace, Restored, restore_newest, save_checkpoint
from simclr_gui.engine.training.comparison import contrastive_top1
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.memory import is_out_of_memory, on_device_if_it_fits, out_of_memory
from simclr_gui.engine.training.observer import Observer, StepContext
from simclr_gui.engine.training.pace import CoreShare, Pace, Stopwatch
from simclr_gui.engine.training.step import Batches, contrastive_step, two_views
from simclr_gui.engine.training.threads import ThreadChoice, thread_choice


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
    threads = thread_choice(config, machine, process_group)
    learner = Learner(config, image_statistics(data.train), machine, process_group)
    threads.begin(clock.seconds, clock.processor_s)
    at_hand = on_device_if_it_fits(data.train, machine.device)  # for the steps alone: what watches computes elsewhere
    restored = restore_newest(folder, learner)
    _require_beginning(folder, restored)
    clock.set(learner.elapsed_s, learner.processor_s)
    batches = Batches(len(data.train), config.optimisation.batch_size, config.machine.seed)
    _require_budget_left(config, learner, batches, folder)
    yield _description(config, data, learner, folder, batches)
    if restored is not None and restored.warning is not None:
        yield Warned(restored.warning)

    pace, watch = Pace(config.optimisation.batch_size), Watch()
    processor, checkpoints = _Processor(threads, learner, clock), _Checkpoints(folder, learner, clock)
    learner.encoder.train()
    while True:
        progress, stop = process_group.agree(budget_used(config, learner, batches), should_stop())
        if progress >= 1 or stop:
            break
        processor.before_step()
        image_index = process_group.share(batches.at(learner.step))
        views = two_views(at_hand, image_index, config, learner.step, machine, process_group)
        rate = config.optimisation.learning_rate * learning_rate_share(progress, config.optimisation.warmup_share)
        loss, similarities = contrastive_step(learner, views, config.optimisation, rate)
        learner.note_time(clock.seconds, clock.processor_s)
        yield from processor.after_step()

        epoch = learner.step / batches.per_epoch
        if pace.is_due(machine, learner.elapsed_s):
            watch.look(learner.step, loss.item(), similarities)
            yield _measured(loss, similarities, learner, rate, pace, epoch, progress)
        context = StepContext(config, learner, data, epoch, image_index, views, similarities)
        for observer in observers:
            yield from checkpoints.noting(observer.observe(context))
        yield from checkpoints.if_due()
        learner.note_time(clock.seconds, clock.processor_s)

    yield from checkpoints.last()
    reason: EndReason = "finished" if progress >= 1 else "stopped"
    yield RunEnded(reason, learner.step, learner.step / batches.per_epoch, learner.elapsed_s, time.time())


def budget_used(config: TrainingConfig, learner: Learner, batches: Batches) -> float:
    """Used share of the budget: of the epochs where they are given, else of the time, as it is counted."""
    if config.budget.epochs is not None:
        return learner.step / (config.budget.epochs * batches.per_epoch)
    return config.budget.counted_s(learner.elapsed_s, learner.processor_s) / config.budget.seconds


def _require_budget_left(config: TrainingConfig, learner: Learner, batches: Batches, folder: RunFolder) -> None:
    if budget_used(config, learner, batches) >= 1:
        raise UserError(
            said("{folder} has used up its budget: it is finished.", folder=folder.path),
            "Start a new run with a larger one.",
        )


def _require_beginning(folder: RunFolder, restored: Restored | None) -> None:
    """A run that was to begin from the weights of another does not begin from random ones instead."""
    if restored is None and is_there(folder.parent_file):
        raise UserError(
            said("{folder} was to begin from the weights of another run, and they are missing.", folder=folder.path),
            "Train longer from that run again.",
        )


class _Processor:
    """How many threads compute the steps, and for what share of the time they have a core."""

    def __init__(self, threads: ThreadChoice, learner: Learner, clock: Stopwatch) -> None:
        self._threads, self._learner, self._clock = threads, learner, clock
        self._cores = CoreShare()

    def before_step(self) -> None:
        self._began_s, self._computed_before_s = self._clock.seconds, self._clock.processor_s

    def after_step(self) -> Iterator[Event]:
        """Tells what has changed. A step off the processor, or of several processes, waits for something else."""
        learner = self._learner
        if learner.machine.device.type != "cpu":
            return
        step_s, computed_s = self._clock.seconds - self._began_s, self._clock.processor_s - self._computed_before_s
        if self._threads.note(step_s, computed_s):
            step_ms = 1_000 * self._threads.step_s
            yield ThreadsChosen(learner.step, self._threads.count, step_ms, learner.elapsed_s)
        if learner.process_group.size == 1 and self._cores.note(step_s, computed_s):
            yield CoreShareMeasured(learner.step, self._cores.share, learner.elapsed_s)


class _Checkpoints:
    """Saves the learner at its own pace, with the newest live accuracy, which says which checkpoint is the best."""

    def __init__(self, folder: RunFolder, learner: Learner, clock: Stopwatch) -> None:
        self._folder, self._learner, self._clock = folder, learner, clock
        self._pace = CheckpointPace(clock.seconds)
        self._knn: float | None = None

    def noting(self, events: Iterator[Event]) -> Iterator[Event]:
        """Passes events on and remembers what they tell of the accuracy."""
        for event in events:
            if isinstance(event, LiveKnnMeasured):
                self._knn = event.accuracy
            yield event

    def if_due(self) -> Iterator[Event]:
        if self._learner.process_group.is_leader and self._pace.is_due(self._clock.seconds):
            began_s = self._clock.seconds
            saved = self._saved()
            self._pace.note_saved(began_s, self._clock.seconds)
            yield saved

    def last(self) -> Iterator[Event]:
        if self._learner.process_group.is_leader:
            yield self._saved()

    def _saved(self) -> CheckpointSaved:
        """A checkpoint is always one to go on from: off the CPU not every step's loss has been looked at."""
        if not self._learner.is_sound():
            raise diverged(self._learner.step)
        file = save_checkpoint(self._folder, self._learner, self._knn)
        return CheckpointSaved(self._learner.step, file.name, time.time())


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


def _description(
    config: TrainingConfig, data: DataSet, learner: Learner, folder: RunFolder, batches: Batches
) -> RunStarted:
    optimisation, loss = config.optimisation, LOSSES[config.optimisation.loss]
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
        chance_loss=loss.chance(optimisation.batch_size),
        floor_loss=loss.floor(optimisation.batch_size, optimisation.temperature),
        layers=layer_names(learner.encoder),
        time=time.time(),
        version=__version__,
        can_be_scored=data.can_be_scored,
        began_elsewhere=began_elsewhere(folder),
    )
