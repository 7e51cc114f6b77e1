"""The settings that are not the same in all of several runs."""

from collections.abc import Sequence
from typing import Any

from simclr_gui.engine.config.settings import SECTIONS, TrainingConfig

Values = tuple[Any, ...]
"""Of each run one: a number, a text, True, False or None, as config.json has it."""


def differing_settings(configs: Sequence[TrainingConfig]) -> dict[str, Values]:
    """By name ("optimisation.temperature"), in the order of the window, the value of each run."""
    plain = [config.model_dump(mode="json") for config in configs]
    found: dict[str, Values] = {}
    for section, model in SECTIONS.items():
        for name in model.model_fields:
            values = tuple(each[section][name] for each in plain)
            if any(value != values[0] for value in values):
                found[f"{section}.{name}"] = values
    return found
