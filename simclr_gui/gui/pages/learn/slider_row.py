"""A named slider with its value beside it."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QSlider, QWidget

from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.parts.card import label, row

NAME_PX, VALUE_PX = 96, 56


class SliderRow(QWidget):
    """Whole steps from `low` to `high`, shown as `value * scale`; sliders below each other have names of one width.

    Signals:
        moved(): `value` is another.
        touched(): a person has moved it.
    """

    moved = Signal()
    touched = Signal()

    def __init__(
        self, name: str, low: int, high: int, value: int, scale: float = 1, unit: str = "", *, name_px: int = NAME_PX
    ) -> None:
        super().__init__()
        self._name, self._scale, self._unit = name, scale, unit
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(low, high)
        self.slider.setValue(value)
        self.slider.valueChanged.connect(self._move)
        self.slider.actionTriggered.connect(self.touched)
        caption = label(name)
        caption.setMinimumWidth(name_px)
        self._shown = label("")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        use_tabular_figures(self._shown)
        line = row(caption, self.slider, self._shown)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._make_room()
        self._show()

    @property
    def value(self) -> float:
        return self.slider.value() * self._scale

    @property
    def number(self) -> int:
        """Where whole steps are what is meant."""
        return self.slider.value()

    @Slot()
    def _move(self) -> None:
        self._show()
        self.moved.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        """For the widest value, so that nothing moves with the slider."""
        every = map(self._in_words, range(self.slider.minimum(), self.slider.maximum() + 1))
        widest = max(map(self.fontMetrics().horizontalAdvance, every))
        self._shown.setFixedWidth(max(VALUE_PX, widest))

    def _in_words(self, number: int) -> str:
        return f"{number * self._scale:g}{self._unit}"

    def _show(self) -> None:
        self._shown.setText(self._in_words(self.slider.value()))
        self.slider.setAccessibleName(f"{self._name}: {self._shown.text()}")  # its own value knows no scale
