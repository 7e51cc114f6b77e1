"""A few bars of how often values occur, with the range written under them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table

SMALLEST_PX = (96, 56)


class Bars(QWidget):
    """A histogram without axes but its two ends."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: NDArray[np.int64] = np.zeros(0, np.int64)
        self._edges: NDArray[np.float64] = np.zeros(1)
        self.panel_menu = PanelMenu(self, "histogram", title=self.accessibleName, numbers=self.numbers)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(*SMALLEST_PX)

    def show_values(self, values: NDArray[np.float64], bins: int) -> None:
        self.counts, self._edges = np.histogram(values, bins)
        self.update()

    def numbers(self) -> Table:
        """How many values lie in each bar."""
        head = (self.tr("from"), self.tr("to"), self.tr("count"))
        edges = self._edges.tolist()
        return (head, *zip(edges, edges[1:], self.counts.tolist(), strict=False))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not len(self.counts):
            return
        with painting(self) as painter:
            painter.setFont(caption_font())
            words_px = painter.fontMetrics().height()
            room = self.height() - words_px - 2
            width = self.width() / len(self.counts)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().highlight())
            heights = np.sqrt(self.counts / max(1, self.counts.max())) * room  # roots: rare values stay visible
            for number, height in enumerate(heights):
                painter.drawRect(QRectF(number * width, room - height, max(1.0, width - 1), height))
            painter.setPen(self.palette().placeholderText().color())
            line = QRectF(0, room + 2, self.width(), words_px)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, f"{self._edges[0]:z.2g}")
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"{self._edges[-1]:z.2g}")
