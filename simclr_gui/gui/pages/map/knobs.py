"""How the maps are drawn, to be turned: a small form that opens from a button."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget, QWidgetAction

from simclr_gui.engine.config.limits import usual_remark
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.buttons import ActionButton
from simclr_gui.gui.settings_form import SettingEditor, SettingRow
from simclr_gui.state.evaluation_requests import EvaluationRequests

WIDTH_PX = 340


class Knobs(QFrame):
    """One row a setting, each explained; the button draws the maps anew.

    Signals:
        compute_requested(): the maps are to be drawn with these settings.
        resized(int): it is so high now, in pixels: a note has come or gone.
    """

    compute_requested = Signal()
    resized = Signal(int)

    def __init__(self, evaluation_requests: EvaluationRequests, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH_PX)
        self._evaluation_requests = evaluation_requests
        self.editors: dict[str, SettingEditor] = {}
        self.rows: dict[str, SettingRow] = {}
        rows = QVBoxLayout()
        rows.setSpacing(SPACE)
        for name, field in MapSettings.model_fields.items():
            row = SettingRow(name, field, explains=False)
            row.editor.edited.connect(self._change)
            row.editor.judged.connect(self._judge)
            rows.addWidget(row)
            self.rows[name], self.editors[name] = row, row.editor
        self.draw = ActionButton(self.tr("Draw the maps"), "again", theme, primary=True)
        self.draw.clicked.connect(self._draw)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_GAP, CARD_GAP, CARD_GAP, CARD_GAP)
        layout.setSpacing(SPACE)
        layout.addLayout(rows)
        layout.addWidget(self.draw)
        evaluation_requests.settings_changed.connect(self.show_settings)
        self.show_settings()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.height())

    @Slot()
    def show_settings(self) -> None:
        """Shows what has changed; what was typed and does not fit stays."""
        for name, row in self.rows.items():
            if not (row.is_wrong and row.shown == getattr(self._evaluation_requests.map_settings, name)):
                self._show(name)
        self.adjustSize()

    def _show(self, name: str) -> None:
        settings = self._evaluation_requests.map_settings
        self.rows[name].show_value(getattr(settings, name), usual_remark(settings, name))

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        try:
            self._evaluation_requests.change_map_settings({name: value})
        except UserError as error:
            self.rows[name].refuse(error.in_full, value)
        else:
            self._show(name)
        self.adjustSize()

    @Slot(str, object, bool)
    def _judge(self, name: str, sentence: Sentence | None, has_finished: bool) -> None:
        row = self.rows[name]
        row.note_wrong(sentence, has_finished=has_finished)
        if sentence is None and not row.editor.is_being_edited:
            row.remark(usual_remark(self._evaluation_requests.map_settings, name))
        self.adjustSize()

    @Slot()
    def _draw(self) -> None:
        """Where something does not fit, its sentence stays and nothing is drawn."""
        for row in self.rows.values():
            row.editor.commit()
        wrong = [row for row in self.rows.values() if row.is_wrong]
        if wrong:
            wrong[0].editor.stops()[0].setFocus()
        else:
            self.compute_requested.emit()


class KnobsAction(QWidgetAction):
    """The form as the one entry of a menu."""

    def __init__(self, knobs: Knobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDefaultWidget(knobs)
        knobs.resized.connect(self._fit_menu)

    @Slot(int)
    def _fit_menu(self, height_px: int) -> None:
        """An open menu measures an entry anew only where something of it has changed."""
        self.setData(height_px)
