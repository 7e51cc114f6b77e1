"""What goes out comes in again as the same network, whatever it is, by the road that a person takes."""

from pathlib import Path
from typing import Any

import pytest
import torch

from simclr_gui.engine import load_encoder
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.exchange.importing import import_encoder
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.untrained_runs import make_untrained_run

NETWORKS: dict[str, dict[str, Any]] = {
    "thin": {},
    "several scales": {"model__features": "multi-scale"},
    "small stem": {"model__encoder": "resnet18", "model__stem": "small"},
    "padded stem": {"model__stem": "small-padded"},
    "linear stem": {"model__stem": "small-linear"},
    "ImageNet's stem": {"model__encoder": "resnet18", "model__stem": "imagenet", "data__side_px": 64},
}


@pytest.mark.parametrize("kind", ["torchvision", "timm"])
@pytest.mark.parametrize("name", NETWORKS)
def test_that_an_exported_encoder_is_imported_as_it_was(name: str, kind: str, tmp_path: Path) -> None:
    run = make_untrained_run(tmp_path / "run", **NETWORKS[name])
    *_, told = export_encoder(run, kind, tmp_path / ("net.safetensors" if kind == "torchvision" else "net"))
    assert isinstance(told, EncoderExported)
    again = result_of(import_encoder(told.place, tmp_path / "again"))
    before, after = RunFolder(run).config(), RunFolder(again).config()
    assert (after.model.encoder, after.model.features) == (before.model.encoder, before.model.features)
    assert after.data.side_px == before.data.side_px
    images = torch.rand(2, 3, before.data.side_px, before.data.side_px)
    assert torch.equal(load_encoder(again)(images), load_encoder(run)(images))
