"""Command-line options made from the config model, so that no setting is described twice."""

import argparse
import difflib
import types
from pathlib import Path
from typing import Any, Literal, NoReturn, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from simclr_gui.engine.config import SECTIONS, TrainingConfig, config_with
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.mapping.settings import MapSettings, map_settings_with
from simclr_gui.engine.recipes import recipe_for

_PREFIX = "setting:"


class Parser(argparse.ArgumentParser):
    """Tells a wrong option in one sentence, with the likeliest right one."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message[0].upper()}{message[1:]}.", self._suggestion(message) or f"Try {self.prog} --help.")

    def _suggestion(self, message: str) -> str:
        if "unrecognized arguments" not in message:
            return ""
        known = [name for action in self._actions for name in action.option_strings]
        for subparsers in (a for a in self._actions if isinstance(a, argparse._SubParsersAction)):
            for parser in subparsers.choices.values():
                known += [name for action in parser._actions for name in action.option_strings]
        given = message.split(": ", 1)[-1].split(maxsplit=1)[0].split("=", maxsplit=1)[0]
        close = difflib.get_close_matches(given, known, n=1)
        return f"Did you mean {close[0]}?" if close else ""


def add_setting_options(parser: argparse.ArgumentParser) -> None:
    """Adds one option for every setting, in groups as in config.json."""
    for section, model in SECTIONS.items():
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


def config_from(arguments: argparse.Namespace) -> TrainingConfig:
    """The recipe for the data asked for, with the given options in place of its settings.

    Raises:
        UserError: a value does not fit; names the option.
    """
    changes = _given(arguments)
    folder = changes.pop("data.folder", None)
    source = changes.pop("data.source", "folder" if folder else "shapes")
    if folder is not None and source == "shapes":
        raise UserError("--source shapes and --folder exclude each other.", "Leave one of them out.")
    try:
        return config_with(recipe_for(source, Path(folder).expanduser().absolute() if folder else None), changes)
    except UserError as error:
        if error.field is None or "." not in error.field:
            raise
        option = "--" + error.field.partition(".")[2].replace("_", "-")
        raise UserError(f"{option}: {error.sentence}", error.remedy, error.field) from None


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
