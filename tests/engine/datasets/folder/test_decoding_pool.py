"""Many files at once; one that ends the process that decodes it is left out, and no other."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder import decoding_pool, folder
from simclr_gui.engine.datasets.folder.contents import digest
from simclr_gui.engine.datasets.folder.decoding_pool import decoded_in_parallel
from simclr_gui.engine.datasets.folder.reasons import ENDS_THE_DECODER
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.messages.errors import UserError
from tests.campaign.files.images import tiff, whole_images
from tests.engine.datasets.folder.ending_decoder import POISON, decode_or_end


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Twenty images of a colour each, four of which are decoded at a time, in processes."""
    monkeypatch.setattr(decoding_pool, "FEWEST_FOR_PROCESSES", 1)
    monkeypatch.setattr(decoding_pool, "BYTES_PER_TASK", 4 * 3 * 8**2)
    monkeypatch.setattr(decoding_pool, "decode_files", decode_or_end)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    paths = [tmp_path / f"{number:02}.png" for number in range(20)]
    for number, path in enumerate(paths):
        Image.new("RGB", (9, 9), (10 * number, 0, 0)).save(path)
    return [str(path) for path in paths]


def test_that_a_file_that_ends_the_process_is_left_out_alone(many: list[str]) -> None:
    for place in (5, 6, 17):
        Path(many[place]).write_bytes(POISON)
    parts = list(decoded_in_parallel(many, 8))
    reds = np.concatenate([part.pixels for part in parts])[:, 0, 0, 0].tolist()
    assert reds == [10 * number for number in range(20) if number not in (5, 6, 17)]
    left_out, done = [], 0
    for part in parts:
        left_out += [(done + place, reason) for place, reason in part.left_out]
        done += len(part.pixels) + len(part.left_out)
    assert left_out == [(place, ENDS_THE_DECODER) for place in (5, 6, 17)]
    assert b"".join(part.digests for part in parts) == b"".join(digest(Path(path).read_bytes()) for path in many)


def test_that_a_folder_with_a_file_that_ends_the_process_is_read(
    many: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "FEWEST_FOR_CACHE", 1)
    Path(many[5]).write_bytes(POISON)
    settings = DataSettings(source="folder", folder=tmp_path, train_images=0, test_images=0, side_px=16)
    data = result_of(folder.folder_data(settings))
    assert len(data.train) + len(data.test) == 19


def test_that_processes_that_end_whatever_they_read_are_told(many: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding_pool, "MOST_ENDS", 3)
    for path in many:
        Path(path).write_bytes(POISON)
    with pytest.raises(UserError, match="A process that reads images has ended unexpectedly"):
        list(decoded_in_parallel(many, 8))


def test_that_a_scale_and_what_is_to_be_told_pass_through(tmp_path: Path) -> None:
    (tmp_path / "deep.tif").write_bytes(tiff(np.full((9, 9), 150, np.uint16)))
    (tmp_path / "moving.gif").write_bytes(whole_images()["gif"])
    (tmp_path / "channels.tif").write_bytes(whole_images()["tiff 5 channels"])
    (tmp_path / "text.png").write_bytes(b"hello")
    scale = LevelScale(low=100, high=200, words="")
    (decoded,) = decoded_in_parallel([str(path) for path in sorted(tmp_path.iterdir()) if path.is_file()], 8, scale)
    assert decoded.pixels[1].min() == decoded.pixels[1].max() == 128
    assert (decoded.pages, decoded.channels) == (1, 1)
    assert decoded.left_out == ((3, "not an image"),)
