"""The command that trains or imports a run again, made of what its settings change of those that it begins with."""

import shlex

from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.differences import differing_settings
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import DataSettings, TrainingConfig
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.origin import Origin, read_origin
from simclr_gui.engine.runs.parent import Parent, read_parent
from simclr_gui.engine.runs.run_folder import RunFolder


def command_of(folder: RunFolder) -> str:
    """One line for a shell; a run that began from the weights of another names that one, an imported one its file.

    Raises:
        UserError: its settings cannot be read, or whose weights it began with.
    """
    config, parent, origin = folder.config(), read_parent(folder), read_origin(folder)
    if origin is not None:
        return _importing_command(config, origin)
    return repeating_command(config) if parent is None else _continuing_command(config, parent)


def repeating_command(config: TrainingConfig) -> str:
    """The same for a run that began from random weights."""
    preset = preset_for(config.data.source, config.data.folder)
    return _line("train", [*_naming_images(config.data), *_changed(config, preset)])


def _continuing_command(config: TrainingConfig, parent: Parent) -> str:
    """What is not given is the parent's, as far as that can still be read."""
    folder, words = RunFolder(parent.folder), ["--from", parent.path]
    images = {"data.source": config.data.source, "data.folder": config.data.folder}
    try:
        of_parent, is_imported = folder.config(), folder.is_imported
        usual = continued_config(of_parent, images if is_imported else {}, is_imported=is_imported)
    except UserError:
        of_parent = usual = preset_for(config.data.source, config.data.folder)
    if parent.has_new_head and of_parent.data.source != config.data.source:
        words += ["--source", config.data.source]
    if parent.has_new_head and config.data.folder not in (None, of_parent.data.folder):
        words += ["--folder", str(config.data.folder)]
    words += _changed(config, usual)
    if config.budget.epochs is None and usual.budget.epochs is not None and "--seconds" not in words:
        words += ["--seconds", str(config.budget.seconds)]  # without it the parent's epochs would be the budget
    return _line("train", words)


def _importing_command(config: TrainingConfig, origin: Origin) -> str:
    """What was believed of the file is not named; the images are."""
    words = [origin.path]
    for name in origin.corrected:
        value = getattr(origin, name)
        words += [f"--{name.replace('_', '-')}", ",".join(map(repr, value)) if isinstance(value, tuple) else str(value)]
    preset = preset_for(config.data.source, config.data.folder)
    others = config.model_copy(update={"data": preset.data.model_copy(update={"side_px": config.data.side_px})})
    with_images = others.model_copy(update={"data": config.data})
    return _line("import", [*words, *_naming_images(config.data), *_changed(with_images, others)])


def _naming_images(data: DataSettings) -> list[str]:
    words: list[str] = []
    if data.source not in ("shapes", "folder"):
        words += ["--source", data.source]
    if data.folder is not None:
        words += ["--folder", str(data.folder)]
    return words


def _changed(config: TrainingConfig, usual: TrainingConfig) -> list[str]:
    """An option for every setting that is another."""
    words: list[str] = []
    for setting, (value, _) in differing_settings([config, usual]).items():
        if value is not None:
            words += [f"--{setting.partition('.')[2].replace('_', '-')}", str(value)]
    return words


def _line(command: str, words: list[str]) -> str:
    return shlex.join(["simclr-gui", command, *words])
