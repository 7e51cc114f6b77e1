"""What the scores of a run say in the end, in one sentence with its certainty."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.judging.finding import Finding, Outcome, find
from simclr_gui.gui.look.language import spoken_in_a_row

FEWEST_FOR_A_DECIMAL = 5_000


def finding_words(result: dict[str, Any]) -> str:
    """Of the content of evaluation.json: better than PCA or not, by how much, and how sure that is."""
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
            "{points:.0f} ± {margin:.0f} points. Longer training usually helps.",
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
    return spoken_in_a_row(_filled(words, finding), _neighbours(finding) or _praise(finding))


def _filled(words: str, finding: Finding) -> str:
    return words.format(
        ours=percent(finding.ours, finding.count),
        theirs=percent(finding.theirs, finding.count),
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
    ours, theirs = (percent(share, finding.count) for share in finding.knn)
    if finding.knn[0] < finding.knn[1]:
        words = QCoreApplication.translate(
            "finding", "By nearest neighbours (kNN) PCA is ahead, {theirs} to {ours}: the features are not settled yet."
        )
    else:
        words = QCoreApplication.translate(
            "finding", "By nearest neighbours (kNN) SimCLR is ahead, {ours} to {theirs}."
        )
    return words.format(ours=ours, theirs=theirs)


def percent(share: float, count: int) -> str:
    """With a decimal only where there are enough images for it to mean something."""
    return f"{100 * share:.1f} %" if count >= FEWEST_FOR_A_DECIMAL else f"{100 * share:.0f} %"
