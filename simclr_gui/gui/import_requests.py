"""An encoder of another program that is to be taken in: its file chosen, looked at in a dialog, its run opened."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from simclr_gui.gui.import_dialog import ImportDialog
from simclr_gui.state.session import Session

PATTERNS = "*.safetensors *.pt *.pth *.ckpt *.tar *.torch *.bin"


class ImportRequests(QObject):
    """Shows one dialog at a time.

    Signals:
        run_requested(object): the folder of the run that was made, to be shown.
    """

    run_requested = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        session.importing.imported.connect(self.run_requested)

    @Slot()
    def choose(self) -> None:
        """Asks for a file."""
        kinds = self.tr("Encoders ({patterns})").format(patterns=PATTERNS) + ";;" + self.tr("All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import an encoder"), "", kinds)
        if name:
            self.look_at(Path(name))

    @Slot(object)
    def look_at(self, file: Path) -> None:
        """Shows what it is before anything is made of it."""
        self._session.importing.look_at(file)
        dialog = ImportDialog(self._session.importing, self._session.experiment.config.data, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
