"""The report as HTML: whole, of one file, true to the run, and unimpressed by what people call things."""

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from simclr_gui.engine.events.sharing import FileWritten
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.foreign_words import printable
from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.parent import Parent
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.colours import FEATURES
from simclr_gui.engine.sharing.html import is_figure
from simclr_gui.engine.sharing.report import require_ending, write_html
from simclr_gui.gui.look.theme import LIGHT
from tests.frozen_run import unpacked_frozen_run
from tests.small import small_config
from tests.tested_runs import make_tested_run

LABELS = np.arange(80, dtype=np.int64) % 4
HOSTILE = "<script>alert(1)</script>&\"'\x00\u202e\ud800 ]]> {{ 7 * 7 }}"


def report_of(*runs: Path) -> str:
    file = runs[0].parent / "report.html"
    *_, last = write_html(runs, file)
    assert last == FileWritten(file)
    assert [path.name for path in file.parent.glob(".*part")] == []
    return file.read_text(encoding="utf-8")


def parsed(html: str) -> ElementTree.Element:
    """HTML that is XML as well is surely well-formed."""
    return ElementTree.fromstring(html.removeprefix("<!DOCTYPE html>"))


def words_of(html: str) -> str:
    return " ".join("".join(parsed(html).itertext()).split())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of a run that has everything."""
    run = unpacked_frozen_run(tmp_path_factory.mktemp("report") / "frozen")
    write_about(RunFolder(run), About("No colour", "Does colour matter?\n\nSecond thought.", ("colour",)))
    return report_of(run)


@pytest.mark.parametrize(
    ("has_new_head", "words"),
    [
        (False, "the weights of thin at step 70"),
        (True, "the encoder thin; its projection head began from random weights"),
    ],
)
def test_that_it_says_whose_weights_the_run_began_from(has_new_head: bool, words: str, tmp_path: Path) -> None:
    run = make_tested_run(tmp_path / "run", LABELS < 2, LABELS)
    parent = Parent(str(tmp_path / "gone"), "thin", 70, "ab" * 32, has_new_head)
    (run / "parent.json").write_text(json.dumps(asdict(parent)))
    told = words_of(report_of(run))
    assert words in told
    assert "ab" * 32 in told


def test_that_it_is_well_formed_and_loads_nothing(whole: str) -> None:
    root = parsed(whole)
    policy = root.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert policy.get("content", "").startswith("default-src 'none'")
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "link", "iframe", "object", "embed", "base", "form", "use", "image"}
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            if name in ("src", "href", "{http://www.w3.org/1999/xlink}href"):
                assert value.startswith("data:image/"), value
    assert "url(" not in whole
    assert "@import" not in whole


def test_that_it_tells_what_the_run_knows(whole: str) -> None:
    words = words_of(whole)
    for part in (
        "No colour", "Does colour matter?", "Second thought.", "Images to learn from: 64; for the test: 40",
        "Training images", "Loss", "Finds its partner", "linear evaluation", "95 % interval", "SimCLR", "PCA",
        "untrained network", "a checksum over all weights proves it", "true class", "circle", "SHA-256",
        "simclr-gui train", "--train-images 64", "similarity", "layer4", "nearest neighbours kept",
    ):  # fmt: skip
        assert part in words, part
    assert "What is not in this report" not in words
    assert whole.count("<svg") >= 5
    assert whole.count("data:image/") > 40
    assert len(whole) < 5_000_000


def test_that_its_scores_are_those_of_the_evaluation(whole: str, tmp_path: Path) -> None:
    run = unpacked_frozen_run(tmp_path / "run")
    values = (run / "evaluation.json").read_text()
    linear = float(re.search(r'"simclr": \{\s*"linear": ([\d.]+)', values)[1])  # type: ignore[index]
    assert f"{100 * linear:.1f} %" in words_of(whole)


def test_that_what_a_run_lacks_is_said_and_not_made_up(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path / "bare", small_config()).path
    words = words_of(report_of(run))
    for sentence in (
        "This run was not tested, so there are no scores.",
        "There are no curves",
        "There are no sample images",
        "There are no pairs of views and no feature maps: the run has no checkpoint",
        "There are no scores, mistakes or proof",
        "There are no maps",
    ):
        assert sentence in words, sentence
    assert "chance" not in words


def test_that_damaged_files_are_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    run = unpacked_frozen_run(tmp_path / "run")
    (run / "predictions.npz").write_bytes(b"nothing")
    (run / "about.json").write_text("{")
    (run / "checkpoints" / "step-00000006.safetensors").unlink()
    words = words_of(report_of(run))
    assert "predictions.npz" in words
    assert "about.json is damaged" in words
    assert "no pairs of views and no feature maps" in words
    assert "layer4" not in words
    assert "linear evaluation" in words


def test_that_hostile_names_are_text(tmp_path: Path) -> None:
    run = make_tested_run(tmp_path / "run", LABELS < 2, LABELS)
    write_about(RunFolder(run), About(printable(HOSTILE)[:50], HOSTILE.replace("\ud800", ""), ("<b>tag</b>",)))
    predictions = dict(np.load(run / "predictions.npz"))
    predictions["class_names"] = np.array([HOSTILE.replace("\x00", "").replace("\ud800", ""), "<img src=x>", "c", "d"])
    np.savez(run / "predictions.npz", **predictions)
    html = report_of(run)
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "\u202e" not in html
    assert "\x00" not in html
    words = words_of(html)
    assert "alert(1)" in words
    assert "{{ 7 * 7 }}" in words
    assert "<b>tag</b>" in words


def test_that_several_runs_are_compared_on_the_same_images(tmp_path: Path) -> None:
    first = make_tested_run(tmp_path / "first", np.arange(80) < 30, LABELS)
    second = make_tested_run(tmp_path / "second", np.arange(80) < 60, LABELS, optimisation__temperature=0.5)
    other = make_tested_run(tmp_path / "other", np.arange(80) < 60, LABELS, data__drawing_seed=3)
    (second / "parent.json").write_text(json.dumps(asdict(Parent(str(first), "first", 70, "ab" * 32))))
    html = report_of(first, second, other)
    words = words_of(html)
    assert "3 runs compared" in words
    assert "Began fromrandom weightsthe weights of first at step 70random weights" in words, "cells of a table"
    assert "B recognises 37.5 points more than A" in words
    assert "C and A cannot be compared. They were tested on different images." in words
    rows = [["".join(cell.itertext()) for cell in row] for row in parsed(html).iter("td")]
    assert rows
    assert "Temperature" in words
    assert "There is no map of A: it was not drawn." in words
    assert words.count("simclr-gui train") == 3


def test_that_a_comparison_with_maps_shows_them_side_by_side(tmp_path: Path) -> None:
    runs = [unpacked_frozen_run(tmp_path / name) for name in ("one", "two")]
    html = report_of(*runs)
    assert "There is no map" not in words_of(html)
    assert "SimCLR's maps of test images" in words_of(html)
    assert "No setting differs" in words_of(html)


def test_that_a_report_of_several_needs_no_torch(tmp_path: Path) -> None:
    runs = [str(unpacked_frozen_run(tmp_path / name)) for name in ("one", "two")]
    program = (
        "import sys; from pathlib import Path; from simclr_gui.engine.sharing.report import write_html; "
        f"list(write_html([Path(p) for p in {runs!r}], Path({str(tmp_path / 'r.html')!r}))); "
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_that_a_report_of_one_compiles_no_views(tmp_path: Path) -> None:
    run = unpacked_frozen_run(tmp_path / "run")
    program = (
        "import sys; from pathlib import Path; from simclr_gui.engine.sharing.report import write_html; "
        f"list(write_html([Path({str(run)!r})], Path({str(tmp_path / 'r.html')!r}))); "
        "assert 'torch' in sys.modules and 'numba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert "What the network sees" in words_of((tmp_path / "r.html").read_text(encoding="utf-8"))


def test_that_no_line_breaks_within_a_number_or_a_short_name(whole: str) -> None:
    cells = {"".join(cell.itertext()): cell.get("class") for cell in parsed(whole).iter("td")}
    assert any(words.endswith(" %") for words in cells)
    assert all(look == "unbroken" for words, look in cells.items() if words.endswith(" %"))
    assert cells["untrained network"] == "unbroken"
    assert [is_figure(words) for words in ("19.7 – 24.9 %", "−0.3", "SimCLR", "", "1" * 40)] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_that_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    run = make_tested_run(tmp_path / "run", LABELS < 2, LABELS)
    file = tmp_path / "report.html"
    file.write_text("before")
    with pytest.raises(UserError, match="not a run folder"):
        list(write_html([tmp_path], file))
    stream = write_html([run], file)
    next(stream)
    stream.close()
    assert file.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "report.html", "run"] or not list(
        tmp_path.glob(".*")
    )
    with pytest.raises(UserError, match="cannot be written: no such file or directory"):
        next(write_html([run], tmp_path / "nowhere" / "report.html"))
    with pytest.raises(UserError, match="is not a file"):
        next(write_html([run], run))


@pytest.mark.parametrize("name", ["report.docx", "report", "report.html.exe"])
def test_that_another_ending_is_refused(name: str) -> None:
    with pytest.raises(UserError, match=r"neither \.html nor \.pdf"):
        require_ending(Path(name))


def test_that_words_are_said_in_the_language_asked_for(tmp_path: Path) -> None:
    run = make_tested_run(tmp_path / "run", LABELS < 2, LABELS)
    file = tmp_path / "report.html"
    list(write_html([run], file, lambda sentence: f"«{sentence}»", "zh_CN"))
    root = parsed(file.read_text(encoding="utf-8"))
    assert root.get("lang") == "zh-CN"
    assert all("«" in "".join(heading.itertext()) for heading in root.iter("h2"))


def test_that_features_have_the_windows_colours() -> None:
    assert {kind: getattr(LIGHT, kind) for kind in ("simclr", "pca", "untrained")}.items() <= FEATURES.items()
