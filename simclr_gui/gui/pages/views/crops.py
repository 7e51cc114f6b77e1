"""The image with both crops drawn on it."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import ViewsInspected
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.image import as_image, draw_image
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu

LINE_PX = 3
DASHES = (3.0, 2.0)


class CropsView(QWidget):
    """Crop A with a solid line, crop B with a dashed one, so that colour never speaks alone."""

    def __init__(self, side_px: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._crops: tuple[tuple[int, int, int, int], ...] = ()
        self._side_px, self._original_px = side_px, 1
        self.panel_menu = PanelMenu(self, "crops", title=self.accessibleName)
        self.setFixedSize(side_px, side_px)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._paint_again)

    def sizeHint(self) -> QSize:
        return QSize(self._side_px, self._side_px)

    def show_crops(self, inspected: ViewsInspected) -> None:
        self._image = as_image(inspected.original if inspected.sharp is None else inspected.sharp)
        self._original_px = len(inspected.original)
        self._crops = (inspected.first.crop, inspected.second.crop)
        self.setAccessibleName(self.tr("The image, with the crops of view A and view B drawn on it"))
        self.update()

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            if self._image is None:
                painter.fillRect(self.rect(), self.palette().alternateBase())
                return
            draw_image(painter, QRectF(self.rect()), self._image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scale = self.width() / self._original_px  # crops are told in pixels of what is trained on
            colours = (self._theme.colours.view_a, self._theme.colours.view_b)
            for number, ((top, left, height, width), colour) in enumerate(zip(self._crops, colours, strict=True)):
                place = QRectF(left * scale, top * scale, width * scale, height * scale)
                inset = LINE_PX / 2 + number * LINE_PX
                self._draw_frame(painter, place.adjusted(inset, inset, -inset, -inset), colour, dashed=number == 1)

    def _draw_frame(self, painter: QPainter, place: QRectF, colour: str, *, dashed: bool) -> None:
        pen = QPen(QColor("white"), LINE_PX + 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(place)
        pen = QPen(QColor(colour), LINE_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashed:
            pen.setDashPattern(list(DASHES))
        painter.setPen(pen)
        painter.drawRect(place)
