"""Fields for numbers: they take any country's way of writing, show one, and change nothing in silence."""

import math
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QSlider, QWidget

from simclr_gui.engine.config.limits import Limits
from simclr_gui.engine.messages.number_text import number_text
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.gui.look.language import setting_words
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.card import label

RIGHT, UNUSUAL, WRONG = "", "unusual", "wrong"
STEPS_OF_SHARE = 100  # of a slider from 0 to 1
SHARE_WIDTH_PX, FIELD_WIDTH_PX = 62, 90


class NumberField(QWidget):
    """A line for a number. Return or leaving takes it, Up and Down step, Escape brings the last good one back.

    What does not fit stays as it was typed. Signals:
        committed(object): the user's number, or None for an empty line.
        judged(object, bool): the sentence about what is wrong, or None, and whether the user has finished typing.
        went_back(object): the last good number is shown again.
    """

    committed = Signal(object)
    went_back = Signal(object)
    judged = Signal(object, bool)

    def __init__(self, limits: Limits, step_from_zero: float = 0.01, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limits, self._step_from_zero = limits, 1 if limits.is_whole else step_from_zero
        self._good: float | None = None
        self._is_wrong = False
        self.line = _Line()
        self.unit = label(setting_words(limits.unit) if limits.unit else "", "unit")
        self.unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, SPACE + 2, 0)
        inside.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setMinimumWidth(FIELD_WIDTH_PX)
        if limits.may_be_empty:
            self.line.setPlaceholderText(self.tr("none"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.editingFinished.connect(self.commit)
        self.line.textEdited.connect(self._judge_while_typed)
        self.line.stepped.connect(self._step)
        self.line.given_up.connect(self.go_back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        unit_px = self.unit.sizeHint().width() + SPACE if self.limits.unit else 0
        self.line.setTextMargins(2, 0, unit_px, 0)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(setting_words(self.limits.unit) if self.limits.unit else "")

    def value(self) -> float | None:
        """The last number that was right."""
        return self._good

    def show_value(self, value: float | None) -> None:
        """Shows a number that is known to be right; nobody is told."""
        self._good = value
        self._is_wrong = False
        self.mark(RIGHT)
        self._write(value)

    def setValue(self, value: float | None) -> None:
        """Writes a number as the user would."""
        self._write(value)
        self.commit()

    def mark(self, mark: str) -> None:
        """RIGHT, UNUSUAL or WRONG, for the eyes."""
        if (self.line.property("mark") or RIGHT) != mark:
            self.line.setProperty("mark", mark)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def refuse(self) -> None:
        """The number clashes with others: it stays, marked."""
        self._is_wrong = True
        self.mark(WRONG)

    @Slot()
    def commit(self) -> None:
        """Takes what stands there, unless it is what stood there before."""
        if not self._is_wrong and self.line.text() == self._text(self._good):
            if self.line.isModified():
                self.line.setModified(False)
                self.judged.emit(None, True)
            return
        try:
            value = self.limits.read(self.line.text())
        except ValueError as error:
            self.refuse()
            self.judged.emit(error.args[0], True)
            return
        self._write(value)
        self._become_right()
        self.committed.emit(value)

    @Slot()
    def go_back(self) -> None:
        """Shows the last good number again."""
        self._write(self._good)
        self._become_right()
        self.went_back.emit(self._good)

    @Slot()
    def _judge_while_typed(self) -> None:
        """A mark goes as soon as the number is right, and comes only when the user has finished."""
        sentence = self._complaint()
        if sentence is None:
            self._become_right()
        else:
            self._is_wrong = True
            self.judged.emit(sentence, False)

    def _complaint(self) -> Sentence | None:
        try:
            self.limits.read(self.line.text())
        except ValueError as error:
            return Sentence(error.args[0])
        return None

    def _become_right(self) -> None:
        self._is_wrong = False
        self.mark(RIGHT)
        self.judged.emit(None, True)

    @Slot(int)
    def _step(self, direction: int) -> None:
        """A step of the second digit: 0.06 → 0.061, 640 → 650."""
        try:
            value = self.limits.read(self.line.text())
        except ValueError:
            value = self._good
        if value is None:
            self._write(int(self.limits.low) if self.limits.is_whole else self.limits.low)
        else:
            self._write(self._stepped(value, direction))
        self.commit()
        self.line.selectAll()

    def _stepped(self, value: float, direction: int) -> float:
        size = abs(value) * (0.999999 if direction < 0 else 1.0)  # down from 100 as from 99
        step = 10.0 ** (math.floor(math.log10(size)) - 1) if size else self._step_from_zero
        if self.limits.is_whole:
            step = max(1, round(step))
        exact = Decimal(repr(value)) + direction * Decimal(repr(step))
        within = min(max(float(exact), self.limits.low), self.limits.high)
        if self.limits.excludes_low and within <= self.limits.low:
            return value
        return int(within) if self.limits.is_whole else within

    def _write(self, value: float | None) -> None:
        text = self._text(value)
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self.line.setModified(False)

    def _text(self, value: float | None) -> str:
        if value is None:
            return ""
        return number_text(int(value) if self.limits.is_whole else float(value))


class ShareField(QWidget):
    """A slider and its number on one line.

    Signals:
        committed(object), judged(object, bool): as of a NumberField.
    """

    committed = Signal(object)
    judged = Signal(object, bool)

    def __init__(self, limits: Limits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = _StillSlider(Qt.Orientation.Horizontal)
        self.slider.setProperty("role", "share")
        self.slider.setRange(round(limits.low * STEPS_OF_SHARE), round(limits.high * STEPS_OF_SHARE))
        self.slider.setPageStep(STEPS_OF_SHARE // 10)
        self.number = NumberField(limits)
        self.number.line.setMinimumWidth(0)
        self.number.setFixedWidth(SHARE_WIDTH_PX)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.slider, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.number, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.valueChanged.connect(self._take_slid)
        self.number.committed.connect(self._take_typed)
        self.number.judged.connect(self.judged)
        self.number.went_back.connect(self._slide)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.slider.setAccessibleName(name)
        self.number.setAccessibleName(self.tr("{setting}, as a number").format(setting=name))

    def value(self) -> float | None:
        return self.number.value()

    def show_value(self, value: float) -> None:
        """Shows a number that is known to be right; nobody is told."""
        self._slide(value)
        self.number.show_value(value)

    def setValue(self, value: float) -> None:
        """Writes a number as the user would."""
        self.number.setValue(value)

    def mark(self, mark: str) -> None:
        self.number.mark(mark)

    def refuse(self) -> None:
        self.number.refuse()

    def commit(self) -> None:
        self.number.commit()

    @Slot(object)
    def _slide(self, value: float) -> None:
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(value * STEPS_OF_SHARE))
        self.slider.blockSignals(blocked)

    @Slot(int)
    def _take_slid(self, steps: int) -> None:
        self.number.setValue(steps / STEPS_OF_SHARE)

    @Slot(object)
    def _take_typed(self, value: float) -> None:
        self._slide(value)
        self.committed.emit(value)


class _Line(QLineEdit):
    """Tells of Up and Down, and of Escape where there is something to take back.

    Signals:
        stepped(int): 1 up, -1 down.
        given_up()
    """

    stepped = Signal(int)
    given_up = Signal()

    def event(self, event: QEvent) -> bool:
        """Escape is the window's as well: here it comes first while something was typed."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._has_changed():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
            case Qt.Key.Key_Escape if self._has_changed():
                self.given_up.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                super().keyPressEvent(event)
                self.selectAll()
                event.accept()  # no menu or dialog around it is to close
            case _:
                super().keyPressEvent(event)

    def _has_changed(self) -> bool:
        return self.isModified() or self.property("mark") == WRONG


class _StillSlider(QSlider):
    """The wheel scrolls the page: a value under the pointer must not change on the way."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
