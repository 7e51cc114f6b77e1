"""The experiment with and without colour changes, told while it runs and at its end."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.config.presets import has_colour_changes
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.intervals import difference_interval
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.messages.shares import in_percent

MOSTLY_FOUND = 0.5  # of the positives: less does not show that colour is enough to find them


def colour_words(config: TrainingConfig) -> str:
    """The name of one half of the experiment."""
    translate = QCoreApplication.translate
    if has_colour_changes(config):
        return translate("experiment", "With colour changes")
    return translate("experiment", "Without colour changes")


def is_colour_experiment(ours: TrainingConfig, theirs: TrainingConfig) -> bool:
    """Whether two runs differ in the colour changes and in nothing else."""
    if has_colour_changes(ours) == has_colour_changes(theirs):
        return False
    changed = {"jitter_probability", "grey_probability"}
    return all(
        getattr(ours, section) == getattr(theirs, section) for section in ("data", "model", "optimisation", "budget")
    ) and ours.views.model_dump(exclude=changed) == theirs.views.model_dump(exclude=changed)


def story(with_colour: EvaluationResult, without_colour: EvaluationResult, found: float | None) -> str:
    """What the experiment has shown, from the evaluations of both runs.

    Args:
        found: how often the run without colour changes found a positive in the end, None where that is not known.
    """
    translate = QCoreApplication.translate
    better, worse = with_colour.simclr.linear, without_colour.simclr.linear
    low, high = difference_interval(better, worse, with_colour.test_images)
    if low <= 0 <= high:
        words = translate(
            "experiment",
            "No difference is proven: {better:.0f} % of unseen images recognised with colour changes, {worse:.0f} % "
            "without. Longer trainings may tell.",
        )
    elif better <= worse:
        words = translate(
            "experiment",
            "Here the colour changes did not help: {better:.0f} % of unseen images recognised with them, {worse:.0f} % "
            "without. Colour may tell these classes apart, or the training was short.",
        )
    elif found is None or found < MOSTLY_FOUND:
        words = translate(
            "experiment",
            "Without colour changes the network may pair images by their colour alone: only {worse:.0f} % of unseen "
            "images recognised, with colour changes {better:.0f} %.",
        )
    else:
        words = translate(
            "experiment",
            "Without colour changes it found {found:.0f} % of the partners, for which colour is enough: only "
            "{worse:.0f} % of unseen images recognised, with colour changes {better:.0f} %.",
        )
    return words.format(better=in_percent(better), worse=in_percent(worse), found=in_percent(found or 0.0))
