"""Asks before runs are moved to the trash: how many, and how much space they take."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from simclr_gui.engine.listing.trash import RunsMeasured, RunsTrashed
from simclr_gui.engine.messages.sizes import size_text
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.run_library import RunLibrary


class TrashQuestion(QObject):
    """Signals: failed(object): a Failure: what is not moved, and why."""

    failed = Signal(object)

    def __init__(self, experiment: Experiment, library: RunLibrary, parent: QWidget) -> None:
        super().__init__(parent)
        self._experiment, self._library, self._parent = experiment, library, parent
        self._asked: tuple[Path, ...] = ()
        self.box: QMessageBox | None = None
        library.measured.connect(self._ask)
        library.trashed.connect(self._tell)

    def ask(self, folders: Sequence[Path]) -> None:
        """The run that is open stays: what is shown of it is still read."""
        if self._experiment.run_dir in folders:
            self.failed.emit(Failure("The open run cannot be moved to the trash.", "Open another run first."))
            return
        self._asked = tuple(folders)
        self._library.measure(folders)

    @Slot(object)
    def _ask(self, measured: RunsMeasured) -> None:
        if measured.folders != self._asked:
            return
        self._asked = ()
        count = len(measured.folders)
        words = self.tr("Move {what} to the trash? That is {size}.")
        what = self.tr("%Ln runs", None, count) if count > 1 else measured.folders[0].name
        box = self.box = QMessageBox(self._parent)
        box.setWindowTitle(self.tr("Move to trash"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words.format(what=what, size=size_text(measured.bytes)))
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        move = box.addButton(self.tr("Move to trash"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        move.setProperty("folders", list(map(str, measured.folders)))
        move.clicked.connect(self._move)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _move(self) -> None:
        self._library.trash([Path(folder) for folder in self.sender().property("folders")])

    @Slot(object)
    def _tell(self, trashed: RunsTrashed) -> None:
        if trashed.refusals:
            self.failed.emit(Failure(spoken_in_a_row(*map(spoken, trashed.refusals[:3])), ""))
