"""Recipes in a terminal: which there are, the runs that one makes, and what they will cost."""

import json
from collections.abc import Sequence
from typing import Any

from simclr_gui.engine.config.differences import differing_settings
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted
from simclr_gui.engine.messages.spans import expected_span
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.planner import Outlook
from simclr_gui.engine.planning.recipes import GRID, GRID_SENTENCE, RECIPES
from simclr_gui.engine.planning.series_outlook import SeriesForeseen, TypedGrid
from simclr_gui.terminal.runs import columns, json_text

UNKNOWN = "unknown"


def recipes_text() -> str:
    """A line each."""
    rows = [(recipe.name, str(recipe.sentence)) for recipe in RECIPES.values()]
    return columns([*rows, (GRID, str(GRID_SENTENCE))])


def recipes_json() -> str:
    """The same as a list of objects."""
    every = [(recipe.name, recipe.sentence) for recipe in RECIPES.values()] + [(GRID, GRID_SENTENCE)]
    return json_text([{"name": name, "sentence": str(sentence)} for name, sentence in every])


def typed_grid(name: str, over: Sequence[str]) -> TypedGrid:
    """The values of a grid over settings as they were typed ("optimisation.temperature=0.1,0.5").

    Raises:
        UserError: the recipe is no grid, or a setting has no values.
    """
    if name != GRID and over:
        raise UserError("--over belongs to the recipe grid.", "Try: simclr-gui recipe grid --over SETTING=VALUE,…")
    values: dict[str, list[str]] = {}
    for text in over:
        setting, is_given, listed = text.partition("=")
        if not is_given or setting in values:
            raise UserError(f"--over {text}: name each setting once, with values.", "Such as model.encoder=resnet18,…")
        values[setting.strip()] = [each.strip() for each in listed.split(",") if each.strip()]
    return values


def series_text(foreseen: SeriesForeseen) -> str:
    """A line for each run with what differs, then all of them together, then what is left out."""
    series = foreseen.series
    rows = [("run", "epochs", "time", "what is known")]
    rows += [
        (str(training.name), _epochs(known), _time(known.seconds), " ".join(known.reached))
        for training, known in zip(series.trainings, foreseen.outlooks, strict=True)
    ]
    return "\n".join([columns(rows), "", _total(foreseen), *series.left_out])


def series_json(foreseen: SeriesForeseen) -> str:
    """The same: `runs`, each with its settings that differ, epochs and seconds (null where unknown), and `left_out`."""
    series = foreseen.series
    differing = differing_settings([training.config for training in series.trainings])
    runs = [
        _values(training, known, {name: values[place] for name, values in differing.items()})
        for place, (training, known) in enumerate(zip(series.trainings, foreseen.outlooks, strict=True))
    ]
    return json_text({"runs": runs, "left_out": [str(each) for each in series.left_out]})


def _values(training: PlannedTraining, known: Outlook, settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": str(training.name),
        "tags": list(training.tags),
        "settings": json.loads(json.dumps(settings, default=str)),
        "epochs": known.epochs,
        "seconds": known.seconds,
        "reached": [str(sentence) for sentence in known.reached],
    }


def _total(foreseen: SeriesForeseen) -> str:
    count, rest = len(foreseen.outlooks), foreseen.unknown_count
    runs = counted("1 run", "{count:,} runs", count=count)
    if rest == count:
        return f"{runs}; how long they take is unknown: no run like them was trained on this machine."
    return f"{runs}, {_time(foreseen.known_s)} in all" + (f", and {rest} of unknown length." if rest else ".")


def _epochs(known: Outlook) -> str:
    return UNKNOWN if known.epochs is None else f"{known.epochs:.1f}"


def _time(seconds: float | None) -> str:
    return UNKNOWN if seconds is None else str(expected_span(seconds))
