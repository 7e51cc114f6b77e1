"""The run folder: checkpoints, status and events that survive crashes, full disks and damage."""

import itertools
import json
import os
import socket
from pathlib import Path

import pytest
import torch

from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import StepMeasured, StepsRead
from simclr_gui.engine.experiments.replay import replay_curves
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs import event_log
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.manifests import Manifest
from simclr_gui.engine.runs.recorder import Recorder
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import start_of_process
from simclr_gui.engine.storage.json_files import write_json_atomically
from simclr_gui.engine.training import checkpoints
from simclr_gui.engine.training.checkpoints import (
    MOST_SPREAD,
    CheckpointPace,
    list_checkpoints,
    read_checkpoint,
    restore_newest,
    save_checkpoint,
    spread_steps,
)
from simclr_gui.engine.training.learner import Learner
from tests.small import SMALL, small_learner, train_small


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "run", SMALL)


@pytest.fixture
def learner() -> Learner:
    return small_learner()


def save_at(folder: RunFolder, learner: Learner, *steps: tuple[int, float | None]) -> None:
    for step, knn in steps:
        learner.step = step
        save_checkpoint(folder, learner, knn)


def test_that_the_settings_come_back_as_they_were_written(folder: RunFolder) -> None:
    assert folder.config() == SMALL


def test_that_a_folder_with_a_run_is_not_overwritten(folder: RunFolder) -> None:
    with pytest.raises(UserError, match="already holds a run"):
        RunFolder.create(folder.path, SMALL)


def test_that_the_last_two_the_best_and_some_moments_between_are_kept(
    folder: RunFolder, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "MOST_SPREAD", 2)
    save_at(folder, learner, (1, None), (2, 0.9), *((step, 0.5) for step in range(3, 41)))
    kept = [manifest.step for manifest, _ in list_checkpoints(folder)]
    assert len(kept) == 5
    assert {2, 39, 40} <= set(kept)
    assert len(list(folder.checkpoints_dir.glob("*.safetensors"))) == 5


def test_that_moments_lie_the_denser_the_earlier_and_take_little_room() -> None:
    kept_steps = [Manifest(step, 0.0, None, bytes=10**6, sha256="") for step in range(10, 2_000, 10)]
    kept: list[Manifest] = []
    for moment in kept_steps:
        kept = spread_steps([*kept, moment])
    steps = [manifest.step for manifest in kept]
    assert len(steps) == MOST_SPREAD
    gaps = [later - before for before, later in itertools.pairwise(steps)]
    assert steps[0] < 100 and steps[-1] > 1_000
    assert gaps[0] < gaps[-1]
    large = [Manifest(step, 0.0, None, bytes=4 * 10**8, sha256="") for step in (10, 20, 30)]
    assert len(spread_steps(large)) == 2


def test_that_checkpoints_are_frequent_at_first_and_cost_little_time() -> None:
    pace, now_s, saved_s = CheckpointPace(0.0), 0.0, []
    while now_s < 300:
        now_s += 0.1
        if pace.is_due(now_s):
            pace.note_saved(now_s, now_s + 0.01)
            saved_s.append(now_s)
    assert saved_s[0] < 2.2
    assert sum(second < 60 for second in saved_s) >= 8
    assert all(later - before < 31 for before, later in itertools.pairwise(saved_s))
    slow = CheckpointPace(0.0)
    slow.note_saved(0.0, 0.5)
    assert not slow.is_due(0.5 + 16)
    assert slow.is_due(0.5 + 17)


@pytest.mark.parametrize("damage", ["cut", "flipped", "gone", "empty"])
def test_that_a_damaged_checkpoint_is_passed_over_for_the_one_before(
    folder: RunFolder, learner: Learner, damage: str
) -> None:
    save_at(folder, learner, (1, None))
    with torch.no_grad():
        learner.projection_head[0].bias.fill_(7)
    save_at(folder, learner, (2, None))
    file = list_checkpoints(folder)[-1][1]
    content = file.read_bytes()
    flipped = content[:-1] + bytes([content[-1] ^ 1])
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes({"cut": content[:1000], "flipped": flipped, "empty": b""}[damage])
    restored = restore_newest(folder, learner)
    assert restored is not None
    assert restored.manifest.step == 1
    assert [passed.file for passed in restored.passed_over] == ["step-00000002"]
    assert "The checkpoint of step 1 is used instead." in restored.warning
    assert learner.projection_head[0].bias.max() < 7


def test_that_nothing_but_damaged_checkpoints_is_told(folder: RunFolder, learner: Learner) -> None:
    save_at(folder, learner, (1, None))
    manifest, file = list_checkpoints(folder)[0]
    file.write_bytes(b"x" * manifest.bytes)
    with pytest.raises(UserError, match="damaged: its checksum is wrong"):
        restore_newest(folder, learner)


def test_that_a_checkpoint_of_another_network_does_not_fit(folder: RunFolder, learner: Learner) -> None:
    save_at(folder, learner, (1, None))
    other = SMALL.model_copy(update={"model": SMALL.model.model_copy(update={"projection_dim": 32})})
    with pytest.raises(UserError, match="damaged"):
        restore_newest(folder, small_learner(other))


def test_that_a_manifest_that_is_not_one_does_not_count(folder: RunFolder, learner: Learner) -> None:
    save_at(folder, learner, (1, None))
    for name, text in (("step-00000002.json", "[1]"), ("step-00000003.json", "{"), ("step-00000004.json", "{}")):
        (folder.checkpoints_dir / name).write_text(text)
    assert [manifest.step for manifest, _ in list_checkpoints(folder)] == [1]


def test_that_a_full_disk_while_saving_is_told_and_older_checkpoints_stay(
    folder: RunFolder, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_at(folder, learner, (1, None))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="no space left on device"):
        save_at(folder, learner, (2, None))
    monkeypatch.undo()
    assert [manifest.step for manifest, _ in list_checkpoints(folder)] == [1]
    assert read_checkpoint(*list_checkpoints(folder)[0])
    assert not list(folder.checkpoints_dir.glob("*.part"))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"data": {"side_px": 5}}', '{"unknown": 1}', "\x00\x01"])
def test_that_a_damaged_config_is_told_in_a_sentence(folder: RunFolder, content: str) -> None:
    folder.config_file.write_text(content)
    with pytest.raises(UserError):
        folder.config()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"simclr": {"linear": "high"}}'])
def test_that_a_damaged_evaluation_is_told_in_a_sentence(folder: RunFolder, content: str) -> None:
    assert read_evaluation(folder) is None
    folder.evaluation_file.write_text(content)
    with pytest.raises(UserError, match="damaged"):
        read_evaluation(folder)


@pytest.mark.parametrize(
    "record",
    [
        {
            "event": "pulse",
            "step": 1,
            "epoch": 1.0,
            "top5": 0,
            "positive": 0,
            "negative": 0,
            "alignment": 0,
            "uniformity": 0,
            "watched": [0.5],
            "gradients": [1.0],
            "memory_bytes": 1,
            "elapsed_s": 1.0,
        },
        {"event": "step"},
        {"event": "step", "step": 1, "loss": "low"},
        {"event": "song"},
        {"event": "knn", "step": []},
    ],
)
def test_that_records_that_are_not_whole_are_not_replayed(record: dict[str, object]) -> None:
    assert event_from(record) is None


def test_that_a_replayed_run_tells_what_it_told_when_it_was_trained(tmp_path: Path) -> None:
    lived = train_small(tmp_path / "run")
    steps = [event for event in lived if isinstance(event, StepMeasured)]
    started, read, ended = replay_curves(RunFolder(tmp_path / "run"))
    assert [started, ended] == [event for event in lived if event.kind in ("started", "ended")]
    assert isinstance(read, StepsRead)
    assert read.last == steps[-1]
    assert set(read.columns) == set(vars(steps[0]))
    for name, values in read.columns.items():
        assert values.tolist() == [getattr(step, name) for step in steps]


def test_that_a_long_run_is_read_in_pieces_and_none_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train_small(tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    whole = list(folder.events())
    monkeypatch.setattr(event_log, "BYTES_READ_AT_ONCE", 600)
    assert list(folder.events()) == whole
    bundles = [event for event in replay_curves(folder) if isinstance(event, StepsRead)]
    assert sum(len(bundle.columns["step"]) for bundle in bundles) == 8


def test_that_a_folder_that_is_no_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a run folder"):
        RunFolder.open(tmp_path)


def test_that_events_after_a_crash_in_the_middle_of_a_line_are_still_read(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    whole = list(folder.events())
    with folder.events_file.open("a") as file:
        file.write('{"event": "step", "ste')
    assert list(folder.events()) == whole
    recorder = Recorder(folder)
    recorder.record(next(iter(replay_curves(folder))))
    recorder.close("stopped")
    with folder.events_file.open("a") as file:
        file.write('{"event": "step", "step": 99}\n')
    assert list(folder.events())[-1] == {"event": "step", "step": 99}


def test_that_every_step_stands_in_the_events_file_with_its_fields(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    lines = [json.loads(line) for line in RunFolder(tmp_path / "run").events_file.read_text().splitlines()]
    steps = [line for line in lines if line["event"] == "step"]
    assert len(steps) == 8
    needed = {"step", "epoch", "loss", "learning_rate", "top1", "images_per_second", "time"}
    assert needed <= set(steps[0])


def test_that_the_status_of_a_dead_process_is_not_alive(folder: RunFolder) -> None:
    folder.write_status("running")
    assert folder.status().is_alive
    values = json.loads(folder.status_file.read_text())
    write_json_atomically(folder.status_file, values | {"pid": 2**22 + 12345})
    assert not folder.status().is_alive
    write_json_atomically(folder.status_file, values | {"host": "elsewhere", "heartbeat": 0.0})
    assert not folder.status().is_alive


def test_that_a_run_that_another_process_trains_is_not_touched(folder: RunFolder) -> None:
    folder.write_status("running")
    values = json.loads(folder.status_file.read_text())
    other = {"pid": os.getppid(), "host": socket.gethostname(), "started": start_of_process(os.getppid())}
    write_json_atomically(folder.status_file, values | other)
    with pytest.raises(UserError, match="is being trained by process"):
        folder.require_nobody_trains_here()
