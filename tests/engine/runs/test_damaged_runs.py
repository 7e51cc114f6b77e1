"""What is damaged in a run folder is told, the rest is shown, and what can be made anew is made anew."""

import dataclasses
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load, save

from simclr_gui.cli import main
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import (
    EvaluationFinished,
    Event,
    ImagesPredicted,
    MapComputed,
    RunEnded,
    StepMeasured,
    StepsRead,
    Warned,
)
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.experiments.experiment import opened_run, recorded_training
from simclr_gui.engine.experiments.replay import follow
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.manifests import (
    CHECKSUM,
    manifest_files,
    read_manifest,
    weights_beside,
    with_checksum,
)
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints, restore, restore_newest
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.learner import Learner
from tests.campaign.files.run_folders import CONFIG, make_whole_run, quick_layout, wrong_of_one
from tests.small import small_data, small_learner, train_small


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was stopped, evaluated and mapped; not to be changed."""
    run_dir = tmp_path_factory.mktemp("whole") / "run"
    make_whole_run(run_dir)
    return run_dir


@pytest.fixture
def run(whole: Path, tmp_path: Path) -> RunFolder:
    shutil.copytree(whole, tmp_path / "run")
    return RunFolder(tmp_path / "run")


def opened(folder: RunFolder) -> list[Event]:
    return list(follow(folder, lambda: False))


def of(kind: type[Any], events: list[Event]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def run_evaluator(folder: RunFolder, data: DataSet | None = None) -> RunEvaluator:
    return RunEvaluator(folder, quick_layout, data or small_data(CONFIG))


def contents(folder: RunFolder) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}


def make_finished(folder: RunFolder) -> None:
    """Lets the run end where it was stopped."""
    epochs = list_checkpoints(folder)[-1][0].step / 4
    config = config_with(folder.config(), {"budget.epochs": int(epochs)})
    folder.config_file.write_text(json.dumps(config.model_dump(mode="json")))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"simclr": {"linear": "high"}}', "[" * 100_000])
def test_that_a_damaged_evaluation_is_told_and_the_rest_is_shown_and_it_is_made_anew(
    run: RunFolder, content: str
) -> None:
    before = read_evaluation(run)
    run.evaluation_file.write_text(content)
    events = opened(run)
    assert ["evaluation.json is damaged" in warned.sentence for warned in of(Warned, events)] == [True]
    assert "Evaluate the run again." in of(Warned, events)[0].sentence
    assert of(StepsRead, events)
    assert len(of(MapComputed, events)) == 6
    assert not of(EvaluationFinished, events)
    told = of(Warned, list(run_evaluator(run).evaluate()))
    assert "evaluation.json is damaged" in told[0].sentence
    assert read_evaluation(run) == before
    assert (run.path / "evaluation.json.damaged").read_text() == content
    assert not of(Warned, opened(run))


def test_that_damaged_guesses_are_told_and_made_anew(run: RunFolder) -> None:
    predictions = run.path / "predictions.npz"
    predictions.write_bytes(predictions.read_bytes()[:700])
    events = opened(run)
    assert "predictions.npz is damaged" in of(Warned, events)[0].sentence
    assert of(EvaluationFinished, events)
    assert not of(ImagesPredicted, events)
    list(run_evaluator(run).evaluate())
    assert len(of(ImagesPredicted, opened(run))[0].labels) == 40
    assert (run.path / "predictions.npz.damaged").exists()


@pytest.mark.parametrize("name", ["simclr.npz", "pca-plane.npz", "pictures.npz", "made_of.json"])
def test_that_a_damaged_map_is_told_and_drawn_again(run: RunFolder, name: str) -> None:
    file = run.maps_dir / name
    file.write_bytes(b"damaged")
    warned = of(Warned, opened(run))
    assert [name in each.sentence for each in warned] == ([] if name == "made_of.json" else [True] * len(warned))
    list(run_evaluator(run).compute_maps())
    assert not of(Warned, opened(run))
    assert len(of(MapComputed, opened(run))) == 6
    assert (run.maps_dir / f"{name}.damaged").read_bytes() == b"damaged"


def test_that_a_damaged_status_is_told_once_and_is_written_anew(run: RunFolder) -> None:
    run.status_file.write_text("")
    assert ["status.json is damaged" in warned.sentence for warned in of(Warned, opened(run))] == [True]
    train_small(run.path, CONFIG)
    assert run.status().state == "finished"
    assert not of(Warned, opened(run))


def test_that_a_finished_run_that_is_resumed_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train_small(tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    before = contents(folder)
    assert main(["train", "--resume", str(folder.path)]) == 2
    assert "it is finished" in capsys.readouterr().err
    assert contents(folder) == before
    assert folder.condition() == "finished"


def test_that_a_batch_that_does_not_fit_is_refused_before_anything_changes(run: RunFolder) -> None:
    before = contents(run)
    few = DataSet("few", (), small_data().train.subset(10), small_data().test)
    with pytest.raises(UserError, match="larger than the data"):
        list(recorded_training(run, few, Control(), ()))
    assert contents(run) == before


def test_that_memory_that_does_not_suffice_leaves_the_run_as_it_was(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(_learner: Learner, _views: object) -> None:
        raise MemoryError

    before = contents(run)
    monkeypatch.setattr(Learner, "project", too_much)
    with pytest.raises(UserError, match="does not fit into the memory"):
        list(recorded_training(run, small_data(), Control(), ()))
    assert contents(run) == before


def test_that_a_run_killed_after_its_last_checkpoint_is_finished(run: RunFolder) -> None:
    train_small(run.path, CONFIG)
    status = json.loads(run.status_file.read_text())
    for state in ("running", "failed"):
        run.status_file.write_text(json.dumps(status | {"state": state, "pid": 2**22 + 12_345}))
        assert run.condition() == "finished"
    run.status_file.unlink()
    assert run.condition() == "finished"
    assert of(EvaluationFinished, list(run_evaluator(run).evaluate()))
    manifest_files(run.checkpoints_dir)[0].unlink()
    assert run.condition() == "lost"


def test_that_a_run_by_time_killed_after_its_last_checkpoint_is_finished(run: RunFolder) -> None:
    elapsed_s = list_checkpoints(run)[-1][0].elapsed_s
    run.status_file.unlink()
    for seconds, condition in ((max(elapsed_s * 0.9, 1e-3), "finished"), (elapsed_s + 1_000, "lost")):
        values = json.loads(run.config_file.read_text())
        values["budget"] |= {"epochs": None, "seconds": seconds}
        run.config_file.write_text(json.dumps(values))
        if seconds >= 1:  # shorter ones are no settings
            assert run.condition() == condition


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to an administrator")
def test_that_a_closed_run_is_one_sentence(run: RunFolder, capsys: pytest.CaptureFixture[str]) -> None:
    run.path.chmod(0)
    try:
        for command in (["evaluate"], ["map"], ["train", "--resume"]):
            assert main([*command, str(run.path)]) == 2
            assert "permission denied" in capsys.readouterr().err
    finally:
        run.path.chmod(0o755)


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3_000, "file", "file/below", "empty", "nothing"])
def test_that_a_path_that_is_no_run_is_one_sentence(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "empty").mkdir()
    for command in (["evaluate"], ["map"], ["train", "--resume"]):
        assert main([*command, str(tmp_path / name)]) == 2
        told = capsys.readouterr().err
        assert "cannot be read: file name too long" in told or "is not a run folder" in told
    if name not in ("empty", "nothing"):
        assert main(["train", "--run-dir", str(tmp_path / name), "--epochs", "1"]) == 2
        assert "cannot be" in capsys.readouterr().err


def test_that_an_evaluated_run_that_cannot_be_written_to_is_shown(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_arguments: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("simclr_gui.engine.storage.files.write_bytes_atomically", closed)
    monkeypatch.setattr("simclr_gui.engine.storage.json_files.write_bytes_atomically", closed)
    result = of(EvaluationFinished, list(run_evaluator(run).evaluate()))[0].result
    assert result == read_evaluation(run)


def test_that_a_damaged_newest_checkpoint_is_told_by_everything_that_uses_another(run: RunFolder) -> None:
    (older, _), (newest, file) = list_checkpoints(run)[-2:]
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    sentence = f"The checkpoint of step {older.step} is used instead."
    for events in (run_evaluator(run).evaluate(), run_evaluator(run).compute_maps(), run_evaluator(run).evaluate()):
        assert [sentence in warned.sentence for warned in of(Warned, list(events))] == [True]
    evaluation = read_evaluation(run)
    assert evaluation.checkpoint.step == older.step
    assert [passed.file for passed in evaluation.passed_over] == [f"step-{newest.step:08d}"]
    assert "its checksum is wrong" in evaluation.passed_over[0].reason
    events: list[Event] = []
    for event in recorded_training(run, small_data(), Control(), ()):
        events.append(event)
        if isinstance(event, StepMeasured):
            break
    assert event.step == older.step + 1
    assert sentence in of(Warned, events)[0].sentence
    assert sentence in of(Warned, opened(run))[0].sentence, "it is kept with the run"


def test_that_a_step_that_was_changed_does_not_make_a_checkpoint_the_newest(run: RunFolder) -> None:
    oldest = manifest_files(run.checkpoints_dir)[-1]
    values = json.loads(oldest.read_text())
    assert CHECKSUM in values
    for change in ({"step": 2**63}, {"step": "8"}, {"step": 5}, {"knn": 0.5}, {"elapsed_s": -1.0}, {"bytes": "x"}):
        oldest.write_text(json.dumps(values | change))
        assert len(list_checkpoints(run)) == len(manifest_files(run.checkpoints_dir)) - 1
        assert restore_newest(run, small_learner(CONFIG)).manifest.step == 6
    renamed = oldest.with_name("step-00000099.json")
    oldest.write_text(json.dumps(values))
    weights_beside(oldest).rename(weights_beside(renamed))
    oldest.rename(renamed)
    assert "it is of step" in restore_newest(run, small_learner(CONFIG)).warning


def test_that_manifests_of_the_first_version_are_read(run: RunFolder) -> None:
    for file in manifest_files(run.checkpoints_dir):
        values = json.loads(file.read_text()) | {"schema_version": 1}
        del values[CHECKSUM]
        file.write_text(json.dumps(values))
    assert list_checkpoints(run)[-1][0].step == 6
    assert restore_newest(run, small_learner(CONFIG)).warning is None


def test_that_nothing_but_damaged_manifests_is_told(run: RunFolder) -> None:
    for file in manifest_files(run.checkpoints_dir):
        file.write_text("{")
    with pytest.raises(UserError, match="is damaged"):
        restore_newest(run, small_learner(CONFIG))


def without(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return dict(list(tensors.items())[1:])


@pytest.mark.parametrize(
    "change",
    [
        without,
        lambda tensors: tensors | {"encoder.new": torch.zeros(2)},
        lambda tensors: tensors | {"optimizer.999.momentum_buffer": torch.zeros(2)},
        lambda tensors: tensors | {"optimizer.x.momentum_buffer": torch.zeros(2)},
        lambda tensors: {name.replace("momentum_buffer", "exp_avg"): value for name, value in tensors.items()},
        lambda tensors: {name: value.double() for name, value in tensors.items()},
        lambda tensors: {name: value.flatten() for name, value in tensors.items()},
        lambda _tensors: {},
    ],
)
def test_that_tensors_that_do_not_fit_leave_the_learner_as_it_was(run: RunFolder, change: Any) -> None:
    manifest, file = list_checkpoints(run)[-1]
    content = save({name: value.contiguous() for name, value in change(load(file.read_bytes())).items()})
    file.write_bytes(content)
    lying = dataclasses.replace(manifest, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    file.with_suffix(".json").write_text(json.dumps(with_checksum(lying)))
    learner = small_learner(CONFIG)
    before = {name: value.clone() for name, value in learner.tensors().items()}
    with pytest.raises(UserError, match="is damaged"):
        restore(learner, read_manifest(file.with_suffix(".json")), file)
    after = learner.tensors()
    assert after.keys() == before.keys()
    assert all(torch.equal(after[name], before[name]) for name in before)


def test_that_folders_that_a_copy_left_out_are_made(run: RunFolder) -> None:
    shutil.rmtree(run.checkpoints_dir)
    shutil.rmtree(run.maps_dir)
    train_small(run.path, CONFIG)
    assert list_checkpoints(run)[-1][0].step == 160
    list(run_evaluator(run).compute_maps())
    assert len(of(MapComputed, opened(run))) == 6


def test_that_what_killed_processes_left_half_written_is_swept(run: RunFolder) -> None:
    gone, living = 2**22 + 12_345, os.getppid()
    left = [run.checkpoints_dir / f".step-00000009.safetensors.{gone}.part", run.path / ".predictions.npz.part"]
    kept = run.path / f".evaluation.json.{living}.part"
    for path in (*left, kept):
        path.write_bytes(b"half")
    train_small(run.path, CONFIG)
    assert [path.exists() for path in left] == [False, False]
    assert kept.exists()


def test_that_too_few_test_images_for_a_map_are_told_and_scored(tmp_path: Path) -> None:
    data = small_data()
    few = DataSet(data.name, data.class_names, data.train, data.test.subset(4))
    train_small(tmp_path / "run")
    events = list(run_evaluator(RunFolder(tmp_path / "run"), few).evaluate_and_map(lambda: False))
    assert "4 test images are too few" in of(Warned, events)[0].sentence
    assert of(EvaluationFinished, events)[0].result.test_images == 4


def test_that_a_run_without_a_checkpoint_says_so(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", CONFIG)
    assert opened(folder) == []
    assert folder.condition() == "lost"
    for events in (
        run_evaluator(folder).evaluate(),
        run_evaluator(folder).compute_maps(),
        run_evaluator(folder).compute_checkpoint_maps(),
    ):
        with pytest.raises(UserError, match="has no checkpoint yet"):
            list(events)


def test_that_a_run_that_ended_is_known_by_its_events(run: RunFolder) -> None:
    assert [event.reason for event in of(RunEnded, opened(run))] == ["stopped", "stopped"]
    folder, _ = result_of(opened_run(run.path))
    folder.release_lock()
    assert np.array_equal(of(StepsRead, opened(run))[0].columns["step"], [1, 2, 3])


def test_that_mutated_runs_are_read_right_or_refused_in_words(whole: Path, tmp_path: Path) -> None:
    outcomes = [(seed, *wrong_of_one(whole, tmp_path, seed)) for seed in range(7, 87)]
    assert [outcome for outcome in outcomes if outcome[-1]] == []
