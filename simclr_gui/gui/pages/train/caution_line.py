"""What speaks against starting with these settings: one sentence at a time, with the button that mends it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.planning.cautions import Caution
from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.parts.card import row
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.foresight import Foresight


class CautionLine(QWidget):
    """Shows the gravest; gone once it is mended, and while something is computed."""

    def __init__(self, experiment: Experiment, foresight: Foresight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experiment, self._foresight = experiment, foresight
        self.words = WrappedLabel("", "caption")
        self.button = QPushButton()
        self.button.clicked.connect(self._mend)
        line = row(self.words, self.button)
        line.setStretch(0, 1)
        self.setLayout(line)
        foresight.changed.connect(self.show_gravest)
        experiment.phase_changed.connect(self.show_gravest)
        self.hide()  # shown by whoever holds it: without a parent it would flash up as a window of its own

    @property
    def _gravest(self) -> Caution | None:
        return next(iter(self._foresight.cautions), None)

    @Slot()
    def show_gravest(self) -> None:
        caution = self._gravest
        if caution is not None:
            self.words.setText(spoken(caution.sentence))
            self.button.setText(spoken(caution.remedy))
            self.button.setVisible(bool(caution.changes))
        self.setVisible(caution is not None and not self._experiment.phase.is_busy)

    @Slot()
    def _mend(self) -> None:
        caution = self._gravest
        if caution is None:
            return
        try:
            self._experiment.change_config(caution.changes)
        except UserError as error:  # another setting forbids it
            self.words.setText(spoken(error.in_full))
