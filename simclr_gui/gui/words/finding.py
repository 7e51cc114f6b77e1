"""What the scores of a run say in the end, in one sentence with its certainty."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.config.presets import has_colour_changes
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.finding import Finding, Outcome, find
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.messages.shares import percent
from simclr_gui.engine.training.health import Remedy, remedy_for
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.state.experiment import Experiment

FEWEST_FOR_A_DECIMAL = 5_000


def finding_words(
    result: EvaluationResult,
    config: TrainingConfig,
    found: float | None,
    *,
    is_imported: bool = False,
    saw_no_label: bool = True,
) -> str:
    """Of an evaluation: better than PCA or not, by how much, and how sure that is.

    Args:
        config: of the run.
        found: how often it found a positive in the end, 0 to 1; None where that is not known.
        is_imported: nobody here knows what it was trained on, or how.
        saw_no_label: as far as is known.
    """
    translate = QCoreApplication.translate
    finding = find(result)
    words = {
        Outcome.BETTER: translate(
            "finding",
            "Better than PCA: {ours} against {theirs} of {count:,} unseen images recognised; the difference is "
            "{points:.0f} ± {margin:.0f} points.",
        ),
        Outcome.WORSE: translate(
            "finding",
            "Worse than PCA: {ours} against {theirs} of {count:,} unseen images recognised; the difference is "
            "{points:.0f} ± {margin:.0f} points.",
        ),
        Outcome.ALIKE: translate(
            "finding",
            "No better than PCA: {ours} against {theirs} of {count:,} unseen images recognised; the difference is "
            "{points:.1f} ± {margin:.1f} points.",
        ),
        Outcome.UNDECIDED: translate(
            "finding",
            "No proof that it is better than PCA: {ours} against {theirs}, and %Ln test images are too few to "
            "tell (± {margin:.0f} points).",
            None,
            finding.count,
        ),
    }[finding.outcome]
    if is_imported:
        return spoken_in_a_row(_filled(words, finding), _neighbours_of_imported(finding))
    more = _neighbours(finding) or (_praise(finding) if saw_no_label else "")
    remedy = remedy_for(found, has_colour_changes=has_colour_changes(config))
    return spoken_in_a_row(_filled(words, finding), more, _advice(finding, remedy))


def finding_of(experiment: Experiment, result: EvaluationResult, found: float | None) -> str:
    """The same of the active run."""
    return finding_words(
        result,
        experiment.active_config,
        found,
        is_imported=experiment.origin is not None,
        saw_no_label=experiment.saw_no_label,
    )


def _advice(finding: Finding, remedy: Remedy) -> str:
    if finding.outcome is not Outcome.WORSE or finding.is_knn_sure:
        return ""
    translate = QCoreApplication.translate
    return {
        Remedy.LONGER: translate("finding", "Longer training usually helps."),
        Remedy.COLOUR_CHANGES: translate(
            "finding", "Partners were found nearly always: the views are too easy; colour changes would help."
        ),
        Remedy.STRONGER_VIEWS: translate(
            "finding", "Partners were found nearly always: the views are too easy; stronger changes would help."
        ),
    }[remedy]


def _filled(words: str, finding: Finding) -> str:
    return words.format(
        ours=recognised(finding.ours, finding.count),
        theirs=recognised(finding.theirs, finding.count),
        count=finding.count,
        points=100 * abs(finding.difference),
        margin=100 * finding.margin,
    )


def _praise(finding: Finding) -> str:
    """Only where nothing speaks against it: the headline has two lines."""
    if finding.outcome is not Outcome.BETTER:
        return ""
    return QCoreApplication.translate("finding", "It never saw a class label.")


def _neighbours(finding: Finding) -> str:
    if finding.knn is None:
        return ""
    ours, theirs = (recognised(share, finding.count) for share in finding.knn)
    translate = QCoreApplication.translate
    if not finding.is_knn_sure:
        words = translate("finding", "Nearest neighbours (kNN) do not confirm it: SimCLR {ours}, PCA {theirs}.")
    elif finding.knn[0] < finding.knn[1]:
        words = translate("finding", "By nearest neighbours (kNN) PCA is ahead, {theirs} to {ours}.")
    else:
        words = translate("finding", "By nearest neighbours (kNN) SimCLR is ahead, {ours} to {theirs}.")
    return words.format(ours=ours, theirs=theirs)


def _neighbours_of_imported(finding: Finding) -> str:
    if finding.knn is None:
        return ""
    ours, theirs = (recognised(share, finding.count) for share in finding.knn)
    words = QCoreApplication.translate("finding", "By nearest neighbours (kNN): {ours}, PCA {theirs}.")
    return words.format(ours=ours, theirs=theirs)


def recognised(share: float, count: int) -> str:
    """With a decimal only where there are enough images for it to mean something."""
    return percent(share, 1 if count >= FEWEST_FOR_A_DECIMAL else 0)
