"""Command-line options made from the config model, so that no setting is described twice."""

import argparse
import difflib
import os
import re
import sys
import types
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NoReturn, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.presets import preset_for, suited_to
from simclr_gui.engine.config.settings import SECTIONS, TrainingConfig
from simclr_gui.engine.mapping.settings import MapSettings, map_settings_with
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.terminal.printing import say, tell

_PREFIX = "setting:"


class Parser(argparse.ArgumentParser):
    """Tells a wrong option in one sentence, with the likeliest right one of the same command."""

    _given: Sequence[str] = ()

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """As always; what was given is remembered for `error`."""
        self._given = sys.argv[1:] if args is None else args
        return super().parse_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        message = message.replace("argument : ", "command: ", 1)  # the list of commands has no name
        raise UserError(f"{message[0].upper()}{message[1:]}.", self._advice(message))

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version, which may meet a closed pipe like everything that is printed."""
        say(message, end="") if file is sys.stdout else tell(message)

    def _advice(self, message: str) -> str:
        used = self._used()
        help_line = f"Try {used.prog} --help."
        mistyped = re.match(r"command: invalid choice: '([^']*)'", message)
        if mistyped:
            close = difflib.get_close_matches(mistyped[1], self._commands(), n=1)
            return f"Did you mean {close[0]}?" if close else help_line
        if "unrecognized arguments" not in message:
            return help_line
        wrong = message.split(": ", 1)[-1].split(maxsplit=1)[0].split("=", maxsplit=1)[0]
        owners = [f"`{parser.prog}`" for parser in self._family() if wrong.startswith("-") and wrong in parser.options]
        if owners:
            return f"{wrong} belongs to {' and '.join(owners)}."
        close = difflib.get_close_matches(wrong, used.options, n=1)
        return f"Did you mean {close[0]}?" if close else help_line

    def is_path(self, word: str) -> bool:
        """Whether the first word names a place rather than a command; a command typed wrong names none."""
        if word.startswith("-") or word in self._commands() or not word.strip():
            return False
        return "/" in word or os.sep in word or os.path.lexists(word)

    def only_path(self, given: Sequence[str]) -> Path:
        """The path where nothing else was given; else the mistake is told."""
        if len(given) > 1:
            self.error(f"unrecognized arguments: {' '.join(given[1:])}")
        try:
            return place(given[0])
        except argparse.ArgumentTypeError as error:
            self.error(str(error))

    @property
    def options(self) -> list[str]:
        return [name for action in self._actions for name in action.option_strings]

    def _commands(self) -> "dict[str, Parser]":
        groups = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))
        return {name: parser for group in groups for name, parser in group.choices.items()}

    def _family(self) -> "Iterator[Parser]":
        """This parser and those of all its commands."""
        yield self
        for parser in self._commands().values():
            yield from parser._family()

    def _used(self) -> "Parser":
        """The parser of the command that was typed."""
        used = self
        for word in self._given:
            used = used._commands().get(word, used)
        return used


def place(text: str) -> Path:
    """A path as it was typed; an empty one, such as of a variable that is not set, would mean the current folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the path is empty")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise argparse.ArgumentTypeError(f"there is no user {text.partition('/')[0]}") from error


def add_setting_options(parser: argparse.ArgumentParser, sections: Collection[str] = tuple(SECTIONS)) -> None:
    """Adds one option for every setting, or for those of some sections, in groups as in config.json."""
    for section, model in SECTIONS.items():
        if section not in sections:
            continue
        group = parser.add_argument_group(section, (model.__doc__ or "").strip().splitlines()[0])
        for name, field in model.model_fields.items():
            _add_option(group, name, field, f"{_PREFIX}{section}.{name}")


def add_map_options(parser: argparse.ArgumentParser) -> None:
    """Adds one option for everything that can be asked of a map."""
    for name, field in MapSettings.model_fields.items():
        _add_option(parser, name, field, f"{_PREFIX}{name}")


def map_settings_from(arguments: argparse.Namespace) -> MapSettings:
    """The settings of a map with the given options in place; UserError where a value does not fit."""
    return map_settings_with(MapSettings(), _given(arguments))


def _add_option(group: "argparse._ActionsContainer", name: str, field: FieldInfo, destination: str) -> None:
    group.add_argument(
        f"--{name.replace('_', '-')}",
        dest=destination,
        metavar=_metavar(field),
        choices=_choices(field),
        help=_help(field),
    )


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        name.removeprefix(_PREFIX): value
        for name, value in vars(arguments).items()
        if name.startswith(_PREFIX) and value is not None
    }


def data_changes_from(arguments: argparse.Namespace) -> dict[str, Any]:
    """The given options that say which images are meant."""
    changes = {name: value for name, value in _given(arguments).items() if name.startswith("data.")}
    if "data.folder" in changes:
        changes["data.folder"] = _folder(changes["data.folder"])
    return changes


def longer_config_from(
    parent: TrainingConfig, arguments: argparse.Namespace, *, is_imported: bool = False
) -> TrainingConfig:
    """The settings of a run that begins from a parent's weights: the parent's, with the given options in place.

    Raises:
        UserError: a value does not fit; names the option.
    """
    changes = _given(arguments) | data_changes_from(arguments)
    if "budget.seconds" in changes:
        changes.setdefault("budget.epochs", None)  # else the parent's would replace the time
    with naming_options():
        return continued_config(parent, changes, is_imported=is_imported)


def config_from(arguments: argparse.Namespace) -> TrainingConfig:
    """The preset for the data asked for, with the given options in place of its settings.

    Raises:
        UserError: a value does not fit; names the option.
    """
    changes = _given(arguments)
    folder = changes.pop("data.folder", None)
    source = changes.pop("data.source", "shapes" if folder is None else "folder")
    if folder is not None and source == "shapes":
        raise UserError("--source shapes and --folder exclude each other.", "Leave one of them out.")
    with naming_options():
        return config_with(preset_for(source, _folder(folder)), changes)


@contextmanager
def naming_options() -> Iterator[None]:
    """What is said about a setting names its option."""
    try:
        yield
    except UserError as error:
        if error.field is None or "." not in error.field:
            raise
        option = "--" + error.field.partition(".")[2].replace("_", "-")
        raise UserError(f"{option}: {error.sentence}", error.remedy, error.field) from None


def suited_config(config: TrainingConfig, images: int, arguments: argparse.Namespace) -> TrainingConfig:
    """The same for so many training images; a batch that was asked for stays as it is."""
    return config if "optimisation.batch_size" in _given(arguments) else suited_to(config, images)


def _folder(text: str | None) -> Path | None:
    if text is None:
        return None
    try:
        return place(text).absolute()
    except argparse.ArgumentTypeError as error:
        raise UserError(f"--folder: {error}.", "Name a folder of images.") from error


def _help(field: FieldInfo) -> str:
    extra: Any = field.json_schema_extra or {}
    unit = f" in {extra['unit']}" if extra.get("unit") else ""
    text = f"{field.title}{unit}. {field.description} Usual: {extra.get('usual')}. Default: {field.default}."
    return text.replace("%", "%%")


def _metavar(field: FieldInfo) -> str | None:
    if _choices(field):
        return None
    extra: Any = field.json_schema_extra or {}
    kind = next(t for t in (*get_args(field.annotation), field.annotation) if t is not type(None))
    return str(extra.get("unit") or getattr(kind, "__name__", "value")).upper().replace(" ", "_")


def _choices(field: FieldInfo) -> list[str] | None:
    annotation = field.annotation
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(t for t in get_args(annotation) if t is not type(None))
    return list(get_args(annotation)) if get_origin(annotation) is Literal else None
