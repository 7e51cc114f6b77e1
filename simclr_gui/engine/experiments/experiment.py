"""The whole road: images, training in a run folder, evaluation, maps. What `demo` and the window play."""

import logging
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from simclr_gui.engine.augmentation import prepare_views
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.images import DataSet, require_batch_fits
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.distributed import SINGLE_PROCESS, ProcessGroup
from simclr_gui.engine.events import Announced, Event, RunEnded
from simclr_gui.engine.experiments.continuation import Beginning, begun_folder, opened_parent, remember_place
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.experiments.run_images import images_of, require_all_to_train_on, write_images
from simclr_gui.engine.mapping.begun_layouts import Embed
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.recorder import Recorder
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import RunState
from simclr_gui.engine.training.control import Control, cancellable, until
from simclr_gui.engine.training.loop import train
from simclr_gui.engine.training.observer import Observer

BATCH = "optimisation.batch_size"

log = logging.getLogger(__name__)


def experiment(
    config: TrainingConfig,
    run_dir: Path,
    control: Control,
    embed: Embed,
    observers: Sequence[Observer] = (),
    *,
    downloads: bool = False,
    parent: Path | None = None,
) -> Iterator[Event]:
    """Trains a new run, then evaluates and maps it.

    Args:
        downloads: whether the user agreed to download the data first.
        parent: the run whose weights it begins from; None for random ones.
    """
    if parent is None:
        data = yield from cancellable(load_data(config.data, downloads=downloads), control)
        yield from train_and_evaluate(config, run_dir, data, control, embed, observers)
        return
    beginning, data = yield from cancellable(opened_parent(parent, config), control)
    yield from train_and_evaluate(config, run_dir, data, control, embed, observers, beginning)


def train_and_evaluate(
    config: TrainingConfig,
    run_dir: Path,
    data: DataSet,
    control: Control,
    embed: Embed,
    observers: Sequence[Observer] = (),
    beginning: Beginning | None = None,
) -> Iterator[Event]:
    """The same with images that are in memory already."""
    folder = yield from new_run(config, run_dir, data, beginning)
    yield from recorded_training(folder, data, control, observers)
    yield from evaluate_and_map(folder, data, control, embed)


def resumed(run_dir: Path, control: Control, embed: Embed, observers: Sequence[Observer] = ()) -> Iterator[Event]:
    """Goes on with a run that was stopped or killed, then evaluates and maps it."""
    folder, data = yield from cancellable(opened_run(run_dir), control, unlock)
    yield from recorded_training(folder, data, control, observers)
    yield from evaluate_and_map(folder, data, control, embed)


def new_run(
    config: TrainingConfig, run_dir: Path, data: DataSet, beginning: Beginning | None = None
) -> Generator[Event, None, RunFolder]:
    """Makes the folder of a run that is sure to fit its data; returns it.

    The precision that "auto" stands for is written down, so that the run can be repeated.
    """
    require_batch_fits(data.train, config.optimisation.batch_size)
    yield Announced("Getting the machine ready")
    precision = choose_machine(config.machine).precision_name
    config = config_with(config, {"machine.precision": precision})
    folder = RunFolder.create(run_dir, config) if beginning is None else begun_folder(run_dir, config, data, beginning)
    write_images(folder, data)
    if beginning is not None:
        remember_place(folder, beginning)
    return folder


def opened_run(
    run_dir: Path, moved_to: Path | None = None, *, goes_on: bool = True
) -> Generator[Event, None, tuple[RunFolder, DataSet]]:
    """Opens a run and reads its images; returns both. Nobody else can train it from now on.

    Args:
        moved_to: where its images lie now, if that is not where they lay when it began.
        goes_on: whether its training is to go on, which an imported encoder has not.

    Raises:
        UserError: it is not a run, it is damaged, somebody else trains it, or images that it learned from are gone.
    """
    folder = RunFolder.open(run_dir)
    if goes_on and folder.condition() == "imported":
        raise UserError(
            said("{path} was imported: there is no training that could go on.", path=run_dir),
            "Begin a new run from its weights (train --from).",
        )
    folder.take_lock()
    try:
        data = yield from images_of(folder, moved_to=moved_to)
        require_all_to_train_on(folder, data)
    except BaseException:
        folder.release_lock()
        raise
    return folder, data


def unlock(opened: tuple[RunFolder, DataSet]) -> None:
    """Lets others train what `opened_run` has opened."""
    opened[0].release_lock()


def recorded_training(
    folder: RunFolder,
    data: DataSet,
    control: Control,
    observers: Sequence[Observer],
    process_group: ProcessGroup = SINGLE_PROCESS,
) -> Iterator[Event]:
    """Trains and writes down what happens; whatever ends it, the folder says so. Of several processes one writes."""
    if not process_group.is_leader:
        yield from _training(folder, data, control, (), process_group)
        return
    folder.take_lock()
    try:
        events = _training(folder, data, control, observers, process_group)
        yield from recorded(events, Recorder(folder, control.is_paused))
    finally:
        folder.release_lock()


def _training(
    folder: RunFolder, data: DataSet, control: Control, observers: Sequence[Observer], process_group: ProcessGroup
) -> Iterator[Event]:
    config = folder.config()
    machine = choose_machine(config.machine)
    prepare_views(machine.device, waits=config.budget.epochs is not None)  # such a run is repeatable bit for bit
    yield from train(config, data, machine, folder, control.should_stop, observers, process_group)


def recorded(events: Iterator[Event], recorder: Recorder) -> Iterator[Event]:
    """Passes events of a training on, each written down before."""
    state: RunState | None = "failed"
    is_given_up = False
    try:
        for event in events:
            recorder.record(event)
            if isinstance(event, RunEnded):
                state = event.reason
            yield event
    except (GeneratorExit, KeyboardInterrupt):
        state, is_given_up = "stopped", True
        raise
    except UserError as error:
        if error.field == BATCH and not recorder.has_steps:
            state = None  # it does not fit into memory: nothing was trained
        raise
    finally:
        try:
            recorder.close(state)
        except UserError:
            if not is_given_up:
                raise
            log.warning("a training that was given up could not be written down", exc_info=True)  # nobody listens


def evaluate_and_map(folder: RunFolder, data: DataSet, control: Control, embed: Embed) -> Iterator[Event]:
    """Evaluates and maps a trained run."""
    yield from until(control.should_leave, RunEvaluator(folder, embed, data).evaluate_and_map(control.should_leave))
