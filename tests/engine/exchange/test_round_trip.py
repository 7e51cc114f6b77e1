"""What goes out comes in again as the same network, whatever it is, by the road that a person takes."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import torch
import torchvision

from simclr_gui.engine import load_encoder
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.exchange import foreign_file
from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.exchange.importing import import_encoder
from simclr_gui.engine.runs.parent import Parent
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.engine.exchange.conftest import taken_out_here
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


def test_that_nothing_is_said_to_be_trained_here_that_was_not(tmp_path: Path) -> None:
    torch.save(torchvision.models.resnet18().state_dict(), tmp_path / "net.pth")
    with patch.object(foreign_file, "taken_out", taken_out_here):
        run = result_of(import_encoder(tmp_path / "net.pth", tmp_path / "run"))
    list(export_encoder(run, "timm", tmp_path / "out"))
    told = " ".join((tmp_path / "out" / "README.md").read_text(encoding="utf-8").split())
    assert "# ResNet-18 from net.pth" in told
    assert "were not trained with SimCLR Explorer" in told
    assert "trained with SimCLR on" not in told and "datasets:" not in told and "- simclr" not in told


def test_that_what_was_trained_on_from_another_says_so(tmp_path: Path) -> None:
    run = make_untrained_run(tmp_path / "run")
    parent = Parent(str(tmp_path / "gone"), "imagenet", 0, "ab" * 32, has_new_head=True)
    (run / "parent.json").write_text(json.dumps(asdict(parent)))
    list(export_encoder(run, "timm", tmp_path / "out"))
    told = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "They began from those of imagenet; no class label was used since." in told
