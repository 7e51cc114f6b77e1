"""One file opened, of whichever kind: as levels that are still to be scaled, or as an image of Pillow's."""

import io
from dataclasses import dataclass

from PIL import UnidentifiedImageError
from PIL.ImageFile import ImageFile

from simclr_gui.engine.datasets.folder.deep import Levels, levels_of_netpbm, levels_of_pillow, levels_of_png
from simclr_gui.engine.datasets.folder.formats import is_tiff, open_image
from simclr_gui.engine.datasets.folder.reasons import check_size
from simclr_gui.engine.datasets.folder.tiffs import levels_of_tiff, tiff_head


@dataclass(frozen=True)
class Opened:
    """What is in a file.

    Attributes:
        image: its levels where it has more than 8 bits or is a TIFF that Pillow cannot read, else Pillow's image.
        more_pages, more_channels: whether a TIFF holds such beside those that are taken.
    """

    image: Levels | ImageFile
    more_pages: bool = False
    more_channels: bool = False


def open_content(content: bytes) -> Opened:
    """What is in a file, with all its bits.

    Raises:
        NoImage: it is too large, or a kind that cannot be read.
        Exception: whatever a decoder raises over damaged content.
    """
    if is_tiff(content):
        return _opened_tiff(content)
    return Opened(levels_of_png(content) or levels_of_netpbm(content) or _through_pillow(content))


def _opened_tiff(content: bytes) -> Opened:
    with tiff_head(io.BytesIO(content)) as head:
        if head is None:  # what tifffile cannot follow may still be plain enough for Pillow
            return Opened(_through_pillow(content))
        image: Levels | ImageFile
        if head.is_ordinary:
            try:
                image = _through_pillow(content)
            except UnidentifiedImageError:
                image = levels_of_tiff(head, content)
        else:
            image = levels_of_tiff(head, content)
        return Opened(image, head.more_pages, head.more_channels)


def _through_pillow(content: bytes) -> Levels | ImageFile:
    image = open_image(content)
    check_size(*image.size)
    return levels_of_pillow(image) or image
