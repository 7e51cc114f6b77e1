"""What a training will take and may reach: only what was measured on this machine, or published, counts."""

import dataclasses
import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.result import write_evaluation
from simclr_gui.engine.events import RunEnded, RunStarted
from simclr_gui.engine.listing.other_places import runs_in
from simclr_gui.engine.planning.planner import UNKNOWN_SCORE, Outlook, outlook
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL, evaluated
from tests.tested_runs import make_tested_run

CONFIG = TrainingConfig()
CIFAR = preset_for("cifar10")


def make_run(
    path: Path, config: TrainingConfig, *, epochs: float, seconds: float, images: int = 1_000, ended_at: float = 0.0
) -> RunFolder:
    folder = RunFolder.create(path, config)
    began = RunStarted(
        "", "shapes", (), images, 100, 32, "resnet18-thin", "thin", 128, 1, "CPU", "float32", 10, 0, 0.0, 5.0, 1.0,
        ("stem",), 0.0,
    )  # fmt: skip
    ended = RunEnded("finished", 100, epochs, seconds, ended_at)
    lines = [json.dumps({"event": event.kind, **dataclasses.asdict(event)}) for event in (began, ended)]
    folder.events_file.write_text("\n".join(lines) + "\n")
    folder.write_status("finished")
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "runs").mkdir()
    return tmp_path / "runs"


def expect(config: TrainingConfig, images: int | None, place: Path) -> Outlook:
    return outlook(config, images, runs_in([place]))


def test_that_what_no_run_tells_is_unknown(place: Path) -> None:
    known = expect(CONFIG, 1_000, place)
    assert (known.epochs, known.seconds, known.is_measured) == (None, 60.0, False)
    assert known.reached == (UNKNOWN_SCORE,)
    in_epochs = expect(config_with(CONFIG, {"budget.epochs": 5}), 1_000, place)
    assert (in_epochs.epochs, in_epochs.seconds) == (5.0, None)


def test_that_time_and_images_scale_what_an_earlier_run_took(place: Path) -> None:
    make_run(place / "run", config_with(CONFIG, {"budget.seconds": 30.0}), epochs=10, seconds=30)
    assert expect(CONFIG, 1_000, place).epochs == pytest.approx(20)
    assert expect(CONFIG, 4_000, place).epochs == pytest.approx(5)
    assert expect(config_with(CONFIG, {"budget.epochs": 5}), 1_000, place).seconds == pytest.approx(15)


@pytest.mark.parametrize(("later_s", "tested_s"), [(25.0, 25.0), (-1.0, None), (7_200.0, None)])
def test_that_the_time_of_scores_and_maps_is_known_where_they_followed_at_once(
    place: Path, later_s: float, tested_s: float | None
) -> None:
    folder = make_run(place / "run", CONFIG, epochs=10, seconds=60, ended_at=1_000_000.0)
    folder.evaluation_file.write_text("{}")
    os.utime(folder.evaluation_file, (0, 1_000_000.0 + later_s))
    assert expect(CONFIG, 1_000, place).tested_s == tested_s


def test_that_maps_that_are_removed_meanwhile_tell_no_time(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_run(place / "run", CONFIG, epochs=10, seconds=60, ended_at=1_000_000.0)

    def is_gone(folder: Path, _pattern: str) -> Iterator[Path]:
        raise FileNotFoundError(folder)

    monkeypatch.setattr(Path, "glob", is_gone)
    assert expect(CONFIG, 1_000, place).tested_s is None


def test_that_views_and_batches_have_no_part_in_the_time_of_scores_and_maps(place: Path) -> None:
    folder = make_run(place / "run", CONFIG, epochs=10, seconds=60, ended_at=1_000_000.0)
    scores = {"linear": 0.5, "knn": 0.5}
    kinds = {"simclr": scores, "pca": {"components": 128, **scores}, "untrained": scores}
    told = {"dataset": "Shapes", "test_images": 100, "chance": 0.1, "frozen_verified": True, **kinds}
    write_evaluation(folder, evaluated(told))
    os.utime(folder.evaluation_file, (0, 1_000_025.0))
    other = config_with(CONFIG, {"views.flip_probability": 0.0, "optimisation.batch_size": 32})
    assert (expect(other, 1_000, place).epochs, expect(other, 1_000, place).tested_s) == (None, 25.0)
    for change in ({"model.encoder": "resnet50"}, {"data.test_images": 500}):
        assert expect(config_with(CONFIG, change), 1_000, place).tested_s is None


def test_that_a_run_tells_whatever_auto_stood_for(place: Path) -> None:
    make_run(place / "run", config_with(CONFIG, {"machine.precision": "bfloat16"}), epochs=10, seconds=30)
    assert expect(CONFIG, 1_000, place).is_measured
    assert not expect(config_with(CONFIG, {"machine.precision": "float32"}), 1_000, place).is_measured


@pytest.mark.parametrize(
    "change", [{"model.encoder": "resnet50"}, {"data.side_px": 64}, {"optimisation.batch_size": 32}]
)
def test_that_a_run_which_cost_something_else_tells_nothing(place: Path, change: dict[str, object]) -> None:
    make_run(place / "run", config_with(CONFIG, change), epochs=10, seconds=30)
    assert expect(CONFIG, 1_000, place).epochs is None


def test_that_a_run_of_another_machine_or_of_a_few_seconds_tells_nothing(place: Path) -> None:
    far = make_run(place / "far", CONFIG, epochs=10, seconds=30)
    status = json.loads(far.status_file.read_text())
    far.status_file.write_text(json.dumps(status | {"host": "elsewhere"}))
    make_run(place / "short", CONFIG, epochs=0.1, seconds=3)
    assert expect(CONFIG, 1_000, place).epochs is None


def test_that_how_many_images_there_are_is_known_from_an_earlier_run_with_the_same_data(place: Path) -> None:
    assert expect(CIFAR, None, place).train_images is None
    make_run(place / "run", CIFAR, epochs=10, seconds=30, images=50_000)
    assert expect(CIFAR, None, place).train_images == 50_000
    assert expect(CONFIG, None, place).train_images == CONFIG.data.train_images


def test_that_what_runs_like_it_reached_is_said_to_be_of_runs_kept_here(place: Path) -> None:
    labels = np.arange(40, dtype=np.int64) % 4
    make_tested_run(place / "one", np.arange(40) < 30, labels)
    assert expect(SMALL, None, place).reached == ("1 run like it, kept here, reached 75.0 %.",)
    make_tested_run(place / "two", np.arange(40) < 36, labels, optimisation__temperature=0.5)
    make_tested_run(place / "other-views", np.arange(40) < 1, labels, views__hue=0.1)
    make_tested_run(place / "longer", np.arange(40) < 40, labels, budget__epochs=9)
    assert expect(SMALL, None, place).reached == ("2 runs like it, kept here, reached 75.0 to 90.0 %.",)


def test_that_published_scores_are_said_to_be_published(place: Path) -> None:
    config = config_with(CIFAR, {"model.encoder": "resnet18", "model.features": "last-stage", "budget.epochs": 100})
    (sentence,) = expect(config, None, place).reached
    assert sentence.startswith("Published: 85.4 to 85.8 % (Kobak")
