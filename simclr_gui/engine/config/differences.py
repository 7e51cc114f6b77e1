"""The settings that are not the same in all of several configs: whoever tells of differences finds them here."""

from collections.abc import Collection, Sequence
from typing import Any

from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import SECTIONS, Stem, TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem

Values = tuple[Any, ...]
"""Of each config one: a number, a text, True, False or None, as config.json has it."""

STEM = "model.stem"
CHOSEN_BY_THE_MACHINE = ("machine.precision",)
"""A run writes down what "auto" stood for on its machine: nobody has set it."""


def differing_settings(configs: Sequence[TrainingConfig], *, leaves_out: Collection[str] = ()) -> dict[str, Values]:
    """By name ("optimisation.temperature"), in the order of the window, the value of each config."""
    plain = [config.model_dump(mode="json") for config in configs]
    found: dict[str, Values] = {}
    for section, model in SECTIONS.items():
        if all(each[section] == plain[0][section] for each in plain):
            continue
        for name in model.model_fields:
            values, whole = tuple(each[section][name] for each in plain), f"{section}.{name}"
            if any(value != values[0] for value in values) and whole not in leaves_out:
                found[whole] = values
    if STEM in found and len({_stem_of(config) for config in configs}) == 1:
        del found[STEM]  # one of them left it to the program, which chose the same
    return found


def _stem_of(config: TrainingConfig) -> Stem:
    return resolved_stem(config.model.encoder, config.model.stem, config.data.side_px)


def changes_of_preset(
    config: TrainingConfig, *, leaves_out: Collection[str] = CHOSEN_BY_THE_MACHINE
) -> dict[str, tuple[Any, Any]]:
    """By name, what a config has in place of the preset for its data, and what the preset has."""
    preset = preset_for(config.data.source, config.data.folder)
    found = differing_settings([config, preset], leaves_out=leaves_out)
    return {name: (value, usual) for name, (value, usual) in found.items()}
