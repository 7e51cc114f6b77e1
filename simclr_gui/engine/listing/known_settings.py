"""What the list says of settings: found once for all runs whose config.json is the same, letter by letter."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simclr_gui.engine.config.checking import checked_config
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.seed_summary import settings_without_seed
from simclr_gui.engine.listing.short_words import differences_from_preset
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import read_file
from simclr_gui.engine.storage.json_files import LARGEST_JSON_BYTES, json_in

SETTINGS_REMEMBERED = 500


@dataclass(frozen=True)
class KnownSettings:
    """Of one config.json.

    Attributes:
        config_json: the plain values that it holds, in one line.
        differences: from the preset of its data, as `differences_from_preset` tells them.
        without_seed: the same text for settings that differ in the seed alone.
    """

    config: TrainingConfig
    config_json: str
    differences: str
    without_seed: str


def settings_of(folder: RunFolder) -> KnownSettings:
    """The settings of a run.

    Raises:
        UserError: config.json is damaged.
    """
    content = read_file(folder.config_file, LARGEST_JSON_BYTES)
    try:
        return _found(content)
    except Exception:  # read again, by the one who says in which file something is wrong
        return _known(*folder.config_with_values())


@lru_cache(maxsize=SETTINGS_REMEMBERED)
def _found(content: bytes) -> KnownSettings:
    values = json_in(content)
    return _known(checked_config(values), values)


def _known(config: TrainingConfig, values: Any) -> KnownSettings:
    text = json.dumps(values, separators=(",", ":"))
    return KnownSettings(config, text, differences_from_preset(config), settings_without_seed(config))
