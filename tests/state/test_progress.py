"""How far what is in progress has come: never back, and never whole before it is over."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Announced, RunEnded
from simclr_gui.gui.look.figures import percent_done
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.phases import Happening
from simclr_gui.state.progress import Progress
from tests.state.test_state import measured, started


@pytest.fixture
def experiment(qtbot: QtBot) -> Experiment:
    return Experiment()


@pytest.mark.parametrize("is_request", [False, True])
def test_that_it_rises_through_all_parts_and_is_whole_only_at_the_end(
    experiment: Experiment, *, is_request: bool
) -> None:
    progress, shares = Progress(experiment), []
    progress.changed.connect(lambda: shares.append(progress.share))
    ended = RunEnded("finished", 8, 2.0, 1.0, 0.0)
    experiment.begin(Path("r"), Happening.RUN_OPENED if is_request else Happening.TRAINING_REQUESTED)
    for event in (started(), measured(8), ended):
        experiment.take(event)
    if is_request:
        experiment.set_phase(Phase.DONE)
    shares.clear()
    for phase in (Phase.EVALUATING, Phase.MAPPING):
        experiment.set_phase(phase)
        for sentence in ("Looking at all images", "Extracting features of the untrained network", "Finding neighbours"):
            for share in (0.5, 1.0):
                experiment.take(Announced(sentence, share))
    assert shares == sorted(shares)
    assert len(set(shares)) > 6
    assert shares[-1] < 1
    experiment.set_phase(Phase.DONE)
    assert progress.share == 1


@pytest.mark.parametrize(("steps", "share"), [(0, None), (1, 1 / 8)])
def test_that_of_a_run_that_was_stopped_it_tells_how_far_it_came(
    experiment: Experiment, steps: int, share: float | None
) -> None:
    progress = Progress(experiment)
    experiment.begin(Path("r"))
    for event in (started(), *(measured(step) for step in range(1, steps + 1)), RunEnded("stopped", 1, 0.1, 1.0, 0.0)):
        experiment.take(event)
    experiment.set_phase(Phase.DONE)
    assert progress.share == share


@pytest.mark.parametrize(("share", "percent"), [(0.0, 0), (0.29, 29), (0.995, 99), (1.0, 99)])
def test_that_what_is_in_progress_is_never_told_to_be_whole(share: float, percent: int) -> None:
    assert percent_done(share) == percent
