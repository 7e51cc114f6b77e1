"""The maps as a figure for a paper: side by side on white under their names, with the legend below."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from simclr_gui.gui.look.theme import CARD_GAP, LIGHT, SPACE
from simclr_gui.gui.pages.map.legend import LegendEntries
from simclr_gui.gui.pages.map.map_card import MapCard
from simclr_gui.gui.parts.chart.text import caption_font
from simclr_gui.gui.parts.paper import PAPER_SCALE, on_paper

WORD_LINES = 3


def maps_figure(cards: Sequence[MapCard], legend: LegendEntries, source: str) -> QImage:
    """What the cards show, as near as they are looked at.

    Args:
        source: the run's name.
    """
    title_px, words_px = QFontMetrics(_title_font()).height(), WORD_LINES * QFontMetrics(caption_font()).height()
    width = sum(card.scatter.width() for card in cards) + CARD_GAP * (len(cards) - 1)
    height = title_px + max(card.scatter.height() for card in cards) + words_px + 2 * SPACE
    legend_px = legend.height_for(width)

    def draw(painter: QPainter) -> None:
        left = 0
        for card in cards:
            _draw_card(painter, card, QRect(left, 0, card.scatter.width(), height), title_px, words_px)
            left += card.scatter.width() + CARD_GAP
        painter.translate(0, height)
        painter.setFont(QFont())
        legend.draw(painter, QRect(0, 0, width, legend_px), QColor(LIGHT.text))

    return on_paper(QSize(width, height + legend_px), draw, source)


def _draw_card(painter: QPainter, card: MapCard, place: QRect, title_px: int, words_px: int) -> None:
    painter.setFont(_title_font())
    painter.setPen(QColor(LIGHT.text))
    painter.drawText(QRect(place.left(), 0, place.width(), title_px), Qt.AlignmentFlag.AlignLeft, card.title.text())
    painter.drawImage(QPoint(place.left(), title_px + SPACE), card.scatter.as_printed(LIGHT, PAPER_SCALE))
    painter.setFont(caption_font())
    painter.setPen(QColor(LIGHT.quiet))
    below = QRect(place.left(), place.height() - words_px, place.width(), words_px)
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, card.words)


def _title_font() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
