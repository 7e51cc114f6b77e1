"""The maps as a figure for a paper: side by side on white under their names, with the legend below."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from simclr_gui.gui.look.theme import CARD_GAP, LIGHT, SPACE, caption_font
from simclr_gui.gui.pages.map.legend import LegendEntries
from simclr_gui.gui.pages.map.map_card import MapCard
from simclr_gui.gui.parts.paper import Drawing, title_font

WORD_LINES = 3


def maps_figure(cards: Sequence[MapCard], legend: LegendEntries) -> Drawing:
    """What the cards show, as near as they are looked at."""
    title_px, words_px = QFontMetrics(title_font()).height(), WORD_LINES * QFontMetrics(caption_font()).height()
    width = sum(card.scatter.width() for card in cards) + CARD_GAP * (len(cards) - 1)
    height = title_px + max(card.scatter.height() for card in cards) + words_px + 2 * SPACE

    def draw(painter: QPainter) -> None:
        left = 0
        for card in cards:
            _draw_card(painter, card, QRect(left, 0, card.scatter.width(), height), title_px, words_px)
            left += card.scatter.width() + CARD_GAP

    return with_legend(Drawing(QSize(width, height), draw), legend)


def with_legend(drawing: Drawing, legend: LegendEntries) -> Drawing:
    """The names of the colours below what they are the colours of."""
    legend_px = legend.height_for(drawing.size.width())
    below = QRect(0, 0, drawing.size.width(), legend_px)

    def draw(painter: QPainter) -> None:
        painter.save()
        drawing.draw(painter)
        painter.restore()
        painter.translate(0, drawing.size.height())
        painter.setFont(QFont())
        legend.draw(painter, below, QColor(LIGHT.text))

    return Drawing(drawing.size + QSize(0, legend_px), draw)


def _draw_card(painter: QPainter, card: MapCard, place: QRect, title_px: int, words_px: int) -> None:
    painter.setFont(title_font())
    painter.setPen(QColor(LIGHT.text))
    painter.drawText(QRect(place.left(), 0, place.width(), title_px), Qt.AlignmentFlag.AlignLeft, card.title.text())
    painter.save()
    painter.translate(place.left(), title_px + SPACE)
    card.scatter.print_points(painter)
    painter.restore()
    painter.setFont(caption_font())
    painter.setPen(QColor(LIGHT.quiet))
    below = QRect(place.left(), place.height() - words_px, place.width(), words_px)
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, card.words)
