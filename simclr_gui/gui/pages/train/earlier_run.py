"""The choice of an earlier run to draw behind the charts."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QWidget

from simclr_gui.state.overlay import Overlay
from simclr_gui.state.run_library import RunLibrary, RunSummary

MOST_RUNS = 30


class EarlierRunBox(QComboBox):
    """Lists the newest runs when it is opened."""

    def __init__(self, overlay: Overlay, library: RunLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overlay, self._library = overlay, library
        self.setAccessibleName(self.tr("Earlier run behind the curves"))
        self.setToolTip(self.tr("Draws an earlier run behind the curves, dashed"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItem(self.tr("beside no other run"))
        self.activated.connect(self._choose)
        overlay.failed.connect(self._choose_none)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The arrow keys choose without opening the list."""
        self.list_runs()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self.list_runs()
        super().showPopup()

    def list_runs(self) -> None:
        """Reads the list anew; what is chosen stays chosen."""
        self._library.refresh()
        while self.count() > 1:
            self.removeItem(1)
        for run in [run for run in self._library.runs if run.can_open][:MOST_RUNS]:
            self.addItem(self._name(run), str(run.path))
        self.setCurrentIndex(max(0, self.findData(str(self._overlay.run_dir))))

    def _name(self, run: RunSummary) -> str:
        scored = self.tr(", {linear:.0f} %").format(linear=100 * run.linear) if run.linear is not None else ""
        return f"{run.path.name}{scored}"

    @Slot(int)
    def _choose(self, place: int) -> None:
        path = self.itemData(place)
        self._overlay.choose(Path(path) if path else None)

    @Slot(object)
    def _choose_none(self) -> None:
        self.setCurrentIndex(0)
