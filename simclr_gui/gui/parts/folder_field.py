"""A line for the path of a folder or an archive, with a button to look for it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from simclr_gui.gui.look.theme import SPACE

ARCHIVES = "*.zip *.tar *.tar.gz *.tgz *.tar.bz2 *.tar.xz"


class FolderField(QWidget):
    """A path that is typed or chosen.

    Signals:
        committed(object): the path, or None for an empty line.
    """

    committed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.line = QLineEdit()
        self.line.editingFinished.connect(self.commit)
        self.browse = QPushButton(self.tr("Browse…"))
        menu = QMenu(self)
        menu.addAction(self.tr("A folder…"), self._choose_folder)
        menu.addAction(self.tr("A zip or tar…"), self._choose_archive)
        self.browse.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.browse)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.browse.setAccessibleName(self.tr("Browse: {setting}").format(setting=name))

    def show_value(self, path: Path | None) -> None:
        self._shown = "" if path is None else str(path)
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        self.line.setToolTip("")

    @Slot()
    def commit(self) -> None:
        """Tells the path that stands there, unless it stood there before."""
        text = self.line.text().strip()
        if text != self._shown:
            self.committed.emit(Path(text).expanduser() if text else None)

    @Slot()
    def _choose_folder(self) -> None:
        path = ask_for_folder(self)
        if path is not None:
            self.committed.emit(path)

    @Slot()
    def _choose_archive(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose an archive of images"), "", ARCHIVES)
        if name:
            self.committed.emit(Path(name))


def ask_for_folder(parent: QWidget) -> Path | None:
    """The folder that the user chooses, or None."""
    name = QFileDialog.getExistingDirectory(
        parent, QCoreApplication.translate("FolderField", "Choose a folder of images")
    )
    return Path(name) if name else None
