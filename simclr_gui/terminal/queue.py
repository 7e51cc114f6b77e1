"""The commands of the queue: trainings are added, listed, trained one after the other, removed."""

import argparse
import json
import shlex
from typing import TYPE_CHECKING

from simclr_gui.engine.comparison.compared import MOST
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted, in_a_row, said
from simclr_gui.engine.messages.spans import budget_span
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.planning.queue_entry import GroupOver, QueueContents, QueueEntry
from simclr_gui.engine.runs.about import LONGEST_NAME, LONGEST_TAG, MOST_TAGS
from simclr_gui.engine.storage.files import reason_of
from simclr_gui.log import log_failure
from simclr_gui.signals import INTERRUPTED
from simclr_gui.terminal.options import config_from, suited_config
from simclr_gui.terminal.printing import ReaderGone, say, tell
from simclr_gui.terminal.runs import columns

if TYPE_CHECKING:
    from simclr_gui.engine.mapping.begun_layouts import Embed

DONE, SOME_FAILED = 0, 2


def add_training(arguments: argparse.Namespace) -> int:
    """Puts a training at the end of the queue."""
    _require_fitting(arguments.name, arguments.tag)
    queue = Queue()
    _tell_trouble(queue.contents())
    queue.add([PlannedTraining(config_to_queue(arguments), arguments.name, tuple(arguments.tag))])
    waiting = len(queue.contents().to_come)
    tell(counted("1 training waits in the queue.", "{count:,} trainings wait in the queue.", count=waiting))
    return DONE


def config_to_queue(arguments: argparse.Namespace) -> TrainingConfig:
    """As the options say, with a batch that the images fill: the images of a folder are counted for it.

    Raises:
        UserError: a value does not fit, or the folder cannot be read.
    """
    from simclr_gui.engine.datasets.folder.counting import count_train_images

    config = config_from(arguments)
    is_folder = config.data.source == "folder"
    images = count_train_images(config.data) if is_folder else config.data.train_images
    return suited_config(config, images, arguments) if images else config  # 0: all of a published data set


def list_queue(arguments: argparse.Namespace) -> int:
    """Prints the queue."""
    contents = Queue().contents()
    _tell_trouble(contents)
    if arguments.json:
        say(json.dumps([_values(contents, entry) for entry in contents.entries], indent=2, ensure_ascii=False))
        return DONE
    if not contents.entries:
        say("The queue is empty.")
        return DONE
    rows = [("", "training", "data", "network", "budget", "state")]
    rows += [
        (str(place), entry.training.name, *_facts(entry.training.config), _state_text(contents, entry))
        for place, entry in enumerate(contents.entries, 1)
    ]
    say(columns(rows))
    return DONE


def run_queue(arguments: argparse.Namespace) -> int:
    """Trains whatever waits, until nothing does or somebody interrupts it."""
    from contextlib import closing

    from simclr_gui.engine.storage.places import cache_dir, require_place_for_runs
    from simclr_gui.jobs.umap_process import UmapProcess

    queue = Queue()
    _tell_trouble(queue.contents())
    queue.begin_work()
    try:
        require_place_for_runs()
        with closing(UmapProcess(cache_dir())) as umap:
            return _run_all(queue, umap.embed, downloads=arguments.download)
    finally:
        queue.end_work()


def retry(arguments: argparse.Namespace) -> int:
    """Puts trainings that failed behind those that wait: those with these numbers of the list, or all of them."""
    queue = Queue()
    contents = queue.contents()
    _tell_trouble(contents)
    numbers = arguments.numbers or [
        number for number, entry in enumerate(contents.entries, 1) if entry.state == "failed"
    ]
    if not numbers:
        tell("No training has failed.")
        return DONE
    for number in numbers:
        if not 1 <= number <= len(contents.entries) or contents.entries[number - 1].state != "failed":
            raise UserError(
                f"There is no training with the number {number} that failed.", "See: simclr-gui queue list."
            )
    for number in numbers:
        queue.try_again(contents.entries[number - 1].id)
    waiting = len(queue.contents().to_come)
    tell(counted("1 training waits in the queue.", "{count:,} trainings wait in the queue.", count=waiting))
    return DONE


def clear_queue(_arguments: argparse.Namespace) -> int:
    """Removes what waits, says how many."""
    queue = Queue()
    _tell_trouble(queue.contents())
    count = queue.clear()
    tell(counted("1 training was removed.", "{count:,} trainings were removed.", count=count))
    return DONE


def _run_all(queue: Queue, embed: "Embed", *, downloads: bool) -> int:
    """Of trainings that failed the others are not robbed; the status tells that there were some."""
    status = DONE
    queue.hold(False)  # whoever asks for it wants them all
    while (entry := queue.take_next()) is not None:
        waiting = len(queue.contents().to_come)
        more = counted("1 more waits.", "{count:,} more wait.", count=waiting) if waiting else ""
        tell(in_a_row(_beginning(entry), more))
        try:
            is_over = _trained(entry, embed, downloads=downloads)
        except UserError as error:
            over = queue.fail(entry.id, error.sentence)
            tell(f"It failed: {error}")
            _tell_over(over)
            status = SOME_FAILED
            continue
        except ReaderGone:
            queue.put_back(entry.id)
            raise
        except KeyboardInterrupt:
            is_over = False
        except Exception as error:
            log = log_failure()
            reason = said("Something went wrong inside the program: {reason}", reason=reason_of(error))
            over = queue.fail(entry.id, reason)
            tell(f"It failed: {reason_of(error)}." + (f" Details are in {log}." if log else ""))
            _tell_over(over)
            status = SOME_FAILED
            continue
        if not is_over:
            queue.put_back(entry.id)
            tell("Interrupted. `simclr-gui queue run` goes on from here.")
            return INTERRUPTED
        _tell_over(queue.finish(entry.id))
        if queue.contents().is_held:
            tell("Paused after this one. `simclr-gui queue run` goes on.")
            return status
    return status


def _tell_over(over: GroupOver | None) -> None:
    """Several trainings that were made for something are over: the command that compares them, the best first."""
    if over is not None:
        command = shlex.join(["simclr-gui", "compare", *map(str, over.runs[:MOST])])
        best = f" the best {MOST}" if len(over.runs) > MOST else ""
        tell(f"{over.group.name}: {len(over.runs)} runs are done. Compare{best}: {command}")


def _trained(entry: QueueEntry, embed: "Embed", *, downloads: bool) -> bool:
    """Whether it came to its end."""
    from simclr_gui.engine.experiments.queued_training import queued_training
    from simclr_gui.engine.observers import lasting_observers
    from simclr_gui.engine.training.control import Control
    from simclr_gui.terminal.playing import play

    control = Control()
    play(queued_training(entry, control, embed, lasting_observers(), downloads=downloads), control)
    return not control.should_leave()


def _beginning(entry: QueueEntry) -> str:
    name = entry.training.name or entry.training.config.data.name
    if entry.run_dir is not None and entry.run_dir.exists():
        return f"{name} was interrupted, and goes on."
    return f"Next: {name}."


def _state_text(contents: QueueContents, entry: QueueEntry) -> str:
    state = _state(contents, entry)
    return f"{state}: {entry.sentence}" if entry.sentence else state


def _state(contents: QueueContents, entry: QueueEntry) -> str:
    return "interrupted" if contents.was_interrupted(entry) else entry.state


def _facts(config: TrainingConfig) -> tuple[str, str, str]:
    return config.data.name, config.model.encoder, str(budget_span(config.budget.epochs, config.budget.seconds))


def _values(contents: QueueContents, entry: QueueEntry) -> dict[str, object]:
    training = entry.training
    return {
        "id": entry.id,
        "name": training.name,
        "tags": list(training.tags),
        "group": entry.group.name,
        "state": _state(contents, entry),
        "added": entry.added,
        "run": None if entry.run_dir is None else str(entry.run_dir),
        "reason": str(entry.sentence),
        "settings": training.config.model_dump(mode="json"),
    }


def _require_fitting(name: str, tags: list[str]) -> None:
    if len(name) > LONGEST_NAME:
        raise UserError(f"--name: a name has {LONGEST_NAME} letters at most.", "Choose a shorter one.")
    if len(tags) > MOST_TAGS or any(not 0 < len(tag) <= LONGEST_TAG for tag in tags):
        raise UserError(
            f"--tag: a run has {MOST_TAGS} tags at most, of 1 to {LONGEST_TAG} letters each.", "Leave some out."
        )


def _tell_trouble(contents: QueueContents) -> None:
    if contents.trouble:
        tell(contents.trouble)


COMMANDS = {"add": add_training, "list": list_queue, "run": run_queue, "retry": retry, "clear": clear_queue}
