"""What the examples show works: the script as a process, the notebooks cell by cell."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simclr_gui import engine
from simclr_gui.engine.exchange.exporting import export_encoder
from tests.untrained_runs import make_untrained_run

EXAMPLES = Path(__file__).parents[1] / "examples"
MOST_LINES_OF_A_SCRIPT = 40


def test_that_the_script_trains_evaluates_maps_and_loads_the_encoder(tmp_path: Path) -> None:
    script = EXAMPLES / "train_and_evaluate.py"
    command = [sys.executable, str(script), str(tmp_path / "run"), "1"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    assert "SimCLR" in result.stdout
    assert result.stdout.rstrip().endswith("h: (8, 128)")
    assert len(script.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_A_SCRIPT


def executed(notebook: str) -> dict[str, Any]:
    """The names that are there after its last cell."""
    names: dict[str, Any] = {}
    for cell in json.loads((EXAMPLES / notebook).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    return names


def test_that_every_cell_of_the_notebook_runs() -> None:
    names = executed("simclr.ipynb")
    assert names["h"].shape == (200, 128)
    assert names["result"].test_images == 200


def test_that_exported_features_are_opened_with_numpy_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_untrained_run(tmp_path / "run", data__train_images=400, data__test_images=100)
    list(export_encoder(run, "features", tmp_path / "features.npz"))
    monkeypatch.chdir(tmp_path)
    names = executed("features.ipynb")
    assert names["h"].shape == (500, 128)
    assert names["plane"].shape == (100, 2)
    assert 0.1 < names["accuracy"] < 1  # random weights recognise more than chance


@pytest.mark.parametrize("name", engine.__all__)
def test_that_every_name_of_the_library_is_there_and_says_what_it_does(name: str) -> None:
    assert getattr(engine, name).__doc__


def test_that_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = engine.no_such_name
