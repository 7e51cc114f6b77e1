"""The frames of a film: SimCLR's map gliding from moment to moment."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtGui import QImage

from simclr_gui.engine.events import Floats, ImagesChosen, Pixels
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.pages.map.scatter.view_transform import Area, turn_along_longer_side

FRAMES_PER_SECOND = 20
FRAMES_A_STEP, FRAMES_AT_THE_END = 14, 30
SIDE_PX = 480


def animation_frames(
    images: ImagesChosen, colours: Pixels, kept_steps: Sequence[Floats], theme: Theme
) -> Iterator[Pixels]:
    """Frames (480, 480, 3), uint8, one at a time: each takes some milliseconds of the window's thread.

    Args:
        moments: coordinates (count, 2) of the same images, the earliest first.
    """
    scatter = Scatter(theme)
    scatter.resize(SIDE_PX, SIDE_PX)
    scatter.show_images(images)
    scatter.set_colours(colours)
    scatter.place(kept_steps[0])
    turn = turn_along_longer_side(kept_steps[-1], scatter.size())
    scatter.set_home(
        Area.of(np.concatenate(kept_steps), turn), turn
    )  # one for all: who watches must not be moved as well
    for before, after in pairwise(kept_steps):
        for frame in range(FRAMES_A_STEP):
            share = 0.5 - 0.5 * np.cos(np.pi * frame / FRAMES_A_STEP)
            yield _frame(scatter, (before + (after - before) * share).astype(np.float32), theme)
    last = _frame(scatter, kept_steps[-1], theme)
    for _ in range(FRAMES_AT_THE_END):
        yield last


def _frame(scatter: Scatter, coordinates: Floats, theme: Theme) -> Pixels:
    scatter.place(coordinates)
    image = QImage(scatter.size(), QImage.Format.Format_RGB888)
    image.fill(theme.colours.surface)
    scatter.render(image)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
