"""Which kinds of file are opened as images, known by what is in them and never by their names. Loads no torch.

The list is fixed: none of these starts another program or reads another file, as Pillow's PostScript would.
"""

import io
import logging
import warnings

from PIL import Image, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from simclr_gui.engine.datasets.folder.reasons import (
    CUT_SHORT,
    DICOM,
    HEIC_UNREADABLE,
    LARGEST_IMAGE_PIXELS,
    NO_IMAGE,
    OTHER_KINDS,
)
from simclr_gui.engine.messages.sentences import Sentence

# In the order in which they are tried; the last ones have no mark that they could be told by for certain.
FORMATS: tuple[str, ...] = (
    *("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "PPM", "AVIF", "JPEG2000", "ICO", "CUR", "ICNS", "QOI", "DDS"),
    *("PCX", "DCX", "SGI", "SUN", "MSP", "XBM", "XPM", "FTEX", "BLP", "GBR", "FLI", "PIXAR", "XVTHUMB", "DIB"),
    *("MCIDAS", "PCD", "SPIDER", "IM", "IMT", "TGA"),
)
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
_MARKS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"qoif")

# What Pillow says of damaged files goes into the health report instead.
logging.getLogger("PIL").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="PIL")
Image.MAX_IMAGE_PIXELS = LARGEST_IMAGE_PIXELS // 2  # Pillow refuses what is larger than twice this


def open_image(content: bytes) -> ImageFile:
    """Pillow's image of a file, of which only the head has been read.

    Raises:
        UnidentifiedImageError: none of the formats; or whatever Pillow raises over damaged content.
    """
    formats = FORMATS
    if is_heic(content):
        import pi_heif  # type: ignore[import-untyped]

        pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
        formats = ("AVIF", "HEIF")  # either may stand in a container of the brand mif1
    return Image.open(io.BytesIO(content), formats=formats)


def is_heic(content: bytes) -> bool:
    """Whether it says that it is HEIC, what phones write."""
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS


def is_tiff(content: bytes) -> bool:
    """Whether it says that it is TIFF or BigTIFF."""
    return content[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def reason_for(content: bytes, error: Exception) -> Sentence:
    """Why a file could not be decoded, after what it says that it is and what was raised."""
    if is_heic(content):
        return HEIC_UNREADABLE
    if not isinstance(error, UnidentifiedImageError) or content.startswith(_MARKS) or content[4:12] == b"ftypavif":
        return CUT_SHORT
    if content[128:132] == b"DICM":
        return DICOM
    start = content[:500].removeprefix(b"\xef\xbb\xbf").lstrip()
    kinds = (reason for mark, reason in OTHER_KINDS.items() if start.startswith(mark))
    return next(kinds, OTHER_KINDS[b"<svg"] if b"<svg" in start else NO_IMAGE)
