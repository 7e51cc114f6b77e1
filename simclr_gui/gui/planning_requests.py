"""What a person wants trained later, or for longer: asked for in dialogs, put into the queue."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.banner import Banner
from simclr_gui.gui.longer_dialog import LongerDialog
from simclr_gui.gui.plan_dialog import PlanDialog
from simclr_gui.gui.words.names import data_name
from simclr_gui.state.session import Session


class PlanningRequests(QObject):
    """Passes them on to the session; the banner says what became of them."""

    def __init__(self, session: Session, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._banner, self._window = session, banner, window
        self._parent_run: tuple[Path, str, TrainingConfig] | None = None

    @Slot()
    def plan(self) -> None:
        """Shows what recipes make of the current settings."""
        self._session.planning.begin()
        self._show_plan()

    @Slot(object)
    def plan_from(self, path: Path) -> None:
        """Shows what recipes make of the settings of a run in the list."""
        run = self._listed(path)
        if run is not None and run.config is not None:
            self._session.planning.begin(run.config)
            self._show_plan(run.title)

    def _show_plan(self, run: str = "") -> None:
        dialog = PlanDialog(self._session.planning, self._window, run)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.added.connect(self._tell_added)
        dialog.open()

    @Slot()
    def train_longer(self) -> None:
        """Asks for how long the run that is shown goes on in a new one."""
        run_dir = self._session.experiment.run_dir
        if run_dir is not None:
            self._ask_how_long(run_dir, self._session.active_name, self._session.experiment.active_config)

    @Slot(object)
    def train_run_longer(self, path: Path) -> None:
        """The same of a run in the list, which need not be opened."""
        run = self._listed(path)
        if run is not None and run.config is not None:
            self._ask_how_long(path, run.title, run.config)

    def _listed(self, path: Path) -> RunSummary | None:
        row = self._session.library.row_of(path)
        return self._session.library.runs[row] if row >= 0 else None

    def _ask_how_long(self, run_dir: Path, name: str, config: TrainingConfig) -> None:
        self._parent_run = run_dir, name, config
        images = data_name(config.data.name) if RunFolder(run_dir).is_imported else ""
        dialog = LongerDialog(name, self._window, images)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.requested.connect(self._train_longer)
        dialog.open()

    @Slot(float)
    def _train_longer(self, seconds: float) -> None:
        if self._parent_run is not None:
            self._session.train_longer(*self._parent_run, seconds)

    @Slot(int)
    def _tell_added(self, count: int) -> None:
        self._banner.show_notice(self.tr("%Ln trainings added to the queue.", None, count))
