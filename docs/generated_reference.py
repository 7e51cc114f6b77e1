"""Makes the reference of the models themselves: settings, commands, events and the files of a run."""

import argparse
import dataclasses
import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simclr_gui.cli import build_parser
from simclr_gui.engine import events
from simclr_gui.engine.config.limits import Limits, is_optional
from simclr_gui.engine.config.section import Section
from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.datasets.data_record import DataRecord, ImageRecord, LeftOutRecord, LevelScale
from simclr_gui.engine.evaluation.predictions import PREDICTIONS_FILE
from simclr_gui.engine.events.base import Event
from simclr_gui.engine.events.evaluation import EvaluationResult
from simclr_gui.engine.experiments.kept_looks import LOOKS_FILE
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.messages.number_text import number_text
from simclr_gui.engine.runs.about import About
from simclr_gui.engine.runs.manifests import Manifest
from simclr_gui.engine.runs.origin import Origin
from simclr_gui.engine.runs.parent import Parent
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import RunStatus

NOTICE = "This page is made from the program when the documentation is built.\n"
EXIT_STATUS = """\
Exit status: 0 done, 1 a fault of the program (a sentence and a log file), 2 a mistake of the user (one sentence), 130
interrupted. Ctrl+C saves a training, which is done then; all else that it stops is interrupted, and a download goes on
the next time. Results go to stdout, progress to stderr.

`simclr-gui PATH` opens the window with a run folder, the zip of a run, a folder or archive of images, or a file with an
encoder.
"""
STREAMS = """\
Training, evaluation and maps are streams of events: small frozen records of `simclr_gui.engine.events`. A library call
hands them to `on_event`; the window and the terminal show them.
"""
DATA_ONLY = """\
Data only: nothing in it is executed when a run is opened, and every file is checked before it is used. `config.json`
and a checkpoint are what a run cannot do without. Whatever else is missing or damaged is told, and can be made anew.
"""
SETTING = "setting:"
LOCK_FILE = "lock"
TYPES = {"int": "whole number", "float": "number", "str": "text", "bool": "yes or no", "Path": "path"}
NOTE = re.compile(r"^(?P<names>[a-z_0-9]+(?:, [a-z_0-9]+)*)(?:: | (?=where|of))(?P<words>.+)$")
FILES: dict[str, tuple[str, tuple[type, ...]]] = {
    "config.json": ("Every setting, enough to repeat the run. See [Settings](settings.md).", ()),
    "data.json": (
        "Which images it is trained and tested on, by name and digest; what was left out, and why.",
        (DataRecord, ImageRecord, LeftOutRecord, LevelScale),
    ),
    "events.jsonl": ("What the training told, one JSON object a line. See [Events](events.md).", ()),
    "status.json": ("Who trains in the folder and when it last gave a sign of life.", (RunStatus,)),
    "lock": ("Keeps a second process from training in the folder. It holds no facts.", ()),
    "checkpoints": (
        "Weights and optimizer as safetensors, each with a JSON manifest: the last two, the best, and up to eight "
        "moments before, which the time slider shows.",
        (Manifest,),
    ),
    "evaluation.json": ("The scores, and what they were measured on.", (EvaluationResult,)),
    "predictions.npz": ("The class predicted of every test image. Older folders call it guesses.npz.", ()),
    "maps": ("Coordinates of every point, their images, and the maps of earlier checkpoints, as npz.", ()),
    "looks.npz": ("Pairs of unseen views and feature maps of the newest checkpoint, for reports.", ()),
    "about.json": ("What you say of the run on the Runs page. No training writes it.", (About,)),
    "parent.json": ("Whose weights it began from. Only where it did not begin from random ones.", (Parent,)),
    "imported.json": ("Where an imported encoder comes from. Only where nothing was trained here.", (Origin,)),
}
"""What each file of a run holds, and the models that read it, in the order of the page."""


def write_pages(into: Path) -> None:
    """Writes the pages, each only where it has changed, so that Sphinx need not read it again."""
    into.mkdir(exist_ok=True)
    for name, lines in (
        ("settings", settings_page()),
        ("commands", commands_page()),
        ("events", events_page()),
        ("run-folder", run_folder_page()),
    ):
        file, text = into / f"{name}.md", "\n".join([*lines, ""])
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def settings_page() -> Iterator[str]:
    """A heading a setting, with all that the model knows of it."""
    yield "# Settings\n"
    yield NOTICE
    yield "A setting has the same name in the window's *All settings*, on the command line and in `config.json`.\n"
    for section, model in SECTIONS.items():
        yield f"## {section}\n"
        yield f"{_docstring(model)}\n"
        yield from _settings_of(model, f"{section}.")
    yield "## Maps\n"
    yield f"{_docstring(MapSettings)} Options of `simclr-gui map`, and *Map settings* on the Map page.\n"
    yield from _settings_of(MapSettings, "")


def _settings_of(model: type[Section], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        extra: Any = field.json_schema_extra or {}
        yield f"### {field.title}\n"
        yield f"`{prefix}{name}`, `--{name.replace('_', '-')}`\n"
        yield f"{_escaped(field.description or '')}\n"
        yield f"- Default: {_default(field)}"
        yield f"- Takes: {_takes(name, field)}"
        yield f"- Usual: {_escaped(extra.get('usual', ''))}\n"


def _default(field: FieldInfo) -> str:
    return "empty" if field.default in (None, "") else f"`{field.default}`"


def _takes(name: str, field: FieldInfo) -> str:
    kind = _kinds(field.annotation)
    if isinstance(kind, tuple):
        return ", ".join(f"`{each}`" for each in kind)
    if kind not in ("int", "float"):
        return TYPES[kind] + (", or empty" if is_optional(field) else "")
    limits = Limits.of(name, field)
    low, high = (number_text(int(each) if float(each).is_integer() else each) for each in (limits.low, limits.high))
    unit = f" {limits.unit}" if limits.unit else ""
    span = f"more than {low}, at most {high}" if limits.excludes_low else f"{low} to {high}"
    return f"a {TYPES[kind]}, {span}{unit}" + (", or empty" if limits.may_be_empty else "")


def _kinds(annotation: Any) -> "str | tuple[str, ...]":
    """The name of a type, or the values of a choice."""
    if typing.get_origin(annotation) is typing.Literal:
        return tuple(map(str, typing.get_args(annotation)))
    inner = [each for each in typing.get_args(annotation) if each is not type(None)]
    return _kinds(inner[0]) if inner else annotation.__name__


def commands_page() -> Iterator[str]:
    """A heading a command, with its arguments."""
    parser = build_parser()
    yield "# Commands\n"
    yield NOTICE
    yield f"{parser.description}\n"
    yield EXIT_STATUS
    yield from _command("simclr-gui", parser, "")


def _command(name: str, parser: argparse.ArgumentParser, words: str) -> Iterator[str]:
    if words:
        yield f"## {name}\n"
        yield f"{_escaped(_sentence(words))}\n"
    groups = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    plain = [each for each in parser._actions if each not in groups and not isinstance(each, argparse._HelpAction)]
    own = [each for each in plain if not each.dest.startswith(SETTING)]
    if own:
        yield "| argument | what it does |\n|---|---|"
        yield from (f"| {_argument(each)} | {_escaped(_help(each))} |" for each in own)
        yield ""
    settings = [each.option_strings[0] for each in plain if each.dest.startswith(SETTING)]
    if settings:
        yield "[Settings](settings.md): " + ", ".join(f"`{each}`" for each in settings) + ".\n"
    for group in groups:
        told = {each.dest: each.help or "" for each in group._choices_actions}
        for word, words_of_it in told.items():
            yield from _command(f"{name} {word}", group.choices[word], words_of_it)


def _argument(action: argparse.Action) -> str:
    choices = "|".join(map(str, action.choices)) if action.choices else ""
    value = "" if action.nargs == 0 else action.metavar or choices or action.dest.upper()
    names = ", ".join(action.option_strings)
    several = " …" if action.nargs in ("*", "+") else ""
    return "`" + f"{names} {value}".strip().replace("|", "\\|") + f"{several}`"


def _help(action: argparse.Action) -> str:
    if action.dest == "version":
        return "Prints the version."
    return _sentence((action.help or "").replace("%%", "%"))


def events_page() -> Iterator[str]:
    """A heading an event: those that are kept first."""
    every = _events()
    yield "# Events\n"
    yield NOTICE
    yield STREAMS
    for heading, words, chosen in (
        ("Kept", "They stand in `events.jsonl`, under the name in brackets.", [each for each in every if each.kind]),
        ("Shown", "They are shown and not kept.", [each for each in every if not each.kind]),
    ):
        yield f"## {heading}\n"
        yield f"{words}\n"
        for event in chosen:
            yield f"### {event.__name__}" + (f" (`{event.kind}`)\n" if event.kind else "\n")
            yield f"{_escaped(_docstring(event))}\n"
            yield from _table_of(event)


def _events() -> list[type[Event]]:
    for module in pkgutil.iter_modules(events.__path__):
        importlib.import_module(f"{events.__name__}.{module.name}")
    return sorted(_below(Event), key=lambda each: each.__name__)


def _below(kind: type[Event]) -> Iterator[type[Event]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def run_folder_page() -> Iterator[str]:
    """A heading a file; one that nobody has described stops the build."""
    undescribed = _files_of_a_run() ^ set(FILES)
    if undescribed:
        raise LookupError(f"described and written files of a run differ: {undescribed}")
    yield "# The run folder\n"
    yield NOTICE
    yield DATA_ONLY
    for name, (words, models) in FILES.items():
        yield f"## {name}\n"
        yield f"{words}\n"
        for model in models:
            if len(models) > 1:
                yield f"### {model.__name__}\n"
                yield f"{_escaped(_docstring(model))}\n"
            yield from _table_of(model)


def _files_of_a_run() -> set[str]:
    folder = RunFolder(Path("run"))
    places = [name for name in vars(RunFolder) if name.endswith(("_file", "_dir"))]
    return {getattr(folder, name).name for name in places} | {LOCK_FILE, PREDICTIONS_FILE, LOOKS_FILE}


def _table_of(model: type) -> Iterator[str]:
    """The fields of a record, and what it says of them."""
    notes = _notes(inspect.getdoc(model) or "")
    fields = list(_fields(model))
    if fields:
        yield "| field | kind | |\n|---|---|---|"
        yield from (f"| `{name}` | `{kind}` | {_escaped(notes.get(name, ''))} |" for name, kind in fields)
        yield ""


def _fields(model: type) -> Iterator[tuple[str, str]]:
    if issubclass(model, BaseModel):
        told: Iterable[tuple[str, Any]] = ((name, each.annotation) for name, each in model.model_fields.items())
    else:
        told = ((each.name, each.type) for each in dataclasses.fields(model))
    for name, kind in told:
        yield name, _kind(kind).replace("|", "\\|")


def _kind(annotation: Any) -> str:
    """As it is written, without modules and checks."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _kind(inner[0])
    if origin is typing.Literal:
        return " | ".join(f'"{each}"' if isinstance(each, str) else str(each) for each in inner)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(map(_kind, inner))
    if origin is np.ndarray:
        return f"array of {_kind(typing.get_args(inner[1])[0])}"
    if annotation in (None, type(None)):
        return "None"
    if annotation is Ellipsis:
        return "..."
    name = getattr(annotation, "__name__", str(annotation))
    return f"{name}[{', '.join(map(_kind, inner))}]" if inner else name


def _docstring(model: type) -> str:
    """Its words before what is said of its fields, on one line."""
    return " ".join(re.split(r"\n\s*Attributes:", inspect.getdoc(model) or "")[0].split())


def _notes(docstring: str) -> dict[str, str]:
    """What is said of the fields, by their names; a line that begins with no name goes on with the one before."""
    _, _, block = docstring.partition("Attributes:")
    notes: dict[str, str] = {}
    names: list[str] = []
    for line in map(str.strip, block.splitlines()):
        found = NOTE.match(line)
        if found:
            names = found["names"].split(", ")
            notes |= dict.fromkeys(names, found["words"])
        elif line:
            notes |= {name: f"{notes[name]} {line}" for name in names}
    return notes


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith(".") else ".")


def _escaped(words: str) -> str:
    """Words in which nothing is markup but code."""
    return re.sub(r"([*<|])", r"\\\1", words)
