"""What is said of the trainings that wait."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.config.checking import differing_settings
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.messages.sentences import SettingWords
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue_entry import QueueContents, QueueEntry
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.words.experiment import colour_words
from simclr_gui.gui.words.names import budget_text, choice_name, data_name, encoder_name, value_text
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


def facts_words(training: PlannedTraining) -> str:
    """How long it trains, and by which settings it differs from the preset of its data."""
    config = training.config
    preset = preset_for(config.data.source, config.data.folder)
    alike = preset.model_copy(update={"data": config.data, "budget": config.budget})
    differences = [
        f"{spoken(SettingWords(title))} {choice_name(value) if isinstance(value, str) else value_text(value, unit)}"
        for title, _, value, unit in differing_settings(alike, config)
    ]
    more = ["…"] if len(differences) > MOST_DIFFERENCES else []
    return listed([budget_text(config.budget), *differences[:MOST_DIFFERENCES], *more])


def state_words(contents: QueueContents, entry: QueueEntry) -> str:
    """Empty for one that just waits."""
    translate = QCoreApplication.translate
    if entry.id in contents.running:
        return translate("queue", "in progress")
    if entry.state == "failed":
        return translate("queue", "failed: {sentence}").format(sentence=spoken(entry.sentence))
    return translate("queue", "interrupted, resumes") if contents.was_interrupted(entry) else ""
