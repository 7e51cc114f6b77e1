"""Icons drawn from the bundled SVG files in a colour of the theme."""

import functools

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from simclr_gui.gui.look.resources import resources_dir

PIXMAP_SIDE_PX = 96  # enough for 24 px at 400 %


@functools.cache
def icon(name: str, colour: str, disabled_colour: str) -> QIcon:
    """The icon `name` in one colour, and in another where it is disabled."""
    svg = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon(_rendered(svg.replace("currentColor", colour)))
    result.addPixmap(_rendered(svg.replace("currentColor", disabled_colour)), QIcon.Mode.Disabled)
    return result


def application_icon() -> QIcon:
    return QIcon(_rendered((resources_dir() / "icons" / "app.svg").read_text(encoding="utf-8")))


def _rendered(svg: str) -> QPixmap:
    pixmap = QPixmap(QSize(PIXMAP_SIDE_PX, PIXMAP_SIDE_PX))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap
