"""What the examples show works: the script as a process, the notebook cell by cell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from simclr_gui import engine

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


def test_that_every_cell_of_the_notebook_runs() -> None:
    notebook = json.loads((EXAMPLES / "simclr.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert names["h"].shape == (200, 128)
    assert names["result"].test_images == 200


@pytest.mark.parametrize("name", engine.__all__)
def test_that_every_name_of_the_library_is_there_and_says_what_it_does(name: str) -> None:
    assert getattr(engine, name).__doc__


def test_that_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = engine.no_such_name
