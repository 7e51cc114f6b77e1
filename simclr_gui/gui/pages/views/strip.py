"""One view step by step: a strip of pictures, each with the operation and its amount under it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.events import DrawnView, ViewStep
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.picture import SMOOTH_FROM_PX, as_image

LARGEST_SIDE_PX, SMALLEST_SIDE_PX = 104, 48
UNCHANGED_OPACITY = 0.35
NOTHING = "–"


class StepStrip(QWidget):
    """Pictures as large as the width allows; a step that changed nothing is faded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[tuple[QImage, str, str, bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words_px = 2 * self.fontMetrics().height() + 4

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * (SMALLEST_SIDE_PX + SPACE), SMALLEST_SIDE_PX + self._words_px)

    def sizeHint(self) -> QSize:
        return QSize(8 * (LARGEST_SIDE_PX + SPACE), LARGEST_SIDE_PX + self._words_px)

    def show_view(self, view: DrawnView, side_px: int) -> None:
        """Shows the steps of a view of a picture of `side_px`."""
        area = view.crop[2] * view.crop[3] / side_px**2
        self._steps = []
        for step in view.steps:
            amount = f"{area:.0%}" if step.name == "crop" else _amount(step)
            self._steps.append((as_image(step.pixels), self._name(step), amount, amount == NOTHING))
        self.setAccessibleName(", ".join(f"{name} {amount}" for _, name, amount, _ in self._steps))
        self.update()

    def _name(self, step: ViewStep) -> str:
        names = {
            "crop": self.tr("crop"),
            "flip": self.tr("mirror"),
            "brightness": self.tr("brightness"),
            "contrast": self.tr("contrast"),
            "saturation": self.tr("saturation"),
            "hue": self.tr("hue"),
            "grey": self.tr("grey"),
            "blur": self.tr("blur"),
        }
        return names[step.name]

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        count = len(self._steps)
        step_px = self.width() / count
        side = min(step_px - SPACE, self.height() - self._words_px, LARGEST_SIDE_PX)
        text, quiet = self.palette().text().color(), self.palette().placeholderText().color()
        painter.setFont(caption_font())
        line = painter.fontMetrics().height()
        for number, (image, name, amount, is_unchanged) in enumerate(self._steps):
            left = number * step_px
            painter.setOpacity(UNCHANGED_OPACITY if is_unchanged else 1.0)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() >= SMOOTH_FROM_PX)
            painter.drawImage(QRectF(left, 0, side, side), image)
            painter.setOpacity(1.0)
            for row, (words, colour) in enumerate(((name, quiet), (amount, quiet if is_unchanged else text))):
                painter.setPen(colour)
                place = QRectF(left, side + 2 + row * line, step_px - 2, line)
                fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(step_px - 2))
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, fitting)


def _amount(step: ViewStep) -> str:
    """How much, in the operation's own unit."""
    if step.amount is None:
        return NOTHING
    if step.name == "hue":
        return f"{360 * step.amount:+.0f}°"
    if step.name == "blur":
        return f"σ {step.amount:.1f} px"
    if step.name in ("flip", "grey"):
        return "✓"
    return f"× {step.amount:.2f}"
