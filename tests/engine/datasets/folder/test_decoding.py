"""One file, one image: every mode that people's folders hold."""

import io
import os
import struct
import subprocess
import sys
import tracemalloc
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from simclr_gui.engine.datasets.folder import decoding
from simclr_gui.engine.datasets.folder.decoding import NoImage, decode_content, decode_image
from tests.campaign.files.images import (
    EPS,
    HEIC,
    mutated_images,
    saved,
    tiff,
    what_became,
    whole_images,
)


def test_that_a_turned_picture_is_brought_upright(tmp_path: Path) -> None:
    pixels = np.zeros((8, 16, 3), np.uint8)
    pixels[:, :8] = (250, 0, 0)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    Image.fromarray(pixels).save(tmp_path / "turned.png", exif=exif)
    turned = decode_image(tmp_path / "turned.png", 8)
    assert turned[0, 4, 0] > 200
    assert turned[7, 4, 0] < 50


@pytest.mark.parametrize(
    ("mode", "colour", "ending", "expected"),
    [
        ("L", 100, "png", (100, 100, 100)),
        ("1", 1, "png", (255, 255, 255)),
        ("P", 0, "gif", (0, 0, 0)),
        ("LA", (100, 255), "png", (100, 100, 100)),
        ("RGBA", (10, 20, 30, 0), "png", (255, 255, 255)),
        ("RGBA", (10, 20, 30, 255), "png", (10, 20, 30)),
        ("I;16", 257 * 100, "png", (100, 100, 100)),
        ("F", 0.5, "tif", (127, 127, 127)),
        ("CMYK", (0, 255, 255, 0), "jpg", (254, 0, 0)),
        ("LAB", (200, 128, 128), "tif", (193, 193, 193)),
        ("YCbCr", (100, 128, 128), "jpg", (100, 100, 100)),
    ],
)
def test_that_every_mode_becomes_rgb(
    tmp_path: Path, mode: str, colour: object, ending: str, expected: tuple[int, int, int]
) -> None:
    file = tmp_path / f"picture.{ending}"
    Image.new(mode, (20, 12), colour).save(file)  # type: ignore[arg-type]
    decoded = decode_image(file, 16)
    assert decoded.shape == (16, 16, 3)
    assert np.abs(decoded.reshape(-1, 3).mean(axis=0) - expected).max() <= 3


def test_that_an_animation_gives_its_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), (250, 0, 0)), Image.new("RGB", (16, 16), (0, 250, 0))]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    assert decode_image(tmp_path / "moving.gif", 16)[8, 8].tolist() == [250, 0, 0]


def test_that_a_picture_of_one_pixel_or_one_line_is_still_a_picture(tmp_path: Path) -> None:
    for size in ((1, 1), (300, 1), (1, 300)):
        Image.new("RGB", size, (1, 2, 3)).save(tmp_path / "thin.png")
        assert decode_image(tmp_path / "thin.png", 32)[16, 16].tolist() == [1, 2, 3]


def test_that_every_bad_file_says_why(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (64, 64, 3), np.uint8)).save(tmp_path / "noise.jpg")
    good = (tmp_path / "noise.jpg").read_bytes()
    bad = {
        "empty.jpg": (b"", "empty"),
        "text.jpg": (b"hello", "not an image"),
        "broken.jpg": (b"\xff\xd8\xff\xe0 broken", "cut short or damaged"),
        "cat.jpg": (EPS, "PostScript, which is not read"),
        "scan.dcm": (bytes(128) + b"DICM" + bytes(60), "DICOM, which is not read"),
        "drawn.svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG, which is not read"),
        "IMG_1.HEIC": (b"\0\0\0\x18ftypheic" + bytes(200), "HEIC that cannot be decoded"),
        "cut.heic": (HEIC[:300], "HEIC that cannot be decoded"),
        "complex.tif": (
            tiff(np.ones((9, 9), np.complex64)),
            r"a kind of TIFF that cannot be read \(1 channel, 64 bits",
        ),
        "cut.jpg": (good[: len(good) // 2], "cut short or damaged"),
    }
    for name, (content, reason) in bad.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NoImage, match=reason):
            decode_image(tmp_path / name, 16)
    with pytest.raises(NoImage, match="cannot be opened"):
        decode_image(tmp_path / "gone.jpg", 16)
    with pytest.raises(NoImage, match="cannot be opened"):
        decode_image(tmp_path, 16)


def test_that_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(NoImage, match="cannot be opened"):
        decode_image(tmp_path / "pipe.jpg", 16)


@pytest.mark.parametrize(
    ("width", "height", "reason"),
    [
        (8_001, 8_000, "more than 64 million pixels"),
        (20_000, 20_000, "more than 64 million pixels"),
        (30_001, 1, "a side of more than 30,000 pixels"),
        (1, 30_001, "a side of more than 30,000 pixels"),
    ],
)
@pytest.mark.parametrize("kind", ["png", "png 16 colour", "tiff 16", "bmp"])
def test_that_what_would_take_too_much_memory_is_left_out_before_it_is_decoded(
    width: int, height: int, reason: str, kind: str
) -> None:
    if kind == "tiff 16":
        content = tiff(np.zeros((5, 7), np.uint16), photometric="minisblack")
        content = content.replace(_entry(256, 7), _entry(256, width)).replace(_entry(257, 5), _entry(257, height))
    else:
        whole = whole_images() | {"png": saved(Image.new("RGB", (7, 5)), "PNG")}
        place, form = (18, "<II") if kind == "bmp" else (16, ">II")
        content = whole[kind][:place] + struct.pack(form, width, height) + whole[kind][place + 8 :]
        if kind != "bmp":
            content = content[:29] + zlib.crc32(content[12:29]).to_bytes(4, "big") + content[33:]
    with pytest.raises(NoImage, match=reason):
        decode_content(content, 16)


def _entry(tag: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, 4, 1, value)


def test_that_a_few_packed_bytes_of_tiff_do_not_become_gigabytes() -> None:
    content = tiff(np.zeros((16, 16), np.uint16), compression="zlib")
    with tifffile.TiffFile(io.BytesIO(content)) as file:
        start, size = (file.pages.first.tags[tag].valueoffset for tag in (273, 279))
    bomb = zlib.compress(bytes(20_000_000))
    changed = bytearray(content + bomb)
    struct.pack_into("<I", changed, start, len(content))
    struct.pack_into("<I" if size % 4 == 0 else "<H", changed, size, len(bomb) & 0xFFFF)
    tracemalloc.start()
    with pytest.raises(NoImage, match="cut short or damaged"):
        decode_content(bytes(changed), 16)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_that_an_exception_of_any_kind_leaves_one_file_out(monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = {
        RuntimeError: "cut short or damaged",
        TypeError: "cut short or damaged",
        RecursionError: "cut short or damaged",
        UserWarning: "cut short or damaged",
        MemoryError: "takes more memory than there is",
        Image.DecompressionBombError: "more than 64 million pixels",
    }
    for kind, reason in reasons.items():
        monkeypatch.setattr(decoding, "open_content", _raising(kind))
        with pytest.raises(NoImage, match=reason):
            decode_content(b"anything", 16)
    monkeypatch.setattr(decoding, "open_content", _raising(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        decode_content(b"anything", 16)


def _raising(kind: type[BaseException]) -> Callable[[bytes], object]:
    def opened(content: bytes) -> object:
        raise kind

    return opened


def test_that_nothing_is_said_beside_the_reason(tmp_path: Path) -> None:
    """In a process of its own, as warnings are shown there."""
    floats = np.linspace(-1, 2, 64, dtype=np.float64).reshape(8, 8)
    floats[0] = np.nan, np.inf, -np.inf, 3.4e38, -3.4e38, 1e300, 0, 1
    (tmp_path / "odd.tif").write_bytes(tiff(floats))
    (tmp_path / "floats.tif").write_bytes(tiff(floats[:1, :5].astype(np.float32)))
    (tmp_path / "cut.jpg").write_bytes(whole_images()["jpeg progressive"][:700])
    (tmp_path / "large.png").write_bytes(saved(Image.new("1", (7_000, 6_000)), "PNG"))
    (tmp_path / "cut.avif").write_bytes(whole_images()["avif"][:100])
    (tmp_path / "text.jpg").write_bytes(b"hello")
    decode_all = (
        "import sys; from simclr_gui.engine.datasets.folder.decoding_pool import decode_files; "
        "print(decode_files(sys.argv[1:], 16).left_out)"
    )
    files = [str(tmp_path / name) for name in ("odd.tif", "floats.tif", "large.png", "cut.jpg", "cut.avif", "text.jpg")]
    ended = subprocess.run(
        [sys.executable, "-W", "always", "-c", decode_all, *files], capture_output=True, text=True, check=True
    )
    assert ended.stderr == ""
    left_out = "((3, 'cut short or damaged'), (4, 'cut short or damaged'), (5, 'not an image'))"
    assert ended.stdout.strip() == left_out


def test_that_damage_of_every_kind_gives_an_image_or_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", _raising(AssertionError))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", module="PIL")  # as the program has it
        outcomes = [(kind, what_became(content)) for kind, content in mutated_images(160, seed=0)]
    assert {outcome for _, outcome in outcomes} == {"read", "left out"}, outcomes
    assert told == []
