"""What an image is recognised as: the likeliest classes, and how certain each of them is as a bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import SPACE, ink
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table

BAR_PX, GAP_PX, NARROWEST_PX = 5, 4, 120
Likely = tuple[str, float, str]


class LikelyClasses(QWidget):
    """A name, a percentage and below them a bar for each class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._likely: tuple[Likely, ...] = ()
        self.panel_menu = PanelMenu(self, "likely-classes", title=self._title, numbers=self.numbers)
        use_tabular_figures(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_classes(self, likely: tuple[Likely, ...]) -> None:
        """Names with how certain they are (0 to 1) and their colours, the likeliest first."""
        self._likely = likely
        self.setVisible(bool(likely))
        self.setAccessibleName(listed(f"{name} {percent(certainty)}" for name, certainty, _ in likely))
        self.updateGeometry()
        self.update()

    def _title(self) -> str:
        return self.tr("Likeliest classes")

    def numbers(self) -> Table:
        """How certain each class is, in per cent."""
        head = (self.tr("class"), self.tr("certainty (%)"))
        return (head, *((name, 100 * certainty) for name, certainty, _ in self._likely))

    @property
    def _row_px(self) -> int:
        return self.fontMetrics().height() + BAR_PX + GAP_PX

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST_PX, self._row_px * len(self._likely))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            for number, (name, certainty, colour) in enumerate(self._likely):
                words = QRectF(0, number * self._row_px, self.width(), self.fontMetrics().height())
                share = percent(certainty)
                painter.setPen(self.palette().text().color())
                painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)
                room = self.width() - self.fontMetrics().horizontalAdvance(share) - SPACE
                short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
                painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
                bar = QRectF(0, words.bottom() + 1, self.width(), BAR_PX)
                painter.fillRect(bar, self.palette().alternateBase())
                bar.setWidth(max(1.0, certainty * self.width()))
                painter.fillRect(bar, QColor(ink(colour)))
