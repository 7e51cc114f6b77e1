"""What a person wants to hand on or take in: asked where to, told how far it is, and shown when it is there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.network_form import ExportKindsRead
from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.sharing.document import PDF, REPORT_ENDINGS
from simclr_gui.gui.banner import Banner
from simclr_gui.gui.export_dialog import ExportDialog
from simclr_gui.gui.look.language import spoken, spoken_language
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.saving import ask_for_file, attempt
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.state.sharing import Sharing

LONGEST_NAME = 60


class SharingRequests(QObject):
    """Passes them on, and tells in the banner what becomes of them.

    Signals:
        run_requested(object): the folder of a run that was unpacked, to be shown.
    """

    run_requested = Signal(object)

    def __init__(self, sharing: Sharing, banner: Banner, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._sharing, self._banner, self._theme, self._window = sharing, banner, theme, window
        self._dialog: ExportDialog | None = None
        self._run_dir: Path | None = None  # that the dialog is about
        self._sentence = ""  # that was told last
        sharing.announced.connect(self._tell_progress)
        sharing.saved.connect(banner.show_saved)
        sharing.exported.connect(self._show_exported)
        sharing.kinds_read.connect(self._show_kinds)
        sharing.export_failed.connect(self._show_failed_export)
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
        """Asks as what and where to, and shows how the result is opened."""
        self._close_dialog()
        self._run_dir = run_dir
        dialog = ExportDialog(run_dir.name, self._theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.requested.connect(self._export)
        dialog.cancel_requested.connect(self.cancel)
        dialog.folder_requested.connect(self._show_folder)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        self._sharing.read_export_kinds(run_dir)
        dialog.open()

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()

    @Slot()
    def _forget_dialog(self) -> None:
        """What is still being written goes on, and is told in the banner."""
        self._dialog = None
        if self._sharing.is_exporting:
            self._tell_progress(self._sentence)

    @Slot(str, object, object)
    def _export(self, kind: str, output: Path, moved_to: Path | None) -> None:
        if self._run_dir is not None:
            self._sentence = self.tr("Exporting")
            self._sharing.export(self._run_dir, kind, output, moved_to)

    @Slot(object)
    def _show_kinds(self, read: ExportKindsRead) -> None:
        if self._dialog is not None and read.run_dir == self._run_dir:
            self._dialog.choice.show_kinds(read.kinds)

    @Slot(object)
    def _show_exported(self, exported: EncoderExported) -> None:
        """In the dialog, or where that was closed meanwhile, in the banner."""
        if self._dialog is not None:
            self._dialog.show_exported(exported)
        else:
            self._banner.show_saved(exported.place)

    @Slot(object)
    def _show_failed_export(self, failure: Failure) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(failure)
        else:
            self._banner.show_failure(failure)

    @Slot(object)
    def _show_folder(self, place: Path) -> None:
        self._close_dialog()
        self._banner.show_folder(place if place.is_dir() else place.parent)

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
        self._sentence = sentence
        if self._dialog is not None:
            self._dialog.show_progress(sentence)
        else:
            self._banner.show_progress(sentence, Proposal("Cancel", cancels=True))

    @Slot(object)
    def _show_run(self, run_dir: Path) -> None:
        self._banner.hide()
        self.run_requested.emit(run_dir)
