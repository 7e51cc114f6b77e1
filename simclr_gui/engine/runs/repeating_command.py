"""The command that trains a run again, made of what its settings change of those that the command begins with."""

import shlex

from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.differences import differing_settings
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.parent import Parent, read_parent
from simclr_gui.engine.runs.run_folder import RunFolder


def command_of(folder: RunFolder) -> str:
    """One line for a shell; a run that began from the weights of another names that one.

    Raises:
        UserError: its settings cannot be read, or whose weights it began with.
    """
    config, parent = folder.config(), read_parent(folder)
    return repeating_command(config) if parent is None else _continuing_command(config, parent)


def repeating_command(config: TrainingConfig) -> str:
    """The same for a run that began from random weights."""
    data, words = config.data, []
    if data.source not in ("shapes", "folder"):
        words += ["--source", data.source]
    if data.folder is not None:
        words += ["--folder", str(data.folder)]
    preset = preset_for(data.source, data.folder)
    return _line([*words, *_changed(config, preset)])


def _continuing_command(config: TrainingConfig, parent: Parent) -> str:
    """What is not given is the parent's, as far as that can still be read."""
    try:
        usual = continued_config(RunFolder(parent.folder).config(), {})
    except UserError:
        usual = preset_for(config.data.source, config.data.folder)
    words = ["--from", parent.path, *_changed(config, usual)]
    if config.budget.epochs is None and usual.budget.epochs is not None and "--seconds" not in words:
        words += ["--seconds", str(config.budget.seconds)]  # without it the parent's epochs would be the budget
    return _line(words)


def _changed(config: TrainingConfig, usual: TrainingConfig) -> list[str]:
    """An option for every setting that is another."""
    words: list[str] = []
    for setting, (value, _) in differing_settings([config, usual]).items():
        if value is not None:
            words += [f"--{setting.partition('.')[2].replace('_', '-')}", str(value)]
    return words


def _line(words: list[str]) -> str:
    return shlex.join(["simclr-gui", "train", *words])
