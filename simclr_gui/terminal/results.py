"""Scores in plain words, for a terminal."""

from typing import Any

from simclr_gui.engine.evaluation.completeness import networks_are_trained
from simclr_gui.engine.evaluation.seed_summary import SeedSummary
from simclr_gui.engine.events import ImagesRead
from simclr_gui.engine.messages.sentences import counted
from simclr_gui.terminal.printing import percent, plain, say

NAME_WIDTH = 20
FILES_NAMED = 3


class Results:
    """Prints what is new in each evaluation: the comparison first, then layers, few labels and so on."""

    def __init__(self) -> None:
        self._shown: set[str] = set()

    def show(self, result: dict[str, Any]) -> None:
        texts = {"simclr": comparison_text, "supervised": supervised_text, "layers": layers_text}
        if "few_labels" in result and networks_are_trained(result["few_labels"]):
            texts["few_labels"] = few_labels_text
        for part, text in texts.items():
            if part in result and part not in self._shown:
                say(text(result))
                self._shown.add(part)


def images_text(event: ImagesRead) -> list[str]:
    """What was decided about the images of a folder, and what was left out, a line each."""
    lines = [str(note) for note in event.notes]
    if event.left_out:
        names = "; ".join(event.names[:FILES_NAMED]) + ("; …" if event.left_out > FILES_NAMED else "")
        lines.append(f"Left out: {', '.join(event.reasons)}. {names}")
    return lines


def comparison_text(result: dict[str, Any]) -> str:
    """SimCLR beside PCA, the untrained network and guessing."""
    rows = [
        ("SimCLR", result["simclr"]),
        (f"PCA-{result['pca']['components']}", result["pca"]),
        ("untrained network", result["untrained"]),
    ]
    data = f"{plain(str(result['dataset']))}, " if result.get("dataset") else ""
    tested = counted("1 test image", "{count:,} test images", count=result["test_images"])
    lines = [
        f"{percent(result['simclr']['linear'], 1)} of unseen images recognised from features learned without labels "
        f"({data}{tested}).",
        f"{'':{NAME_WIDTH}}{'linear':>8}{'95 % interval':>18}{'kNN':>8}",
    ]
    lines += [_row(name, scores) for name, scores in rows]
    lines.append(f"{'chance':{NAME_WIDTH}}{percent(result['chance'], 1):>8}")
    lines.append(
        "The evaluation did not change the encoder (checked)."
        if result["frozen_verified"]
        else "The encoder CHANGED during the evaluation: do not trust these numbers."
    )
    return "\n".join(lines)


def supervised_text(result: dict[str, Any]) -> str:
    return _row("trained with labels", result["supervised"])


def layers_text(result: dict[str, Any]) -> str:
    return "\n".join(["Layer by layer:", *(_row(layer["name"], layer) for layer in result["layers"])])


def few_labels_text(result: dict[str, Any]) -> str:
    few = result["few_labels"]
    lines = [f"{'labels per class':{NAME_WIDTH}}{'SimCLR':>16}{'PCA':>16}{'supervised':>16}"]
    for place, labels in enumerate(few["labels_a_class"]):
        cells = [_with_deviation(few[kind][place]) for kind in ("simclr", "pca", "supervised")]
        lines.append(f"{labels:<{NAME_WIDTH}}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def seeds_text(summary: SeedSummary) -> str:
    """Mean and standard deviation over runs that differ in their seed alone."""
    lines = [f"Over {len(summary.seeds)} runs that differ in their seed alone, mean ± standard deviation:"]
    for kind, scores in summary.scores.items():
        cells = "".join(f"{score} {100 * mean:.1f} ± {100 * sd:.1f} %   " for score, (mean, sd) in scores.items())
        lines.append(f"{kind:{NAME_WIDTH}}{cells.rstrip()}")
    return "\n".join(lines)


def _row(name: str, scores: dict[str, Any]) -> str:
    ends = scores.get("linear_interval")  # older evaluations have none
    interval = f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f} %" if ends else ""
    return f"{name:{NAME_WIDTH}}{percent(scores['linear'], 1):>8}{interval:>18}{percent(scores['knn'], 1):>8}"


def _with_deviation(entry: dict[str, Any]) -> str:
    spread = "" if entry["deviation"] is None else f" ± {100 * entry['deviation']:.1f}"
    return f"{100 * entry['linear']:.1f}{spread} %"
