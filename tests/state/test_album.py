"""The images of the chosen data, before anything is trained on them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.presets import SHAPES, preset_for
from simclr_gui.engine.storage.places import downloads_dir
from simclr_gui.state.session import Session


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session()
    yield session
    with qtbot.waitSignal(session.left, timeout=60_000):
        session.leave()


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """Two classes of ten images; the first cat lies there twice."""
    random = np.random.default_rng(0)
    for kind in ("cat", "dog"):
        (tmp_path / "pets" / kind).mkdir(parents=True)
        for number in range(10):
            pixels = random.integers(0, 255, (24, 40, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(tmp_path / "pets" / kind / f"{number}.png")
    (tmp_path / "pets" / "cat" / "0 again.png").write_bytes((tmp_path / "pets" / "cat" / "0.png").read_bytes())
    return tmp_path / "pets"


def test_that_nothing_is_read_while_nobody_looks(qtbot: QtBot, session: Session) -> None:
    session.album.look_at([0])
    qtbot.wait(50)
    assert session.album.is_quiet
    assert session.album.latest is None


def test_that_shapes_can_be_seen_one_by_one(qtbot: QtBot, session: Session) -> None:
    album = session.album
    album.set_watched(True)
    qtbot.waitUntil(lambda: album.latest is not None, timeout=20_000)
    assert album.latest is not None
    assert (len(album.latest), album.latest.train) == (6_000, 5_000)
    album.look_at([3, 5_900])
    qtbot.waitUntil(lambda: album.shot(5_900) is not None, timeout=20_000)
    shot = album.shot(3)
    assert shot is not None
    assert shot.pixels is not None
    assert shot.pixels.shape == (32, 32, 3)


def test_that_a_folder_shows_its_own_images_sizes_and_copies(qtbot: QtBot, session: Session, pets: Path) -> None:
    album = session.album
    album.set_watched(True)
    session.experiment.choose_data(preset_for("folder", pets))
    qtbot.waitUntil(lambda: album.copies is not None, timeout=20_000)
    assert album.latest is not None
    names = [name for _, name in album.latest.files]
    assert {names[number] for number in album.copies or ()} == {"cat/0.png", "cat/0 again.png"}
    album.look_at([0])
    qtbot.waitUntil(lambda: album.shot(0) is not None, timeout=20_000)
    shot = album.shot(0)
    assert shot is not None
    assert shot.size == (40, 24)


def test_that_images_of_other_data_are_forgotten(qtbot: QtBot, session: Session, pets: Path) -> None:
    album = session.album
    album.set_watched(True)
    album.look_at([0])
    qtbot.waitUntil(lambda: album.shot(0) is not None, timeout=20_000)
    session.experiment.choose_data(preset_for("folder", pets))
    assert album.shot(0) is None
    session.experiment.choose_data(SHAPES)
    qtbot.waitUntil(lambda: album.latest is not None and album.latest.source == "shapes", timeout=20_000)


def test_that_data_which_are_not_here_say_how_large_the_download_is(qtbot: QtBot, session: Session) -> None:
    session.album.set_watched(True)
    session.experiment.choose_data(preset_for("cifar10"))
    qtbot.waitUntil(lambda: session.album.failure is not None, timeout=60_000)
    assert session.album.failure is not None
    assert "170 MB" in session.album.failure.remedy


def test_that_data_which_have_come_meanwhile_are_found_when_somebody_looks_again(
    qtbot: QtBot, session: Session
) -> None:
    album = session.album
    album.set_watched(True)
    session.experiment.choose_data(preset_for("cifar10"))
    qtbot.waitUntil(lambda: album.failure is not None, timeout=60_000)
    album.set_watched(False)
    (downloads_dir() / "cifar-10-batches-py").mkdir(parents=True)  # empty, which is another trouble
    album.set_watched(True)
    qtbot.waitUntil(lambda: album.failure is not None and "is damaged" in album.failure.sentence, timeout=20_000)


def test_that_shapes_hold_no_copies(qtbot: QtBot, session: Session) -> None:
    session.experiment.change_config({"data.train_images": 200, "data.test_images": 100})
    session.album.set_watched(True)
    session.album.look_for_copies()
    qtbot.waitUntil(lambda: session.album.copies is not None, timeout=20_000)
    assert session.album.copies == frozenset()


def test_that_of_two_who_look_both_are_served(qtbot: QtBot, session: Session) -> None:
    """The first screen lies behind the gallery, and looks again whenever something changes."""
    album = session.album
    album.set_watched(True)
    album.look_at([4_000], "gallery")
    album.look_at([4_001])
    qtbot.waitUntil(lambda: None not in (album.shot(4_000), album.shot(4_001)), timeout=20_000)
