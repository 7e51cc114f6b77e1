"""Test images of a run are read sharp from where they lie now, and never a reason to fail."""

import io
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.experiments.run_images import name_place
from simclr_gui.engine.experiments.sharp_test_images import SIDE_PX, SharpTestImages
from simclr_gui.engine.storage import long_json
from simclr_gui.engine.storage.long_json import members
from tests.photographs import run_on_photographs


def read(images: SharpTestImages, number: int, like: Pixels) -> Pixels | None:
    (event,) = images.read(number, like)
    assert event.number == number
    return event.pixels


def test_that_a_test_image_is_as_sharp_as_it_is_ever_shown(tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    sharp = read(SharpTestImages(run), 1, chosen.images[1])
    assert sharp is not None
    assert sharp.shape == (SIDE_PX, SIDE_PX, 3)
    np.testing.assert_allclose(sharp.mean((0, 1)), chosen.images[1].mean((0, 1)), atol=2)


def test_that_images_that_have_moved_are_found_where_the_run_knows_them_now(tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    (tmp_path / "photographs").rename(tmp_path / "elsewhere")
    assert read(SharpTestImages(run), 1, chosen.images[1]) is None
    name_place(run, tmp_path / "elsewhere")
    assert read(SharpTestImages(run), 1, chosen.images[1]) is not None


@pytest.mark.parametrize("content", [None, "{", "{}"])
def test_that_without_a_record_nothing_is_sharp(content: str | None, tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    run.data_file.unlink()
    if content is not None:
        run.data_file.write_text(content)
    assert read(SharpTestImages(run), 1, chosen.images[1]) is None


def test_that_an_image_that_the_record_does_not_know_is_not_sharp(tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    assert read(SharpTestImages(run), 3, chosen.images[1]) is None


def test_that_a_record_of_any_length_is_read_without_keeping_others_waiting(tmp_path: Path) -> None:
    run, chosen = run_on_photographs(tmp_path)
    record = json.loads(run.data_file.read_text())
    record["train"] = [{"name": f"train/{number:06}.jpg", "digest": "0" * 32, "label": 0} for number in range(200_000)]
    run.data_file.write_text(json.dumps(record))
    assert run.data_file.stat().st_size > 2**24
    with longest_wait() as waited:
        sharp = read(SharpTestImages(run), 1, chosen.images[1])
    assert sharp is not None
    assert waited[0] < 0.4, "of a thread that only wants to wake up 500 times a second"


@contextmanager
def longest_wait() -> Iterator[list[float]]:
    """How long another thread was kept from its turn, in seconds."""
    waited, is_over = [0.0], threading.Event()

    def watch() -> None:
        last = time.perf_counter()
        while not is_over.wait(0.002):
            now = time.perf_counter()
            waited[0], last = max(waited[0], now - last), now

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield waited
    is_over.set()
    watcher.join()


def members_of(text: str) -> list[tuple[str, object]]:
    return list(members(io.StringIO(text)))


@pytest.mark.parametrize("characters", [1, 3, 1_000])
def test_that_members_come_one_by_one_wherever_the_text_is_cut(
    characters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_json, "CHARACTERS_AT_ONCE", characters)
    text = json.dumps({"a": 12345, "b": [{"c": [1]}, '],"}'], "d": [], "e": None}, indent=1)
    assert members_of(text) == [("a", 12345), ("b", {"c": [1]}), ("b", '],"}'), ("e", None)]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a"', '{"a": [1', '{"a": 1', '{"a" 1}', '{"a": "' + "b" * 2**21])
def test_that_what_is_no_whole_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        members_of(text)
