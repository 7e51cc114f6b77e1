"""The command that takes in an encoder of another program, and what it says of it."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.settings import Stem, TrainingConfig
from simclr_gui.engine.exchange.corrections import Corrections, deviation_in, mean_in
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.shares import percent
from simclr_gui.engine.runs.origin import colours_text
from simclr_gui.signals import raise_on_interrupt
from simclr_gui.terminal.options import (
    Parser,
    add_setting_options,
    data_changes_from,
    longer_config_from,
    naming_options,
    place,
)
from simclr_gui.terminal.printing import plain, say, tell

if TYPE_CHECKING:
    from simclr_gui.engine.events import Event
    from simclr_gui.engine.events.sharing import EncoderRecognised

AUTO = "auto"


def add_import(names: "argparse._SubParsersAction[Parser]") -> None:
    """The command and its options; what they leave out is as it was recognised."""
    parser = names.add_parser("import", help="a run of an encoder that another program has written")
    parser.add_argument(
        "file", type=place, metavar="FILE", help=".safetensors, torch's .pth, .ckpt …, or timm's folder"
    )
    parser.add_argument("--mean", metavar="R,G,B", help="what is taken from each colour of images in [0, 1]")
    parser.add_argument(
        "--std", metavar="R,G,B", help="what it is divided by; --mean 0 --std 1 takes images as they are"
    )
    parser.add_argument("--stem", choices=get_args(Stem), default=AUTO, help="the first layer (default: as recognised)")
    parser.add_argument(
        "--run-dir", type=place, metavar="DIR", help="the folder of the run (default: among the program's runs)"
    )
    add_setting_options(parser, ("data",))
    parser.set_defaults(command=import_encoder)


def import_encoder(arguments: argparse.Namespace) -> int:
    """Makes a run of an encoder, and says what was recognised and where the run is."""
    with naming_options():
        run_dir = _imported(arguments.file, arguments, _corrections_from(arguments), arguments.run_dir, say)
    say(f"Run folder: {run_dir}")
    return 0


def begun_config_from(arguments: argparse.Namespace) -> TrainingConfig:
    """The settings of a run that begins from the weights of `arguments.parent`, which is imported first if it is none.

    From then on `arguments.parent` names the run.
    """
    from simclr_gui.engine.runs.run_folder import RunFolder

    arguments.parent = _run_of(arguments.parent, arguments)
    folder = RunFolder.open(arguments.parent)
    return longer_config_from(folder.config(), arguments, is_imported=folder.is_imported)


def _run_of(parent: Path, arguments: argparse.Namespace) -> Path:
    """The run from whose weights is begun: itself, or a new one of the encoder in a file."""
    from simclr_gui.engine.exchange.foreign_kind import is_foreign

    if (parent / "config.json").is_file() and (parent / "checkpoints").is_dir():
        return parent
    if not is_foreign(parent) and not parent.is_file():
        return parent  # whoever opens it says what is wrong with it
    with naming_options():
        run_dir = _imported(parent, arguments, _corrections_from(arguments), None, tell)
    tell(f"Imported: {run_dir}. The new run begins from its weights; its projection head begins from random ones.")
    return run_dir


def _corrections_from(arguments: argparse.Namespace) -> Corrections:
    """What a person knows better."""
    given = vars(arguments)
    side = given.get("setting:data.side_px")
    mean, std = given.get("mean"), given.get("std")
    stem = given.get("stem") or given.get("setting:model.stem")
    return Corrections(
        None if mean is None else _told_of("--mean", lambda: mean_in(mean)),
        None if std is None else _told_of("--std", lambda: deviation_in(std)),
        None if side is None else _side_in(side),
        None if stem in (None, AUTO) else stem,
    )


def _told_of(option: str, read: Any) -> Any:
    try:
        return read()
    except UserError as error:
        raise UserError(f"{option}: {error.sentence}", error.remedy) from None


def _side_in(text: str) -> int:
    from simclr_gui.engine.config.limits import Limits
    from simclr_gui.engine.config.settings import field_of

    try:
        return int(Limits.of("side_px", field_of("data.side_px")).read(text) or 0)
    except ValueError as error:
        raise UserError(f"--side-px: {error.args[0]}") from None


def _imported(
    file: Path, arguments: argparse.Namespace, corrections: Corrections, run_dir: Path | None, write: Any
) -> Path:
    from simclr_gui.engine.events.sharing import EncoderRecognised, RunImported
    from simclr_gui.engine.exchange import importing

    if run_dir is None:
        from simclr_gui.engine.storage.places import require_place_for_runs

        require_place_for_runs()
    data = {name: value for name, value in data_changes_from(arguments).items() if name != "data.side_px"}
    imported: list[Path] = []
    for event in _shown(importing.import_encoder(file, run_dir, data, corrections)):
        match event:
            case EncoderRecognised():
                for line in recognised_lines(event):
                    write(line)
            case RunImported(path=path):
                imported.append(path)
    return imported[0]


def _shown(events: "Iterator[Event]") -> "Iterator[Event]":
    """Each event, its progress told; whoever interrupts it leaves nothing behind."""
    from simclr_gui.engine.events import Announced
    from simclr_gui.terminal.playing import ProgressLine

    raise_on_interrupt()
    with closing(events), ProgressLine() as line:  # type: ignore[type-var]  # every stream is a generator
        for event in events:
            if isinstance(event, Announced):
                line.show(event.sentence if event.share is None else f"{event.sentence} {percent(event.share)}")
            else:
                line.finish()
            yield event


def recognised_lines(event: "EncoderRecognised") -> list[str]:
    """What was recognised, a line for each thing."""
    title = ENCODERS[event.encoder].title
    rows = [
        ("made by", event.made_by or "unknown"),
        ("network", f"thin {title}" if ENCODERS[event.encoder].is_thin else title),
        ("stem", event.stem),
        ("mean", colours_text(event.mean)),
        ("std", colours_text(event.std)),
        ("image side", f"{event.side_px} px"),
        ("left out", ", ".join(map(plain, event.dropped)) or "nothing"),
    ]
    lines = [f"{name:12}{value}" for name, value in rows]
    return [*lines, *([str(event.remark)] if event.remark else [])]
