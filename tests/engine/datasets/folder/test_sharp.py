"""An image is shown as sharp as its file is, and shows the very square that is learned from."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.datasets.folder.decoding import decode_image
from simclr_gui.engine.datasets.folder.sharp import SharpFolder

SIDE_PX = 32
ROWS, COLUMNS = np.mgrid[0:480, 0:640]
SCENE = np.stack([ROWS / 480, COLUMNS / 640, np.hypot(ROWS - 100, COLUMNS - 150) / 700], axis=-1)


def write(folder: Path, kind: str) -> str:
    folder.mkdir()
    image = Image.fromarray((255 * SCENE).astype(np.uint8))
    exif = image.getexif()
    if kind == "turned":
        exif[0x0112] = 6
    if kind == "deep":
        Image.fromarray((65_535 * SCENE[..., 2]).astype(np.uint16)).save(folder / "a.png")
        return "a.png"
    image.save(folder / "a.jpg", quality=95, exif=exif)
    return "a.jpg"


@pytest.mark.parametrize("kind", ["plain", "turned", "deep", "zipped"])
def test_that_the_sharp_image_is_the_square_that_is_learned_from(kind: str, tmp_path: Path) -> None:
    chosen = tmp_path / "photographs"
    name = write(chosen, kind)
    like = decode_image(chosen / name, SIDE_PX)
    if kind == "zipped":
        with zipfile.ZipFile(tmp_path / "photographs.zip", "w") as archive:
            archive.write(chosen / name, name)
        chosen = tmp_path / "photographs.zip"
    sharp = SharpFolder(chosen, None).read(name, like)
    assert sharp is not None
    assert sharp.shape == (480, 480, 3)
    small = np.asarray(Image.fromarray(sharp).resize((SIDE_PX, SIDE_PX), Image.Resampling.BILINEAR), np.int16)
    assert np.abs(small - like).max() <= 3


def test_that_nothing_sharper_is_shown_where_the_file_is_small_gone_or_another(tmp_path: Path) -> None:
    name = write(tmp_path / "photographs", "plain")
    file, files = tmp_path / "photographs" / name, SharpFolder(tmp_path / "photographs", None)
    like = decode_image(file, SIDE_PX)
    assert files.read(name, 255 - like) is None
    file.unlink()
    assert files.read(name, like) is None
    Image.fromarray(like).save(tmp_path / "photographs" / "small.png")
    assert files.read("small.png", like) is None
