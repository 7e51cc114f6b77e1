"""One setting in a form: its name and its control, below them what is wrong with it and what it means."""

from typing import Any

from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.gui.look.language import setting_words, spoken
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.number_field import RIGHT, UNUSUAL
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.gui.settings_form.editor import SettingEditor
from simclr_gui.gui.settings_form.explanation import explanation, tooltip

SHARES, SHARES_WHERE_NARROW = (9, 11), (1, 1)  # of a row's width: name and control


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
