"""How far the whole has come: it moves on with every part and reaches its end only when all is over."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Announced
from simclr_gui.engine.sentences import said
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.progress import Progress
from tests.state.test_state import measured, started


def test_that_the_end_is_reached_only_at_the_end(qtbot: QtBot) -> None:
    experiment = Experiment()
    progress = Progress(experiment)
    experiment.begin(Path("run"))
    for event in (started(), measured(8)):
        experiment.take(event)
    experiment.set_phase(Phase.EVALUATING)
    shares = []
    for name in ("SimCLR", "PCA", "untrained"):
        for done in (5, 10):
            experiment.take(Announced(said("Testing " + name + ": {done}", done=done), done / 10))
            shares.append(progress.share)
    assert shares == sorted(set(shares))
    assert 0.8 < shares[0] < shares[-1] < 0.9
    experiment.set_phase(Phase.MAPPING)
    for name in ("one", "two"):
        experiment.take(Announced(name, 1.0))
        assert 0.9 < progress.share < 1.0
    experiment.set_phase(Phase.DONE)
    assert progress.share == 1.0
