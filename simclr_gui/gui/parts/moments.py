"""The slider over a run's history: untrained, every kept checkpoint, the end."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.card import label


class MomentSlider(QWidget):
    """Each notch is one moment at which the network can be looked at; hidden while there is the present alone.

    Signals:
        wished(int): the step of another moment.
    """

    wished = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[int, ...] = ()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("When"))
        self.slider.setToolTip(self.tr("The untrained network, and each saved checkpoint"))
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(self._wish)
        self.words = label("", "caption")
        use_tabular_figures(self.words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.words)

    def show_moments(self, steps: tuple[int, ...], step: int) -> None:
        """Notches for these steps; `step` is the one that is seen."""
        self.setVisible(bool(steps))
        if self.slider.isSliderDown():
            return  # the hand is further than what is shown
        self.slider.blockSignals(True)
        self._steps = steps
        self.slider.setRange(0, max(0, len(steps) - 1))
        if step in steps:
            self.slider.setValue(steps.index(step))
        self.slider.blockSignals(False)
        widths = (self.words.fontMetrics().horizontalAdvance(self._words_for(each)) for each in steps)
        self.words.setMinimumWidth(max(widths, default=0))  # the slider keeps its length under the hand
        self._tell()

    def _words_for(self, step: int) -> str:
        return self.tr("after %Ln steps", None, step) if step else self.tr("untrained")

    @Slot()
    def _wish(self) -> None:
        self._tell()
        self.wished.emit(self._steps[self.slider.value()])

    def _tell(self) -> None:
        step = self._steps[self.slider.value()] if self._steps else 0
        self.words.setText(self._words_for(step))
