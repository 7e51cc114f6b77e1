"""Continued pre-training: a run that begins from an imported encoder, with a head that is new."""

from pathlib import Path

import pytest
import torch

from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.presets import PHOTOGRAPHS, SHAPES
from simclr_gui.engine.events import Announced, Event, RunStarted
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.exchange.corrections import Corrections
from simclr_gui.engine.exchange.importing import import_encoder
from simclr_gui.engine.experiments.continuation import opened_parent
from simclr_gui.engine.experiments.experiment import new_run, recorded_training, resumed
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.planning.longer import longer_training
from simclr_gui.engine.runs.parent import began_elsewhere, read_parent
from simclr_gui.engine.runs.repeating_command import command_of
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints, read_checkpoint
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.trained_encoder import load_encoder
from tests.engine.exchange.test_importing import exported
from tests.small import small_data

QUICK = {"budget.epochs": 1, "optimisation.batch_size": 16, "machine.precision": "float32", "machine.threads": 1}


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("imported")
    file = exported(place / "thin.safetensors", "resnet18-thin", "small", "multi-scale", side_px=16)
    images = {"data.train_images": 64, "data.test_images": 40}
    return result_of(import_encoder(file, place / "run", images, Corrections(mean=(0.1, 0.2, 0.3))))


def begun(parent: Path, path: Path) -> tuple[RunFolder, list[Event]]:
    events: list[Event] = []
    config = continued_config(RunFolder(parent).config(), QUICK, is_imported=True)
    beginning, data = result_of(opened_parent(parent, config), events.append)
    return result_of(new_run(config, path, data, beginning)), events


def test_that_network_side_and_stem_are_the_imported_ones_and_the_head_is_a_usual_one(parent: Path) -> None:
    imported = RunFolder(parent).config()
    config = continued_config(imported, {}, is_imported=True)
    assert config.data == imported.data
    assert config.model == SHAPES.model.model_copy(update={"stem": "small", "features": "multi-scale"})
    assert config.views == SHAPES.views


def test_that_images_of_ones_own_bring_their_preset(parent: Path, tmp_path: Path) -> None:
    config = continued_config(RunFolder(parent).config(), {"data.folder": tmp_path}, is_imported=True)
    assert (config.data.source, config.data.folder, config.data.side_px) == ("folder", tmp_path, 16)
    assert config.views == PHOTOGRAPHS.views
    assert config.optimisation == PHOTOGRAPHS.optimisation


def test_that_the_new_run_begins_from_weights_and_normalisation_and_says_that_its_head_is_new(
    parent: Path, tmp_path: Path
) -> None:
    folder, events = begun(parent, tmp_path / "child")
    assert any("head begins from random weights" in event.sentence for event in events if isinstance(event, Announced))
    told = read_parent(folder)
    assert told is not None and told.has_new_head
    before, after = load_encoder(parent), load_encoder(folder.path)
    images = torch.rand(3, 3, 16, 16)
    assert torch.equal(before(images), after(images))
    assert after.mean.flatten().tolist() == pytest.approx([0.1, 0.2, 0.3])
    tensors = read_checkpoint(*list_checkpoints(folder)[0])
    assert any(name.startswith("projection_head.") for name in tensors)


def test_that_what_was_trained_on_from_it_does_not_claim_to_have_seen_no_label(parent: Path, tmp_path: Path) -> None:
    """Nor does what is trained on from that in turn."""
    child, _ = begun(parent, tmp_path / "child")
    data = small_data(child.config())
    (started,) = (e for e in recorded_training(child, data, Control(), ()) if isinstance(e, RunStarted))
    assert started.began_elsewhere
    config = continued_config(child.config(), {"budget.epochs": 1})
    beginning, data = result_of(opened_parent(child.path, config))
    grandchild = result_of(new_run(config, tmp_path / "grandchild", data, beginning))
    told = read_parent(grandchild)
    assert told is not None and not told.has_new_head
    assert began_elsewhere(grandchild)


def test_that_it_trains_to_its_end_and_its_command_names_where_it_began(parent: Path, tmp_path: Path) -> None:
    folder, _ = begun(parent, tmp_path / "child")
    list(recorded_training(folder, small_data(folder.config()), Control(), ()))
    assert folder.condition() == "finished"
    command = command_of(folder)
    assert command.startswith(f"simclr-gui train --from {parent} ")
    assert "--epochs 1" in command and "--projection" not in command and "--stem" not in command


def test_that_another_network_is_refused(parent: Path) -> None:
    config = continued_config(RunFolder(parent).config(), {**QUICK, "model.encoder": "resnet34-thin"}, is_imported=True)
    with pytest.raises(UserError, match="is resnet18-thin there, and resnet34-thin here"):
        result_of(opened_parent(parent, config))


def test_that_there_is_no_training_to_be_resumed(parent: Path) -> None:
    with pytest.raises(UserError, match="no training that could go on"):
        list(resumed(parent, Control(), lambda *_: iter(())))  # type: ignore[arg-type]


def test_that_the_window_plans_it_with_a_head(parent: Path) -> None:
    planned = longer_training(parent, "mine", RunFolder(parent).config(), {"budget.seconds": 60.0}, is_imported=True)
    assert planned.parent == parent
    assert planned.config.model.projection_layers == 2
    assert str(planned.name) == "mine, trained on"
