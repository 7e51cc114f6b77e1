"""Reports and archives from the window: asked for, written beside everything else, told, and opened again."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.report import make_report
from simclr_gui.engine.sharing.run_archive import export_run
from simclr_gui.gui.look.language import CHINESE, Language, spoken
from simclr_gui.gui.report_pdf import write_pdf
from simclr_gui.state.experiment import Phase
from tests.frozen_run import unpacked_frozen_run
from tests.gui.conftest import Shown
from tests.gui.test_reception import drop, hover, of_files
from tests.tested_runs import make_tested_run

LABELS = np.arange(40, dtype=np.int64) % 4


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return unpacked_frozen_run(tmp_path / "frozen")


def answer_with(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))


def told(shown: Shown) -> str:
    return "" if shown.window.banner.isHidden() else shown.window.banner.sentence.text()


def opened(shown: Shown, run: Path, qtbot: QtBot) -> None:
    shown.session.open_run(run)
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=30_000)


def test_that_the_menu_writes_a_report_of_the_run_and_tells_where(
    shown: Shown, run: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = shown.window.menu
    assert not menu.report.isEnabled()
    opened(shown, run, qtbot)
    assert menu.report.isEnabled()
    for name, begin in (("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF-")):
        answer_with(monkeypatch, tmp_path / name)
        menu.report.trigger()
        qtbot.waitUntil((tmp_path / name).exists, timeout=120_000)
        qtbot.waitUntil(lambda name=name: f"Saved: {tmp_path / name}" in told(shown), timeout=10_000)
        assert (tmp_path / name).read_bytes().startswith(begin)


def test_that_a_zip_that_is_dropped_is_unpacked_and_shown(
    shown: Shown, run: Path, tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    opened(shown, run, qtbot)
    file = tmp_path / "shared.zip"
    shown.session.sharing.export(run, "zip", file)
    qtbot.waitUntil(lambda: "Saved" in told(shown), timeout=30_000)
    assert hover(shown, of_files(file)) == "Drop to open the run in this archive"
    drop(shown, of_files(file))
    there = home / "runs" / "frozen"
    qtbot.waitUntil(lambda: shown.session.experiment.run_dir == there, timeout=30_000)
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=30_000)


def test_that_several_runs_make_one_report_in_the_windows_language(
    shown: Shown, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [make_tested_run(tmp_path / name, LABELS < 2, LABELS) for name in ("one", "two")]
    language = Language(QApplication.instance())
    language.choose(CHINESE)
    answer_with(monkeypatch, tmp_path / "both.html")
    shown.window.requests.save_report(runs)
    qtbot.waitUntil((tmp_path / "both.html").exists, timeout=60_000)
    qtbot.waitUntil(lambda: shown.session.sharing.is_quiet, timeout=10_000)
    language.choose("en")
    html = (tmp_path / "both.html").read_text(encoding="utf-8")
    assert 'lang="zh-CN"' in html
    assert "有何不同" in html
    assert "What differs" not in html


def test_that_what_is_cancelled_leaves_nothing(shown: Shown, run: Path, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(40):
        (run / f"more-{number}.bin").write_bytes(np.random.default_rng(number).bytes(2_000_000))
    file = tmp_path / "run.zip"
    shown.session.sharing.export(run, "zip", file)
    qtbot.waitUntil(lambda: "Writing the archive" in told(shown), timeout=30_000)
    button = shown.window.banner.offers.itemAt(0).widget()
    assert button.text() == "Cancel"
    button.click()
    qtbot.waitUntil(lambda: shown.session.sharing.is_quiet, timeout=30_000)
    assert not file.exists()
    assert not list(tmp_path.glob(".*part"))
    assert told(shown) == ""


def test_that_a_failure_is_told(shown: Shown, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, tmp_path / "nowhere" / "r.html")
    shown.window.requests.save_report([tmp_path / "run"])
    qtbot.waitUntil(lambda: "cannot be written" in told(shown), timeout=30_000)
    answer_with(monkeypatch, tmp_path / "r.docx")
    shown.window.requests.save_report([tmp_path / "run"])
    assert "Cannot save as .docx" in told(shown)


def test_that_what_was_named_at_the_start_is_taken_as_if_dropped(
    shown: Shown, run: Path, tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "named.zip"
    list(export_run(RunFolder.open(run), file))
    shown.window.reception.take(file)
    qtbot.waitUntil(lambda: shown.session.experiment.run_dir == home / "runs" / "frozen", timeout=30_000)
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=30_000)


def test_that_a_pdf_has_pages_and_words_in_any_case(run: Path, tmp_path: Path, qtbot: QtBot) -> None:
    assert QCoreApplication.instance() is not None
    bare = make_tested_run(tmp_path / ("long name " * 8), LABELS < 2, LABELS)
    for name, runs in (("one", [run]), ("two", [run, bare])):
        file = tmp_path / f"{name}.pdf"
        list(write_pdf(make_report, runs, file, spoken))
        content = file.read_bytes()
        assert content.startswith(b"%PDF-")
        assert content.count(b"/Type /Page\n") >= 2
        assert len(content) < 5_000_000
