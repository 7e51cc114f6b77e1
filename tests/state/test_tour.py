"""The tour: what each scene needs is done when nothing else is in progress, and leaving it leaves everything usable."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import SHAPES, with_and_without_colour_changes
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.tour import SCENES, SECONDS_OF_A_TRAINING, Scene, Tour


class StreamRunner:
    """Stands in for the session: notes what is wished for."""

    def __init__(self) -> None:
        self.experiment = Experiment()
        self.feature_space = SimpleNamespace(umaps={})
        self.is_leaving = False
        self.requests: list[str] = []

    def start(self) -> None:
        self.requests.append("start")
        self.experiment.begin(Path("run"))

    def train_without_colour(self) -> None:
        self.requests.append("without colour")
        self.experiment.begin(Path("other"), config=with_and_without_colour_changes(self.experiment.config)[1])

    def finish(self) -> None:
        self.feature_space.umaps["simclr"] = object()
        self.experiment.set_phase(Phase.DONE)


@pytest.fixture
def stage() -> StreamRunner:
    return StreamRunner()


@pytest.fixture
def tour(stage: StreamRunner) -> Tour:
    return Tour(stage)  # type: ignore[arg-type]


def walk_to(tour: Tour, scene: Scene) -> None:
    while tour.scene is not scene:
        tour.go_on()


def test_that_it_goes_through_six_scenes_and_ends(tour: Tour) -> None:
    tour.begin()
    seen = []
    while tour.scene is not None:
        seen.append(tour.scene)
        tour.go_on()
    assert seen == list(SCENES)
    assert len(seen) == 6


def test_that_it_shows_shapes_for_half_a_minute_and_puts_the_settings_back(stage: StreamRunner, tour: Tour) -> None:
    stage.experiment.replace_config(config_with(SHAPES, {"budget.seconds": 600.0, "data.train_images": 1_000}))
    before = stage.experiment.config
    tour.begin()
    assert stage.experiment.config.data == SHAPES.data
    assert stage.experiment.config.budget.seconds == SECONDS_OF_A_TRAINING
    tour.leave()
    assert stage.experiment.config == before


def test_that_it_trains_once_however_often_one_goes_back(stage: StreamRunner, tour: Tour) -> None:
    tour.begin()
    tour.go_on()
    assert stage.requests == []
    tour.go_on()
    assert stage.requests == ["start"]
    tour.go_back()
    tour.go_on()
    stage.finish()
    tour.go_back()
    tour.go_on()
    assert stage.requests == ["start"]


def test_that_the_experiment_waits_for_the_first_map(stage: StreamRunner, tour: Tour) -> None:
    tour.begin()
    walk_to(tour, Scene.COLOURS)
    assert stage.requests == ["start"]
    stage.finish()
    assert stage.requests == ["start", "without colour"]
    stage.finish()
    assert stage.requests == ["start", "without colour"]


@pytest.mark.parametrize("scene", SCENES)
def test_that_nothing_begins_any_more_once_it_was_left(stage: StreamRunner, tour: Tour, scene: Scene) -> None:
    tour.begin()
    walk_to(tour, scene)
    requests = list(stage.requests)
    tour.leave()
    stage.finish()
    assert tour.scene is None
    assert stage.requests == requests


def test_that_it_does_not_begin_while_something_is_in_progress(stage: StreamRunner, tour: Tour) -> None:
    stage.experiment.begin(Path("run"))
    tour.begin()
    assert tour.scene is None
    assert not tour.can_begin


def test_that_a_training_that_failed_is_not_compared_with(stage: StreamRunner, tour: Tour) -> None:
    tour.begin()
    walk_to(tour, Scene.COLOURS)
    stage.experiment.set_phase(Phase.FAILED)
    assert stage.requests == ["start"]
