"""What a person wants to hand on or take in: asked where to, told how far it is, and shown when it is there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.sharing.document import PDF, REPORT_ENDINGS
from simclr_gui.gui.banner import Banner
from simclr_gui.gui.look.language import spoken, spoken_language
from simclr_gui.gui.parts.saving import ask_for_file, attempt
from simclr_gui.jobs import work
from simclr_gui.state.sharing import Sharing

LONGEST_NAME = 60


class SharingRequests(QObject):
    """Passes them on, and tells in the banner what becomes of them.

    Signals:
        run_requested(object): the folder of a run that was unpacked, to be shown.
    """

    run_requested = Signal(object)

    def __init__(self, sharing: Sharing, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._sharing, self._banner, self._window = sharing, banner, window
        sharing.announced.connect(self._tell_progress)
        sharing.saved.connect(banner.show_saved)
        sharing.unpacked.connect(self._show_run)
        sharing.cancelled.connect(banner.hide)

    def save_report(self, paths: Sequence[Path]) -> None:
        """Asks for a file, and writes the report of these runs there."""
        runs = tuple(paths)
        name = f"{runs[0].name[:LONGEST_NAME]}.html" if len(runs) == 1 else "comparison.html"
        attempt(
            lambda: ask_for_file(self._window, self.tr("Save the report"), name, REPORT_ENDINGS),
            lambda file: self._write_report(runs, file),
            self._banner.show_failure,
        )

    def export_run(self, run_dir: Path) -> None:
        """Asks for a file, and writes the run there as a zip."""
        name = f"{run_dir.name[:LONGEST_NAME]}.zip"
        attempt(
            lambda: ask_for_file(self._window, self.tr("Save the run as a zip"), name, (".zip",)),
            lambda file: self._sharing.export(run_dir, file),
            self._banner.show_failure,
        )

    @Slot(object)
    def unpack(self, archive: Path) -> None:
        self._sharing.unpack(archive)

    def cancel(self) -> None:
        self._sharing.cancel()

    def _write_report(self, runs: tuple[Path, ...], file: Path) -> None:
        if file.suffix.lower() == PDF:
            from simclr_gui.gui.report_pdf import write_pdf  # with what draws SVG, which few need

            self._sharing.write_report(partial(write_pdf, work.make_report, runs, file, spoken, spoken_language()))
        else:
            self._sharing.write_report(partial(work.write_html_report, runs, file, spoken, spoken_language()))

    @Slot(str)
    def _tell_progress(self, sentence: str) -> None:
        self._banner.show_progress(sentence, Proposal("Cancel", cancels=True))

    @Slot(object)
    def _show_run(self, run_dir: Path) -> None:
        self._banner.hide()
        self.run_requested.emit(run_dir)
