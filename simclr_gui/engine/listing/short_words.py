"""What differs between a run and the preset of its data, in few words: "colour off", "τ 0.1"."""

import json
from functools import lru_cache

from simclr_gui.engine.config.differences import changes_of_preset
from simclr_gui.engine.config.presets import has_colour_changes, preset_for
from simclr_gui.engine.config.section import colour_settings
from simclr_gui.engine.config.settings import TrainingConfig, title_of
from simclr_gui.engine.config.views import ViewSettings
from simclr_gui.engine.messages.sentences import Sentence, said

Value = float | int | str | bool | None

COLOUR = "views.colour"
"""Stands for all settings that change colours, where a run has none of them and its preset has some."""
OF_THE_MACHINE = ("machine.precision", "machine.device", "machine.threads", "machine.seed")
WITH_A_COLUMN = ("data.source", "data.folder", "model.encoder", "budget.seconds", "budget.epochs", "budget.counts")

SHORT_NAMES: dict[str, str] = {
    COLOUR: said("colour"),
    "optimisation.temperature": "τ",
    "optimisation.learning_rate": said("rate"),
    "optimisation.batch_size": said("batch"),
    "optimisation.weight_decay": said("decay"),
    "optimisation.averaging": "EMA",
    "optimisation.loss": said("loss"),
    "model.projection_layers": said("head layers"),
    "model.projection_hidden_dim": said("head width"),
    "model.projection_dim": said("z"),
    "model.features": "h",
    "model.stem": said("stem"),
    "views.crop_area_min": said("crops from"),
    "views.crop_area_max": said("crops to"),
    "views.flip_probability": said("mirrored"),
    "views.jitter_probability": said("jitter"),
    "views.grey_probability": said("grey"),
    "views.blur_probability": said("blur"),
    "data.side_px": said("side"),
    "data.train_images": said("images"),
    "data.test_images": said("test images"),
}
"""As people say it; what is not here is called by its title."""


def differences_from_preset(config: TrainingConfig) -> str:
    """The settings that differ from the preset of the data, with their values, as JSON; the machine's own aside."""
    found: dict[str, Value] = {
        name: value for name, (value, _) in changes_of_preset(config, leaves_out=OF_THE_MACHINE).items()
    }
    if any(map(_is_of_colour, found)) and _lost_colour_changes(config):
        found = {name: value for name, value in found.items() if not _is_of_colour(name)} | {COLOUR: 0.0}
    return json.dumps(found) if found else ""


def _lost_colour_changes(config: TrainingConfig) -> bool:
    return not has_colour_changes(config) and has_colour_changes(preset_for(config.data.source, config.data.folder))


def differing_values(differences: str) -> dict[str, Value]:
    """By name, the values of what `differences_from_preset` found."""
    values: dict[str, Value] = json.loads(differences) if differences else {}
    return values


@lru_cache(maxsize=20_000)
def short_words(differences: str) -> tuple[Sentence, ...]:
    """One for each setting that differs, without those that the list of runs shows in columns of their own."""
    values = differing_values(differences)
    return tuple(_in_short(name, value) for name, value in values.items() if name not in WITH_A_COLUMN)


def _in_short(name: str, value: Value) -> Sentence:
    words = SHORT_NAMES.get(name) or title_of(name)
    if value == 0 and name.startswith(("views.", "optimisation.averaging")):
        return said("{name} off", name=words)
    if value is None:
        return said("{name}: none", name=words)
    told = f"{value:,}" if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)
    return said("{name} {value}", name=words, value=told)


def _is_of_colour(name: str) -> bool:
    section, _, field = name.partition(".")
    return section == "views" and field in colour_settings(ViewSettings)
