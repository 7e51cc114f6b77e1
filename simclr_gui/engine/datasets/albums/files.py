"""An album of image files. Loads no torch."""

from collections.abc import Sequence

import numpy as np

from simclr_gui.engine.datasets.folder.decoding import NoImage, decode, read_content
from simclr_gui.engine.datasets.folder.deep import Levels
from simclr_gui.engine.datasets.folder.opening import open_content
from simclr_gui.engine.datasets.folder.splits import Split
from simclr_gui.engine.events import AlbumOpened, Shot

THUMBNAIL_PX = 96


def album_of_files(split: Split, source: str) -> AlbumOpened:
    """The files that would be trained on and tested on, in their order."""
    files = split.train + split.test
    paths = [file.path for file in files]

    def read(numbers: Sequence[int]) -> list[Shot]:
        return [_shot(paths[number]) for number in numbers]

    return AlbumOpened(
        source,
        split.class_names,
        np.array([file.label for file in files], dtype=np.int64),
        len(split.train),
        read,
        tuple((file.path, file.name) for file in files),
    )


def _shot(path: str) -> Shot:
    try:
        content = read_content(path)
        pixels = decode(content, THUMBNAIL_PX, enlarges=False).pixels
    except NoImage as error:
        return Shot(None, trouble=error.args[0] if error.args else "")
    return Shot(pixels, size_of(content))


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where it cannot be read."""
    try:
        found = open_content(content).image
    except Exception:  # decoders are other people's; the training tells the reason
        return None
    if isinstance(found, Levels):
        height, width = found.values.shape[:2]
        return width, height
    return found.size
