"""Images of a folder as sharp as their files are: the squares that are learned from, only larger, to be looked at."""

import os
from pathlib import Path

import numpy as np

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder.chosen_folder import opened
from simclr_gui.engine.datasets.folder.decoding import NoImage, decode, read_content
from simclr_gui.engine.datasets.folder.names import clean
from simclr_gui.engine.events import Pixels
from simclr_gui.engine.messages.errors import UserError

SHARP_SIDE_PX = 480  # as large as an image is ever shown
MOST_LEVELS_APART = 2.0  # on average: another decoder rounds otherwise, another image differs by more


def sharp_image(file: Path, like: Pixels, scale: LevelScale | None, most_px: int = SHARP_SIDE_PX) -> Pixels | None:
    """The square that `like` shows, from its file, at most `most_px` wide; None where that tells no more.

    The file may have gone, be no larger itself, or hold another image by now: nothing is said of that here, since
    `like` can be shown all the same.

    Args:
        like: uint8, shape (side_px, side_px, 3), as it was decoded to be learned from.
    """
    try:
        content = read_content(file)
        again = decode(content, len(like), scale).pixels
        if np.abs(again.astype(np.int16) - like).mean() > MOST_LEVELS_APART:
            return None
        sharp = decode(content, most_px, scale, enlarges=False).pixels
    except NoImage:
        return None
    return sharp if len(sharp) > len(like) else None


class SharpFolder:
    """A folder or archive of which single images are read again.

    Args:
        chosen: what a person chose; an archive is unpacked unless it is still.
        scale: of its deep images.
    """

    def __init__(self, chosen: Path, scale: LevelScale | None) -> None:
        self._chosen, self._scale = chosen, scale
        self._folder: Path | None = None

    def read(self, name: str, like: Pixels, most_px: int = SHARP_SIDE_PX) -> Pixels | None:
        """See `sharp_image`; `name` as the data record has it."""
        try:
            file = _file_called(name, self._opened())
        except (UserError, OSError):
            return None
        return sharp_image(file, like, self._scale, most_px)

    def _opened(self) -> Path:
        if self._folder is None:
            unpacking = opened(self._chosen)
            while self._folder is None:
                try:
                    next(unpacking)
                except StopIteration as end:
                    self._folder = end.value[1]
        return self._folder


def _file_called(name: str, folder: Path) -> Path:
    """Records hold clean names; on the disk some are written in other letters."""
    path = folder
    for part in name.split("/"):
        plain = path / part
        path = (
            plain if os.path.lexists(plain) else next((raw for raw in path.iterdir() if clean(raw.name) == part), plain)
        )
    return path
