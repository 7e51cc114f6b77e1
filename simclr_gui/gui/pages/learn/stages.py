"""Boxes and arrows, a line a stage: what goes through what, and what learns."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu

NAME_PX, GAP_PX, BOX_PX, STAGE_PX = 90.0, 26.0, 64.0, 84
INSIDE_PX = 8


@dataclass(frozen=True)
class Box:
    """`colour` is the theme's name of its frame; none is quiet."""

    words: str
    colour: str = ""


@dataclass(frozen=True)
class StageOfBoxes:
    """A line with its name, which may be empty."""

    name: str
    boxes: tuple[Box, ...]


class Stages(QWidget):
    """Paints the lines one below the other."""

    def __init__(self, theme: Theme, stages: tuple[StageOfBoxes, ...]) -> None:
        super().__init__()
        self._theme = theme
        self.panel_menu = PanelMenu(self, "scheme", title=lambda: self.tr("Scheme"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_stages(stages)
        theme.changed.connect(self._paint_again)

    def show_stages(self, stages: tuple[StageOfBoxes, ...]) -> None:
        self._stages = stages
        lines = (f"{stage.name}: {', '.join(box.words for box in stage.boxes)}".replace("\n", " ") for stage in stages)
        lines = (line.removeprefix(": ") for line in lines)
        self.setAccessibleName(". ".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, round(STAGE_PX * self._theme.larger) * len(self._stages))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @Slot()
    def _paint_again(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            height = self.height() / len(self._stages)
            for number, stage in enumerate(self._stages):
                self._paint_stage(painter, QRectF(0, number * height, self.width(), height), stage)

    def _paint_stage(self, painter: QPainter, place: QRectF, stage: StageOfBoxes) -> None:
        painter.setFont(self.font())
        colours, name_px = self._theme.colours, NAME_PX * self._theme.larger if stage.name else 0.0
        painter.setPen(QColor(colours.text))
        name_place = QRectF(0, place.top(), name_px, place.height())
        painter.drawText(name_place, Qt.AlignmentFlag.AlignVCenter, stage.name)
        width = (place.width() - name_px + GAP_PX) / len(stage.boxes) - GAP_PX
        height = min(BOX_PX * self._theme.larger, place.height() - 12)
        top = place.top() + (place.height() - height) / 2
        lines = [line for part in stage.boxes for line in part.words.split("\n")]
        if max(map(painter.fontMetrics().horizontalAdvance, lines)) > width - INSIDE_PX:
            painter.setFont(caption_font())
        for number, part in enumerate(stage.boxes):
            box = QRectF(name_px + number * (width + GAP_PX), top, width, height).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(QColor(getattr(colours, part.colour or "line")), 2 if part.colour else 1))
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(QColor(colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, part.words)
            if number + 1 < len(stage.boxes):
                arrow = QRectF(box.right(), top, GAP_PX, height)
                painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "→")
