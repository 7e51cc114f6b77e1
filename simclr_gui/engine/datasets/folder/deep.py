"""Images of more than 8 bits: their levels as they are in the file, where Pillow alone would keep the upper 8 bits."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL.ImageFile import ImageFile

from simclr_gui.engine.datasets.folder.formats import open_image
from simclr_gui.engine.datasets.folder.reasons import check_size

NO_VALUE = 1e30  # floating-point files mark places without a value by such numbers, up to 3.4e38

_PNG = b"\x89PNG\r\n\x1a\n"
_NETPBM = re.compile(rb"P([2356])" + 3 * rb"(?:\s|#[^\r\n]*[\r\n])+(\d+)" + rb"\s")  # width, height, highest level


@dataclass(frozen=True)
class Levels:
    """What a file holds before it becomes 0 to 255.

    Attributes:
        values: (height, width, channels), of the file's own kind of numbers: grey or three colours; then, where the
            file says so, how opaque.
        low, high: the least and the highest level of this kind of file, which become black and white where no scale
            is known.
        is_deep: more than 8 bits; a scale is only for these.
        no_value: a level that marks places without a value, where the file names one.
        orientation: as EXIF counts it, 1 for upright.
    """

    values: NDArray[Any]
    low: float
    high: float
    is_deep: bool = True
    has_alpha: bool = False
    no_value: float | None = None
    orientation: int = 1

    @property
    def kind(self) -> str:
        """What sort of numbers these are; images of one sort share a scale."""
        return kind_of(self.colours.dtype.kind, self.low, self.high)

    @property
    def colours(self) -> NDArray[Any]:
        return self.values[..., :-1] if self.has_alpha else self.values

    def without_value(self, levels: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Where levels of this file are none: no number, or a mark for a missing one."""
        empty: NDArray[np.bool_] = np.isnan(levels) | (np.isfinite(levels) & (np.abs(levels) >= NO_VALUE))
        return empty if self.no_value is None else empty | (levels == self.no_value)


def kind_of(number: str, low: float, high: float) -> str:
    """ "float", "16 bits" or "signed 16 bits" of numbers as numpy calls them, with the levels that they may have."""
    if number == "f":
        return "float"
    return f"{'signed ' if low < 0 else ''}{math.ceil(math.log2(high - low + 1))} bits"


def range_of(bits: int, kind: str) -> tuple[float, float]:
    """The least and the highest level of a kind of number, as numpy calls it; floating-point levels go from 0 to 1."""
    if kind == "f":
        return 0.0, 1.0
    return (-(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1) if kind == "i" else (0.0, 2.0**bits - 1)


def levels_of_pillow(image: ImageFile) -> Levels | None:
    """The levels of an image that Pillow reads deep; None for 8 bits.

    Raises:
        NoImage: it is too large.
        Exception: whatever Pillow raises over damaged content.
    """
    if not image.mode.startswith(("I", "F")):
        return None
    check_size(*image.size)
    values = np.asarray(image)
    return Levels(values[..., None], *range_of(8 * values.dtype.itemsize, values.dtype.kind))


def is_deep_png(head: bytes) -> bool:
    """Whether it is a PNG of 16 bits."""
    return head.startswith(_PNG) and head[24:25] == b"\x10"


def deep_netpbm(head: bytes) -> re.Match[bytes] | None:
    """Kind, width, height and highest level, where this is above 255."""
    found = _NETPBM.match(head[:2_000])
    return found if found is not None and 255 < int(found[4]) < 65_536 else None


def levels_of_png(content: bytes) -> Levels | None:
    """The levels of a PNG of 16 bits; None for every other file. Raises as `levels_of_pillow`."""
    if not is_deep_png(content):
        return None
    image = open_image(content)
    check_size(*image.size, bytes_per_pixel=8)
    rawmode = str(image.tile[0].args)
    orientation = image.getexif().get(0x0112, 1) if "exif" in image.info else 1
    if image.mode.startswith("I"):
        values = np.asarray(image)[..., None]
    elif rawmode == "LA;16B":
        values = np.asarray(_unpacked(image, "RGBA")).view(">u2")  # two bytes of grey, two of opacity
    else:
        values = both_bytes(lambda: open_image(content), rawmode, "big")
    return Levels(values, 0, 65_535, has_alpha=values.shape[2] in (2, 4), orientation=orientation)


def both_bytes(opened: Callable[[], ImageFile], rawmode: str, order: str) -> NDArray[np.uint16]:
    """Levels of 16 bits that Pillow would cut to 8: it is told to take first the one byte of each, then the other.

    Args:
        opened: opens the image anew.
        rawmode: Pillow's name of how channels are packed; one that ends with ";16" and an order.
        order: of the bytes that its decoder gives, "big" or "little".
    """
    packed = rawmode.partition(";")[0]
    first, second = (np.asarray(_unpacked(opened(), f"{packed};16{part}"), np.uint16) for part in "BL")
    upper, lower = (first, second) if order == "big" else (second, first)
    return upper * np.uint16(256) + lower


def _unpacked(image: ImageFile, rawmode: str) -> ImageFile:
    (tile,) = image.tile
    args = (rawmode, *tile.args[1:]) if isinstance(tile.args, tuple) else rawmode
    image.tile = [tile._replace(args=args)]
    return image


def levels_of_netpbm(content: bytes) -> Levels | None:
    """The levels of a PGM or PPM with a highest level above 255; None for every other file. Raises NoImage."""
    head = deep_netpbm(content)
    if head is None:
        return None
    kind, width, height, highest = map(int, head.groups())
    check_size(width, height, bytes_per_pixel=6)
    shape = (height, width, 3 if kind in (3, 6) else 1)
    count = height * width * shape[2]
    if kind in (2, 3):
        text = re.sub(rb"#[^\r\n]*", b"", content[head.end() :])
        values = np.array(text.split(maxsplit=count)[:count], np.uint16)
    else:
        values = np.frombuffer(content, ">u2", count, head.end())
    return Levels(values.reshape(shape), 0, highest)
