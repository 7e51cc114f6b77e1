"""Scores in plain words, for a terminal."""

from collections.abc import Sequence

from simclr_gui.engine.evaluation.seed_summary import SeedSummary
from simclr_gui.engine.events import EvaluationResult, ImagesRead
from simclr_gui.engine.events.evaluation import WITH_FEW_LABELS, FewLabels, FewScore, LayerScores, Scores
from simclr_gui.engine.messages.sentences import counted
from simclr_gui.engine.messages.shares import in_percent, percent
from simclr_gui.terminal.printing import plain, say

NAME_WIDTH = 20
FILES_NAMED = 3


class Results:
    """Prints what is new in each evaluation: the comparison first, then layers, few labels and so on.

    Attributes:
        is_imported: the encoder was not trained here.
        saw_no_label: as far as is known; of an encoder that was trained on from such a one it is not.
    """

    def __init__(self, *, is_imported: bool = False, saw_no_label: bool = True) -> None:
        self.is_imported, self.saw_no_label = is_imported, saw_no_label
        self._shown: set[str] = set()

    def _comparison(self, result: EvaluationResult) -> str:
        return comparison_text(result, is_imported=self.is_imported, saw_no_label=self.saw_no_label)

    def show(self, result: EvaluationResult) -> None:
        texts = {"comparison": self._comparison(result)}
        if result.supervised is not None:
            texts["supervised"] = supervised_text(result.supervised)
        if result.layers is not None:
            texts["layers"] = layers_text(result.layers)
        if result.few_labels is not None and result.few_labels.is_complete:
            texts["few_labels"] = few_labels_text(result.few_labels, is_imported=self.is_imported)
        for part, text in texts.items():
            if part not in self._shown:
                say(text)
                self._shown.add(part)


def images_text(event: ImagesRead) -> list[str]:
    """What was decided about the images of a folder, and what was left out, a line each."""
    lines = [str(note) for note in event.notes]
    if event.left_out:
        names = "; ".join(event.names[:FILES_NAMED]) + ("; …" if event.left_out > FILES_NAMED else "")
        lines.append(f"Left out: {', '.join(event.reasons)}. {names}")
    return lines


def comparison_text(result: EvaluationResult, *, is_imported: bool = False, saw_no_label: bool = True) -> str:
    """SimCLR, or an encoder that was not trained here, beside PCA, the untrained network and guessing."""
    rows = [
        ("imported encoder" if is_imported else "SimCLR", result.simclr),
        (f"PCA-{result.pca.components}", result.pca),
        ("untrained network", result.untrained),
    ]
    data = f"{plain(result.dataset)}, " if result.dataset else ""
    tested = counted("1 test image", "{count:,} test images", count=result.test_images)
    from_elsewhere = "trained on from an encoder of another program" if not saw_no_label else "learned without labels"
    learned = "of an encoder that was not trained here" if is_imported else from_elsewhere
    lines = [
        f"{percent(result.simclr.linear, 1)} of unseen images recognised from features {learned} ({data}{tested}).",
        f"{'':{NAME_WIDTH}}{'linear':>8}{'95 % interval':>18}{'kNN':>8}",
    ]
    lines += [_row(name, scores) for name, scores in rows]
    lines.append(f"{'chance':{NAME_WIDTH}}{percent(result.chance, 1):>8}")
    lines.append(
        "The evaluation did not change the encoder (checked)."
        if result.frozen_verified
        else "The encoder CHANGED during the evaluation: do not trust these numbers."
    )
    return "\n".join(lines)


def supervised_text(scores: Scores) -> str:
    return _row("trained with labels", scores)


def layers_text(layers: Sequence[LayerScores]) -> str:
    return "\n".join(["Layer by layer:", *(_row(layer.name, layer) for layer in layers)])


def few_labels_text(few: FewLabels, *, is_imported: bool = False) -> str:
    first = "imported" if is_imported else "SimCLR"
    lines = [f"{'labels per class':{NAME_WIDTH}}{first:>16}{'PCA':>16}{'supervised':>16}"]
    for place, labels in enumerate(few.labels_a_class):
        cells = [_with_deviation(few.scores(kind)[place]) for kind in WITH_FEW_LABELS]
        lines.append(f"{labels:<{NAME_WIDTH}}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def seeds_text(summary: SeedSummary) -> str:
    """Mean and standard deviation over runs that differ in their seed alone."""
    lines = [f"Over {len(summary.seeds)} runs that differ in their seed alone, mean ± standard deviation:"]
    for kind, scores in summary.scores.items():
        cells = "".join(
            f"{score} {in_percent(mean, 1):.1f} ± {100 * sd:.1f} %   " for score, (mean, sd) in scores.items()
        )
        lines.append(f"{kind:{NAME_WIDTH}}{cells.rstrip()}")
    return "\n".join(lines)


def _row(name: str, scores: Scores) -> str:
    ends = scores.linear_interval  # older evaluations have none
    interval = f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f} %" if ends else ""
    return f"{name:{NAME_WIDTH}}{percent(scores.linear, 1):>8}{interval:>18}{percent(scores.knn, 1):>8}"


def _with_deviation(entry: FewScore) -> str:
    spread = "" if entry.deviation is None else f" ± {100 * entry.deviation:.1f}"
    return f"{in_percent(entry.linear, 1):.1f}{spread} %"
