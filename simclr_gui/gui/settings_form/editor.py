"""The control that suits a setting's type: a list, a number, a share, a folder or words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from simclr_gui.engine.config.limits import Limits
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.gui.look.language import setting_words
from simclr_gui.gui.parts.folder_field import FolderField
from simclr_gui.gui.parts.number_field import NumberField, ShareField
from simclr_gui.gui.parts.still_wheel import StillWheel
from simclr_gui.gui.words.names import choice_name


class SettingEditor(QWidget):
    """The control that suits a setting's type.

    Signals:
        edited(str, object): name and value, when the user changed it.
        judged(str, object, bool): name, what is wrong with the typed text or None, whether typing has finished.
    """

    edited = Signal(str, object)
    judged = Signal(str, object, bool)

    def __init__(self, name: str, field: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.choices: tuple[str, ...] = ()
        self.control = self._make_control(field)
        self.control.setAccessibleName(setting_words(field.title or name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.control, 1)

    def _make_control(self, field: FieldInfo) -> QWidget:
        kind = next(t for t in (*get_args(field.annotation), field.annotation) if t is not type(None))
        if get_origin(field.annotation) is Literal:
            return self._choice(get_args(field.annotation))
        if kind is Path:
            folder = FolderField()
            folder.committed.connect(self._tell)
            return folder
        if kind is str:
            return self._line(self._tell_words)
        limits = Limits.of(self._name, field)
        control = ShareField(limits) if _is_share(limits, field) else NumberField(limits, _step_from_zero(field))
        control.committed.connect(self._tell)
        control.judged.connect(self._tell_judgement)
        return control

    def _choice(self, choices: tuple[str, ...]) -> QComboBox:
        box = QComboBox()
        box.setProperty("role", "setting")
        for choice in choices:
            box.addItem(choice_name(choice), choice)
        self.choices = tuple(box.itemText(place) for place in range(box.count()))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.installEventFilter(StillWheel(box))
        box.activated.connect(self._tell_choice)
        return box

    def _line(self, tell: Callable[[], None]) -> QLineEdit:
        line = QLineEdit()
        line.editingFinished.connect(tell)
        return line

    @property
    def is_being_edited(self) -> bool:
        """Whether a number was typed that is not taken yet."""
        control = self.control.number if isinstance(self.control, ShareField) else self.control
        return isinstance(control, NumberField) and control.line.isModified()

    @property
    def is_long(self) -> bool:
        """Whether what stands in it needs a line to itself."""
        return isinstance(self.control, FolderField)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, from left to right."""
        match self.control:
            case ShareField():
                return [self.control.slider, self.control.number.line]
            case NumberField():
                return [self.control.line]
            case FolderField():
                return [self.control.line, self.control.browse]
            case _:
                return [self.control]

    def describe(self, words: str) -> None:
        """What a screen reader says after the name."""
        for stop in self.stops():
            stop.setAccessibleDescription(words)

    def show_value(self, value: Any) -> None:
        """Shows a value without taking it for the user's."""
        match self.control:
            case QComboBox():
                self.control.setCurrentIndex(self.control.findData(value))
            case QLineEdit():
                self.control.setText("" if value is None else str(value))
            case NumberField() | ShareField() | FolderField():
                self.control.show_value(value)

    def mark(self, mark: str) -> None:
        if isinstance(self.control, (NumberField, ShareField)):
            self.control.mark(mark)

    def refuse(self) -> None:
        if isinstance(self.control, (NumberField, ShareField)):
            self.control.refuse()

    def commit(self) -> None:
        """Takes what was typed, as if the field had been left."""
        if isinstance(self.control, (NumberField, ShareField, FolderField)):
            self.control.commit()

    @Slot(object)
    def _tell(self, value: object) -> None:
        self.edited.emit(self._name, value)

    @Slot(object, bool)
    def _tell_judgement(self, sentence: Sentence | None, has_finished: bool) -> None:
        self.judged.emit(self._name, sentence, has_finished)

    @Slot(int)
    def _tell_choice(self, place: int) -> None:
        assert isinstance(self.control, QComboBox)
        self.edited.emit(self._name, self.control.itemData(place))

    def _tell_words(self) -> None:
        assert isinstance(self.control, QLineEdit)
        self.edited.emit(self._name, self.control.text().strip())


def _is_share(limits: Limits, field: FieldInfo) -> bool:
    """Whether a slider suits it: most of the way from 0 to 1, and not mostly tiny."""
    is_wide = limits.low >= 0 and limits.high <= 1 and limits.high - limits.low >= 0.5
    return is_wide and not limits.is_whole and not limits.excludes_low and field.default >= 0.01


def _step_from_zero(field: FieldInfo) -> float:
    """Small beside what is usual, where a number is."""
    extra: Any = field.json_schema_extra or {}
    high = extra.get("usual_high")
    return high / 10 if isinstance(high, float) else 0.01
