"""What is opened as an image, whatever it is called, and what never is."""

import io
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from simclr_gui.engine.datasets.folder.decoding import NoImage, decode, decode_content, decode_image
from simclr_gui.engine.datasets.folder.formats import FORMATS, open_image
from tests.campaign.files.images import EPS, HEIC, deep_png, saved, tiff, whole_images

UNREAD = ("postscript called jpeg", "tiff complex", "spider")  # the last holds floats that need a scale
TURNED = 6  # by 90 degrees, as EXIF and TIFF count


def test_that_all_of_pillows_formats_but_those_that_reach_beyond_the_file_are_read() -> None:
    Image.init()
    others = set(Image.ID) - set(FORMATS) - {"HEIF"}
    starts_a_program_or_opens_anything = {"EPS", "WMF", "IPTC", "PSD"}
    only_known_by_name = {"BUFR", "GRIB", "HDF5", "MPEG"}
    numbers_that_need_more_than_pillow = {"FITS"}
    assert others == starts_a_program_or_opens_anything | only_known_by_name | numbers_that_need_more_than_pillow
    assert set(FORMATS) <= set(Image.ID)


@pytest.mark.parametrize("kind", [kind for kind in whole_images() if kind not in UNREAD])
def test_that_whole_files_of_every_kind_are_read_whatever_they_are_called(kind: str, tmp_path: Path) -> None:
    for name in ("cat", "cat.jpg", "cat.txt"):
        (tmp_path / name).write_bytes(whole_images()[kind])
        assert len(np.unique(decode_image(tmp_path / name, 20))) > 1


def test_that_postscript_starts_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_: object, **__: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess, "Popen", started)
    with pytest.raises(Image.UnidentifiedImageError):
        open_image(EPS).load()


def test_that_heic_is_read_upright_and_its_decoder_loaded_only_then() -> None:
    pixels = decode_content(HEIC, 16)
    assert np.abs(pixels[8, 3].astype(int) - (220, 30, 30)).max() <= 3
    assert np.abs(pixels[8, 12].astype(int) - (30, 60, 200)).max() <= 3
    loaded = (
        "import io, sys; from PIL import Image; from simclr_gui.engine.datasets.folder.decoding import decode_content; "
        "file = io.BytesIO(); Image.new('RGB', (9, 9)).save(file, 'PNG'); decode_content(file.getvalue(), 8); "
        "print([name for name in ('pi_heif', 'tifffile', 'torch') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", ["jpeg", "png", "png 16", "tiff 8", "tiff 16"])
def test_that_every_kind_is_brought_upright(kind: str) -> None:
    pixels = np.zeros((8, 16, 3), np.uint8)
    pixels[:, :8] = 250
    exif = Image.Exif()
    exif[0x0112] = TURNED
    image = Image.fromarray(pixels)
    deep = pixels.astype(np.uint16) * 257
    content = {
        "jpeg": saved(image, "JPEG", exif=exif),
        "png": saved(image, "PNG", exif=exif),
        "png 16": _with_exif(deep_png(deep), exif),
        "tiff 8": tiff(pixels, photometric="rgb", extratags=[(274, 3, 1, TURNED, True)]),
        "tiff 16": tiff(deep, photometric="rgb", extratags=[(274, 3, 1, TURNED, True)]),
    }
    turned = decode_content(content[kind], 8)
    assert turned[0].min() > 240
    assert turned[7].max() < 10


def _with_exif(png: bytes, exif: Image.Exif) -> bytes:
    """The chunk that holds it, cut out of a PNG that Pillow has written."""
    other = saved(Image.new("L", (1, 1)), "PNG", exif=exif)
    start = other.index(b"eXIf") - 4
    end = start + 12 + int.from_bytes(other[start : start + 4], "big")
    return png[:33] + other[start:end] + png[33:]


def test_that_files_with_more_than_one_page_or_frame_are_known() -> None:
    page = np.full((20, 20), 10, np.uint8)
    thumbnail = io.BytesIO()
    with tifffile.TiffWriter(thumbnail) as writer:
        writer.write(page)
        writer.write(page[::4, ::4], subfiletype=1)
    stack = tiff(np.stack([page, page + 100]), photometric="minisblack")
    assert decode(stack, 16).more_pages
    assert decode(stack, 16).pixels[8, 8].tolist() == [10, 10, 10]
    assert decode(tiff(np.stack([page] * 16), volumetric=True, tile=(16, 16, 16)), 16).more_pages
    assert decode(whole_images()["gif"], 16).more_pages
    assert decode(whole_images()["png moving"], 16).more_pages
    assert not decode(thumbnail.getvalue(), 16).more_pages
    assert not decode(whole_images()["jpeg of a phone"], 16).more_pages
    assert not decode(whole_images()["gif"][:-40], 16).more_channels


@pytest.mark.parametrize("channels", range(1, 13))
@pytest.mark.parametrize("planes", [False, True])
@pytest.mark.parametrize("deep", [np.uint8, np.uint16])
def test_that_of_many_channels_the_first_three_are_colours(channels: int, planes: bool, deep: type) -> None:
    levels = np.arange(10, 10 + 10 * channels, 10) * (257 if deep is np.uint16 else 1)
    values = np.broadcast_to(levels, (20, 20, channels)).astype(deep)
    content = (
        tiff(np.moveaxis(values, -1, 0), photometric="minisblack", planarconfig="separate" if channels > 1 else None)
        if planes
        else tiff(values, photometric="minisblack", planarconfig="contig" if channels > 1 else None)
    )
    image = decode(content, 16)
    expected = [10, 20, 30] if channels >= 3 else [10, 10, 10]
    assert image.pixels[8, 8].tolist() == expected
    assert image.more_channels == (channels == 2 or channels > 3)


@pytest.mark.parametrize("deep", [np.uint8, np.uint16])
def test_that_opacity_counts_only_where_the_file_says_so(deep: type) -> None:
    values = np.zeros((20, 20, 4), deep)  # black, and clear where the last channel is opacity
    said_so, not_said = (
        decode(tiff(values, photometric="rgb", extrasamples=[kind]), 16) for kind in ("unassalpha", "unspecified")
    )
    assert said_so.pixels[8, 8].tolist() == [255, 255, 255] and not said_so.more_channels
    assert not_said.pixels[8, 8].tolist() == [0, 0, 0] and not_said.more_channels
    grey, other = (
        decode(tiff(values[..., :2], photometric="minisblack", planarconfig="contig", extrasamples=[kind]), 16)
        for kind in ("unassalpha", "unspecified")
    )
    assert grey.pixels[8, 8].tolist() == [255, 255, 255] and not grey.more_channels
    assert other.pixels[8, 8].tolist() == [0, 0, 0] and other.more_channels
    assert decode_content(deep_png(np.zeros((9, 9, 2), np.uint16)), 16)[8, 8].tolist() == [255, 255, 255]


def test_that_what_no_decoder_here_unpacks_is_called_by_its_kind() -> None:
    plain = tiff(np.zeros((9, 9, 5), np.uint16), photometric="minisblack", planarconfig="contig")
    five = plain.replace(struct.pack("<HHIH", 259, 3, 1, 1), struct.pack("<HHIH", 259, 3, 1, 5))
    assert five != plain
    with pytest.raises(NoImage) as caught:
        decode(five, 16)
    assert str(caught.value) == "a kind of TIFF that cannot be read (5 channels, 16 bits, MINISBLACK, LZW)"
