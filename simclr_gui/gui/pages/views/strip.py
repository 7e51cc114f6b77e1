"""One view step by step: a strip of images, each with the operation and its amount under it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.engine.config.views import ViewSettings
from simclr_gui.engine.events import SampledView, ViewStep
from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.language import listed, setting_words
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.chart import caption_font
from simclr_gui.gui.parts.image import SMOOTH_FROM_PX, as_image
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.panel_menu import PanelMenu

LARGEST_SIDE_PX, READABLE_SIDE_PX, SMALLEST_SIDE_PX = 192, 68, 40
USUAL_STEPS = 8
SLASH_SHARE = 0.2  # of the side of an empty place
FACTORS = ("brightness", "contrast", "saturation")
Step = tuple[QImage, str, str, bool]  # image, name, amount, whether it was applied


class StepStrip(QWidget):
    """Images as large as the room allows, in two rows where it is narrow; a step not applied leaves its place empty."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []
        self.panel_menu = PanelMenu(self, "view-steps", title=lambda: title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def _words_px(self) -> int:
        """Two lines, in whatever type is on."""
        return 2 * self.fontMetrics().height() + 4

    def minimumSizeHint(self) -> QSize:
        return QSize(USUAL_STEPS * (SMALLEST_SIDE_PX + SPACE) // 2, 2 * max(SMALLEST_SIDE_PX, self._words_px) + SPACE)

    def sizeHint(self) -> QSize:
        return QSize(USUAL_STEPS * (LARGEST_SIDE_PX + SPACE), LARGEST_SIDE_PX + self._words_px)

    def show_view(self, view: SampledView, side_px: int) -> None:
        """Shows the steps of a view of an image of `side_px`."""
        area = view.crop[2] * view.crop[3] / side_px**2
        self._steps = []
        for step in view.steps:
            is_applied = step.name == "crop" or step.amount is not None
            amount = percent(area) if step.name == "crop" else _amount(step)
            words = amount if is_applied else self.tr("not applied")
            self._steps.append((as_image(step.pixels), self._name(step), words, is_applied))
        self.setAccessibleName(listed(f"{name} {amount}" for _, name, amount, _ in self._steps))
        self.update()

    def _name(self, step: ViewStep) -> str:
        """An operation that has no name of its own here is called as its setting."""
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
        return names.get(step.name) or _title_of_setting(step.name)

    def rows(self) -> int:
        return 2 if self.width() < len(self._steps) * (READABLE_SIDE_PX + SPACE) else 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        with painting(self) as painter:
            painter.setFont(caption_font())
            rows = self.rows()
            is_narrow = rows > 1
            words = [self.tr("not applied"), *(words for _, name, amount, _ in self._steps for words in (name, amount))]
            beside_px = max(map(painter.fontMetrics().horizontalAdvance, words)) + SPACE
            columns = -(-len(self._steps) // rows)
            step_px, row_px = self.width() / columns, self.height() / rows
            for number, step in enumerate(self._steps):
                place = QRectF(number % columns * step_px, number // columns * row_px, step_px, row_px)
                if is_narrow:
                    side = min(max(SMALLEST_SIDE_PX, step_px - beside_px), row_px - SPACE / 2)
                    self._paint_step(painter, step, side, place, place.adjusted(side + 4, 0, 0, 0))
                else:
                    side = min(step_px - SPACE, row_px - self._words_px, LARGEST_SIDE_PX)
                    self._paint_step(painter, step, side, place, place.adjusted(0, side + 2, 0, 0))

    def _paint_step(self, painter: QPainter, step: Step, side: float, place: QRectF, words_place: QRectF) -> None:
        image, name, amount, is_applied = step
        square = QRectF(place.left(), place.top(), side, side)
        if is_applied:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() >= SMOOTH_FROM_PX)
            painter.drawImage(square, image)
        else:
            self._paint_empty(painter, square)
        text, quiet = self.palette().text().color(), self.palette().placeholderText().color()
        metrics = painter.fontMetrics()
        for below, (words, colour) in enumerate(((name, quiet), (amount, text if is_applied else quiet))):
            painter.setPen(colour)
            fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(words_place.width()) - 2)
            base_line = words_place.top() + (below + 1) * metrics.height() - metrics.descent()
            painter.drawText(QPointF(words_place.left(), base_line), fitting)  # from the top, Chinese would hang lower

    def _paint_empty(self, painter: QPainter, square: QRectF) -> None:
        """A dashed place with a slash: no image could be taken for a change."""
        pen = QPen(self.palette().placeholderText().color(), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
        reach = SLASH_SHARE * square.width() / 2
        painter.setPen(QPen(pen.color(), 1.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawLine(square.center() + QPointF(-reach, reach), square.center() + QPointF(reach, -reach))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _amount(step: ViewStep) -> str:
    """How much, in the operation's own unit."""
    if step.amount is None:
        return ""
    if step.name == "hue":
        return f"{360 * step.amount:+z.0f}°"
    if step.name == "blur":
        return f"σ {step.amount:.1f} {setting_words('px')}"
    if step.amount is True or step.name in ("flip", "grey"):
        return "✓"
    return f"× {step.amount:.2f}" if step.name in FACTORS else f"{step.amount:.2f}"


def _title_of_setting(name: str) -> str:
    """Of the strength in `ViewSettings` whose name begins with the step's; else the step's own name."""
    titles = (field.title for key, field in ViewSettings.model_fields.items() if key.startswith(name))
    return setting_words(next(titles, None) or name)
