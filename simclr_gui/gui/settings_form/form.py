"""A form made from the config model: the settings of one section, a row each."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from simclr_gui.engine.config.limits import usual_remark
from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.folder_field import ask_for_folder
from simclr_gui.gui.settings_form.editor import SettingEditor
from simclr_gui.gui.settings_form.row import SettingRow
from simclr_gui.state.experiment import Experiment


class SettingsForm(QWidget):
    """The settings of one section; shows the experiment's and requests changes.

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
        self.rows: dict[str, SettingRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE if explains else SPACE // 2)
        fields = SECTIONS[section].model_fields
        for name in sorted(fields, key=lambda each: each in self._advanced):  # stable: the folded ones come last
            row = SettingRow(name, fields[name], explains=explains)
            row.editor.edited.connect(self._request)
            row.editor.judged.connect(self._judge)
            layout.addWidget(row)
            self.rows[name] = row
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
        for name, row in self.rows.items():
            value = getattr(settings, name)
            if not (row.is_wrong and row.shown == value):
                self._show(name)
            elif row.clashing is not None:
                self._try_again(name, row.clashing)
        self._fold()

    def reset(self) -> None:
        """Shows the experiment's settings, whatever was typed."""
        for name in self.rows:
            self._show(name)
        self._fold()

    def editor(self, name: str) -> SettingEditor:
        return self.rows[name].editor

    def row(self, name: str) -> SettingRow:
        return self.rows[name]

    def search(self, text: str) -> int:
        """Shows the rows that have to do with it, all of them for an empty text; returns how many."""
        self._searched = text.strip().casefold()
        self._fold()
        return sum(not row.isHidden() for row in self.rows.values())

    def stops(self) -> list[QWidget]:
        """Where Tab stops, from top to bottom."""
        return [stop for row in self.rows.values() for stop in row.editor.stops()] + [self.more]

    def _show(self, name: str) -> None:
        settings = getattr(self._experiment.config, self._section)
        self.rows[name].show_value(getattr(settings, name), usual_remark(settings, name))
        self._experiment.note_unfit(f"{self._section}.{name}", None)

    @Slot()
    def _fold(self) -> None:
        is_open = self.more.isChecked()
        for name, row in self.rows.items():
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
            self.rows[name].refuse(error.in_full, value)
            self._experiment.note_unfit(f"{self._section}.{name}", Sentence(error.in_full))
            return
        self._show(name)
        self.edited.emit()

    def _try_again(self, name: str, value: object) -> None:
        """What clashed with another setting may fit now."""
        self.rows[name].clashing = None  # not again on the way
        self._request(name, value)

    @Slot(str, object, bool)
    def _judge(self, name: str, sentence: Sentence | None, has_finished: bool) -> None:
        row = self.rows[name]
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
        for row in self.rows.values():
            is_chosen = focus is not None and row.isAncestorOf(focus)
            if is_chosen and row.help.isHidden():
                self.explained.emit(row)
            row.help.setVisible(is_chosen)


def _forget_unfit(experiment: Experiment, fields: list[str], *_: object) -> None:
    """What was typed is gone with its form."""
    for field in fields:
        experiment.note_unfit(field, None)
