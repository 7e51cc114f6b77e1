"""A form made from the config model: one row a setting, with what, why and the usual range as its tooltip."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from superqt import QLabeledDoubleSlider

from simclr_gui.engine.config import SECTIONS
from simclr_gui.engine.errors import UserError
from simclr_gui.gui.look.language import setting_words, spoken
from simclr_gui.gui.parts.card import label
from simclr_gui.state.experiment import Experiment

SHARE_STEPS = 2  # decimals of a slider from 0 to 1
LARGEST_SPIN = 2**31 - 1


class SettingsForm(QWidget):
    """The settings of one section; shows the experiment's and wishes changes.

    A value that does not fit is refused with a sentence beside its row, and the row goes back.
    """

    edited = Signal()

    def __init__(self, section: str, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section, self._experiment = section, experiment
        self._editors: dict[str, SettingEditor] = {}
        self._trouble = label("", "trouble")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, field in SECTIONS[section].model_fields.items():
            editor = SettingEditor(name, field)
            editor.edited.connect(self._wish)
            caption = label(setting_words(field.title or name))
            for widget in (caption, editor):
                widget.setToolTip(tooltip(field))
            caption.setBuddy(editor)
            form.addRow(caption, editor)
            self._editors[name] = editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        experiment.config_changed.connect(self.show_settings)
        self.show_settings()

    def show_settings(self) -> None:
        """Shows the experiment's settings, whatever stood here."""
        settings = getattr(self._experiment.config, self._section)
        for name, editor in self._editors.items():
            editor.show_value(getattr(settings, name))

    def editor(self, name: str) -> "SettingEditor":
        return self._editors[name]

    def _wish(self, name: str, value: object) -> None:
        try:
            self._experiment.change_config({f"{self._section}.{name}": value})
        except UserError as error:
            self._trouble.setText(spoken(error.in_full))
            self._trouble.show()
            self.show_settings()
            return
        self._trouble.hide()
        self.edited.emit()


class SettingEditor(QWidget):
    """The control that suits a setting's type.

    Signals:
        edited(str, object): name and value, when the user changed it.
    """

    edited = Signal(str, object)

    def __init__(self, name: str, field: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._is_optional = get_origin(field.annotation) in (Union, type(int | None))
        self.control = self._make_control(field)
        self.control.setAccessibleName(setting_words(field.title or name))
        self.setFocusProxy(self.control)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.control, 1)

    def _make_control(self, field: FieldInfo) -> QWidget:
        kind = next(t for t in (*get_args(field.annotation), field.annotation) if t is not type(None))
        if get_origin(field.annotation) is Literal:
            return self._choice(get_args(field.annotation))
        if kind is Path:
            return self._line(self._tell_path)
        if kind is str:
            return self._line(self._tell_words)
        limits = {type(m).__name__: m for m in field.metadata}
        low = getattr(limits.get("Ge"), "ge", getattr(limits.get("Gt"), "gt", 0))
        high = getattr(limits.get("Le"), "le", LARGEST_SPIN)
        extra: Any = field.json_schema_extra or {}
        if (
            kind is float
            and high <= 1
            and low >= 0
            and "Gt" not in limits
            and high - low >= 0.5
            and field.default >= 0.01
        ):
            return self._share(low, high)
        return self._number(kind, low, high, extra.get("unit", ""))

    def _choice(self, names: tuple[str, ...]) -> QComboBox:
        box = QComboBox()
        box.addItems(names)
        box.textActivated.connect(self._tell_text)
        return box

    def _line(self, tell: Callable[[], None]) -> QLineEdit:
        line = QLineEdit()
        line.editingFinished.connect(tell)
        return line

    def _share(self, low: float, high: float) -> QLabeledDoubleSlider:
        slider = QLabeledDoubleSlider(Qt.Orientation.Horizontal)
        slider.setRange(low, high)
        slider.setSingleStep(0.01)  # type: ignore[arg-type]
        slider.setDecimals(SHARE_STEPS)
        slider.setMinimumWidth(130)
        slider.valueChanged.connect(self._tell_share)
        return slider

    def _number(self, kind: type, low: float, high: float, unit: str) -> QSpinBox | QDoubleSpinBox:
        box: QSpinBox | QDoubleSpinBox
        if kind is int:
            box = QSpinBox()
            box.setGroupSeparatorShown(True)
            lowest = int(low) - 1 if self._is_optional else int(low)
            box.setRange(lowest, int(min(high, LARGEST_SPIN)))
            if self._is_optional:
                box.setSpecialValueText(self.tr("none"))
        else:
            box = QDoubleSpinBox()
            box.setDecimals(4 if high <= 100 else 1)
            box.setRange(float(low), float(high))
            box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        box.setSuffix(f" {setting_words(unit)}" if unit else "")
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._tell_number)
        return box

    def show_value(self, value: Any) -> None:
        """Shows a value without taking it for the user's."""
        control = self.control
        blocked = control.blockSignals(True)
        try:
            if isinstance(control, QComboBox):
                control.setCurrentText(str(value))
            elif isinstance(control, QLineEdit):
                control.setText("" if value is None else str(value))
            elif isinstance(control, (QSpinBox, QDoubleSpinBox, QLabeledDoubleSlider)):
                control.setValue(control.minimum() if value is None else value)  # type: ignore[arg-type]
        finally:
            control.blockSignals(blocked)

    def _tell_text(self, text: str) -> None:
        self.edited.emit(self._name, text)

    def _tell_path(self) -> None:
        assert isinstance(self.control, QLineEdit)
        text = self.control.text().strip()
        self.edited.emit(self._name, Path(text).expanduser() if text else None)

    def _tell_words(self) -> None:
        assert isinstance(self.control, QLineEdit)
        self.edited.emit(self._name, self.control.text().strip())

    def _tell_share(self, value: float) -> None:
        self.edited.emit(self._name, round(value, SHARE_STEPS))

    def _tell_number(self, value: float) -> None:
        assert isinstance(self.control, (QSpinBox, QDoubleSpinBox))
        is_none = self._is_optional and value == self.control.minimum()
        self.edited.emit(self._name, None if is_none else value)


def tooltip(field: FieldInfo) -> str:
    """What, why and the usual range, wrapped by the tooltip itself."""
    extra: Any = field.json_schema_extra or {}
    title, description = setting_words(field.title or ""), setting_words(field.description or "")
    if extra.get("unit"):
        words = QCoreApplication.translate("SettingsForm", "{title} ({unit})")
        title = words.format(title=title, unit=setting_words(extra["unit"]))
    usual = QCoreApplication.translate("SettingsForm", "Usual: {values}").format(
        values=setting_words(extra.get("usual", ""))
    )
    return f"<p><b>{title}</b></p><p>{description}</p><p>{usual}</p>"
