"""What the queue gives out is trained, evaluated and mapped: from its beginning, or from where it was interrupted."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from simclr_gui.engine.events import Event, RunStarted, Warned
from simclr_gui.engine.experiments.experiment import evaluate_and_map, experiment, opened_run, resumed, unlock
from simclr_gui.engine.mapping.begun_layouts import Embed
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.planning.queue import has_begun
from simclr_gui.engine.planning.queue_entry import QueueEntry
from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_there
from simclr_gui.engine.training.control import Control, cancellable
from simclr_gui.engine.training.observer import Observer


def queued_training(
    entry: QueueEntry, control: Control, embed: Embed, observers: Sequence[Observer] = (), *, downloads: bool = False
) -> Iterator[Event]:
    """Trains an entry that was taken from the queue, in its run folder; what is said of the run is written there.

    Raises:
        UserError: as whatever it is made of.
    """
    assert entry.run_dir is not None, "it was taken"
    folder = RunFolder(entry.run_dir)
    if not has_begun(entry):
        config, parent = entry.training.config, entry.training.parent
        events = experiment(config, entry.run_dir, control, embed, observers, downloads=downloads, parent=parent)
    elif folder.condition() == "finished":
        events = _evaluated(entry.run_dir, control, embed)
    else:
        events = resumed(entry.run_dir, control, embed, observers)
    for event in events:
        if isinstance(event, RunStarted):
            yield from _say_what_it_is(folder, entry)
        yield event


def _evaluated(run_dir: Path, control: Control, embed: Embed) -> Iterator[Event]:
    folder, data = yield from cancellable(opened_run(run_dir), control, unlock)
    folder.release_lock()
    yield from evaluate_and_map(folder, data, control, embed)


def _say_what_it_is(folder: RunFolder, entry: QueueEntry) -> Iterator[Warned]:
    """Unless somebody has said something of it meanwhile."""
    training = entry.training
    if not (training.name or training.tags) or is_there(folder.about_file):
        return
    try:
        write_about(folder, About(name=training.name, tags=training.tags))
    except UserError as error:
        yield Warned(said("The run has no name: {reason}", reason=error.sentence))
