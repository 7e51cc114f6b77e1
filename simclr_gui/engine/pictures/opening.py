"""One file opened, of whichever kind: as levels that are still to be scaled, or as an image of Pillow's."""

from PIL import UnidentifiedImageError
from PIL.ImageFile import ImageFile

from simclr_gui.engine.pictures.deep import Levels, levels_of_netpbm, levels_of_pillow, levels_of_png
from simclr_gui.engine.pictures.formats import is_tiff, open_image
from simclr_gui.engine.pictures.reasons import check_size
from simclr_gui.engine.pictures.tiffs import levels_of_tiff


def open_content(content: bytes) -> Levels | ImageFile:
    """What is in a file, with all its bits.

    Raises:
        NoPicture: it is too large, or a kind that cannot be read.
        Exception: whatever a decoder raises over damaged content.
    """
    levels = levels_of_tiff(content) if is_tiff(content) else levels_of_png(content) or levels_of_netpbm(content)
    if levels is not None:
        return levels
    try:
        picture = open_image(content)
    except UnidentifiedImageError:
        levels = levels_of_tiff(content, whatever=True) if is_tiff(content) else None
        if levels is None:
            raise
        return levels
    check_size(*picture.size)
    return levels_of_pillow(picture) or picture
