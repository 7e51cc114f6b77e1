"""Recipes in a terminal: which there are, the runs that one makes, and what they will cost."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simclr_gui.engine.config.differences import differing_settings
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.planner import Outlook, outlook
from simclr_gui.engine.planning.recipes import GRID, GRID_SENTENCE, RECIPES, Series
from simclr_gui.engine.planning.series_outlook import series_named
from simclr_gui.terminal.runs import columns, json_text

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Costed:
    """A training that is to come, and what is known of it."""

    training: PlannedTraining
    outlook: Outlook


def recipes_text() -> str:
    """A line each."""
    rows = [(recipe.name, str(recipe.sentence)) for recipe in RECIPES.values()]
    return columns([*rows, (GRID, str(GRID_SENTENCE))])


def recipes_json() -> str:
    """The same as a list of objects."""
    every = [(recipe.name, recipe.sentence) for recipe in RECIPES.values()] + [(GRID, GRID_SENTENCE)]
    return json_text([{"name": name, "sentence": str(sentence)} for name, sentence in every])


def series_of(name: str, over: Sequence[str], config: TrainingConfig) -> Series:
    """The trainings of a recipe, or of a grid over settings as they were typed ("optimisation.temperature=0.1,0.5").

    Raises:
        UserError: there is no such recipe, or the settings of a grid do not fit.
    """
    if name != GRID and over:
        raise UserError("--over belongs to the recipe grid.", "Try: simclr-gui recipe grid --over SETTING=VALUE,…")
    values: dict[str, list[str]] = {}
    for text in over:
        setting, is_given, listed = text.partition("=")
        if not is_given or setting in values:
            raise UserError(f"--over {text}: name each setting once, with values.", "Such as model.encoder=resnet18,…")
        values[setting.strip()] = [each.strip() for each in listed.split(",") if each.strip()]
    return series_named(name, config, values)


def costed(series: Series, runs: Sequence[RunSummary]) -> list[Costed]:
    return [Costed(training, outlook(training.config, None, runs)) for training in series.trainings]


def series_text(every: Sequence[Costed], left_out: Sequence[str]) -> str:
    """A line for each run with what differs, then all of them together, then what is left out."""
    rows = [("run", "epochs", "time", "what is known")]
    rows += [
        (str(each.training.name), _epochs(each.outlook), _time(each.outlook.seconds), " ".join(each.outlook.reached))
        for each in every
    ]
    return "\n".join([columns(rows), "", _total(every), *left_out])


def series_json(every: Sequence[Costed], left_out: Sequence[str]) -> str:
    """The same: `runs`, each with its settings that differ, epochs and seconds (null where unknown), and `left_out`."""
    differing = differing_settings([each.training.config for each in every])
    runs = [
        _values(each, {name: values[place] for name, values in differing.items()}) for place, each in enumerate(every)
    ]
    return json_text({"runs": runs, "left_out": [str(each) for each in left_out]})


def _values(each: Costed, settings: dict[str, Any]) -> dict[str, Any]:
    known = each.outlook
    return {
        "name": str(each.training.name),
        "tags": list(each.training.tags),
        "settings": json.loads(json.dumps(settings, default=str)),
        "epochs": known.epochs,
        "seconds": known.seconds,
        "reached": [str(sentence) for sentence in known.reached],
    }


def _total(every: Sequence[Costed]) -> str:
    known = [each.outlook.seconds for each in every if each.outlook.seconds is not None]
    runs = "1 run" if len(every) == 1 else f"{len(every)} runs"
    if not known:
        return f"{runs}; how long they take is unknown: no run like them was trained on this machine."
    rest = len(every) - len(known)
    return f"{runs}, {_time(sum(known))} in all" + (f", and {rest} of unknown length." if rest else ".")


def _epochs(known: Outlook) -> str:
    return UNKNOWN if known.epochs is None else f"{known.epochs:.1f}"


def _time(seconds: float | None) -> str:
    if seconds is None:
        return UNKNOWN
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3_600 else f"{seconds / 3_600:.1f} h"
