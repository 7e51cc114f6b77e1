"""Images of the maps as sharp as their files are: which are read, when, and for whom an answer counts."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Event, ImagesChosen, SharpImageRead
from simclr_gui.engine.experiments.sharp_test_images import SIDE_PX as SHARP_PX
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.sharp_images import SharpImages
from tests.photographs import NAMES, SIDE_PX, run_on_photographs
from tests.small import SMALL


class Looked:
    """A run in hand, its images, and what was read of them."""

    def __init__(self, place: Path) -> None:
        run, self.chosen = run_on_photographs(place)
        self.experiment, self.space = Experiment(), FeatureSpace()
        self.experiment.begin(run.path, config=run.config())
        self.space.take(self.chosen)
        self.sharp = SharpImages(self.experiment, self.space)
        self.read: list[int] = []
        self.sharp.runner.played.connect(self._note)

    def _note(self, event: Event) -> None:
        assert isinstance(event, SharpImageRead)
        self.read.append(event.number)

    def side(self, point: int) -> int:
        return len(self.sharp.at(point))


@pytest.fixture
def looked(qtbot: QtBot, tmp_path: Path) -> Iterator[Looked]:
    looked = Looked(tmp_path)
    yield looked
    looked.sharp.close()
    qtbot.waitUntil(lambda: looked.sharp.is_quiet)


def test_that_what_is_looked_at_becomes_as_sharp_as_its_file(looked: Looked, qtbot: QtBot) -> None:
    looked.sharp.look_at([2, 0])
    assert looked.side(2) == SIDE_PX
    qtbot.waitUntil(lambda: looked.read == [2, 0], timeout=20_000)
    assert [looked.side(point) for point in range(3)] == [SHARP_PX, SIDE_PX, SHARP_PX]
    assert looked.sharp.at(2)[0, 0, 2] > 250  # of the three, the bluest


def test_that_only_where_the_pointer_rests_a_file_is_read(looked: Looked, qtbot: QtBot) -> None:
    for point in (0, 1, 2):
        looked.sharp.look_at([point])
    with qtbot.waitSignal(looked.sharp.became_quiet, timeout=20_000):
        pass
    assert looked.read == [2]


def test_that_a_file_is_read_once(looked: Looked, qtbot: QtBot) -> None:
    for points in ([0], [1], [0], [0, 1, 2]):
        looked.sharp.look_at(points)
        qtbot.waitUntil(lambda points=points: set(points) <= set(looked.read), timeout=20_000)
    assert looked.read == [0, 1, 2]


def test_that_a_picture_whose_file_is_gone_stays_as_it_is(looked: Looked, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "photographs" / NAMES[0]).unlink()
    looked.sharp.look_at([0, 1])
    qtbot.waitUntil(lambda: looked.read == [0, 1], timeout=20_000)
    assert (looked.side(0), looked.side(1)) == (SIDE_PX, SHARP_PX)


def test_that_an_answer_about_other_pictures_is_ignored(looked: Looked, qtbot: QtBot) -> None:
    others = dataclasses.replace(looked.chosen, images=looked.chosen.images[::-1].copy())
    looked.sharp.look_at([0])
    looked.sharp.read_next()  # the answer cannot arrive before Qt's loop goes round
    looked.space.take(others)
    qtbot.waitUntil(lambda: looked.read == [0], timeout=20_000)
    assert looked.side(0) == SIDE_PX
    assert (looked.sharp.at(0) == others.images[0]).all()


def test_that_other_pictures_end_what_was_known(looked: Looked, qtbot: QtBot) -> None:
    looked.sharp.look_at([0])
    qtbot.waitUntil(lambda: looked.side(0) == SHARP_PX, timeout=20_000)
    looked.space.take(ImagesChosen(looked.chosen.images, looked.chosen.labels, looked.chosen.image_index, NAMES))
    assert looked.side(0) == SIDE_PX


def test_that_only_so_many_are_kept_and_what_was_looked_at_last_is(
    looked: Looked, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simclr_gui.state.sharp_images.MOST_KEPT", 2)
    for points in ([0], [1], [0], [2]):
        looked.sharp.look_at(points)
        qtbot.waitUntil(lambda points=points: looked.side(points[0]) == SHARP_PX, timeout=20_000)
    assert [looked.side(point) for point in range(3)] == [SHARP_PX, SIDE_PX, SHARP_PX]


def test_that_shapes_have_no_files(looked: Looked, qtbot: QtBot) -> None:
    looked.experiment.begin(Path("run"), config=SMALL)
    looked.sharp.look_at([0])
    assert not looked.sharp.rest.isActive()


def test_that_what_is_closed_reads_no_further_file(looked: Looked, qtbot: QtBot) -> None:
    looked.sharp.look_at([0, 1, 2])
    looked.sharp.read_next()
    looked.sharp.close()
    qtbot.waitUntil(lambda: looked.sharp.is_quiet, timeout=20_000)
    qtbot.wait(50)
    assert looked.read == [0]
