"""Encoders of other programs: recognised, imported, and giving the very features that they give elsewhere."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.data_record import read_record
from simclr_gui.engine.evaluation.evaluation import EvaluationOptions
from simclr_gui.engine.events import EvaluationFinished, Event, FeatureMapsTaken, PairsTaken, Warned
from simclr_gui.engine.events.sharing import EncoderRecognised, RunImported
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.exchange.corrections import Corrections, deviation_in, mean_in
from simclr_gui.engine.exchange.importing import import_encoder, recognise_encoder
from simclr_gui.engine.experiments.replay import follow
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.experiments.run_inspector import RunInspector
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.network.encoders import build_encoder
from simclr_gui.engine.runs.origin import read_origin
from simclr_gui.engine.runs.repeating_command import command_of
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.trained_encoder import load_encoder
from simclr_gui.jobs.umap_process import UmapProcess
from tests.engine.exchange.layouts import LAYOUTS, Layout, made

SIDES_PX = (32, 96, 224)
FEW_IMAGES = {"data.train_images": 40, "data.test_images": 30}


def saved(layout: Layout, folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    torch.save(layout.tree, folder / name)
    for beside, values in layout.beside.items():
        (folder / beside).write_text(json.dumps(values))
    return folder / name


def recognised(file: Path, corrections: Corrections | None = None) -> EncoderRecognised:
    events = recognise_encoder(file, corrections or Corrections())
    return next(event for event in events if isinstance(event, EncoderRecognised))


def refusal(file: Path) -> str:
    with pytest.raises(UserError) as caught:
        recognised(file)
    return str(caught.value.sentence)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thin network as this program exports one, imported with few images."""
    place = tmp_path_factory.mktemp("imported")
    file = exported(place / "thin.safetensors", "resnet18-thin", "thin", "last-stage", side_px=32)
    return result_of(import_encoder(file, place / "run", FEW_IMAGES))


def exported(file: Path, encoder: str, stem: str, features: str, side_px: int) -> Path:
    """As this program writes encoders, with random weights."""
    torch.manual_seed(1)
    mean, std = torch.tensor([0.4, 0.5, 0.6]), torch.tensor([0.2, 0.25, 0.3])
    network = build_encoder(encoder, stem, side_px, mean, std, features).network
    told = {"made_by": "SimCLR Explorer", "encoder": encoder, "stem": stem, "features": features}
    told |= {"side_px": str(side_px), "mean": json.dumps(mean.tolist()), "std": json.dumps(std.tolist())}
    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, file, told)
    return file


@pytest.mark.parametrize("name", LAYOUTS)
def test_that_every_programs_encoder_gives_the_features_that_it_gives_there(name: str, tmp_path: Path) -> None:
    layout = made(name)
    file = saved(layout, tmp_path / "there", LAYOUTS[name][0])
    events: list[Event] = []
    path = result_of(import_encoder(file, tmp_path / "run", FEW_IMAGES), events.append)
    (told,) = (event for event in events if isinstance(event, EncoderRecognised))
    assert (told.made_by, told.encoder, told.stem) == (layout.made_by, layout.encoder, layout.stem)
    assert (told.mean, told.std) == layout.colours
    assert told.side_px == layout.side_px
    assert set(told.dropped) == set(layout.dropped)
    assert events[-1] == RunImported(path)
    encoder = load_encoder(path)
    for side_px in SIDES_PX:
        images = torch.rand(1, 3, side_px, side_px)
        expected = layout.features(images)
        largest = max(1.0, float(expected.abs().max()))
        torch.testing.assert_close(encoder(images), expected, rtol=1e-5, atol=1e-5 * largest)


def test_that_a_folder_of_timms_is_read_as_its_file_is(tmp_path: Path) -> None:
    layout = made("timm")
    saved(layout, tmp_path / "folder", "other")
    weights = {name: value.contiguous() for name, value in layout.tree.items()}
    save_file(weights, tmp_path / "folder" / "model.safetensors")
    for place in (tmp_path / "folder", tmp_path / "folder" / "model.safetensors"):
        told = recognised(place)
        assert (told.made_by, told.side_px) == ("timm", 160)
        assert (told.mean, told.std) == layout.colours


@pytest.mark.parametrize(
    ("encoder", "stem", "features"),
    [
        ("resnet18-thin", "thin", "last-stage"),
        ("resnet18-thin", "thin", "multi-scale"),
        ("resnet50-thin", "small", "multi-scale"),
        ("resnet18", "small-padded", "last-stage"),
        ("resnet18-thin", "imagenet", "last-stage"),
    ],
)
def test_that_what_this_program_exports_comes_back_as_it_was(
    encoder: str, stem: str, features: str, tmp_path: Path
) -> None:
    file = exported(tmp_path / "mine.safetensors", encoder, stem, features, side_px=48)
    path = result_of(import_encoder(file, tmp_path / "run"))
    config = RunFolder(path).config()
    assert (config.model.encoder, config.model.stem, config.model.features) == (encoder, stem, features)
    assert (config.data.side_px, config.model.projection_layers) == (48, 0)
    torch.manual_seed(1)
    mean, std = torch.tensor([0.4, 0.5, 0.6]), torch.tensor([0.2, 0.25, 0.3])
    before = build_encoder(encoder, stem, 48, mean, std, features).eval()
    images = torch.rand(2, 3, 48, 48)
    assert torch.equal(load_encoder(path)(images), before(images))
    assert recognised(file).made_by == "SimCLR Explorer"


def test_that_what_a_person_knows_better_is_taken_and_written_down(tmp_path: Path) -> None:
    file = saved(made("lightning-bolts"), tmp_path, "bolts.ckpt")
    better = Corrections(mean_in("0.1, 0.2, 0.3"), deviation_in("0.5"), 64, "small-padded")
    path = result_of(import_encoder(file, tmp_path / "run", FEW_IMAGES, better))
    folder, encoder = RunFolder(path), load_encoder(path)
    origin = read_origin(folder)
    assert origin is not None
    assert origin.corrected == ("mean", "std", "side_px", "stem")
    assert (origin.mean, origin.std) == ((0.1, 0.2, 0.3), (0.5, 0.5, 0.5))
    assert encoder.mean.flatten().tolist() == pytest.approx([0.1, 0.2, 0.3])
    assert encoder.network.conv1.padding == (2, 2)
    assert folder.config().data.side_px == 64
    assert command_of(folder) == (
        f"simclr-gui import {file} --mean 0.1,0.2,0.3 --std 0.5,0.5,0.5 --side-px 64 --stem small-padded "
        "--train-images 40 --test-images 30"
    )


def test_that_a_stem_that_the_shapes_forbid_is_refused(tmp_path: Path) -> None:
    file = saved(made("sthalles"), tmp_path, "s.pth")
    with pytest.raises(UserError, match="allows imagenet"):
        recognised(file, Corrections(stem="small"))


def test_that_large_images_are_fewer_unless_a_person_names_a_number(tmp_path: Path) -> None:
    file = exported(tmp_path / "e.safetensors", "resnet18-thin", "imagenet", "last-stage", side_px=224)
    images = RunFolder(result_of(import_encoder(file, tmp_path / "few"))).config().data
    assert (images.side_px, images.train_images, images.test_images) == (224, 1_000, 500)
    images = RunFolder(result_of(import_encoder(file, tmp_path / "many", {"data.test_images": 700}))).config().data
    assert (images.train_images, images.test_images) == (TrainingConfig().data.train_images, 700)


def test_that_an_imported_run_says_what_it_is(run: Path) -> None:
    folder = RunFolder(run)
    assert folder.condition() == "imported"
    assert not folder.data_file.exists() and not folder.events_file.exists()
    line = summarise(run)
    assert line.state == "imported"
    assert line.can_test and line.can_train_longer and not line.can_resume
    assert str(line.budget) == line.differences == ""


def test_that_it_is_tested_looked_into_and_mapped_without_a_training(run: Path, home: Path) -> None:
    inspector = RunInspector(RunFolder(run))
    taken = [event for event in inspector.look(LayerSelection(None)) if isinstance(event, FeatureMapsTaken)]
    assert taken[0].step == 0
    assert any(isinstance(event, PairsTaken) for event in inspector.pair())
    record = read_record(RunFolder(run).data_file)
    assert record is not None and record.pictures_sha256  # its images are written down when they are first needed
    umap = UmapProcess(home)
    events = list(RunEvaluator(RunFolder(run), umap.embed).evaluate(EvaluationOptions()))
    result = next(event.result for event in events if isinstance(event, EvaluationFinished))
    assert result.frozen_verified
    assert result.checkpoint is not None and result.checkpoint.step == 0
    assert summarise(run).state == "imported"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"layer3.1.conv2.weight": None}, "looks like a ResNet-18, but layer3.1.conv2.weight is missing"),
        ({"layer3.1.conv2.weight": torch.zeros(4, 4, 3, 3)}, "layer3.1.conv2.weight has the shape 4x4x3x3"),
        ({"layer3.1.extra": torch.zeros(4)}, "layer3.1.extra is left over"),
        ({"conv1.weight": torch.zeros(64, 1, 7, 7)}, "its first convolution has the shape 64x1x7x7"),
        ({"conv1.weight": torch.zeros(64, 3, 5, 5)}, "its first convolution has the shape 64x3x5x5"),
        ({"layer2.1.bn1.running_var": torch.full((128,), float("nan"))}, "some weights of layer2.1.bn1.running_var"),
        ({"layer1.2.conv1.weight": torch.zeros(64, 64, 3, 3)}, "no ResNet here has stages of this depth (3, 2, 2, 2)"),
    ],
)
def test_that_the_first_part_that_does_not_fit_is_named(
    change: dict[str, torch.Tensor | None], sentence: str, tmp_path: Path
) -> None:
    weights = {
        name: change.get(name, value) for name, value in (made("spijkervet").network.state_dict() | change).items()
    }
    torch.save({name: value for name, value in weights.items() if value is not None}, tmp_path / "r.pth")
    with pytest.raises(UserError) as caught:
        list(import_encoder(tmp_path / "r.pth", tmp_path / "run"))
    assert sentence in str(caught.value)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("width", "words"), [(128, "ResNet-50 of 2 times the usual width"), (256, "ResNet-50 of 4 times the usual width")]
)
def test_that_googles_wider_networks_are_refused_by_name(width: int, words: str, tmp_path: Path) -> None:
    places = [
        (stage, block) for stage, count in enumerate(ENCODERS["resnet50"].blocks_a_stage, 1) for block in range(count)
    ]
    names = {f"layer{stage}.{block}.conv3.weight": torch.zeros(1) for stage, block in places}
    names |= {name.replace("conv3", "conv1"): value for name, value in names.items()}
    torch.save({"state_dict": names | {"conv1.weight": torch.zeros(width, 3, 7, 7)}}, tmp_path / "wide.pth")
    assert words in refusal(tmp_path / "wide.pth")


def test_that_a_damaged_origin_is_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    file = exported(tmp_path / "e.safetensors", "resnet18-thin", "thin", "last-stage", side_px=32)
    run = result_of(import_encoder(file, tmp_path / "run", FEW_IMAGES))
    (run / "imported.json").write_text('{"file": 3}')
    (warning,) = follow(RunFolder(run), lambda: False)
    assert isinstance(warning, Warned) and "imported.json is damaged" in warning.sentence
    assert summarise(run).state == "damaged" or summarise(run).trouble
    assert torch.isfinite(load_encoder(run)(torch.rand(1, 3, 32, 32))).all()
