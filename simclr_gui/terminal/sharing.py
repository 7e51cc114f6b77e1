"""The commands that hand a run on: a report, a zip. And what `simclr-gui PATH` opens."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.signals import raise_on_interrupt
from simclr_gui.terminal.printing import percent, tell

if TYPE_CHECKING:
    from simclr_gui.engine.events import Event


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
    """Writes a run as a zip."""
    from simclr_gui.engine.runs.run_folder import RunFolder
    from simclr_gui.engine.sharing.run_archive import export_run as exported

    folder = RunFolder.open(arguments.run)
    file: Path | None = arguments.output
    if file is None:
        file = Path(f"{folder.path.absolute().name}.{arguments.kind}")
        if file.exists():
            raise UserError(f"{file} is there already.", "Name a file with --output; that one is replaced.")
    _play(exported(folder, file, newest_checkpoint_only=arguments.newest_checkpoint))
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
    from simclr_gui.engine.events.sharing import FileWritten
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
