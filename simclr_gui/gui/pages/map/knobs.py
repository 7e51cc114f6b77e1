"""How the maps are drawn, to be turned: a small form that opens from a button."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QVBoxLayout, QWidget, QWidgetAction

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.gui.look.language import setting_words, spoken
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.buttons import ActionButton
from simclr_gui.gui.parts.card import label
from simclr_gui.gui.settings_form import SettingEditor, tooltip
from simclr_gui.state.questioning import Questioning

WIDTH_PX = 340


class Knobs(QFrame):
    """One row a setting, each explained; the button draws the maps anew.

    Signals:
        draw_wished(): the maps are to be drawn with these settings.
    """

    draw_wished = Signal()

    def __init__(self, questioning: Questioning, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH_PX)
        self._questioning = questioning
        self.editors: dict[str, SettingEditor] = {}
        form = QFormLayout()
        form.setVerticalSpacing(SPACE)
        form.setHorizontalSpacing(2 * SPACE)
        for name, field in MapSettings.model_fields.items():
            editor = SettingEditor(name, field)
            editor.edited.connect(self._change)
            caption = label(setting_words(field.title or name))
            for widget in (caption, editor):
                widget.setToolTip(tooltip(field))
            caption.setBuddy(editor)
            form.addRow(caption, editor)
            self.editors[name] = editor
        self._trouble = label("", "trouble")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.draw = ActionButton(self.tr("Draw the maps"), "again", theme, primary=True)
        self.draw.clicked.connect(self.draw_wished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_GAP, CARD_GAP, CARD_GAP, CARD_GAP)
        layout.setSpacing(SPACE)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addWidget(self.draw)
        questioning.settings_changed.connect(self.show_settings)
        self.show_settings()

    @Slot()
    def show_settings(self) -> None:
        for name, editor in self.editors.items():
            editor.show_value(getattr(self._questioning.map_settings, name))

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        try:
            self._questioning.change_map_settings({name: value})
        except UserError as error:
            self._trouble.setText(spoken(error.in_full))
            self._trouble.show()
            self.show_settings()
            return
        self._trouble.hide()


class KnobsAction(QWidgetAction):
    """The form as the one entry of a menu."""

    def __init__(self, knobs: Knobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDefaultWidget(knobs)
