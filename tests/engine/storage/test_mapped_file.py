"""Images in a file that is mapped into memory."""

import sys
from pathlib import Path

import pytest
import torch

from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.storage.mapped_file import BYTES_READ_BETWEEN_RETURNS, MappedFile

COUNT, SIDE_PX = 2_000, 64


@pytest.fixture
def images(tmp_path: Path) -> ImageSet:
    """Images whose pixels are all equal to their number, modulo 251."""
    path = tmp_path / "pixels.bin"
    with path.open("wb") as file:
        for number in range(COUNT):
            file.write(bytes([number % 251]) * (3 * SIDE_PX**2))
    mapped = MappedFile(path)
    return ImageSet(mapped.bytes.view(COUNT, 3, SIDE_PX, SIDE_PX), torch.zeros(COUNT, dtype=torch.int64), mapped)


def mapped_bytes_in_memory() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssFile"))


def test_that_picked_pictures_are_copies_that_stay_right(images: ImageSet) -> None:
    index = torch.randperm(COUNT, generator=torch.Generator().manual_seed(0))
    batches = [images.pick(some) for some in index.split(200)]  # 2.5 MB each: pages are given back in between
    picked = torch.cat(batches)
    assert torch.equal(picked[:, 0, 0, 0].long(), index % 251)
    assert (picked == picked[:, :1, :1, :1]).all()
    batches[0].zero_()
    assert torch.equal(images.pick(index[:200])[:, 0, 0, 0].long(), index[:200] % 251)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much of its files a program has in memory")
def test_that_an_epoch_does_not_keep_the_whole_file_in_memory(images: ImageSet) -> None:
    before = mapped_bytes_in_memory()
    images.pixels.sum()
    assert mapped_bytes_in_memory() - before > images.pixels.nbytes * 0.9
    images.pick(torch.arange(BYTES_READ_BETWEEN_RETURNS // (3 * SIDE_PX**2) + 1))
    assert mapped_bytes_in_memory() - before < images.pixels.nbytes * 0.1


def test_that_an_empty_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(ValueError, match="empty"):
        MappedFile(tmp_path / "empty")
