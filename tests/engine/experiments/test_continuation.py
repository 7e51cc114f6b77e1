"""A run that begins from the weights of another: the same network, and from then on a run like any other."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from simclr_gui.cli import main
from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.seed_summary import summarise_seeds
from simclr_gui.engine.events import Event, StepMeasured, Warned
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.experiments.continuation import opened_parent
from simclr_gui.engine.experiments.experiment import new_run, recorded_training
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.parent import read_parent
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints, read_checkpoint
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.trained_encoder import load_encoder
from tests.small import SMALL, small_config, small_data, train_small
from tests.tested_runs import make_tested_run


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that has learned something, so that a loss near its last one is not one at random."""
    path = tmp_path_factory.mktemp("parent") / "parent"
    train_small(path, small_config(budget__epochs=40, optimisation__temperature=0.5))
    write_about(RunFolder(path), About(name="The first"))
    return path


def settings_of(parent: Path, **changes: object) -> TrainingConfig:
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return continued_config(RunFolder(parent).config(), {"budget.epochs": 2, **named})


def begin(parent: Path, path: Path, config: TrainingConfig) -> RunFolder:
    beginning, data = result_of(opened_parent(parent, config))
    return result_of(new_run(config, path, data, beginning))


def train(folder: RunFolder, control: Control | None = None) -> list[Event]:
    return list(recorded_training(folder, small_data(folder.config()), control or Control(), ()))


def losses(events: Sequence[Event]) -> list[float]:
    return [event.loss for event in events if isinstance(event, StepMeasured)]


def weights(path: Path, place: int = -1) -> dict[str, torch.Tensor]:
    return read_checkpoint(*list_checkpoints(RunFolder(path))[place])


def test_that_the_folder_says_where_its_weights_came_from(parent: Path, tmp_path: Path) -> None:
    folder = begin(parent, tmp_path / "child", settings_of(parent))
    told, (manifest, _) = read_parent(folder), list_checkpoints(RunFolder(parent))[-1]
    assert told is not None
    assert (told.path, told.name) == (str(parent), "The first")
    assert (told.step, told.checkpoint_sha256) == (manifest.step, manifest.sha256)


def test_that_its_features_are_those_of_the_parent_before_the_first_step(parent: Path, tmp_path: Path) -> None:
    folder = begin(parent, tmp_path / "child", settings_of(parent))
    images = small_data(SMALL).test.pixels.float() / 255
    assert torch.equal(load_encoder(folder.path, 0)(images), load_encoder(parent)(images))


def test_that_without_a_learning_rate_worth_the_name_no_weight_changes(parent: Path, tmp_path: Path) -> None:
    """The settings allow no rate of 0; the averages of BatchNorm are no weights, and follow the views."""
    config = settings_of(parent, optimisation__learning_rate=1e-30)
    train(begin(parent, tmp_path / "child", config))
    before, after = weights(parent), weights(tmp_path / "child")
    learned = [name for name, _ in load_encoder(parent).named_parameters()]
    assert learned
    assert all(torch.equal(before[f"encoder.{name}"], after[f"encoder.{name}"]) for name in learned)


def test_that_its_first_loss_is_near_the_last_of_the_parent(parent: Path, tmp_path: Path) -> None:
    first, *_ = losses(train(begin(parent, tmp_path / "child", settings_of(parent))))
    log = (parent / "events.jsonl").read_text().splitlines()
    of_parent = [json.loads(line)["loss"] for line in log if json.loads(line)["event"] == StepMeasured.kind]
    at_first, at_last = sum(of_parent[:4]) / 4, sum(of_parent[-4:]) / 4
    assert abs(first - at_last) < (at_first - at_last) / 2


def test_that_its_random_numbers_are_its_own_and_two_of_them_are_alike_bit_for_bit(
    parent: Path, tmp_path: Path
) -> None:
    config = settings_of(parent)
    assert config.machine.seed == RunFolder(parent).config().machine.seed + 1
    for name in ("one", "other"):
        train(begin(parent, tmp_path / name, config))
    one, other = (weights(tmp_path / name) for name in ("one", "other"))
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_that_it_is_resumed_without_its_parent(parent: Path, tmp_path: Path) -> None:
    shutil.copytree(parent, tmp_path / "copy")
    config = settings_of(parent)
    train(begin(tmp_path / "copy", tmp_path / "whole", config))
    stopped, control = begin(tmp_path / "copy", tmp_path / "stopped", config), Control()
    shutil.rmtree(tmp_path / "copy")
    for event in recorded_training(stopped, small_data(config), control, ()):
        if isinstance(event, StepMeasured) and event.step == 3:
            control.request_stop()
    train(stopped)
    whole, pieced = weights(tmp_path / "whole"), weights(tmp_path / "stopped")
    assert all(torch.equal(whole[name], pieced[name]) for name in whole)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"model__encoder": "resnet34-thin"}, "Network is resnet18-thin there, and resnet34-thin here"),
        ({"model__stem": "small"}, "Stem is thin there, and small here"),
        ({"model__projection_dim": 64}, "Output of the projection head is 128 there, and 64 here"),
        ({"model__projection_hidden_dim": 32}, "Width of the projection head is none there, and 32 here"),
    ],
)
def test_that_another_network_is_refused_in_words(parent: Path, changes: dict[str, object], words: str) -> None:
    with pytest.raises(UserError, match=words):
        result_of(opened_parent(parent, settings_of(parent, **changes)))


def test_that_a_run_without_a_checkpoint_is_refused(tmp_path: Path) -> None:
    RunFolder.create(tmp_path / "empty", SMALL)
    with pytest.raises(UserError, match="has no checkpoint yet"):
        result_of(opened_parent(tmp_path / "empty", settings_of(tmp_path / "empty")))


def test_that_a_folder_whose_weights_are_missing_does_not_begin_from_random_ones(parent: Path, tmp_path: Path) -> None:
    folder = begin(parent, tmp_path / "child", settings_of(parent))
    shutil.rmtree(folder.checkpoints_dir)
    with pytest.raises(UserError, match="begin from the weights of another run, and they are missing"):
        train(folder)


def test_that_a_damaged_newest_checkpoint_is_told_and_the_one_before_it_taken(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    train_small(tmp_path / "begun", small_config(budget__epochs=1))  # its end is an earlier checkpoint of the run
    for file in RunFolder(tmp_path / "begun").checkpoints_dir.iterdir():
        shutil.copy(file, folder.checkpoints_dir / file.name)
    list_checkpoints(folder)[-1][1].write_bytes(b"")
    told = list(opened_parent(folder.path, settings_of(folder.path)))
    assert any(isinstance(event, Warned) and "step 4" in event.sentence for event in told)


def test_that_averaged_weights_go_on_from_the_average(tmp_path: Path) -> None:
    train_small(tmp_path / "parent", small_config(optimisation__averaging=0.9))
    folder = begin(tmp_path / "parent", tmp_path / "child", settings_of(tmp_path / "parent"))
    images = small_data(SMALL).test.pixels.float() / 255
    assert torch.equal(load_encoder(folder.path, 0)(images), load_encoder(tmp_path / "parent")(images))


def test_that_a_child_is_no_sibling_of_its_parent(tmp_path: Path) -> None:
    labels = np.arange(40, dtype=np.int64) % 4
    make_tested_run(tmp_path / "parent", labels < 2, labels)
    make_tested_run(tmp_path / "child", labels < 3, labels, machine__seed=1)
    assert summarise_seeds(RunFolder(tmp_path / "child")) is not None
    record = {"path": str(tmp_path / "parent"), "name": "parent", "step": 8, "checkpoint_sha256": 64 * "0"}
    RunFolder(tmp_path / "child").parent_file.write_text(json.dumps(record))
    assert summarise_seeds(RunFolder(tmp_path / "child")) is None
    assert summarise_seeds(RunFolder(tmp_path / "parent")) is None


def test_that_the_command_trains_longer_with_the_settings_of_the_run(parent: Path, tmp_path: Path) -> None:
    assert main(["train", "--from", str(parent), "--epochs", "1", "--run-dir", str(tmp_path / "child")]) == 0
    child, of_parent = RunFolder(tmp_path / "child").config(), RunFolder(parent).config()
    assert child.optimisation == of_parent.optimisation
    assert (child.budget.epochs, child.machine.seed) == (1, 1)
    assert read_parent(RunFolder(tmp_path / "child")) is not None


def test_that_the_command_refuses_another_network_and_a_resume_in_a_sentence(
    parent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "--from", str(parent), "--encoder", "resnet34-thin"]) == 2
    assert "is another: Network is resnet18-thin there" in capsys.readouterr().err
    assert main(["train", "--from", str(parent), "--resume", str(parent)]) == 2
    assert "--from begins a new run" in capsys.readouterr().err
    assert main(["train", "--from", str(tmp_path / "nowhere")]) == 2
    assert "is not a run folder" in capsys.readouterr().err
