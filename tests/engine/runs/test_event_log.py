"""events.jsonl: read in bounded pieces, cut back on resuming, doubles of older folders told once."""

import json
from pathlib import Path

import pytest

from simclr_gui.engine.events import BaselineProbed, RunStarted, StepMeasured, StepsRead
from simclr_gui.engine.experiments.experiment import recorded_training
from simclr_gui.engine.experiments.replay import replay_curves
from simclr_gui.engine.runs import event_log
from simclr_gui.engine.runs.event_log import EventLog
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.small import small_config, small_data, train_small


def line(step: int, event: str = "step") -> str:
    return json.dumps({"event": event, "step": step}) + "\n"


def steps_in(log: EventLog) -> list[int]:
    return [record["step"] for record in log.records()]


@pytest.mark.parametrize("bytes_at_once", [7, 64, 2**18])
def test_that_what_came_after_a_step_is_cut_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytes_at_once: int
) -> None:
    monkeypatch.setattr(event_log, "BYTES_READ_BACKWARDS", bytes_at_once)
    log = EventLog(tmp_path / "events.jsonl")
    before = "".join(line(step) for step in range(1, 9)) + line(8, "checkpoint") + '{"event": "warning"}\n'
    log.path.write_text(before + line(9) + "broken\n" + line(10) + '{"event": "step", "st')
    log.cut_back(8)
    assert log.path.read_text() == before
    log.cut_back(0)
    assert steps_in(log) == []


def test_that_a_log_that_is_not_longer_stays_as_it_is(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    log.cut_back(3)
    assert not log.path.exists()
    log.path.write_text(line(1) + line(2))
    log.cut_back(3)
    assert steps_in(log) == [1, 2]


def test_that_an_endless_line_is_passed_over_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_log, "BYTES_READ_AT_ONCE", 4_000)
    monkeypatch.setattr(event_log, "LONGEST_LINE_BYTES", 1_000)
    log = EventLog(tmp_path / "events.jsonl")
    log.path.write_text(line(1) + "\0" * 50_000 + "\n" + line(2) + "x" * 2_000 + "\n" + line(3))
    assert steps_in(log) == [1, 2, 3]
    longest = max(log.records_from(place)[1] - place for place in range(0, 50_000, 5_000))
    assert longest <= 5_000
    log.cut_back(2)
    assert steps_in(log) == [1, 2]


def test_that_gigabytes_of_zeros_are_read_without_taking_as_much_memory(tmp_path: Path) -> None:
    import tracemalloc

    log = EventLog(tmp_path / "events.jsonl")
    with log.path.open("wb") as file:
        file.write(line(1).encode())
        file.truncate(300_000_000)
    tracemalloc.start()
    assert steps_in(log) == [1]
    log.cut_back(0)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000


@pytest.mark.parametrize(
    "damage", ["[" * 50_000, '{"event": 7}', "\x80", "[1]", '{"event": "step", "step": ' + "9" * 5_000 + "}"]
)
def test_that_a_damaged_line_is_left_out(tmp_path: Path, damage: str) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    log.path.write_bytes(line(1).encode() + damage.encode("latin-1") + b"\n" + line(2).encode())
    assert steps_in(log) == [1, 2]


class KilledAfter:
    """An observer that makes the process look killed: nothing of what it trained since the checkpoint is saved."""

    def __init__(self, step: int) -> None:
        self._step = step

    def observe(self, moment: object) -> object:
        if moment.learner.step == self._step:  # type: ignore[attr-defined]
            raise RuntimeError("killed")
        yield from ()


def test_that_no_step_stands_twice_after_a_kill_and_a_resume(tmp_path: Path) -> None:
    config = small_config(budget__epochs=3)
    control = Control()
    folder = RunFolder.create(tmp_path / "run", config)
    for event in recorded_training(folder, small_data(), control, ()):
        if isinstance(event, StepMeasured) and event.step == 4:
            control.request_stop()
    with pytest.raises(RuntimeError):
        list(recorded_training(folder, small_data(), Control(), [KilledAfter(9)]))  # type: ignore[list-item]
    assert [record["step"] for record in folder.events() if record["event"] == "step"] == list(range(1, 10))
    train_small(tmp_path / "run")
    assert [record["step"] for record in folder.events() if record["event"] == "step"] == list(range(1, 13))
    starts = [record["step"] for record in folder.events() if record["event"] == "started"]
    assert starts == [0, 4, 4]


def test_that_steps_that_two_processes_told_are_told_once(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    lines = folder.events_file.read_text().splitlines()
    later = [
        json.dumps(json.loads(text) | {"loss": 7.0}) for text in lines if '"step": 5' in text or '"step": 6' in text
    ]
    folder.events_file.write_text("\n".join([*lines[:-1], *later]) + "\n")
    read = [event for event in replay_curves(folder) if isinstance(event, StepsRead)]
    assert len(read) == 1
    assert read[0].columns["step"].tolist() == list(range(1, 9))
    assert [step for step, loss in zip(*map(read[0].columns.get, ("step", "loss")), strict=True) if loss == 7.0] == [
        5,
        6,
    ]
    assert isinstance(next(iter(replay_curves(folder))), RunStarted)


@pytest.mark.parametrize("features", ["pca", "untrained", "simclr", "supervised", "", 1, None])
def test_that_a_baseline_is_of_features_that_do_not_depend_on_the_training(features: object) -> None:
    probed = BaselineProbed(3, "pca", 0.5, 100, 1.0)
    record = probed.as_record()
    assert record["features"] == "pca", "the file holds a plain word"
    assert event_from(record) == probed
    is_one = features in ("pca", "untrained")
    assert (event_from(record | {"features": features}) is not None) is is_one
