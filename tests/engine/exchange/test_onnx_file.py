"""The ONNX file gives what the encoder gives, for any number and size of images."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from simclr_gui.engine import load_encoder
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange import export_kinds, onnx_file
from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.messages.errors import UserError
from tests.untrained_runs import make_untrained_run

RUNS: dict[str, dict[str, Any]] = {
    "thin": {},
    "solo-learn's stem": {"model__stem": "small-padded"},
    "stem of lightly's first ResNet": {"model__stem": "small-linear"},
    "small stem": {"model__encoder": "resnet18", "model__stem": "small"},
    "ImageNet stem of several scales": {
        "model__encoder": "resnet18", "model__stem": "imagenet", "model__features": "multi-scale", "data__side_px": 64,
    },
    "ResNet-50": {"model__encoder": "resnet50", "model__stem": "imagenet", "data__side_px": 64},
}  # fmt: skip


def exported(run: Path, output: Path) -> EncoderExported:
    *_, last = export_encoder(run, "onnx", output)
    assert isinstance(last, EncoderExported)
    return last


@pytest.mark.parametrize("name", RUNS)
def test_that_onnx_runtime_gives_h(name: str, tmp_path: Path) -> None:
    run = make_untrained_run(tmp_path / "run", **RUNS[name])
    told = exported(run, tmp_path / "net.onnx")
    encoder = load_encoder(run)
    for count, height, width in ((2, 32, 32), (1, 96, 96), (1, 224, 224), (3, 40, 64)):
        images = torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(width))
        names: dict[str, Any] = {"images": images.numpy()}
        exec(told.lines, names)
        with torch.inference_mode():
            expected = encoder(images).numpy()
        assert names["h"].dtype == np.float32
        assert np.abs(names["h"] - expected).max() < 1e-5 * max(1.0, float(np.abs(expected).max()))


def test_that_it_tells_how_near_it_comes_on_the_runs_own_images(tmp_path: Path) -> None:
    told = exported(make_untrained_run(tmp_path / "run"), tmp_path / "net.onnx")
    assert told.largest_difference is not None
    assert told.largest_difference < 1e-4
    assert told.remarks == ("Compared on 16 test images of the run.",)


def test_that_inputs_outputs_and_what_has_to_be_known_are_named(tmp_path: Path) -> None:
    run = make_untrained_run(tmp_path / "run")
    session = onnxruntime.InferenceSession(exported(run, tmp_path / "net.onnx").place)
    (images,), (h,) = session.get_inputs(), session.get_outputs()
    assert (images.name, images.type, images.shape) == ("images", "tensor(float)", ["N", 3, "height", "width"])
    assert (h.name, h.shape) == ("h", ["N", 128])
    about = session.get_modelmeta().custom_metadata_map
    encoder = load_encoder(run)
    assert np.array_equal(np.float32(json.loads(about["mean"])), encoder.mean.flatten())
    assert np.array_equal(np.float32(json.loads(about["std"])), encoder.deviation.flatten())
    assert about["side_px"] == "16"
    assert onnx.load(tmp_path / "net.onnx").opset_import[0].version == 17


def test_that_images_that_are_gone_are_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_untrained_run(tmp_path / "run")

    def gone(*_: object, **__: object) -> Any:
        raise UserError("The images of this run are not there any more.")
        yield

    monkeypatch.setattr("simclr_gui.engine.exchange.exporting.images_of", gone)
    told = exported(run, tmp_path / "net.onnx")
    assert told.remarks == ("The images of the run are not here: it was compared on random ones.",)
    with pytest.raises(UserError, match="not there any more"):
        list(export_encoder(run, "onnx", tmp_path / "other.onnx", tmp_path))


def test_that_a_file_that_gives_something_else_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_untrained_run(tmp_path / "run")
    (tmp_path / "net.onnx").write_text("what was there before")
    monkeypatch.setattr(onnx_file, "run_onnx", lambda *_: np.zeros((16, 128), np.float32))
    with pytest.raises(UserError, match="gives other numbers than the encoder"):
        exported(run, tmp_path / "net.onnx")
    assert (tmp_path / "net.onnx").read_text() == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["net.onnx", "run"]


def test_that_whoever_leaves_it_leaves_nothing(tmp_path: Path) -> None:
    stream = export_encoder(make_untrained_run(tmp_path / "run"), "onnx", tmp_path / "net.onnx")
    while not list(tmp_path.glob(".*part")):
        next(stream)
    stream.close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["run"]


def test_that_a_missing_package_is_told_with_the_way_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_kinds, "find_spec", lambda name: None if name.startswith("onnx") else object())
    with pytest.raises(UserError, match="not installed: onnx, onnxruntime") as raised:
        next(export_encoder(make_untrained_run(tmp_path / "run"), "onnx", tmp_path / "net.onnx"))
    assert raised.value.sentence.endswith('Install them: pip install "simclr-explorer[export]"')
