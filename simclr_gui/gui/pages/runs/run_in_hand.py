"""The run that this window works on, for the table of runs: its folder says little until the training has begun."""

from PySide6.QtCore import QCoreApplication, QObject, Slot

from simclr_gui.gui.pages.runs.table_model import RunTable
from simclr_gui.state.experiment import Experiment, Phase


class RunInHand(QObject):
    """Tells the table what is done with the run in hand, in words, for as long as something is."""

    def __init__(self, experiment: Experiment, table: RunTable) -> None:
        super().__init__(table)
        self._experiment, self._table = experiment, table
        experiment.phase_changed.connect(self.show_phase)
        self.show_phase()

    @Slot()
    def show_phase(self) -> None:
        run_dir = self._experiment.run_dir
        self._table.show_in_hand("" if run_dir is None else str(run_dir), _words(self._experiment.phase))


def _words(phase: Phase) -> str:
    """Empty where the folder itself tells it."""
    translate = QCoreApplication.translate
    return {
        Phase.PREPARING: translate("runs", "getting ready"),
        Phase.STOPPING: translate("runs", "stopping"),
        Phase.EVALUATING: translate("runs", "being tested"),
        Phase.MAPPING: translate("runs", "being mapped"),
    }.get(phase, "")
