"""One file, one image: upright, in colour, its middle square at the wanted size; or the reason why not."""

import stat
import threading
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder.deep import Levels
from simclr_gui.engine.datasets.folder.formats import reason_for
from simclr_gui.engine.datasets.folder.opening import open_content
from simclr_gui.engine.datasets.folder.reasons import (
    EMPTY,
    LARGEST_FILE_BYTES,
    NO_IMAGE,
    OUT_OF_MEMORY,
    REASONS,
    TOO_LARGE,
    TOO_LARGE_A_FILE,
    UNREADABLE,
    NoImage,
)
from simclr_gui.engine.events import Pixels

__all__ = [
    "EMPTY",
    "NO_IMAGE",
    "REASONS",
    "TOO_LARGE",
    "DecodedImage",
    "NoImage",
    "decode",
    "decode_content",
    "decode_image",
    "read_content",
]

PAPER = (255, 255, 255)  # shows through transparent places
LARGE_IMAGE_PIXELS = 16_000_000
ROWS_AT_ONCE = 256
_ORIENTATION = 0x0112  # in EXIF

_large = threading.Lock()


@dataclass(frozen=True)
class DecodedImage:
    """One decoded file.

    Attributes:
        pixels: uint8, shape (side_px, side_px, 3).
        more_pages: whether the file holds further pages or frames, of which the first is taken.
        more_channels: whether it holds channels that are not taken.
    """

    pixels: Pixels
    more_pages: bool
    more_channels: bool


def decode_image(path: str | Path, side_px: int, scale: LevelScale | None = None) -> Pixels:
    """Reads one image file; of an animation its first frame.

    Args:
        scale: how the levels of a deep image become 0 to 255; without one its kind of file decides, never its own
            lightest place.

    Returns:
        uint8, shape (side_px, side_px, 3).

    Raises:
        NoImage: the file is no readable image.
    """
    return decode_content(read_content(path), side_px, scale)


def read_content(path: str | Path) -> bytes:
    """All bytes of a file; raises NoImage where it is closed to us, no file, or too large."""
    try:
        found = Path(path).stat()
        if not stat.S_ISREG(found.st_mode):
            raise NoImage(UNREADABLE)  # reading a pipe or a device might never end
        if found.st_size > LARGEST_FILE_BYTES:
            raise NoImage(TOO_LARGE_A_FILE)
        with open(path, "rb") as file:
            return file.read()
    except MemoryError:
        raise NoImage(OUT_OF_MEMORY) from None
    except (OSError, ValueError):
        raise NoImage(UNREADABLE) from None


def decode_content(content: bytes, side_px: int, scale: LevelScale | None = None) -> Pixels:
    """`decode_image` of a file that has been read."""
    return decode(content, side_px, scale).pixels


def decode(content: bytes, side_px: int, scale: LevelScale | None = None, *, enlarges: bool = True) -> DecodedImage:
    """`decode_content`, with what is to be told of the file.

    Args:
        enlarges: whether a smaller image is made as large as `side_px`; else its side is what the file has.
    """
    if not content:
        raise NoImage(EMPTY)
    try:
        return _decoded(content, side_px, scale, enlarges)
    except NoImage:
        raise
    except MemoryError:
        raise NoImage(OUT_OF_MEMORY) from None
    except Image.DecompressionBombError:
        raise NoImage(TOO_LARGE) from None
    except Exception as error:  # decoders are other people's, and raise what they like over damaged content
        raise NoImage(reason_for(content, error)) from None


def _decoded(content: bytes, side_px: int, scale: LevelScale | None, enlarges: bool) -> DecodedImage:
    opened = open_content(content)
    if isinstance(opened.image, Levels):
        pixels = _square(_drawn(opened.image, scale), side_px, enlarges)
        return DecodedImage(pixels, opened.more_pages, opened.more_channels)
    with opened.image as image:
        image.draft("RGB", (2 * side_px, 2 * side_px))  # lets a large JPEG be decoded small
        # Large ones wait for each other: one may take half a gigabyte.
        with _large if image.width * image.height > LARGE_IMAGE_PIXELS else nullcontext():
            pixels = _square(image, side_px, enlarges)
        more_pages = opened.more_pages if image.format == "TIFF" else _is_animated(image)
    return DecodedImage(pixels, more_pages, opened.more_channels)


def _square(image: Image.Image, side_px: int, enlarges: bool) -> Pixels:
    ImageOps.exif_transpose(image, in_place=True)
    upright = _in_colour(image)
    side_px = side_px if enlarges else min(side_px, *upright.size)
    if upright.size != (side_px, side_px):
        upright = ImageOps.fit(upright, (side_px, side_px), Image.Resampling.BILINEAR)
    return np.array(upright)


def _in_colour(image: Image.Image) -> Image.Image:
    """RGB of any mode of 8 bits; transparent places become paper."""
    if image.mode == "RGB":
        return image
    if image.mode == "LAB":
        return _from_lab(image)
    if image.has_transparency_data:
        layer = (image.convert("LA") if image.mode == "La" else image).convert("RGBA")
        paper = Image.new("RGB", layer.size, PAPER)
        paper.paste(layer, mask=layer)
        return paper
    return image.convert("RGB")


def _from_lab(image: Image.Image) -> Image.Image:
    preview, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    drawn = ImageCms.profileToProfile(image, preview, srgb, outputMode="RGB")
    assert drawn is not None, "it is not changed in place"
    return drawn


def _is_animated(image: Image.Image) -> bool:
    """Whether there are further frames; the small copies that phones put behind a JPEG are none."""
    try:
        return image.format != "MPO" and bool(getattr(image, "is_animated", False))
    except Exception:  # the first frame, which is taken, was whole
        return False


def _drawn(whole: Levels, scale: LevelScale | None) -> Image.Image:
    """The middle of some levels as 8 bits, still as the file is turned; transparent places become paper."""
    levels = replace(whole, values=_middle_square(whole.values))
    is_scaled = scale is not None and levels.is_deep
    low, high = scale.ends_for(levels.kind) if scale is not None and is_scaled else (levels.low, levels.high)
    colours = _eight_bits(levels, levels.colours, low, high)
    image = Image.fromarray(colours[..., 0] if colours.shape[-1] == 1 else colours).convert("RGB")
    if levels.has_alpha:
        opacity = Image.fromarray(_eight_bits(levels, levels.values[..., -1:], levels.low, levels.high)[..., 0])
        image = Image.composite(image, Image.new("RGB", image.size, PAPER), opacity)
    image.getexif()[_ORIENTATION] = levels.orientation
    return image


def _middle_square(values: NDArray[Any]) -> NDArray[Any]:
    """Nothing else will be seen."""
    height, width = values.shape[:2]
    above, left = max(0, height - width) // 2, max(0, width - height) // 2
    return values[above : height - above, left : width - left]


def _eight_bits(levels: Levels, values: NDArray[Any], low: float, high: float) -> Pixels:
    """Low and less become 0, high and more 255; so do places without a value become 0."""
    if values.dtype.kind in "ui" and values.dtype.itemsize <= 2:
        every = np.arange(2 ** (8 * values.dtype.itemsize)).astype(values.dtype)  # negative ones last, as indices count
        looked_up: Pixels = _scaled(levels, every, low, high)[values]
        return looked_up
    drawn = np.empty(values.shape, np.uint8)
    for start in range(0, len(values), ROWS_AT_ONCE):
        drawn[start : start + ROWS_AT_ONCE] = _scaled(levels, values[start : start + ROWS_AT_ONCE], low, high)
    return drawn


def _scaled(levels: Levels, values: NDArray[Any], low: float, high: float) -> Pixels:
    with np.errstate(all="ignore"):  # files may hold any number there is
        wide = values.astype(np.float64)
        wide[levels.without_value(wide)] = low
        shares = (wide.clip(low, max(low, high)) - low) / (high - low if high > low else 1.0)
        scaled: Pixels = np.rint(shares * 255).astype(np.uint8)
    return scaled
