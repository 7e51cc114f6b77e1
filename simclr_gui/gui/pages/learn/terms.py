"""The terms of one view's loss: cosine over temperature, and the share that each other view gets."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.lessons.contrast import Contrast
from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.theme import Theme, class_colour
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu

DOT_PX, GAP_PX = 12, 8


class Terms(QWidget):
    """A row for each other view: the positive first, then the negatives, the strongest first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[int, str, str, float, bool]] = []
        self._sum = ""
        self.panel_menu = PanelMenu(self, "loss-terms")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def show_terms(self, taken: Contrast, temperature: float, view: int) -> None:
        views = len(taken.cosine)
        images = views // 2
        positive = (view + images) % views
        others = sorted((k for k in range(views) if k != view), key=lambda k: (k != positive, -taken.weights[view, k]))
        self._rows = []
        for other in others:
            name = self.tr("its partner") if other == positive else self.tr("another image")
            term = f"exp({taken.cosine[view, other]:z.2f} / {temperature:.2f})"
            self._rows.append((other % images, name, term, float(taken.weights[view, other]), other == positive))
        self._sum = self.tr("Loss of this view: −ln {share:.3f} = {loss:.2f}").format(
            share=taken.weights[view, positive], loss=taken.losses[view]
        )
        self.setAccessibleName(self._sum)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(caption_font())
            colours = self._theme.colours
            metrics = painter.fontMetrics()
            row_px = min(1.7 * metrics.height(), self.height() / (len(self._rows) + 1))
            words = [f"{name}  {term}" for _, name, term, _, _ in self._rows]
            numbers_px = DOT_PX + 2 * GAP_PX + max(map(metrics.horizontalAdvance, words), default=0)
            full_px = self.width() - numbers_px - GAP_PX - metrics.horizontalAdvance("100%")
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            for number, (image, name, term, share, is_positive) in enumerate(self._rows):
                top = number * row_px
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(class_colour(image)))
                painter.drawEllipse(QRectF(0, top + (row_px - DOT_PX) / 2, DOT_PX, DOT_PX))
                painter.setPen(QColor(colours.text if is_positive else colours.quiet))
                painter.drawText(QRectF(DOT_PX + GAP_PX, top, numbers_px, row_px), flags, f"{name}  {term}")
                bar = QRectF(numbers_px, top + row_px * 0.2, full_px * share, row_px * 0.6)
                painter.fillRect(bar, QColor(colours.simclr if is_positive else colours.untrained))
                place = QRectF(bar.right() + GAP_PX, top, self.width(), row_px)
                painter.drawText(place, flags, percent(share))
            painter.setPen(QColor(colours.text))
            painter.drawText(QRectF(0, len(self._rows) * row_px, self.width(), row_px), flags, self._sum)
