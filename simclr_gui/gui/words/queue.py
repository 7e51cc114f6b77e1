"""What is said of the trainings that wait."""

import time

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.config.differences import changes_of_preset
from simclr_gui.engine.config.settings import title_of
from simclr_gui.engine.messages.spans import expected_span
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue_entry import QueueContents, QueueEntry
from simclr_gui.engine.planning.queue_outlook import Expected
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.words.experiment import colour_words
from simclr_gui.gui.words.names import budget_text, choice_name, data_name, encoder_name, moment_text, setting_text
from simclr_gui.state.planned_trainings import COLOUR_GROUPS, FURTHER

MOST_DIFFERENCES = 3


def queue_words(contents: QueueContents) -> str:
    """How many wait, in a few words; empty where none does."""
    if not contents.to_come:
        return ""
    return QCoreApplication.translate("queue", "{count} waiting").format(count=len(contents.to_come))


def title_words(entry: QueueEntry) -> str:
    """What the training is called, else what it differs in from those of its group, else what it is of."""
    config, group = entry.training.config, entry.group.name
    if entry.training.name:
        return entry.training.name
    if group in COLOUR_GROUPS:
        return colour_words(config)
    if group == FURTHER:
        return QCoreApplication.translate("queue", "Seed {seed}").format(seed=config.machine.seed)
    return listed([data_name(config.data.name), encoder_name(config.model.encoder)])


def group_words(contents: QueueContents, active: QueueEntry) -> str:
    """Which of those that belong together is in progress, and what follows it; empty for one alone."""
    translate = QCoreApplication.translate
    done, others = contents.runs_of(active.group), contents.entries_of(active.group)
    failed = [entry for entry in others if entry.state == "failed"]
    count, place = len(done) + len(others), len(done) + len(failed) + 1
    if count < 2:
        return ""
    now = title_words(active)
    then = next((title_words(entry) for entry in contents.to_come if entry.id != active.id), "")
    if not then:
        words = translate("queue", "Run {place} of {count}: {now}")
        return words.format(place=place, count=count, now=now)
    words = translate("queue", "Run {place} of {count}: {now}. Next: {then}.")
    return words.format(place=place, count=count, now=now, then=then)


def facts_words(training: PlannedTraining, expected: Expected | None) -> str:
    """How long it trains, how long that will take, and by which settings it differs from the preset of its data.

    One that has a name tells its data, too, which else are its title.
    """
    config = training.config
    data = [data_name(config.data.name)] if training.name else []
    differences = [
        f"{spoken(title_of(name))} {choice_name(value) if isinstance(value, str) else setting_text(name, value)}"
        for name, (value, _) in changes_of_preset(config).items()
        if not name.startswith(("data.", "budget."))  # what it is of, and how long, is said before
    ]
    more = ["…"] if len(differences) > MOST_DIFFERENCES else []
    return listed([*data, *_length(training, expected), *differences[:MOST_DIFFERENCES], *more])


def _length(training: PlannedTraining, expected: Expected | None) -> list[str]:
    budget = training.config.budget
    if budget.epochs is None or expected is None:
        return [budget_text(budget)]
    about = QCoreApplication.translate("queue", "about {time}")
    return [budget_text(budget), about.format(time=spoken(expected_span(expected.training_s)))]


def end_words(left_s: float, unknown_count: int, *, goes_on: bool, knows_tests: bool = True) -> str:
    """When all will be done where the queue is at work, else how long it takes; empty where nobody knows.

    Where no run tells how long scores and maps take, only the earliest end is known.
    """
    translate = QCoreApplication.translate
    if not left_s:
        return ""
    if not unknown_count and goes_on:
        done = translate("queue", "done at about {time}") if knows_tests else translate("queue", "not before {time}")
        return done.format(time=moment_text(time.time() + left_s))
    about = translate("queue", "about {time}") if knows_tests else translate("queue", "at least {time}")
    known = about.format(time=spoken(expected_span(left_s)))
    if not unknown_count:
        return known
    # int(): Qt's tool takes a bare name for no count
    return listed([known, translate("queue", "%Ln trainings of unknown length", None, int(unknown_count))])


def state_words(contents: QueueContents, entry: QueueEntry) -> str:
    """Empty for one that just waits."""
    translate = QCoreApplication.translate
    if entry.id in contents.running:
        return translate("queue", "in progress")
    if entry.state == "failed":
        return translate("queue", "failed: {sentence}").format(sentence=spoken(entry.sentence))
    return translate("queue", "interrupted, resumes") if contents.was_interrupted(entry) else ""
