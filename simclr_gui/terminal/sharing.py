"""The commands that hand a run on: a report, a zip. And what `simclr-gui PATH` opens."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.shares import percent
from simclr_gui.signals import raise_on_interrupt
from simclr_gui.terminal.printing import say, tell

if TYPE_CHECKING:
    from simclr_gui.engine.events import Event
    from simclr_gui.engine.events.sharing import EncoderExported


def write_report(arguments: argparse.Namespace) -> int:
    """Writes the report of a run, or of several beside each other."""
    from simclr_gui.engine.sharing.document import PDF
    from simclr_gui.engine.sharing.report import make_report, require_ending, write_html

    file: Path = arguments.output
    if require_ending(file) == PDF:
        _require_fonts()
        from PySide6.QtGui import QGuiApplication

        from simclr_gui.gui.report_pdf import write_pdf

        application = QGuiApplication.instance() or QGuiApplication(["simclr-gui"])
        _play(write_pdf(make_report, arguments.runs, file))
        del application
    else:
        _play(write_html(arguments.runs, file))
    return 0


def export_run(arguments: argparse.Namespace) -> int:
    """Writes a run as a zip, or its encoder or features for other programs."""
    from simclr_gui.engine.exchange.export_kinds import export_name
    from simclr_gui.engine.runs.run_folder import RunFolder

    folder, kind = RunFolder.open(arguments.run), arguments.kind
    output: Path | None = arguments.output
    if output is None:
        output = Path(export_name(folder.path.absolute().name, kind))
        if output.exists():
            raise UserError(f"{output} is there already.", "Name another place with --output.")
    if kind == "zip":
        from simclr_gui.engine.sharing.run_archive import export_run as exported

        _play(exported(folder, output, newest_checkpoint_only=arguments.newest_checkpoint))
    else:
        from simclr_gui.engine.exchange.exporting import export_encoder

        _play(export_encoder(folder.path, kind, output, arguments.folder))
    return 0


def require_something_to_open(path: Path) -> None:
    """Raises UserError where the window could do nothing with it."""
    from simclr_gui.engine.datasets.folder.naming import is_archive
    from simclr_gui.engine.exchange.foreign_kind import is_foreign

    if path.is_dir() or (path.is_file() and (is_archive(path) or is_foreign(path))):
        return
    if path.exists():
        raise UserError(
            f"{path} is neither a run nor images, nor an encoder.",
            "Name a run folder, the zip of one, a folder or an archive of images, or a file with an encoder.",
        )
    raise UserError(f"There is no file or folder {path}.", "Try simclr-gui --help.")


def _require_fonts() -> None:
    """A PDF needs Qt's fonts, no display."""
    import os

    from simclr_gui.display import display_trouble

    if display_trouble():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    trouble = display_trouble()
    if trouble:
        raise UserError(trouble, "Or name a file that ends in .html.")


def _play(events: "Iterator[Event]") -> None:
    """To the end; whoever interrupts it leaves what was there before."""
    from simclr_gui.engine.events import Announced
    from simclr_gui.engine.events.sharing import EncoderExported, FileWritten
    from simclr_gui.terminal.playing import ProgressLine

    raise_on_interrupt()
    with closing(events), ProgressLine() as line:  # type: ignore[type-var]  # every stream is a generator
        for event in events:
            match event:
                case Announced(sentence=sentence, share=share):
                    line.show(sentence if share is None else f"{sentence} {percent(share)}")
                case FileWritten(path=path):
                    line.finish()
                    tell(f"Written to {path}")
                case EncoderExported():
                    line.finish()
                    _tell_export(event)


def _tell_export(exported: "EncoderExported") -> None:
    """The lines to copy are the result; all else is said beside them."""
    for path in exported.files:
        tell(f"Written to {path}")
    tell(f"Opens with {exported.opens_with}.")
    for remark in exported.remarks:
        tell(remark)
    if exported.largest_difference is not None:
        tell(f"Largest difference of a number in h: {exported.largest_difference:.1e}.")
    say(exported.lines)
