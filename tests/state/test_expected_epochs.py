"""How often the data will be seen in the chosen time: only what was measured on this machine counts."""

import dataclasses
import json

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import RunEnded, RunStarted
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.state.expected_epochs import expected_epochs
from simclr_gui.state.run_library import RunLibrary
from tests.listed import read_runs

CONFIG = TrainingConfig()


def make_run(name: str, config: TrainingConfig, *, epochs: float, seconds: float, images: int = 1_000) -> RunFolder:
    folder = RunFolder.create(runs_dir() / name, config)
    began = RunStarted(
        "", "shapes", (), images, 100, 32, "resnet18-thin", "thin", 128, 1, "CPU", "float32", 10, 0, 0.0, 5.0, 1.0,
        ("stem",), 0.0,
    )  # fmt: skip
    ended = RunEnded("finished", 100, epochs, seconds, 0.0)
    lines = [json.dumps({"event": event.kind, **dataclasses.asdict(event)}) for event in (began, ended)]
    folder.events_file.write_text("\n".join(lines) + "\n")
    folder.write_status("finished")
    return folder


@pytest.fixture
def library() -> RunLibrary:
    return RunLibrary()


def test_that_nothing_is_expected_where_no_run_tells(library: RunLibrary, qtbot: QtBot) -> None:
    read_runs(library, qtbot)
    assert expected_epochs(CONFIG, 1_000, library) is None


def test_that_time_and_images_scale_what_an_earlier_run_took(library: RunLibrary, qtbot: QtBot) -> None:
    make_run("run", config_with(CONFIG, {"budget.seconds": 30.0}), epochs=10, seconds=30)
    read_runs(library, qtbot)
    assert expected_epochs(CONFIG, 1_000, library) == pytest.approx(20)
    assert expected_epochs(CONFIG, 4_000, library) == pytest.approx(5)


@pytest.mark.parametrize(
    "change", [{"model.encoder": "resnet50"}, {"data.side_px": 64}, {"optimisation.batch_size": 32}]
)
def test_that_a_run_which_cost_something_else_tells_nothing(
    library: RunLibrary, qtbot: QtBot, change: dict[str, object]
) -> None:
    make_run("run", config_with(CONFIG, change), epochs=10, seconds=30)
    read_runs(library, qtbot)
    assert expected_epochs(CONFIG, 1_000, library) is None


def test_that_a_run_of_another_machine_or_of_a_few_seconds_tells_nothing(library: RunLibrary, qtbot: QtBot) -> None:
    far = make_run("far", CONFIG, epochs=10, seconds=30)
    status = json.loads(far.status_file.read_text())
    far.status_file.write_text(json.dumps(status | {"host": "elsewhere"}))
    make_run("short", CONFIG, epochs=0.1, seconds=3)
    read_runs(library, qtbot)
    assert expected_epochs(CONFIG, 1_000, library) is None


def test_that_nothing_is_said_where_epochs_are_chosen(library: RunLibrary, qtbot: QtBot) -> None:
    make_run("run", CONFIG, epochs=10, seconds=30)
    read_runs(library, qtbot)
    assert expected_epochs(config_with(CONFIG, {"budget.epochs": 5}), 1_000, library) is None
