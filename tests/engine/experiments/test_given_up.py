"""A training that nobody asks for its next event any more, or that somebody leaves."""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import Announced, Event, StepMeasured
from simclr_gui.engine.experiments import experiment
from simclr_gui.engine.experiments.experiment import recorded_training, resumed
from simclr_gui.engine.messages.errors import Cancelled
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.small import SMALL, small_data, train_small


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


def test_that_a_training_that_is_interrupted_counts_as_stopped(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    events = recorded_training(folder, small_data(SMALL), Control(), ())
    next(event for event in events if isinstance(event, StepMeasured))
    with pytest.raises(KeyboardInterrupt):
        events.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    status = folder.status()
    assert status is not None and status.state == "stopped"


@pytest.mark.parametrize("is_at_the_end", [False, True])
def test_that_a_run_that_is_resumed_can_be_left_while_its_images_are_read(
    is_at_the_end: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = Control()
    control.request_stop()
    train_small(tmp_path / "run", control=control)
    before = (tmp_path / "run" / "events.jsonl").read_bytes()

    def reading(*_given: object, **_named: object) -> Generator[Event, None, DataSet]:
        yield Announced("Reading")
        control.request_leave()
        if not is_at_the_end:
            yield Announced("Reading on")
            pytest.fail("it went on")
        return small_data()

    monkeypatch.setattr(experiment, "images_of", reading)
    with pytest.raises(Cancelled):
        list(resumed(tmp_path / "run", control, lambda task: task.values))
    folder = RunFolder(tmp_path / "run")
    assert folder.log.path.read_bytes() == before
    folder.take_lock()  # it was let go of
