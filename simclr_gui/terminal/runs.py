"""Runs in plain words and as JSON, for a terminal: a list of them, and several beside each other."""

import json
import time
from collections.abc import Sequence
from typing import Any, Literal

from simclr_gui.engine.comparison.compared import ComparedRun, PairDifference, RunComparison, letter
from simclr_gui.engine.evaluation.result import record_of
from simclr_gui.engine.events.evaluation import COMPARED, SCORES, Difference, ScoreName
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.shares import percent
from simclr_gui.engine.sharing.tables import Rows, TableKind, table_text
from simclr_gui.terminal.printing import plain

SCORE_NAMES: dict[ScoreName, str] = {"linear": "linear evaluation", "knn": "kNN"}


Form = Literal["json", "csv", "tsv", "latex"]


def runs_text(runs: Sequence[RunSummary], form: Form | None = None) -> str:
    """The runs as a table of this form, or as JSON; None: in columns for a person."""
    if form == "json":
        return _runs_json(runs)
    if not runs and form is None:
        return "There are no runs yet."
    return _tables_text([_runs_rows(runs)], form or "text")


def comparison_text(comparison: RunComparison, form: Form | None = None) -> str:
    """The comparison as tables of this form, or as JSON; None: in columns and sentences for a person."""
    if form == "json":
        return _comparison_json(comparison)
    if form is None:
        return _comparison_words(comparison)
    titles = ("runs", "score", "points", "low", "high", "p")
    differences = comparison.difference_rows(titles, SCORE_NAMES)
    return _tables_text([_scores_rows(comparison), _settings_rows(comparison), differences], form)


def _tables_text(tables: Sequence[Rows], kind: TableKind) -> str:
    """One below the other, with an empty line between them; what says nothing is left out."""
    return "\n\n".join(table_text(rows, kind).rstrip("\r\n") for rows in tables if rows)


def _runs_rows(runs: Sequence[RunSummary]) -> Rows:
    """A row each, newest first; what nobody has said of any run has no column."""
    head = ["run", "data", "network", "budget", "state", "encoder", "PCA"]
    rows = [
        [run.path.name, run.data, run.encoder, run.budget, _state(run), _share(run.linear), _share(run.pca)]
        for run in runs
    ]
    for title, cells in (
        ("kNN", [_share(run.knn) for run in runs]),
        ("epochs", ["" if run.epochs_done is None else f"{run.epochs_done:.3g}" for run in runs]),
        ("trained", ["" if run.trained_at is None or run.is_imported else _moment(run.trained_at) for run in runs]),
        ("name", [run.name for run in runs]),
        ("tags", [", ".join(run.tags) for run in runs]),
    ):
        if any(cells):
            head.append(title)
            rows = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    return [head, *rows]


def _state(run: RunSummary) -> str:
    return f"{run.state}, archived" if run.archived else run.state


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def _runs_json(runs: Sequence[RunSummary]) -> str:
    """The same as a list of objects; `linear` and `pca` are shares, null where a run was not tested."""
    return json_text(
        [
            {
                "path": run.folder,
                "name": run.path.name,
                "data": run.data,
                "network": run.encoder,
                "budget": run.budget,
                "state": run.state,
                "linear": run.linear,
                "pca": run.pca,
                "trouble": str(run.trouble),
                "given_name": run.name,
                "note": run.note,
                "tags": list(run.tags),
                "archived": run.archived,
                "knn": run.knn,
                "linear_interval": None if run.linear_interval is None else list(run.linear_interval),
                "chance": run.chance,
                "epochs_done": run.epochs_done,
                "trained_s": run.trained_s,
                "trained_at": run.trained_at,
                "seed": run.seed,
            }
            for run in runs
        ]
    )


def _comparison_words(comparison: RunComparison) -> str:
    """Scores of each run, the settings that differ, and what every pair differs by, in sentences."""
    scores, settings = _scores_rows(comparison), _settings_rows(comparison)
    pairs = [sentence for pair in comparison.pairs for sentence in _sentences(pair)]
    return "\n\n".join([columns(scores), columns(settings) or "No setting differs.", "\n".join(pairs)])


def _scores_rows(comparison: RunComparison) -> Rows:
    names = [f"{letter(place)}  {plain(run.name)}" for place, run in enumerate(comparison.runs)]
    rows = [_scores(run) for run in comparison.runs]
    return [
        ("run", "encoder", "95 % interval", "kNN", "PCA", ""),
        *((name, *row) for name, row in zip(names, rows, strict=True)),
    ]


def _settings_rows(comparison: RunComparison) -> Rows:
    """Empty where none differs."""
    differing = comparison.settings | comparison.circumstances
    if not differing:
        return []
    head = ("what differs", *(letter(place) for place in range(len(comparison.runs))))
    return [head, *((name, *map(_value, values)) for name, values in differing.items())]


def _comparison_json(comparison: RunComparison) -> str:
    """The same: `runs`; `settings` and `circumstances` that differ, with a value for each run.

    `circumstances` are beginning, device and version.
    `pairs` by the places of their runs: the accuracy of `second` less that of `first`, the 95 % interval, the exact p.
    """
    return json_text(
        {
            "runs": [_run_values(run) for run in comparison.runs],
            "settings": {name: list(values) for name, values in comparison.settings.items()},
            "circumstances": {name: list(values) for name, values in comparison.circumstances.items()},
            "pairs": [_pair_values(pair) for pair in comparison.pairs],
        }
    )


def _run_values(run: ComparedRun) -> dict[str, Any]:
    values: dict[str, Any] = {"path": str(run.path), "name": run.name, "state": run.state}
    if run.result is not None:
        record = record_of(run.result)
        values |= {name: record[name] for name in ("test_images", "chance", *COMPARED)}
    return values | {"trouble": str(run.trouble)}


def _pair_values(pair: PairDifference) -> dict[str, Any]:
    differences = {score: difference.model_dump() for score, difference in pair.differences.items()}
    return {"first": pair.first, "second": pair.second, "differences": differences, "refusal": str(pair.refusal)}


def _sentences(pair: PairDifference) -> list[str]:
    """Of B against A."""
    second, first = letter(pair.second), letter(pair.first)
    if pair.refusal:
        return [f"{second} and {first} cannot be compared. {pair.refusal}"]
    return [
        f"{second} against {first}, {SCORE_NAMES[score]}: {_difference(pair.differences[score])}"
        for score in SCORES
        if score in pair.differences
    ]


def _difference(difference: Difference) -> str:
    """The difference in points, its interval, and whether it may be chance."""
    value, low, high = (100 * share for share in (difference.value, difference.low, difference.high))
    verdict = "" if low > 0 or high < 0 else ", which may be chance"
    return f"{value:+.1f} points ({low:+.1f} to {high:+.1f}){verdict}"


def _scores(run: ComparedRun) -> tuple[str, str, str, str, str]:
    if run.result is None:
        return "", "", "", "", plain(str(run.trouble))
    simclr, ends = run.result.simclr, run.result.simclr.linear_interval
    interval = f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f} %" if ends else ""
    return _share(simclr.linear), interval, _share(simclr.knn), _share(run.result.pca.linear), ""


def _share(share: float | None) -> str:
    return "" if share is None else percent(share, 1)


def _value(value: object) -> str:
    """A setting as it is typed."""
    return "none" if value in (None, "") else plain(str(value))


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns that are as wide as they need."""
    return table_text(rows, "text").rstrip("\n")


def json_text(values: object) -> str:
    """Plain values as JSON that a person can read, too."""
    return json.dumps(values, indent=2, ensure_ascii=False)
