"""Decoded images that are kept: what comes back is what was written, or nothing."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from simclr_gui.engine.datasets.folder import cache, cache_index, leftovers, pixels_check
from simclr_gui.engine.datasets.folder.cache_index import Index, OtherVersion, read_index, write_index
from simclr_gui.engine.datasets.folder.pixels_check import Checksums
from simclr_gui.engine.messages.errors import UserError
from tests.campaign.files.cached_images import COUNT, KEY, SIDE_PX, outcome, write_entry


def entry() -> Path:
    return cache.images_cache_dir() / KEY


def small(**values: object) -> Index:
    return Index(**({"side_px": 16, "train": 1, "labels": [0, -1], "left_out": [], "class_names": ["a"]} | values))


@pytest.mark.parametrize("seed", range(60))
def test_that_of_a_damaged_entry_the_right_images_come_or_none(seed: int) -> None:
    _, damage, came = outcome(seed)
    assert came == ("right" if damage == "none" else "made anew")


def test_that_an_entry_comes_back_with_all_that_is_known_of_it() -> None:
    pixels, index = write_entry(0)
    cached = cache.cached_or_damage(KEY)
    assert isinstance(cached, cache.CachedImages)
    assert (cached.pixels.numpy() == pixels).all()
    assert cached.index.model_copy(update={"pixels_checksum": []}) == index
    assert len(cached.data_set("pets").train) == 30


@pytest.mark.parametrize("file", [cache.PIXELS_FILE, cache.INDEX_FILE])
def test_that_damage_is_told_once_and_the_entry_deleted(file: str) -> None:
    write_entry(0)
    path = entry() / file
    path.write_bytes(bytes(path.stat().st_size))
    assert cache.cached_or_damage(KEY) == cache.DAMAGED
    assert not entry().exists()
    assert cache.cached_or_damage(KEY) is None


def test_that_an_entry_of_an_earlier_or_later_version_is_made_anew_without_a_word() -> None:
    write_entry(0)
    index = json.loads((entry() / cache.INDEX_FILE).read_bytes())["index"]
    (entry() / cache.INDEX_FILE).write_text(json.dumps(index | {"schema_version": 2}, indent=2))
    assert cache.cached_or_damage(KEY) is None
    body = json.dumps(index | {"schema_version": 4, "more": 1}).encode()
    parts = (cache_index.BEGIN, cache_index.checksum_of(body), cache_index.BETWEEN, body, cache_index.END)
    (entry() / cache.INDEX_FILE).write_bytes(b"".join(parts))
    assert cache.cached_or_damage(KEY) is None
    assert write_entry(0) and cache.open_cached(KEY) is not None


@pytest.mark.parametrize(
    "values",
    [
        {"side_px": 15},
        {"side_px": 225},
        {"side_px": "16"},
        {"train": 0},
        {"train": 3},
        {"train": None},
        {"train": True},
        {"labels": [0, 1]},
        {"labels": [0, -2]},
        {"labels": [0, 10**12]},
        {"labels": [0, 0.0]},
        {"class_names": [""]},
        {"class_names": ["a", "a"]},
        {"left_out": ["abc"]},
        {"names": ["only one"]},
        {"digests": ["0" * 32, "x" * 32]},
        {"pages": -1},
        {"schema_version": 2},
        {"unknown": 1},
    ],
)
def test_that_an_index_that_cannot_be_is_no_index(values: dict[str, object]) -> None:
    small()
    with pytest.raises(ValidationError):
        small(**values)


def test_that_names_of_any_letters_are_kept(tmp_path: Path) -> None:
    index = small(left_out=[("caf\udce9\n.png", "empty")], class_names=["Gr\udcf6\udcdfe"], names=["Übung 猫", ""])
    write_index(tmp_path / "index.json", index)
    assert read_index(tmp_path / "index.json") == index


def test_that_an_index_that_is_no_file_or_not_there_is_not_waited_for(tmp_path: Path) -> None:
    assert read_index(tmp_path / "index.json") is None
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "index.json")
        with pytest.raises(cache_index.DamagedIndex):
            read_index(tmp_path / "index.json")
    (tmp_path / "old.json").write_text('{"schema_version": 1}')
    with pytest.raises(OtherVersion):
        read_index(tmp_path / "old.json")


def test_that_pixels_are_on_the_disk_before_the_index_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    sync = os.fsync

    def noted(descriptor: int) -> None:
        link = Path(f"/proc/self/fd/{descriptor}")
        synced.append(link.readlink().name if link.exists() else "")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    write_entry(0)
    assert len(synced) >= 2
    assert synced[0] in (cache.PIXELS_FILE, "")


def test_that_of_two_who_fill_an_entry_the_last_wins_and_readers_keep_theirs() -> None:
    first, _ = write_entry(1)
    reader = cache.open_cached(KEY)
    writers = [cache.CacheWriter(KEY, first.nbytes) for _ in range(2)]
    second = 255 - first
    for writer, pixels in zip(writers, (first, second), strict=True):
        writer.__enter__()
        writer.append(pixels)
    index = small(side_px=SIDE_PX, train=30, labels=[0] * COUNT)
    for writer in writers:
        writer.finish(index)
        writer.__exit__()
    assert reader is not None
    assert (reader.pixels.numpy() == first).all()
    last = cache.open_cached(KEY)
    assert last is not None
    assert (last.pixels.numpy() == second).all()
    assert [path.name for path in cache.images_cache_dir().iterdir()] == [KEY]


def test_that_a_writer_that_leaves_takes_all_with_it_and_sweeps_what_killed_ones_left() -> None:
    killed = cache.images_cache_dir() / "other.999999999.part"
    killed.mkdir(parents=True)
    with cache.CacheWriter(KEY, 1_000) as writer:
        assert not killed.exists()
        writer.append(np.zeros((1, 3, 16, 16), np.uint8))
        (beside,) = cache.images_cache_dir().iterdir()
        leftovers.sweep_cache()
        assert beside.exists()
    assert not [*cache.images_cache_dir().iterdir()]


def test_that_the_oldest_make_room_but_nothing_that_is_being_written() -> None:
    with cache.CacheWriter("other", 1_000) as writer:
        writer.append(np.zeros((2, 3, 16, 16), np.uint8))
        write_index(writer.beside / cache.INDEX_FILE, small())
        write_entry(0)
        cache.forget_oldest(0)
        assert not entry().exists()
        writer.finish(small())
    assert cache.open_cached("other") is not None


def test_that_who_makes_room_at_the_same_time_stands_in_nobodys_way(monkeypatch: pytest.MonkeyPatch) -> None:
    write_entry(0)
    (taken,) = cache.images_cache_dir().iterdir()
    stat = Path.stat

    def stat_of_what_goes(path: Path, **named: bool) -> os.stat_result:
        if path.parent == taken:
            shutil.rmtree(taken, ignore_errors=True)
        return stat(path, **named)

    def scandir_of_what_goes(_path: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "stat", stat_of_what_goes)
    cache.forget_oldest(0)
    assert not taken.exists()
    monkeypatch.setattr(leftovers, "is_abandoned", scandir_of_what_goes)
    (cache.images_cache_dir() / "other.999999999.part").mkdir()
    with cache.CacheWriter(KEY, 1_000):
        pass


def test_that_a_closed_cache_is_told_without_asking_for_space(home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("no folder")
    with pytest.raises(UserError) as caught, cache.CacheWriter(KEY, 1_000):
        pass
    assert "space" not in str(caught.value)
    assert "SIMCLR_EXPLORER_HOME" in caught.value.remedy


def test_that_checksums_do_not_depend_on_how_the_bytes_came() -> None:
    content = np.random.default_rng(0).bytes(3 * pixels_check.BLOCK_BYTES + 17)
    whole, parts = Checksums(), Checksums()
    whole.update(memoryview(content))
    for start in range(0, len(content), 300_001):
        parts.update(memoryview(content)[start : start + 300_001])
    assert whole.values() == parts.values()
    assert len(set(whole.values())) == 4


def test_that_a_large_file_is_read_whole_after_every_change_else_in_some_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pixels_check, "BYTES_ALWAYS_READ", 0)
    monkeypatch.setattr(pixels_check, "BLOCK_BYTES", 100)
    read: list[int] = []
    are_right = pixels_check.are_right

    def noted(file: object, checksums: list[int], blocks: range) -> bool:
        read.append(len(blocks))
        return are_right(file, checksums, blocks)  # type: ignore[arg-type]

    monkeypatch.setattr(pixels_check, "are_right", noted)
    pixels, _ = write_entry(0)
    blocks = -(-pixels.nbytes // 100)
    assert cache.open_cached(KEY) is not None
    os.utime(entry() / cache.PIXELS_FILE, (1, 1))
    assert cache.open_cached(KEY) is not None
    assert cache.open_cached(KEY) is not None
    assert read[0] == read[2] < blocks / 3
    assert read[1] == blocks
    with monkeypatch.context() as after_a_restart:
        after_a_restart.setattr(pixels_check, "SECONDS_BETWEEN_STARTS", -1.0)
        assert cache.open_cached(KEY) is not None
    assert read[3] == blocks
    with (entry() / cache.PIXELS_FILE).open("r+b") as file:
        file.seek(12_345)
        file.write(bytes((255 - int(pixels.ravel()[12_345]),)))
    assert cache.cached_or_damage(KEY) == cache.DAMAGED
