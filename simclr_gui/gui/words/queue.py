"""What is said of the trainings that wait."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.config.differences import changes_of_preset
from simclr_gui.engine.config.settings import title_of
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue_entry import QueueContents, QueueEntry
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.words.names import budget_text, choice_name, data_name, encoder_name, setting_text

MOST_DIFFERENCES = 3


def queue_words(contents: QueueContents) -> str:
    """How many wait, in a few words; empty where none does."""
    if not contents.to_come:
        return ""
    return QCoreApplication.translate("queue", "{count} waiting").format(count=len(contents.to_come))


def title_words(training: PlannedTraining) -> str:
    """What the training is called, else what it is of."""
    config = training.config
    return training.name or listed([data_name(config.data.name), encoder_name(config.model.encoder)])


def facts_words(training: PlannedTraining) -> str:
    """How long it trains, and by which settings it differs from the preset of its data."""
    config = training.config
    differences = [
        f"{spoken(title_of(name))} {choice_name(value) if isinstance(value, str) else setting_text(name, value)}"
        for name, (value, _) in changes_of_preset(config).items()
        if not name.startswith(("data.", "budget."))  # what it is of, and how long, is said before
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
