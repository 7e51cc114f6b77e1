"""What a person wants trained later, or for longer: asked for in dialogs, put into the queue."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.banner import Banner
from simclr_gui.gui.longer_dialog import LongerDialog
from simclr_gui.gui.plan_dialog import PlanDialog
from simclr_gui.state.session import Session


class PlanningRequests(QObject):
    """Passes them on to the session; the banner says what became of them."""

    def __init__(self, session: Session, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._banner, self._window = session, banner, window

    @Slot()
    def plan(self) -> None:
        """Shows what recipes make of the current settings."""
        dialog = PlanDialog(self._session.planning, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.added.connect(self._tell_added)
        dialog.open()

    @Slot()
    def train_longer(self) -> None:
        """Asks for how long the run that is shown goes on in a new one."""
        dialog = LongerDialog(self._session.active_name, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.requested.connect(self._session.train_longer)
        dialog.open()

    @Slot(int)
    def _tell_added(self, count: int) -> None:
        self._banner.show_notice(self.tr("%Ln trainings added to the queue.", None, count))
