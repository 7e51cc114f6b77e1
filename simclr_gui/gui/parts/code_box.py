"""Lines of code to be read and copied."""

import math

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CAPTION_PT, SPACE, Theme
from simclr_gui.gui.parts.buttons import ActionButton
from simclr_gui.gui.parts.card import row

MOST_LINES_SHOWN = 12
MS_OF_A_REMARK = 2_000
ROOM_AROUND_PX = 2 * 6  # the style's padding and frame


class CodeBox(QWidget):
    """As high as its lines, with a button that copies all of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Lines of code"))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy_button = ActionButton(self.tr("Copy"), "copy", theme)
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy)
        self._reminder = QTimer(self)
        self._reminder.setSingleShot(True)
        self._reminder.setInterval(MS_OF_A_REMARK)
        self._reminder.timeout.connect(self._offer_again)
        buttons = row(self.copy_button)
        buttons.insertStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text)
        layout.addLayout(buttons)

    def show_lines(self, lines: str) -> None:
        font = self._font()
        self.text.document().setDefaultFont(font)
        self.text.setPlainText(lines)
        count = lines.count("\n") + 1
        is_whole = count <= MOST_LINES_SHOWN
        self.text.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if is_whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        of_lines = min(count, MOST_LINES_SHOWN) * QFontMetricsF(font).lineSpacing()
        around = 2 * self.text.document().documentMargin() + ROOM_AROUND_PX
        self.text.setFixedHeight(math.ceil(of_lines + around) + self._bar_height(lines, font))

    def _bar_height(self, lines: str, font: QFont) -> int:
        """Where a line may be longer than the box is wide, its scroll bar must not cover the last one."""
        longest = max(map(QFontMetricsF(font).horizontalAdvance, lines.split("\n")))
        return self.text.horizontalScrollBar().sizeHint().height() if longest > self.minimumWidth() else 0

    def _font(self) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(CAPTION_PT * self._theme.larger)
        return font

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText(self.tr("Copied"))
        self._reminder.start()

    @Slot()
    def _offer_again(self) -> None:
        self.copy_button.setText(self.tr("Copy"))
