"""TIFF that Pillow cuts to 8 bits or cannot read: deep levels, many channels, planes, BigTIFF, stacks.

tifffile is loaded only when such a file comes.
"""

import dataclasses
import io
import logging
import lzma
import math
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import UnidentifiedImageError

from simclr_gui.engine.datasets.folder.deep import Levels, both_bytes, range_of
from simclr_gui.engine.datasets.folder.formats import open_image
from simclr_gui.engine.datasets.folder.reasons import CUT_SHORT, NoImage, check_size
from simclr_gui.engine.messages.sentences import Sentence, counted, said

if TYPE_CHECKING:
    from tifffile import TiffFile, TiffPage

_WHITE_IS_ZERO, _RGB = 0, 2  # how colours are coded; what comes after RGB has levels of its own kind
_OPACITY = (1, 2)
_COPY_OR_MASK = 0b101
_DEFLATE, _LZMA, _PACKBITS = (8, 32_946), 34_925, 32_773
_UNPACKED = (1, *_DEFLATE, _LZMA, _PACKBITS)  # what tifffile does alone
_LZMA_BYTES = 2**28

logging.getLogger("tifffile").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class TiffHead:
    """What a TIFF says of its first page.

    Attributes:
        page: to be read while the file is open.
        kind: of number: "u", "i", "f", or "" for one that is no level.
        more_pages: whether it is a stack; small copies and masks do not count.
    """

    page: "TiffPage"
    width: int
    height: int
    channels: int
    bits: int
    kind: str
    photometric: int
    has_opacity: bool
    more_pages: bool

    @property
    def is_ordinary(self) -> bool:
        """Whether Pillow reads all of it as it is: at most 8 bits and four channels, or colours of another kind."""
        return (self.kind == "u" and self.bits <= 8 and self.channels <= 4) or self.photometric > _RGB

    @property
    def is_deep(self) -> bool:
        return self.bits > 8 and self.photometric <= _RGB

    @property
    def colours(self) -> int:
        """How many channels are taken as colours: of two the first, as grey; of more the first three."""
        grey_and_opacity = self.has_opacity and self.photometric != _RGB
        return 3 if self.channels >= 3 and not grey_and_opacity else 1

    @property
    def more_channels(self) -> bool:
        """Whether there are channels that are not taken."""
        return self.photometric <= _RGB and self.channels > self.colours + self.has_opacity


@contextmanager
def tiff_head(file: str | io.BytesIO) -> Iterator[TiffHead | None]:
    """The head of a TIFF while it is open; None where tifffile cannot follow the file."""
    import tifffile

    try:
        tiff = tifffile.TiffFile(file)
    except Exception:
        yield None
        return
    with tiff:
        yield _head_of(tiff)


def _head_of(tiff: "TiffFile") -> TiffHead | None:
    try:
        page = tiff.pages.first
        others = (tiff.pages[number] for number in range(1, min(4, len(tiff.pages))))
        return TiffHead(
            page,
            int(page.imagewidth),
            int(page.imagelength),
            int(page.samplesperpixel),
            int(page.bitspersample),
            {1: "u", 2: "i", 3: "f"}.get(page.sampleformat, "") if page.dtype is not None else "",
            int(page.photometric),
            bool(page.extrasamples) and int(page.extrasamples[0]) in _OPACITY,
            page.imagedepth > 1 or any(not getattr(other, "subfiletype", 0) & _COPY_OR_MASK for other in others),
        )
    except Exception:
        return None


def levels_of_tiff(head: TiffHead, content: bytes) -> Levels:
    """The levels of a TIFF that is not for Pillow, of which the head has been read.

    Raises:
        NoImage: it is too large, or a kind that cannot be read.
        Exception: whatever tifffile raises over damaged content.
    """
    check_size(head.width, head.height)
    if not head.kind or head.photometric > _RGB:
        raise NoImage(_unreadable(head))
    levels = _unpacked(head, content) if _is_simply_packed(head) else _through_pillow(head, content)
    return _turned_over(levels) if head.photometric == _WHITE_IS_ZERO and head.kind == "u" else levels


def _is_simply_packed(head: TiffHead) -> bool:
    """Whether tifffile unpacks it alone."""
    page = head.page
    predicted = page.predictor == 1 or (page.predictor == 2 and head.kind in "iu")
    return page.compression in _UNPACKED and predicted and head.bits in (1, 8, 16, 32, 64)


def _unpacked(head: TiffHead, content: bytes) -> Levels:
    """Through tifffile, once it is known that a few bytes do not stand for gigabytes."""
    page = head.page
    assert page.dtype is not None, "its head has a kind"
    check_size(head.width, head.height, page.nbytes // (head.width * head.height))
    largest = math.prod(page.chunks) * page.dtype.itemsize
    check_size(1, 1, largest)
    for start, count in zip(page.dataoffsets, page.databytecounts, strict=True):
        if _swells(content[start : start + count], page.compression, largest):
            raise NoImage(CUT_SHORT)
    values, axes = page.asarray(maxworkers=1), page.axes
    if "Z" in axes:
        values, axes = values.take(0, axes.index("Z")), axes.replace("Z", "")
    return _levels(head, np.moveaxis(values, axes.index("S"), -1) if "S" in axes else values[..., None])


def _swells(segment: bytes, compression: int, largest: int) -> bool:
    if compression in _DEFLATE:
        return len(zlib.decompressobj().decompress(segment, largest + 1)) > largest
    if compression == _LZMA:
        return len(lzma.LZMADecompressor(memlimit=_LZMA_BYTES).decompress(segment, largest + 1)) > largest
    return False


def _through_pillow(head: TiffHead, content: bytes) -> Levels:
    """Through Pillow's own unpacker for what tifffile does not do alone, such as LZW: all 16 bits of each level."""
    check_size(head.width, head.height, 8)
    try:
        image = open_image(content)
    except UnidentifiedImageError:
        raise NoImage(_unreadable(head)) from None
    args = image.tile[0].args
    rawmode = str(args[0] if isinstance(args, tuple) else args)
    if rawmode.endswith(";16N") and not image.mode.startswith("I"):
        values = both_bytes(lambda: open_image(content), rawmode, sys.byteorder)
    else:
        values = np.asarray(image)
    if head.kind == "u" and values.dtype == np.int32:
        values = values.view(np.uint32)
    values = values if values.ndim == 3 else values[..., None]
    return dataclasses.replace(_levels(head, values), orientation=1)  # Pillow has turned it upright


def _levels(head: TiffHead, values: NDArray[Any]) -> Levels:
    """Levels of the channels that are taken."""
    tags = head.page.tags
    taken = values[..., : head.colours + head.has_opacity]
    low, high = range_of(head.bits, head.kind)
    turned = tags.valueof(274, 1)
    return Levels(
        taken,
        low,
        high,
        head.is_deep,
        head.has_opacity and taken.shape[-1] in (2, 4),
        float(head.page.nodata) if 42_113 in tags else None,
        turned if turned in range(1, 9) else 1,
    )


def _turned_over(levels: Levels) -> Levels:
    """Of a file in which white is zero."""
    values = levels.values.copy()
    colours = values[..., : levels.colours.shape[-1]]
    np.subtract(values.dtype.type(levels.high), colours, out=colours)
    no_value = None if levels.no_value is None else levels.high - levels.no_value
    return dataclasses.replace(levels, values=values, no_value=no_value)


def _unreadable(head: TiffHead) -> Sentence:
    page = head.page
    said_of_it = (
        counted("1 channel", "{count} channels", count=head.channels),
        counted("1 bit", "{count} bits", count=head.bits),
        *(
            str(value.name)
            for value in (page.photometric, page.sampleformat, page.compression)
            if hasattr(value, "name")
        ),
    )
    return said("a kind of TIFF that cannot be read ({kind})", kind=said_of_it)
