"""The commands that list runs and compare them."""

import json
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.cli import main
from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.tested_runs import make_tested_run

LABELS = np.arange(100, dtype=np.int64) % 4


@pytest.fixture
def runs(home: Path) -> Path:
    """The folder of the program's runs, with two tested ones."""
    for name, right, temperature in (("first", 50, 0.2), ("second", 80, 0.5)):
        make_tested_run(home / "runs" / name, np.arange(100) < right, LABELS, optimisation__temperature=temperature)
    return home / "runs"


def test_that_runs_are_listed_newest_first(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["run", "data", "network", "budget", "state", "encoder", "PCA", "kNN"]
    assert [line.split()[0] for line in lines] == ["second", "first"]
    assert lines[0].split()[-6:] == ["80.0", "%"] * 3


def test_that_what_is_said_of_a_run_is_printed_and_an_archived_one_is_marked(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_about(RunFolder(runs / "first"), About("a name", "a note", ("colour", "try"), archived=True))
    assert main(["runs"]) == 0
    head, _, line = capsys.readouterr().out.splitlines()
    assert head.split()[-2:] == ["name", "tags"]
    assert line.endswith("a name  colour, try")
    assert ", archived" in line
    assert main(["runs", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)[1]
    assert (told["name"], told["given_name"], told["note"]) == ("first", "a name", "a note")
    assert (told["tags"], told["archived"], told["seed"], told["chance"]) == (["colour", "try"], True, 0, 0.25)


def test_that_the_list_is_the_same_as_json_and_of_any_folders(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "--json", str(runs / "first"), str(runs)]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [run["name"] for run in listed] == ["first", "second"], "each once"
    assert {name: listed[0][name] for name in list(listed[0])[:9]} | {"state": ""} == {
        "path": str(runs / "first"),
        "name": "first",
        "data": "shapes",
        "network": "resnet18-thin",
        "budget": "2 epochs",
        "state": "",
        "linear": 0.5,
        "pca": 0.5,
        "trouble": "",
    }


def test_that_a_place_without_runs_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs"]) == 0
    assert capsys.readouterr().out == "There are no runs yet.\n"
    assert main(["runs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["runs", str(tmp_path / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_that_runs_are_compared_in_words(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(runs / "first"), str(runs / "second")]) == 0
    printed = capsys.readouterr().out
    assert "optimisation.temperature  0.2  0.5" in printed
    assert "B against A, linear evaluation: +30.0 points (+20.4 to +38.5)" in printed


def test_that_a_comparison_as_json_holds_scores_settings_and_differences(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(runs / name) for name in ("first", "second")]
    assert main(["compare", *paths, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["settings"] == {"optimisation.temperature": [0.2, 0.5]}
    assert [run["simclr"]["linear"] for run in told["runs"]] == [0.5, 0.8]
    assert [run["path"] for run in told["runs"]] == paths
    (pair,) = told["pairs"]
    assert (pair["first"], pair["second"], pair["refusal"]) == (0, 1, "")
    assert pair["differences"]["linear"]["value"] == pytest.approx(0.3)
    assert set(pair["differences"]["knn"]) == {"value", "low", "high", "p"}


def test_that_one_run_alone_is_not_compared(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(runs / "first")]) == 2
    assert capsys.readouterr().err == "1 run cannot be compared. Name 2 to 8.\n"


def test_that_a_list_and_a_comparison_are_printed_as_tables(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "--as", "csv"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("run,data,network,")
    assert {line.split(",")[0] for line in lines} == {"first", "second"}
    assert main(["compare", str(runs / "first"), str(runs / "second"), "--as", "latex"]) == 0
    scores, settings, differences = capsys.readouterr().out.split("\n\n")
    assert all(table.startswith(r"\begin{tabular}") for table in (scores, settings, differences))
    assert r"optimisation.temperature & 0.2 & 0.5 \\" in settings
    assert r"B $-$ A & linear evaluation & $+30.0$ & $+20.4$ & $+38.5$ & " in differences
