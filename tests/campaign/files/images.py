"""Damaged image files of all kinds, the same ones for the same seed."""

import base64
import io
import tempfile
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from PIL import Image, PngImagePlugin

from simclr_gui.engine.datasets.folder.decoding import NoImage, decode
from tests.campaign.files.border import tried
from tests.campaign.files.changes import damaged
from tests.campaign.trial import Trial

# 64 by 64, the left half red, the right half blue; made with x265, which is not among what the project needs.
HEIC = base64.b85decode(
    "0000OW^{RQXk}?*00000ZE0pPXk}?*0003uZDn*}000000000XXk=`10000000000aA{+7000000000000000000004sdC7Z2$lO00031"
    "0016oY;R)#0000)000310RR910RR92R{#J2BLDyZBWY=FW&i*H00031000$fZf0cy000000RRAKc4ILB0002HX>f9I0001;X>en20001S"
    "Xm(>m0R#vD005t;000009`FGC{rLC*01pG80096OKmiN^|NjIC00093pQr!;0{{RXx&lC<0096dLID8;2mk;B0H3G;00RI39-ttB1(xbb"
    "GP$5200093AOHXZ03o6P0RRR>0l{&B5&!@I6lrsCWdHyG00000KmY&$KmY&$5O8UDX#fBK00RgJ2mk;87HM#8VE_OC000000RRC5fdT^n"
    "001j(WMOmw0018-0j~+*Bac7(&Qt%a+e7LaCLj38M|_0O|B&DR|Nj"
)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n%%EndComments\n0 0 20 20 rectfill\nshowpage\n%%EOF\n"


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The image as a file of a kind that Pillow writes."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def tiff(values: np.ndarray[Any, Any], **options: Any) -> bytes:
    """The values as tifffile writes them."""
    file = io.BytesIO()
    tifffile.imwrite(file, values, **options)
    return file.getvalue()


def deep_png(values: np.ndarray[Any, Any], interlaced: bool = False) -> bytes:
    """A PNG of 16 bits: one channel grey, two with opacity, three colours, four with opacity."""
    height, width, channels = values.shape
    lines = values.astype(">u2").reshape(height, width, channels)
    raw = b"".join(
        b"\0" + lines[y::dy, x::dx][row].tobytes()
        for x, y, dx, dy in (_ADAM7 if interlaced else [(0, 0, 1, 1)])
        if lines[y::dy, x::dx].size
        for row in range(len(lines[y::dy]))
    )
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    file.seek(0, io.SEEK_END)
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    PngImagePlugin.putchunk(file, b"IHDR", head, bytes([16, {1: 0, 2: 4, 3: 2, 4: 6}[channels], 0, 0, interlaced]))
    PngImagePlugin.putchunk(file, b"IDAT", zlib.compress(raw))
    PngImagePlugin.putchunk(file, b"IEND", b"")
    return file.getvalue()


_ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def whole_images() -> dict[str, bytes]:
    """One undamaged file of each kind."""
    rng = np.random.default_rng(0)
    colour = Image.fromarray(np.kron(rng.integers(0, 256, (5, 6, 3), np.uint8), np.ones((4, 4, 1), np.uint8)))
    grey, clear = colour.convert("L"), colour.convert("RGBA")
    deep = rng.integers(0, 65_536, (20, 24, 5), np.uint16)
    plain = {
        "jpeg": saved(colour, "JPEG"),
        "jpeg progressive": saved(colour, "JPEG", progressive=True, exif=_turned()),
        "jpeg cmyk": saved(colour.convert("CMYK"), "JPEG"),
        "jpeg of a phone": saved(colour, "MPO", save_all=True, append_images=[colour]),
        "png 1": saved(colour.convert("1"), "PNG"),
        "png palette": saved(colour.convert("P"), "PNG", transparency=0),
        "png 2 bits": saved(colour.quantize(4), "PNG", bits=2),
        "png grey": saved(grey, "PNG"),
        "png opacity": saved(clear, "PNG"),
        "png moving": saved(colour, "PNG", save_all=True, append_images=[clear]),
        "gif": saved(colour, "GIF", save_all=True, append_images=[grey]),
        "webp": saved(colour, "WEBP"),
        "webp moving": saved(clear, "WEBP", save_all=True, append_images=[colour], lossless=True),
        "bmp": saved(colour, "BMP"),
        "avif": saved(colour, "AVIF"),
        "heic": HEIC,
        "jpeg 2000": saved(colour, "JPEG2000"),
        "jpeg 2000 deep": saved(Image.fromarray(deep[..., 0]), "JPEG2000"),
        "ico": saved(clear, "ICO", sizes=[(16, 16)]),
        "icns": _icns(saved(clear.resize((16, 16)), "PNG")),
        "tga": saved(colour, "TGA", compression="tga_rle"),
        "pcx": saved(colour, "PCX"),
        "sgi": saved(colour, "SGI"),
        "dds": saved(clear, "DDS"),
        "qoi": saved(colour, "QOI"),
        "xbm": saved(colour.convert("1"), "XBM"),
        "spider": saved(grey.convert("F"), "SPIDER"),
        "msp": saved(colour.convert("1"), "MSP"),
        "ppm": saved(colour, "PPM"),
        "pgm deep": b"P5 # deep\n24 20\n4095\n" + (deep[..., 0] >> 4).astype(">u2").tobytes(),
        "postscript called jpeg": EPS,
    }
    packed = {
        f"tiff {compression}": saved(colour, "TIFF", compression=compression)
        for compression in ("raw", "tiff_lzw", "tiff_deflate", "packbits", "jpeg", "zstd")
    }
    return plain | packed | _deep_images(deep)


def _deep_images(deep: np.ndarray[Any, Any]) -> dict[str, bytes]:
    floats = deep[..., 0].astype(np.float32) / 70_000
    floats[3, 3:9] = np.nan
    return {
        "png 16 grey": deep_png(deep[..., :1]),
        "png 16 grey and opacity": deep_png(deep[..., :2], interlaced=True),
        "png 16 colour": deep_png(deep[..., :3]),
        "png 16 colour interlaced": deep_png(deep[..., :3], interlaced=True),
        "png 16 opacity": deep_png(deep[..., :4]),
        "tiff 16": tiff(deep[..., 0], byteorder=">"),
        "tiff 16 lzw": saved(Image.fromarray(deep[..., 0]), "TIFF", compression="tiff_lzw"),
        "tiff 16 colour": tiff(deep[..., :3], photometric="rgb", compression="zlib", predictor=True),
        "tiff 16 planes": tiff(np.moveaxis(deep[..., :3], -1, 0), photometric="rgb", planarconfig="separate"),
        "tiff 16 tiles": tiff(deep[..., :3], photometric="rgb", tile=(16, 16), bigtiff=True),
        "tiff 16 signed": tiff((deep[..., 0].astype(np.int32) - 32_768).astype(np.int16), compression="lzma"),
        "tiff 32 unsigned": tiff(deep[..., 0].astype(np.uint32) * 65_537),
        "tiff float": tiff(floats),
        "tiff double lzma": tiff(floats.astype(np.float64), compression="lzma"),
        "tiff complex": tiff(floats.astype(np.complex64)),
        "tiff 5 channels": tiff((deep >> 8).astype(np.uint8), photometric="minisblack", planarconfig="contig"),
        "tiff stack": tiff(np.moveaxis(deep, -1, 0), photometric="minisblack"),
    }


def _icns(png: bytes) -> bytes:
    entry = b"icp4" + (8 + len(png)).to_bytes(4, "big") + png
    return b"icns" + (8 + len(entry)).to_bytes(4, "big") + entry


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def mutated_images(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged files, by the names of their kinds in turn."""
    rng = np.random.default_rng(seed)
    whole = whole_images()
    kinds = list(whole)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        content = damaged(whole[kind], rng)
        if rng.random() < 0.05:
            content += whole[kinds[rng.integers(len(kinds))]]
        yield kind, content


def what_became(content: bytes) -> str:
    """ "read", "left out", or what went wrong."""
    try:
        pixels = decode(content, 16).pixels
    except NoImage:
        return "left out"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return "read" if (pixels.shape, pixels.dtype) == ((16, 16, 3), np.uint8) else f"{pixels.shape} {pixels.dtype}"


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Decodes so many; what is told as a warning is wrong, too, but for what Pillow says of broken files."""
    with tempfile.TemporaryDirectory() as place, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", module="PIL")
        for number, (kind, content) in enumerate(mutated_images(count, seed)):

            def wrong(content: bytes = content) -> str:
                told.clear()
                came = what_became(content)
                return came if came not in ("read", "left out") else "".join(str(each.message) for each in told)

            yield tried("images", f"image {number} ({kind})", wrong, Path(place))
