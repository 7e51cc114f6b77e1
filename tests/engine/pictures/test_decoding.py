"""One file, one picture: every mode that people's folders hold."""

import contextlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.pictures import decoding
from simclr_gui.engine.pictures.decoding import NoPicture, decode_picture


def test_that_a_turned_picture_is_brought_upright(tmp_path: Path) -> None:
    pixels = np.zeros((8, 16, 3), np.uint8)
    pixels[:, :8] = (250, 0, 0)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    Image.fromarray(pixels).save(tmp_path / "turned.png", exif=exif)
    turned = decode_picture(tmp_path / "turned.png", 8)
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
        ("YCbCr", (100, 128, 128), "jpg", (100, 100, 100)),
    ],
)
def test_that_every_mode_becomes_rgb(
    tmp_path: Path, mode: str, colour: object, ending: str, expected: tuple[int, int, int]
) -> None:
    file = tmp_path / f"picture.{ending}"
    Image.new(mode, (20, 12), colour).save(file)  # type: ignore[arg-type]
    decoded = decode_picture(file, 16)
    assert decoded.shape == (16, 16, 3)
    assert np.abs(decoded.reshape(-1, 3).mean(axis=0) - expected).max() <= 3


def test_that_an_animation_gives_its_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), (250, 0, 0)), Image.new("RGB", (16, 16), (0, 250, 0))]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    assert decode_picture(tmp_path / "moving.gif", 16)[8, 8].tolist() == [250, 0, 0]


def test_that_a_picture_of_one_pixel_or_one_line_is_still_a_picture(tmp_path: Path) -> None:
    for size in ((1, 1), (300, 1), (1, 300)):
        Image.new("RGB", size, (1, 2, 3)).save(tmp_path / "thin.png")
        assert decode_picture(tmp_path / "thin.png", 32)[16, 16].tolist() == [1, 2, 3]


def test_that_every_bad_file_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (64, 64, 3), np.uint8)).save(tmp_path / "noise.jpg")
    good = (tmp_path / "noise.jpg").read_bytes()
    bad = {
        "empty.jpg": (b"", "empty"),
        "text.jpg": (b"hello", "not a picture"),
        "cut.jpg": (good[: len(good) // 2], "cut short or damaged"),
    }
    for name, (content, reason) in bad.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NoPicture, match=reason):
            decode_picture(tmp_path / name, 16)
    with pytest.raises(NoPicture, match="cannot be opened"):
        decode_picture(tmp_path / "gone.jpg", 16)
    monkeypatch.setattr(decoding, "LARGEST_PICTURE_PIXELS", 1_000)
    with pytest.raises(NoPicture, match="million pixels"):
        decode_picture(tmp_path / "noise.jpg", 16)


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "bmp", "tif", "webp"])
def test_that_no_damage_does_more_than_leave_the_file_out(tmp_path: Path, ending: str) -> None:
    rng = np.random.default_rng(0)
    file = tmp_path / f"noise.{ending}"
    Image.fromarray(rng.integers(0, 255, (40, 40, 3), np.uint8)).save(file)
    good = np.frombuffer(file.read_bytes(), np.uint8)
    for _ in range(60):
        damaged = good.copy()
        damaged[rng.integers(0, len(good), 8)] = rng.integers(0, 255, 8)
        file.write_bytes(damaged[: rng.integers(1, len(good) + 1)].tobytes())
        with contextlib.suppress(NoPicture):
            assert decode_picture(file, 16).shape == (16, 16, 3)
