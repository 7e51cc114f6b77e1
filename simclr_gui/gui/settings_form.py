"""A form made from the config model: one row per setting, with what it means and what is wrong with it below."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.config.limits import Limits, usual_remark
from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.gui.look.language import setting_words, spoken
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.folder_field import FolderField, ask_for_folder
from simclr_gui.gui.parts.number_field import RIGHT, UNUSUAL, NumberField, ShareField, StillWheel
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.gui.words.names import choice_name, with_names
from simclr_gui.state.experiment import Experiment

SHARES, SHARES_WHERE_NARROW = (9, 11), (1, 1)  # of a row's width: name and control


class SettingsForm(QWidget):
    """The settings of one section; shows the experiment's and wishes changes.

    A value that does not fit stays as it was typed, with a sentence below, and the experiment is told.

    Args:
        advanced: names of settings that are folded away until they are asked for.
        explains: the row with the focus says what it means in a line below it, else a tooltip does.

    Signals:
        edited(): the user changed a setting.
        explained(QWidget): a row, higher now by the line that explains it.
    """

    edited = Signal()
    explained = Signal(QWidget)

    def __init__(
        self,
        section: str,
        experiment: Experiment,
        parent: QWidget | None = None,
        *,
        advanced: Iterable[str] = (),
        explains: bool = False,
    ) -> None:
        super().__init__(parent)
        self._section, self._experiment, self._explains = section, experiment, explains
        self._advanced, self._searched = frozenset(advanced), ""
        self._rows: dict[str, SettingRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE if explains else SPACE // 2)
        fields = SECTIONS[section].model_fields
        for name in sorted(fields, key=lambda each: each in self._advanced):  # stable: the folded ones come last
            row = SettingRow(name, fields[name], explains=explains)
            row.editor.edited.connect(self._request)
            row.editor.judged.connect(self._judge)
            layout.addWidget(row)
            self._rows[name] = row
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._fold)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._throttled = QTimer(
            self, singleShot=True, interval=QGuiApplication.styleHints().mouseDoubleClickInterval()
        )
        self._throttled.timeout.connect(self._explain_when_throttled)
        application = QApplication.instance()
        if explains and isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        experiment.config_changed.connect(self.show_settings)
        # Of the experiment, which outlives the form: a slot of the form itself would be gone by then.
        self.destroyed.connect(partial(_forget_unfit, experiment, [f"{section}.{name}" for name in fields]))
        self.show_settings()
        self._fold()

    @Slot()
    def show_settings(self) -> None:
        """Shows what has changed; what was typed and does not fit stays where its setting is as before."""
        settings = getattr(self._experiment.config, self._section)
        for name, row in self._rows.items():
            value = getattr(settings, name)
            if not (row.is_wrong and row.shown == value):
                self._show(name)
            elif row.clashing is not None:
                self._try_again(name, row.clashing)
        self._fold()

    def reset(self) -> None:
        """Shows the experiment's settings, whatever was typed."""
        for name in self._rows:
            self._show(name)
        self._fold()

    def editor(self, name: str) -> "SettingEditor":
        return self._rows[name].editor

    def row(self, name: str) -> "SettingRow":
        return self._rows[name]

    def search(self, text: str) -> int:
        """Shows the rows that have to do with it, all of them for an empty text; returns how many."""
        self._searched = text.strip().casefold()
        self._fold()
        return sum(not row.isHidden() for row in self._rows.values())

    def stops(self) -> list[QWidget]:
        """Where Tab stops, from top to bottom."""
        return [stop for row in self._rows.values() for stop in row.editor.stops()] + [self.more]

    def _show(self, name: str) -> None:
        settings = getattr(self._experiment.config, self._section)
        self._rows[name].show_value(getattr(settings, name), usual_remark(settings, name))
        self._experiment.note_unfit(f"{self._section}.{name}", None)

    @Slot()
    def _fold(self) -> None:
        is_open = self.more.isChecked()
        for name, row in self._rows.items():
            if self._searched:
                row.setVisible(self._searched in row.all_words)
            else:
                row.setVisible(is_open or name not in self._advanced or row.has_note)
        self.more.setText(self.tr("Less") if is_open else self.tr("More…"))
        self.more.setAccessibleName(self.tr("Fewer settings") if is_open else self.tr("More settings"))
        self.more.setVisible(bool(self._advanced) and not self._searched)

    @Slot(str, object)
    def _request(self, name: str, value: object) -> None:
        changes = {f"{self._section}.{name}": value}
        if name == "folder" and value is not None and self._experiment.config.data.source == "shapes":
            changes["data.source"] = "folder"  # Shapes lie in none
        if name == "source" and value == "folder" and self._experiment.config.data.folder is None:
            changes["data.folder"] = ask_for_folder(self)
            if changes["data.folder"] is None:
                self._show(name)
                return
        try:
            self._experiment.change_config(changes)
        except UserError as error:
            self._rows[name].refuse(error.in_full, value)
            self._experiment.note_unfit(f"{self._section}.{name}", Sentence(error.in_full))
            return
        self._show(name)
        self.edited.emit()

    def _try_again(self, name: str, value: object) -> None:
        """What clashed with another setting may fit now."""
        self._rows[name].clashing = None  # not again on the way
        self._request(name, value)

    @Slot(str, object, bool)
    def _judge(self, name: str, sentence: Sentence | None, has_finished: bool) -> None:
        row = self._rows[name]
        self._experiment.note_unfit(f"{self._section}.{name}", sentence)
        row.note_wrong(sentence, has_finished=has_finished)
        if sentence is None and not row.editor.is_being_edited:
            row.remark(usual_remark(getattr(self._experiment.config, self._section), name))

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """By the keyboard at once; while the mouse clicks, nothing may move below it."""
        if now is None:
            return
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._explain()
        else:
            self._throttled.start()

    @Slot()
    def _explain_when_throttled(self) -> None:
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._explain()
        else:
            self._throttled.start()

    def _explain(self) -> None:
        focus = QApplication.focusWidget()
        for row in self._rows.values():
            is_chosen = focus is not None and row.isAncestorOf(focus)
            if is_chosen and row.help.isHidden():
                self.explained.emit(row)
            row.help.setVisible(is_chosen)


class SettingRow(QWidget):
    """A setting's name and its control; below them what is wrong with it, and what it means."""

    def __init__(self, name: str, field: FieldInfo, parent: QWidget | None = None, *, explains: bool) -> None:
        super().__init__(parent)
        self.shown: Any = None
        self.clashing: Any = None
        self.is_wrong = False
        self.editor = SettingEditor(name, field)
        self.caption = WrappedLabel(setting_words(field.title or name))
        self.caption.setBuddy(self.editor.stops()[0])
        self.note = WrappedLabel("", "trouble")
        self.help = WrappedLabel(explanation(field), "caption")
        for words in (self.note, self.help):
            words.hide()
        if not explains:
            for widget in (self.caption, self.editor):
                widget.setToolTip(tooltip(field))
        self.editor.describe(explanation(field))
        self.all_words = " ".join((self.caption.text(), name, self.help.text(), *self.editor.choices)).casefold()
        self.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the shares decide
        of_caption, of_control = SHARES if explains else SHARES_WHERE_NARROW
        line: QBoxLayout
        if self.editor.is_long:
            line = QVBoxLayout()
            line.setSpacing(SPACE // 2)
            line.addWidget(self.caption)
            line.addWidget(self.editor)
        else:
            line = QHBoxLayout()
            line.setSpacing(SPACE)
            line.addWidget(self.caption, of_caption, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(self.editor, of_control, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(line)
        layout.addWidget(self.note)
        layout.addWidget(self.help)

    @property
    def has_note(self) -> bool:
        return not self.note.isHidden()

    def show_value(self, value: Any, remark: Sentence | None = None) -> None:
        """Shows a value that is right, and a remark where it is unusual."""
        self.shown, self.is_wrong, self.clashing = value, False, None
        self.editor.show_value(value)
        self.remark(remark)

    def note_wrong(self, sentence: Sentence | None, *, has_finished: bool = True) -> None:
        """Says what is wrong with the typed text once it is finished; None takes it back at once."""
        self.is_wrong, self.clashing = sentence is not None, None
        if sentence is None:
            self._say("", "")
        elif has_finished:
            self._say(spoken(sentence), "trouble")

    def refuse(self, sentence: str, value: Any) -> None:
        """The value clashes with other settings: it stays, and may fit later."""
        self.is_wrong, self.clashing = True, value
        self.editor.refuse()
        self._say(spoken(sentence), "trouble")

    def remark(self, sentence: Sentence | None) -> None:
        self.editor.mark(RIGHT if sentence is None else UNUSUAL)
        self._say(spoken(sentence) if sentence else "", "remark")

    def _say(self, words: str, role: str) -> None:
        self.note.setText(words)
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)
        self.note.setVisible(bool(words))


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


def _forget_unfit(experiment: Experiment, fields: list[str], *_: object) -> None:
    """What was typed is gone with its form."""
    for field in fields:
        experiment.note_unfit(field, None)


def _is_share(limits: Limits, field: FieldInfo) -> bool:
    """Whether a slider suits it: most of the way from 0 to 1, and not mostly tiny."""
    is_wide = limits.low >= 0 and limits.high <= 1 and limits.high - limits.low >= 0.5
    return is_wide and not limits.is_whole and not limits.excludes_low and field.default >= 0.01


def _step_from_zero(field: FieldInfo) -> float:
    """Small beside what is usual, where a number is."""
    extra: Any = field.json_schema_extra or {}
    high = extra.get("usual_high")
    return high / 10 if isinstance(high, float) else 0.01


def explanation(field: FieldInfo) -> str:
    """What a setting is, why, and what is usual, in a few sentences."""
    extra: Any = field.json_schema_extra or {}
    usual = QCoreApplication.translate("SettingsForm", "Usual: {values}").format(
        values=setting_words(extra.get("usual", ""))
    )
    words = QCoreApplication.translate("SettingsForm", "{description} {usual}.")
    return with_names(words.format(description=setting_words(field.description or ""), usual=usual))


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
