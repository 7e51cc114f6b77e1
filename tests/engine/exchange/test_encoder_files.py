"""Encoders for torchvision, timm and bare torch: each is loaded by the very lines that the export gives, and agrees."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import timm
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from simclr_gui.engine import load_encoder
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.exchange.network_form import ExportKindsRead, read_export_kinds
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.frozen_run import unpacked_frozen_run
from tests.small import small_config, train_small
from tests.untrained_runs import make_untrained_run

SIDES_PX = (32, 96, 224)
RUNS: dict[str, dict[str, Any]] = {
    "thin": {},
    "small stem": {"model__encoder": "resnet18", "model__stem": "small"},
    "ImageNet stem": {"model__encoder": "resnet18", "model__stem": "imagenet", "data__side_px": 64},
    "ResNet-50": {"model__encoder": "resnet50", "model__stem": "imagenet", "data__side_px": 64},
    "several scales": {"model__encoder": "resnet18", "model__features": "multi-scale"},
    "thin ResNet-50 of several scales": {"model__encoder": "resnet50-thin", "model__features": "multi-scale"},
    "full width, stem of the thin ones": {"model__encoder": "resnet18", "model__stem": "thin"},
    "solo-learn's stem": {"model__encoder": "resnet18-thin", "model__stem": "small-padded"},
    "stem of lightly's first ResNet": {"model__encoder": "resnet18-thin", "model__stem": "small-linear"},
}
PLAIN = ("small stem", "ImageNet stem", "ResNet-50")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("runs")
    return {name: make_untrained_run(place / name, **settings) for name, settings in RUNS.items()}


def exported(run: Path, kind: str, output: Path) -> EncoderExported:
    *_, last = export_encoder(run, kind, output)
    assert isinstance(last, EncoderExported)
    assert all(path.is_file() for path in last.files)
    return last


def images_of(side_px: int) -> torch.Tensor:
    count = 3 if side_px == 32 else 1
    return torch.rand(count, 3, side_px, side_px, generator=torch.Generator().manual_seed(side_px))


def h_by(lines: str, images: torch.Tensor) -> np.ndarray:
    """What the copied lines give, in a Python that has imported nothing of the kind before."""
    path = list(sys.path)
    names: dict[str, Any] = {"images": images}
    try:
        with torch.inference_mode():
            exec(lines, names)
    finally:
        sys.path[:] = path
        for module in ("encoder", "load"):
            sys.modules.pop(module, None)
        importlib.invalidate_caches()
    return names["h"].numpy()


def h_of(run: Path, images: torch.Tensor) -> np.ndarray:
    with torch.inference_mode():
        return load_encoder(run)(images).numpy()


def require_equal(h: np.ndarray, expected: np.ndarray) -> None:
    assert h.shape == expected.shape
    assert np.abs(h - expected).max() < 1e-5 * max(1.0, float(np.abs(expected).max()))


@pytest.mark.parametrize("kind", ["torchvision", "timm"])
@pytest.mark.parametrize("name", RUNS)
def test_that_what_is_said_before_an_export_holds_after_it(
    runs: dict[str, Path], name: str, kind: str, tmp_path: Path
) -> None:
    (read,) = read_export_kinds(runs[name])
    assert isinstance(read, ExportKindsRead)
    before, told = read.kinds[kind], exported(runs[name], kind, tmp_path / "net.safetensors")
    assert told.opens_with == before.opens_with
    names = {path.name for path in told.files}
    for file in ("encoder.py", "load.py"):
        assert (file in before.what) == (file in names)
    assert ("configuration" in before.what) == ("config.json" in names)
    assert (kind in before.title) == (name in PLAIN)


def test_that_nothing_is_said_before_an_export_where_the_settings_cannot_be_read(tmp_path: Path) -> None:
    assert list(read_export_kinds(tmp_path)) == []


@pytest.mark.parametrize("name", RUNS)
def test_that_the_copied_lines_give_h_from_torchvision_weights(
    runs: dict[str, Path], name: str, tmp_path: Path
) -> None:
    told = exported(runs[name], "torchvision", tmp_path / "net.safetensors")
    assert told.place == told.files[0] == tmp_path / "net.safetensors"
    for side_px in SIDES_PX:
        images = images_of(side_px)
        require_equal(h_by(told.lines, images), h_of(runs[name], images))


@pytest.mark.parametrize("name", RUNS)
def test_that_the_copied_lines_give_h_from_a_folder_for_timm(runs: dict[str, Path], name: str, tmp_path: Path) -> None:
    told = exported(runs[name], "timm", tmp_path / "for timm")
    assert told.place == tmp_path / "for timm"
    for side_px in SIDES_PX:
        images = images_of(side_px)
        require_equal(h_by(told.lines, images), h_of(runs[name], images))


@pytest.mark.parametrize("name", ["ImageNet stem", "ResNet-50"])
def test_that_timm_opens_the_folder_as_one_of_its_own(runs: dict[str, Path], name: str, tmp_path: Path) -> None:
    told = exported(runs[name], "timm", tmp_path / "net")
    network = timm.create_model(f"local-dir:{told.place}", pretrained=True)
    assert network.num_classes == 0
    config = timm.data.resolve_data_config({}, model=network)
    assert tuple(config["input_size"]) == (3, 64, 64)
    encoder = load_encoder(runs[name])
    assert np.allclose(config["mean"], encoder.mean.flatten(), atol=1e-7)
    assert np.allclose(config["std"], encoder.deviation.flatten(), atol=1e-7)
    assert network.num_features == encoder.feature_dim
    written = json.loads((told.place / "config.json").read_text(encoding="utf-8"))
    assert written["num_classes"] == written["pretrained_cfg"]["num_classes"] == 0
    assert written["num_features"] == encoder.feature_dim
    assert (told.place / "README.md").read_text(encoding="utf-8").startswith("---\nlibrary_name: timm\ntags:\n")


@pytest.mark.parametrize("name", PLAIN)
def test_that_the_file_holds_torchvisions_names_and_no_classifier(
    runs: dict[str, Path], name: str, tmp_path: Path
) -> None:
    import torchvision

    told = exported(runs[name], "torchvision", tmp_path / "net.safetensors")
    weights = load_file(told.place)
    theirs = torchvision.models.get_model(RUNS[name]["model__encoder"], weights=None).state_dict()
    assert set(weights) == {each for each in theirs if not each.startswith("fc.")}
    assert {each.dtype for each in weights.values()} == {torch.float32, torch.int64}
    assert all(value.dtype == torch.float32 or key.endswith("num_batches_tracked") for key, value in weights.items())
    assert all(weights[each].shape == theirs[each].shape for each in weights if each != "conv1.weight")


def test_that_the_file_says_what_has_to_be_known_of_it(runs: dict[str, Path], tmp_path: Path) -> None:
    told = exported(runs["small stem"], "torchvision", tmp_path / "net.safetensors")
    with safe_open(told.place, "pt") as weights:
        about = weights.metadata()
    encoder = load_encoder(runs["small stem"])
    assert about.pop("mean") == json.dumps([float(str(each)) for each in encoder.mean.flatten().numpy()])
    assert np.array_equal(np.float32(json.loads(about.pop("std"))), encoder.deviation.flatten())
    assert about == {
        "made_by": "SimCLR Explorer",
        "encoder": "resnet18",
        "stem": "small",
        "features": "last-stage",
        "side_px": "16",
        "format": "pt",
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("thin", "timm"),
        ("several scales", "torchvision"),
        ("thin ResNet-50 of several scales", "torchvision"),
        ("solo-learn's stem", "torchvision"),
        ("stem of lightly's first ResNet", "timm"),
    ],
)
def test_that_an_unusual_network_needs_torch_alone(runs: dict[str, Path], name: str, kind: str, tmp_path: Path) -> None:
    """In a process that finds neither this program nor safetensors nor torchvision, only torch."""
    told = exported(runs[name], kind, tmp_path / ("net.safetensors" if kind == "torchvision" else "net"))
    assert not (tmp_path / "net" / "config.json").exists()
    images = images_of(96)
    np.save(tmp_path / "images.npy", images.numpy())
    code = f"""
import sys
for name in ("simclr_gui", "safetensors", "torchvision", "timm", "PIL"):
    sys.modules[name] = None
import numpy, torch
images = torch.from_numpy(numpy.load({str(tmp_path / "images.npy")!r}))
{told.lines}
assert not any(name.startswith("simclr") for name in sys.modules if sys.modules[name] is not None)
numpy.save({str(tmp_path / "h.npy")!r}, h.detach().numpy())
"""
    subprocess.run([sys.executable, "-I", "-c", code], check=True, timeout=120, cwd=tmp_path)
    require_equal(np.load(tmp_path / "h.npy"), h_of(runs[name], images))


def test_that_the_standalone_network_can_be_trained_and_moved(runs: dict[str, Path], tmp_path: Path) -> None:
    from simclr_gui.engine.exchange.standalone_encoder import load_encoder as load_standalone

    told = exported(runs["thin"], "torchvision", tmp_path / "net.safetensors")
    encoder = load_standalone(told.place).train()
    encoder(images_of(32)).square().mean().backward()
    assert all(weight.grad is not None for weight in encoder.parameters())
    assert encoder.double()(images_of(32).double()).dtype == torch.float64


def test_that_averaged_weights_are_taken_where_the_run_is_judged_by_them(tmp_path: Path) -> None:
    train_small(tmp_path / "run", small_config(optimisation__averaging=0.9))
    told = exported(tmp_path / "run", "torchvision", tmp_path / "net.safetensors")
    checkpoint = load_file(max((tmp_path / "run" / "checkpoints").glob("*.safetensors")))
    weights = load_file(told.place)
    assert torch.equal(weights["conv1.weight"], checkpoint["average.module.network.conv1.weight"])
    assert not torch.equal(weights["conv1.weight"], checkpoint["encoder.network.conv1.weight"])
    require_equal(h_by(told.lines, images_of(32)), h_of(tmp_path / "run", images_of(32)))


def test_that_somebody_elses_file_beside_the_weights_is_not_replaced(runs: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "encoder.py").write_text("mine")
    with pytest.raises(UserError, match=r"encoder\.py is not the file"):
        exported(runs["thin"], "torchvision", tmp_path / "net.safetensors")
    assert [path.name for path in tmp_path.iterdir()] == ["encoder.py"]
    (tmp_path / "encoder.py").unlink()
    for name in ("one", "two"):
        exported(runs["thin"], "torchvision", tmp_path / f"{name}.safetensors")


def test_that_no_folder_with_something_in_it_is_replaced(runs: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "net").mkdir()
    exported(runs["thin"], "timm", tmp_path / "net")
    with pytest.raises(UserError, match="is there already"):
        exported(runs["thin"], "timm", tmp_path / "net")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        exported(runs["thin"], "timm", tmp_path / "file")


@pytest.mark.parametrize(("kind", "output"), [("torchvision", "net.safetensors"), ("timm", "net")])
def test_that_a_full_disk_leaves_nothing_behind(
    runs: dict[str, Path], kind: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(UserError, match="cannot be written: no space left on device"):
        exported(runs["thin"], kind, tmp_path / output)
    assert list(tmp_path.iterdir()) == []


def test_that_a_mistake_is_told_before_anything_is_read(runs: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"net\.pt ends in none of: \.safetensors"):
        next(export_encoder(runs["thin"], "torchvision", tmp_path / "net.pt"))
    with pytest.raises(UserError, match="is not a run folder"):
        next(export_encoder(tmp_path, "timm", tmp_path / "net"))
    with pytest.raises(UserError, match="has no checkpoint yet"):
        exported(RunFolder.create(tmp_path / "new", small_config()).path, "timm", tmp_path / "net")
    with pytest.raises(UserError, match="cannot be written"):
        exported(runs["thin"], "timm", tmp_path / "nowhere" / "net")


def test_that_a_run_in_training_is_not_exported(tmp_path: Path) -> None:
    run = make_untrained_run(tmp_path / "run")
    RunFolder(run).write_status("running")
    with pytest.raises(UserError, match="is being trained"):
        next(export_encoder(run, "timm", tmp_path / "net"))


@pytest.mark.parametrize(
    ("kind", "output"),
    [
        ("torchvision", "net.safetensors"),
        ("timm", "net"),
        ("onnx", "net.onnx"),
        ("features", "h.npz"),
        ("features", "h.parquet"),
        ("tensorboard", "board"),
    ],
)
def test_that_a_run_of_the_first_version_is_exported(kind: str, output: str, tmp_path: Path) -> None:
    run = unpacked_frozen_run(tmp_path / "frozen")
    exported(run, kind, tmp_path / output)
