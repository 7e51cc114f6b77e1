"""Maps of images as points, several beside each other in the same colours, and the confusion matrix; as SVG."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import Floats
from simclr_gui.engine.messages.foreign_words import shortened
from simclr_gui.engine.sharing.charts import WIDTH_PX
from simclr_gui.engine.sharing.colours import class_colour
from simclr_gui.engine.sharing.document import Figure
from simclr_gui.engine.sharing.drawing import BODY_PX, GRID, QUIET, TEXT, Drawing, text_px

GAP_PX, TITLE_PX, INSET_PX = 14.0, 24.0, 8.0
MOST_BESIDE, MOST_POINTS = 4, 10_000
LEGEND_LINE_PX, SWATCH_PX = 20.0, 14.0
MOST_CLASSES_NAMED, LONGEST_CLASS = 30, 18
UNKNOWN_COLOUR = "#717581"
RIGHT_COLOUR, WRONG_COLOUR = "#2a5bd7", "#b3261e"
LARGEST_CELL_PX, SMALLEST_CELL_WITH_NUMBER_PX, NAMES_PX, HEAD_PX = 40.0, 22.0, 130.0, 100.0
WHITE_FROM = 0.55  # of a row's images in a cell: on darker ground letters are white

Labels = NDArray[np.int64]


def maps_figure(maps: Sequence[tuple[str, Floats, Labels]], class_names: Sequence[str], caption: str = "") -> Figure:
    """Maps in a row or several, one legend for all.

    Args:
        maps: of each its title, coordinates of shape (count, 2), and labels (-1 without a class) of shape (count,).
    """
    beside = min(MOST_BESIDE, max(2, len(maps)))
    side = (WIDTH_PX - GAP_PX * (beside - 1)) / beside
    legend = _legend_places(class_names)
    below = math.ceil(len(maps) / beside) * (side + TITLE_PX + GAP_PX)
    drawing = Drawing(WIDTH_PX, below + (LEGEND_LINE_PX * (1 + legend[-1][0]) if legend else 0.0))
    for number, (title, coordinates, labels) in enumerate(maps):
        left = (number % beside) * (side + GAP_PX)
        top = (number // beside) * (side + TITLE_PX + GAP_PX) + TITLE_PX
        drawing.text(left, top - 8, shortened(title, int(side / 7)), size=13, is_strong=True)
        drawing.box(left, top, side, side, GRID, opacity=0.35)
        _draw_points(drawing, _placed(coordinates[:MOST_POINTS], left, top, side), labels[:MOST_POINTS])
    for label, (row, x) in enumerate(legend):
        y = below + BODY_PX + LEGEND_LINE_PX * row
        drawing.dots([[x + 5, y - 4]], class_colour(label), 9)
        drawing.text(x + SWATCH_PX, y, shortened(class_names[label], LONGEST_CLASS))
    return drawing.figure(caption)


def confusion_figure(
    counts: Labels, class_names: Sequence[str], row_title: str, column_title: str, caption: str = ""
) -> Figure:
    """How many images of each class (rows) were predicted as each (columns); darker is a larger share of the row."""
    classes = len(class_names)
    is_named = classes <= MOST_CLASSES_NAMED
    left, top = (NAMES_PX, HEAD_PX) if is_named else (20.0, 40.0)
    cell = min(LARGEST_CELL_PX, (WIDTH_PX - left - 60) / classes)
    drawing = Drawing(WIDTH_PX, top + cell * classes + 8)
    drawing.text(left, 12, column_title, colour=QUIET, size=11)
    drawing.text(0, 30, row_title, colour=QUIET, size=11)
    drawing.box(left, top, cell * classes, cell * classes, GRID, opacity=0.35)
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    for row, column in np.argwhere(counts).tolist():
        x, y, share = left + cell * column, top + cell * row, float(shares[row, column])
        colour = RIGHT_COLOUR if row == column else WRONG_COLOUR
        drawing.box(x, y, cell, cell, colour, opacity=round(0.06 + 0.94 * share, 3))
        if cell >= SMALLEST_CELL_WITH_NUMBER_PX:
            words = str(int(counts[row, column]))
            letters = "#ffffff" if share > WHITE_FROM else TEXT
            size = min(12.0, 1.5 * cell / len(words))
            drawing.text(x + cell / 2, y + cell / 2 + 4, words, anchor="middle", size=size, colour=letters)
    for number, name in enumerate(class_names if is_named else ()):
        words, middle, size = shortened(name, LONGEST_CLASS), cell * (number + 0.5), min(12.0, max(7.0, 0.8 * cell))
        drawing.text(left - 6, top + middle + 4, words, anchor="end", size=size)
        drawing.text(left + middle + 4, top - 6, words, size=size, turn=-40)
    return drawing.figure(caption)


def _placed(coordinates: Floats, left: float, top: float, side: float) -> NDArray[np.float64]:
    """In px, both directions alike, the middle in the middle."""
    points = np.asarray(coordinates, np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (side - 2 * INSET_PX) / max(float((high - low).max()), 1e-12)
    placed: NDArray[np.float64] = (points - (low + high) / 2) * (scale, -scale) + (left + side / 2, top + side / 2)
    return placed


def _draw_points(drawing: Drawing, points: NDArray[np.float64], labels: Labels) -> None:
    size = 2.4 if len(points) > 2_000 else 3.4
    for label in np.unique(labels).tolist():
        colour = class_colour(label) if label >= 0 else UNKNOWN_COLOUR
        drawing.dots(points[labels == label].tolist(), colour, size)


def _legend_places(class_names: Sequence[str]) -> list[tuple[int, float]]:
    """Row and left end of each class; none where there are too many to be told apart."""
    if len(class_names) > MOST_CLASSES_NAMED:
        return []
    places: list[tuple[int, float]] = []
    row, x = 0, 0.0
    for name in class_names:
        width = SWATCH_PX + text_px(shortened(name, LONGEST_CLASS)) + 16
        if x + width > WIDTH_PX and x > 0:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += width
    return places
