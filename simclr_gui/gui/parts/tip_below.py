"""Words about one part of a chart, below the chart: they hide nothing of it and stay in the window."""

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolTip, QWidget

from simclr_gui.gui.parts.foreign_text import plain_tooltip

PADDING_PX, GAP_PX = 16, 4  # the padding that the style draws
OFF_THE_CURSOR = QPoint(2, 16)  # so far from the place that it is given Qt shows a tooltip


def show_tip_below(chart: QWidget, at: QPointF, words: str) -> None:
    """Shows words below a chart, above it where the window ends; without words, nothing.

    Args:
        at: of the mouse, in pixels of the chart.
    """
    if words:
        QToolTip.showText(tip_place(chart, at, words).topLeft() - OFF_THE_CURSOR, plain_tooltip(words), chart)
    else:
        QToolTip.hideText()


def tip_place(chart: QWidget, at: QPointF, words: str) -> QRect:
    """Where on the screen the words lie."""
    window = QRect(chart.window().mapToGlobal(QPoint()), chart.window().size())
    text = QFontMetrics(QToolTip.font()).size(0, words)
    width, height = text.width() + 2 * PADDING_PX, text.height() + 2 * PADDING_PX
    top = chart.mapToGlobal(QPoint(0, chart.height())).y() + GAP_PX
    if top + height > window.bottom():
        top = chart.mapToGlobal(QPoint()).y() - GAP_PX - height
    left = chart.mapToGlobal(at.toPoint()).x() - width // 2
    return QRect(max(window.left(), min(left, window.right() - width)), max(window.top(), top), width, height)
