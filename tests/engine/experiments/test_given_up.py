"""A training that nobody asks for its next event any more."""

import shutil
from pathlib import Path

import pytest

from simclr_gui.engine.events import StepMeasured
from simclr_gui.engine.experiments.experiment import recorded_training
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.small import SMALL, small_data


@pytest.mark.parametrize("is_removed", [False, True])
def test_that_giving_a_training_up_is_written_down_or_logged(
    is_removed: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    events = recorded_training(folder, small_data(SMALL), Control(), ())
    next(event for event in events if isinstance(event, StepMeasured))
    if is_removed:
        shutil.rmtree(folder.path)
    events.close()  # type: ignore[attr-defined]
    if is_removed:
        assert "given up" in caplog.text
    else:
        status = folder.status()
        assert status is not None and status.state == "stopped"
        assert caplog.text == ""
