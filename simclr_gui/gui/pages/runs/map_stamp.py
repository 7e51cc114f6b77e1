"""The map of a run as large as a line of the table: a dot an image, in the colour of its class."""

from functools import cache

import numpy as np
from PySide6.QtGui import QColor, QImage, QPixmap

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.mapping.small_maps import LARGEST_PLACE, SmallMap
from simclr_gui.gui.look.theme import PETROFF_10, class_colour

SIDE_PX, DOT_PX = 34, 2


def map_stamp(small_map: SmallMap, ratio: float) -> QPixmap:
    """Drawn on nothing, so that it fits every ground.

    Args:
        ratio: the screen's dots a pixel.
    """
    side, dot = round(SIDE_PX * ratio), max(1, round(DOT_PX * ratio))
    across, up = (small_map.places.astype(np.int64).T * (side - dot)) // LARGEST_PLACE
    down = side - dot - up
    colours = _class_colours()[np.maximum(small_map.labels, 0) % len(PETROFF_10)]
    pixels: Pixels = np.zeros((side, side, 4), np.uint8)
    for right in range(dot):
        for below in range(dot):
            pixels[down + below, across + right] = colours
    stamp = QPixmap.fromImage(QImage(pixels.data, side, side, 4 * side, QImage.Format.Format_RGBA8888))
    stamp.setDevicePixelRatio(ratio)
    return stamp


@cache
def _class_colours() -> Pixels:
    """The ten colours of classes, opaque, shape (10, 4)."""
    colours = [QColor(class_colour(label)) for label in range(len(PETROFF_10))]
    return np.array([(colour.red(), colour.green(), colour.blue(), 255) for colour in colours], np.uint8)
