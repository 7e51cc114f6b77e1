"""One file, one picture: upright, in colour, its middle square at the wanted size; or the reason why not."""

import io
import logging
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.sentences import Sentence, said

LARGEST_PICTURE_PIXELS = 64_000_000
PAPER = (255, 255, 255)  # shows through transparent places

REASONS = EMPTY, NO_PICTURE, CUT_SHORT, TOO_LARGE, UNREADABLE = (
    said("empty"),
    said("not a picture"),
    said("cut short or damaged"),
    said("more than {count} million pixels", count=LARGEST_PICTURE_PIXELS // 1_000_000),
    said("cannot be opened"),
)


# What Pillow says of damaged files goes into the health report instead.
logging.getLogger("PIL").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="PIL")


class NoPicture(Exception):
    """Why a file was left out, in a few words (`reason`)."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def decode_picture(path: str | Path, side_px: int) -> Pixels:
    """Reads one picture file; of an animation its first frame.

    Returns:
        uint8, shape (side_px, side_px, 3).

    Raises:
        NoPicture: the file is no readable picture.
    """
    return decode_content(read_content(path), side_px)


def read_content(path: str | Path) -> bytes:
    """All bytes of a file; raises NoPicture where it is closed to us."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        raise NoPicture(UNREADABLE) from None


def decode_content(content: bytes, side_px: int) -> Pixels:
    """`decode_picture` of a file that has been read."""
    if not content:
        raise NoPicture(EMPTY)
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return _square(picture, side_px)
    except UnidentifiedImageError:
        raise NoPicture(NO_PICTURE) from None
    except Image.DecompressionBombError:
        raise NoPicture(TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError, KeyError):
        raise NoPicture(CUT_SHORT) from None  # what Pillow's plugins raise over damaged content


def _square(picture: Image.Image, side_px: int) -> Pixels:
    if picture.width * picture.height > LARGEST_PICTURE_PIXELS:
        raise NoPicture(TOO_LARGE)
    picture.draft("RGB", (2 * side_px, 2 * side_px))  # lets a large JPEG be decoded small
    upright = _in_colour(ImageOps.exif_transpose(picture))
    if upright.size != (side_px, side_px):
        upright = ImageOps.fit(upright, (side_px, side_px), Image.Resampling.BILINEAR)
    return np.array(upright)


def _in_colour(picture: Image.Image) -> Image.Image:
    """RGB of any mode: deep grey is brought to 8 bits, transparent places become paper."""
    if picture.mode == "RGB":
        return picture
    if picture.mode.startswith(("I", "F")):
        return Image.fromarray(_eight_bits(np.asarray(picture, np.float32))).convert("RGB")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, (*PAPER, 255)), layer).convert("RGB")
    return picture.convert("RGB")


def _eight_bits(levels: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Pixels:
    """Grey levels of 16 bits by their highest possible level, of floats by 1; both where they exceed 8 bits or 1."""
    highest = float(levels.max(initial=0.0))
    full = 1.0 if highest <= 1 else 255.0 if highest <= 255 else 65_535.0
    scaled: Pixels = np.clip(levels * (255 / max(full, highest)), 0, 255).astype(np.uint8)
    return scaled
