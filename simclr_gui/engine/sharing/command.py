"""The command that trains a run again, made of what its settings change of the preset for its data."""

import shlex

from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import SECTIONS, TrainingConfig


def repeating_command(config: TrainingConfig) -> str:
    """One line for a shell; options that the preset sets alike are left out."""
    words = ["simclr-gui", "train"]
    plain = config.model_dump(mode="json")
    preset = preset_for(config.data.source, config.data.folder).model_dump(mode="json")
    if config.data.source not in ("shapes", "folder"):
        words += ["--source", config.data.source]
    if config.data.folder is not None:
        words += ["--folder", str(config.data.folder)]
    for section, model in SECTIONS.items():
        for name in model.model_fields:
            value = plain[section][name]
            if value != preset[section][name] and (section, name) not in (("data", "source"), ("data", "folder")):
                words += [f"--{name.replace('_', '-')}", str(value)]
    return shlex.join(words)
