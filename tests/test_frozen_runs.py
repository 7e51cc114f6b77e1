"""Runs of earlier versions open, are tested with the same result, and go on."""

import json
import zipfile
from pathlib import Path

import pytest

from simclr_gui.cli import main
from simclr_gui.engine.events import CheckpointMapped, EvaluationFinished, ImagesPredicted, MapComputed
from simclr_gui.engine.experiments.replay import follow
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.frozen.freeze import STEPS

VERSIONS = sorted(Path(__file__).parent.joinpath("frozen").glob("*.zip"))


@pytest.fixture(params=VERSIONS, ids=lambda archive: archive.stem)
def run_dir(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path / "run")
    return tmp_path / "run"


def test_that_it_is_listed_with_its_score(run_dir: Path) -> None:
    summary = summarise(run_dir)
    assert (summary.state, summary.data, summary.can_resume, summary.can_open) == ("stopped", "shapes", True, True)
    assert summary.linear == json.loads((run_dir / "evaluation.json").read_text())["simclr"]["linear"]


def test_that_it_shows_what_it_showed(run_dir: Path) -> None:
    events = list(follow(RunFolder.open(run_dir), Control().should_leave))
    kinds = [type(event) for event in events]
    assert {EvaluationFinished, ImagesPredicted, CheckpointMapped} <= set(kinds)
    drawn = {(event.features, event.method) for event in events if isinstance(event, MapComputed)}
    assert drawn == {(kind, method) for kind in ("simclr", "untrained", "pca") for method in ("umap", "pca")}


def test_that_it_is_tested_again_with_the_same_result(run_dir: Path) -> None:
    before = json.loads((run_dir / "evaluation.json").read_text())
    (run_dir / "evaluation.json").unlink()
    list(RunEvaluator(RunFolder.open(run_dir), umap_layout).evaluate())
    after = json.loads((run_dir / "evaluation.json").read_text())
    for kind in ("simclr", "pca", "untrained"):
        assert after[kind]["linear"] == pytest.approx(before[kind]["linear"], abs=0.03), kind  # other processors round
        assert after[kind]["knn"] == pytest.approx(before[kind]["knn"], abs=0.03), kind


def test_that_it_goes_on_from_where_it_stopped(run_dir: Path) -> None:
    assert main(["train", "--resume", str(run_dir)]) == 0
    steps = [record["step"] for record in RunFolder.open(run_dir).events() if record["event"] == "step"]
    assert steps == sorted(set(steps))
    assert steps[-1] > STEPS
    assert RunFolder.open(run_dir).status().state == "finished"
