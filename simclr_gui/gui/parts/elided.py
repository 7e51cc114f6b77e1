"""A caption on one line whose end may be left out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.painting import painting


class Elided(QLabel):
    """A caption on one line; what has no room ends in three dots, and stands in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setToolTip(plain_tooltip(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        with painting(self) as painter:
            self.style().drawItemText(
                painter, room, Qt.AlignmentFlag.AlignVCenter, self.palette(), True, words, self.foregroundRole()
            )
