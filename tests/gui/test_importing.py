"""An encoder of another program in the window: looked at in a dialog, corrected, imported, and shown for what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.exchange import foreign_file
from simclr_gui.engine.exchange.importing import import_encoder
from simclr_gui.engine.runs.origin import read_origin
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.gui.import_dialog import ImportDialog
from simclr_gui.gui.longer_dialog import LongerDialog
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.train.page import CURVES_TAB
from simclr_gui.gui.pages.views.settings_card import SettingsCard
from simclr_gui.state.experiment import Phase
from tests.engine.exchange.conftest import taken_out_here
from tests.engine.exchange.test_importing import exported
from tests.gui.conftest import Shown
from tests.gui.test_reception import drop, hover, of_files

FEW = {"data.train_images": 64, "data.test_images": 40}


@pytest.fixture(autouse=True)
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_file, "taken_out", taken_out_here)


@pytest.fixture(autouse=True)
def engine_is_loaded(shown: Shown) -> None:
    """Before it is, what is asked waits."""
    shown.session.importing.open()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return exported(tmp_path / "thin.safetensors", "resnet18-thin", "small", "last-stage", side_px=32)


@pytest.fixture
def dialog(shown: Shown, file: Path, qtbot: QtBot) -> Iterator[ImportDialog]:
    shown.window.requests.importing.look_at(file)
    found = shown.window.findChild(ImportDialog)
    assert isinstance(found, ImportDialog)
    qtbot.waitUntil(lambda: shown.session.importing.recognised is not None, timeout=60_000)
    qtbot.waitUntil(lambda: shown.session.importing.is_quiet, timeout=10_000)
    yield found


@pytest.fixture
def imported(shown: Shown, file: Path, tmp_path: Path, qtbot: QtBot) -> Path:
    """An imported run that is open."""
    run = result_of(import_encoder(file, tmp_path / "run", FEW))
    shown.session.open_run(run)
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=60_000)
    return run


def type_into(line: object, text: str, qtbot: QtBot) -> None:
    line.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, text)  # type: ignore[arg-type]


def test_that_a_file_with_an_encoder_that_is_dropped_opens_the_dialog(shown: Shown, file: Path, qtbot: QtBot) -> None:
    assert hover(shown, of_files(file)) == "Drop to import this encoder"
    drop(shown, of_files(file))
    assert shown.window.findChild(ImportDialog) is not None
    qtbot.waitUntil(lambda: shown.session.importing.recognised is not None, timeout=60_000)
    qtbot.waitUntil(lambda: shown.session.importing.is_quiet, timeout=10_000)


def test_that_the_runs_page_asks_for_a_file(
    shown: Shown, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    shown.window.show_page(names.RUNS)
    button = shown.window.pages.runs.import_button
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.session.importing.recognised is not None, timeout=60_000)
    qtbot.waitUntil(lambda: shown.session.importing.is_quiet, timeout=10_000)


def test_that_the_dialog_shows_what_was_recognised(dialog: ImportDialog) -> None:
    assert dialog.sentence.text() == "thin.safetensors holds a thin ResNet-18."
    assert dialog.made_by.text() == "SimCLR Explorer"
    assert (dialog.mean.text(), dialog.std.text()) == ("0.4, 0.5, 0.6", "0.2, 0.25, 0.3")
    assert dialog.side.value() == 32
    assert dialog.stem.currentData() == "small"
    assert [dialog.stem.itemData(place) for place in range(dialog.stem.count())] == [
        "small",
        "small-padded",
        "small-linear",
        "thin",
    ]
    assert dialog.import_button.isEnabled()


def test_that_what_does_not_fit_is_said_and_nothing_is_imported(dialog: ImportDialog, qtbot: QtBot) -> None:
    for line, wrong, right, words in (
        (dialog.mean, "red", "0.5", "not three numbers"),
        (dialog.std, "0", "1", "more than 0"),
        (dialog.side.line, "7000", "64", "16 to 224 px"),
    ):
        type_into(line, wrong, qtbot)
        assert not dialog.import_button.isEnabled()
        assert words in dialog.trouble.text()
        type_into(line, right, qtbot)
        assert dialog.import_button.isEnabled()
        assert dialog.trouble.isHidden()


def test_that_it_is_imported_as_corrected_and_opened(
    dialog: ImportDialog, shown: Shown, home: Path, qtbot: QtBot
) -> None:
    type_into(dialog.mean, "0, 0.5, 1", qtbot)
    dialog.stem.setCurrentIndex(dialog.stem.findData("small-padded"))
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.session.experiment.origin is not None, timeout=60_000)
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=60_000)
    (run,) = (path for path in (home / "runs").iterdir() if path.is_dir())
    origin = read_origin(RunFolder(run))
    assert origin is not None
    assert (origin.mean, origin.stem, origin.corrected) == ((0.0, 0.5, 1.0), "small-padded", ("mean", "stem"))
    assert shown.session.experiment.run_dir == run
    assert shown.window.page == names.TRAIN


def test_that_what_cannot_be_imported_is_told_in_the_dialog(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "broken.safetensors").write_bytes(b"\x10\0\0\0\0\0\0\0{no contents at }")
    shown.window.requests.importing.look_at(tmp_path / "broken.safetensors")
    dialog = shown.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: shown.session.importing.trouble is not None, timeout=60_000)
    assert dialog.sentence.text() == "broken.safetensors cannot be imported."
    assert "is damaged" in dialog.trouble.text()
    assert not dialog.import_button.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: shown.session.importing.is_quiet)


def test_that_an_imported_run_promises_no_training_and_says_where_it_comes_from(
    shown: Shown, imported: Path, qtbot: QtBot
) -> None:
    train = shown.window.pages.train
    assert train.sentence.text().startswith("Imported, but not tested yet")
    assert train.origin.isVisible() and not train.pair.isVisible()
    assert not train.tabs.isTabVisible(CURVES_TAB)
    lines = train.origin.words.text().splitlines()
    assert lines[0] == "thin.safetensors, made by SimCLR Explorer"
    assert lines[1].startswith("thin ResNet-18, 3×3")
    assert lines[-1] == "Mean 0.4, 0.5, 0.6; deviation 0.2, 0.25, 0.3"
    assert train.result.test_button.isVisible() and not train.result.resume_button.isVisible()
    assert shown.window.header.left.text() == "not trained here"
    assert shown.session.experiment.config.model.projection_layers == 2  # the next training has a head


def test_that_no_views_are_said_to_be_its_own(shown: Shown, imported: Path, qtbot: QtBot) -> None:
    shown.window.show_page(names.VIEWS)
    card = shown.window.pages.views.findChild(SettingsCard)
    assert card.badge.text() == "The next training uses these."
    shown.session.experiment.change_config({"views.hue": 0.1})
    assert card.badge.text() == "The next training uses these."
    assert card.back.isHidden(), "there are none to go back to"


def test_that_its_feature_maps_can_be_looked_at(shown: Shown, imported: Path, qtbot: QtBot) -> None:
    shown.window.show_page(names.FEATURES)
    qtbot.waitUntil(lambda: shown.session.feature_maps.latest is not None, timeout=60_000)
    page = shown.window.pages.page(names.FEATURES)
    qtbot.waitUntil(lambda: "(imported network)" in page.sentence.text())
    assert "training" not in page.sentence.text()
    assert "z" not in shown.session.feature_maps.layers


def test_that_it_is_trained_on_with_a_new_head(shown: Shown, imported: Path, qtbot: QtBot) -> None:
    shown.session.queue._is_closed = True
    added = []
    shown.session.queue.add = added.extend  # type: ignore[method-assign]
    qtbot.mouseClick(shown.window.pages.train.origin.train_button, Qt.MouseButton.LeftButton)
    dialog = shown.window.findChild(LongerDialog)
    assert isinstance(dialog, LongerDialog)
    assert dialog.windowTitle() == "Train on from it"
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    (training,) = added
    assert training.parent == imported
    assert training.config.model.projection_layers == 2
    assert training.config.model.stem == "small"


def test_that_the_list_says_imported_and_offers_what_can_be_done(shown: Shown, imported: Path, qtbot: QtBot) -> None:
    shown.window.show_page(names.RUNS)
    runs = shown.window.pages.runs
    qtbot.waitUntil(lambda: runs.selected() is not None, timeout=10_000)
    actions = runs.run_actions
    assert runs.model.columns[-1].text(runs.selected_lines()[0]) == "imported"
    assert actions.test.isEnabled() and actions.longer.isEnabled()
    assert actions.longer.text() == "Train on from it…"
    assert not (actions.resume.isEnabled() or actions.take_settings.isEnabled() or actions.plan.isEnabled())
    qtbot.waitUntil(lambda: "Imported from thin.safetensors" in runs.details.settings.text(), timeout=10_000)
