"""A run is exported from the window: chosen, written beside everything else, and shown with the lines that open it."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange import export_kinds
from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS
from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.gui.export_choice import ExportChoice
from simclr_gui.gui.export_dialog import ExportDialog, free_place
from simclr_gui.gui.pages.names import MAP
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Phase
from tests.frozen_run import unpacked_frozen_run
from tests.gui.conftest import Shown
from tests.untrained_runs import make_untrained_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return make_untrained_run(tmp_path / "my run")


@pytest.fixture
def dialog(shown: Shown, run: Path) -> ExportDialog:
    shown.window.requests.export_run(run)
    return dialog_of(shown)


def dialog_of(shown: Shown) -> ExportDialog:
    found = shown.window.findChild(ExportDialog)
    assert isinstance(found, ExportDialog)
    return found


def answer_with(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))


def export(dialog: ExportDialog, kind: str, qtbot: QtBot) -> None:
    dialog.choice.choose(kind)
    dialog.export_button.click()
    qtbot.waitUntil(lambda: dialog.exported_to.isVisible() or dialog.trouble.isVisible(), timeout=120_000)


def words_of(choice: ExportChoice) -> list[tuple[str, str]]:
    return [(what.text(), opens_with.text()) for what, opens_with in choice._words]


def test_that_every_form_is_offered_with_what_it_is_and_what_opens_it(
    shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    run = make_untrained_run(tmp_path / "plain", model__encoder="resnet18", model__stem="imagenet", data__side_px=64)
    shown.window.requests.export_run(run)
    with qtbot.waitSignal(shown.session.sharing.kinds_read):
        choice = dialog_of(shown).choice
    buttons, kinds = choice.buttons.buttons(), EXPORT_KINDS.values()
    assert [button.text() for button in buttons] == [str(kind.title) for kind in kinds]
    assert [button.accessibleDescription() for button in buttons] == [str(kind.what) for kind in kinds]
    assert words_of(choice) == [(kind.what, f"Opens with {kind.opens_with}") for kind in kinds]


def test_that_of_a_network_that_no_library_has_the_same_is_said_before_and_after(
    dialog: ExportDialog, shown: Shown, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: shown.session.sharing.is_quiet, timeout=30_000)
    titles = [button.text() for button in dialog.choice.buttons.buttons()]
    assert titles[:3] == ["Weights for torch", "Folder for torch", "ONNX"]
    (what, opens_with), *_ = words_of(dialog.choice)
    assert what == "One safetensors file, and encoder.py beside it, which is all of the network."
    answer_with(monkeypatch, tmp_path / "net.safetensors")
    export(dialog, "torchvision", qtbot)
    assert dialog.programs.text() == opens_with
    assert opens_with == "Opens with torch alone; neither torchvision nor timm has this network"
    assert dialog.files.text() == "Files: encoder.py, net.safetensors"


def test_that_a_run_whose_settings_cannot_be_read_is_refused_by_the_export_alone(
    shown: Shown, run: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run / "config.json").write_text("{")
    shown.window.requests.export_run(run)
    qtbot.waitUntil(lambda: shown.session.sharing.is_quiet, timeout=30_000)
    assert shown.window.banner.isHidden()
    answer_with(monkeypatch, tmp_path / "net.safetensors")
    export(dialog_of(shown), "torchvision", qtbot)
    assert "config.json" in dialog_of(shown).trouble.text()


def test_that_a_file_is_written_where_it_is_named_and_its_lines_are_copied(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, tmp_path / "net.onnx")
    export(dialog, "onnx", qtbot)
    assert dialog.exported_to.text() == f"Exported to {tmp_path / 'net.onnx'}"
    assert (tmp_path / "net.onnx").is_file()
    assert "Compared on 16 test images of the run. Largest difference of a number in h: " in dialog.remarks.text()
    dialog.code.copy_button.click()
    assert f'onnxruntime.InferenceSession("{tmp_path / "net.onnx"}")' in QGuiApplication.clipboard().text()
    assert dialog.code.copy_button.text() == "Copied"


def test_that_a_folder_gets_the_name_of_the_run_and_never_replaces_one(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, tmp_path)
    for name in ("my run-timm", "my run-timm-2"):
        export(dialog, "timm", qtbot)
        assert (tmp_path / name / "model.safetensors").is_file()
        assert dialog.files.text() == "Files: README.md, encoder.py, model.safetensors"
        dialog._choose_again()
    assert free_place(tmp_path / "new") == tmp_path / "new"


def test_that_features_are_written_in_the_format_that_is_chosen(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    formats = dialog.choice.format
    assert [formats.itemText(place) for place in range(formats.count())] == ["Parquet", "NPZ", "CSV"]
    formats.setCurrentIndex(1)
    formats.activated.emit(1)
    assert dialog.choice.name == "features"
    answer_with(monkeypatch, tmp_path / "h")
    export(dialog, "features", qtbot)
    with np.load(tmp_path / "h.npz", allow_pickle=False) as table:
        assert len(table["h"]) == len(table["part"])


@pytest.mark.parametrize("ending", [".npz", ".csv"])
def test_that_the_ending_that_was_typed_decides(
    ending: str, dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.choice.choose("features")
    answer_with(monkeypatch, tmp_path / f"h{ending}")
    export(dialog, "features", qtbot)
    assert [path.name for path in tmp_path.glob("h.*")] == [f"h{ending}"]


def test_that_every_format_may_be_typed_and_the_chosen_one_comes_first(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (asked.append(words[2:]), ("", ""))[1])
    dialog.choice.choose("features")
    dialog.choice.format.setCurrentIndex(1)
    dialog.export_button.click()
    assert asked == [("my run.npz", "Files (*.npz *.parquet *.csv)")]


def test_that_a_run_is_exported_whole_too(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, tmp_path / "run.zip")
    export(dialog, "zip", qtbot)
    assert dialog.programs.text() == "Opens with SimCLR Explorer, when it is dropped on the window"
    assert not dialog.code.isVisible()


def test_that_a_failure_is_told_where_something_else_can_be_chosen(
    dialog: ExportDialog, shown: Shown, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, tmp_path / "nowhere" / "net.onnx")
    export(dialog, "onnx", qtbot)
    assert "cannot be written: no such file or directory" in dialog.trouble.text()
    assert dialog.export_button.isVisible()
    assert shown.window.banner.isHidden()
    answer_with(monkeypatch, tmp_path / "net.docx")
    export(dialog, "onnx", qtbot)
    assert dialog.trouble.text() == "Cannot save as .docx. Use .onnx."


def test_that_images_that_have_moved_are_asked_for(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog._asked = "features", tmp_path / "h.npz"
    offer = Proposal("Where are the images now?", asks_for_folder=True)
    dialog.show_failure(Failure("The images are gone.", "Name the folder (--folder).", proposals=(offer,)))
    assert dialog.trouble.text() == "The images are gone."
    answer_with(monkeypatch, tmp_path / "moved")
    with qtbot.waitSignal(dialog.requested) as asked:
        dialog.images_button.click()
    assert asked.args == ["features", tmp_path / "h.npz", tmp_path / "moved"]
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=30_000)


def test_that_a_missing_package_is_told_with_the_command_that_installs_it(
    shown: Shown, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_kinds, "find_spec", lambda _name: None)
    shown.window.requests.export_run(run)
    choice = dialog_of(shown).choice
    assert choice.can_be_written
    choice.choose("tensorboard")
    assert "not installed: tensorboard" in choice.missing.text()
    assert not dialog_of(shown).export_button.isEnabled()
    choice.copy_button.click()
    assert QGuiApplication.clipboard().text() == 'pip install "simclr-explorer[export]"'
    choice.choose("features")
    assert "pyarrow" in choice.missing.text()
    choice.format.setCurrentIndex(1)
    choice.format.activated.emit(1)
    assert dialog_of(shown).export_button.isEnabled()


def test_that_what_is_cancelled_leaves_nothing_and_what_is_hidden_goes_on(
    dialog: ExportDialog, shown: Shown, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, tmp_path / "h.csv")
    dialog.choice.format.setCurrentIndex(2)
    dialog.choice.choose("features")
    dialog.export_button.click()
    dialog.cancel_button.click()
    qtbot.waitUntil(lambda: shown.session.sharing.is_quiet, timeout=60_000)
    assert not list(tmp_path.glob("*.csv"))
    assert not list(tmp_path.glob(".*part"))
    dialog.export_button.click()
    dialog.accept()
    assert "Cancel" in [button.text() for button in offers(shown)]
    qtbot.waitUntil(lambda: shown.window.banner.sentence.text() == f"Saved: {tmp_path / 'h.csv'}", timeout=60_000)


def offers(shown: Shown) -> list:
    items = (shown.window.banner.offers.itemAt(place) for place in range(shown.window.banner.offers.count()))
    return [item.widget() for item in items if item.widget() is not None]


def test_that_the_map_page_and_the_menu_export_the_run_that_is_shown(
    shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    tools = shown.window.pages.map.maps.tools
    assert not tools.export.isEnabled()
    assert not shown.window.menu.export.isEnabled()
    shown.session.open_run(unpacked_frozen_run(tmp_path / "frozen"))
    qtbot.waitUntil(lambda: shown.session.experiment.phase is Phase.DONE, timeout=30_000)
    shown.window.show_page(MAP)
    qtbot.waitUntil(lambda: tools.export.isEnabled() and tools.export.isVisible())
    tools.export.click()
    assert dialog_of(shown).windowTitle() == "Export frozen"
    dialog_of(shown).reject()
    shown.window.menu.export.trigger()
    assert dialog_of(shown).windowTitle() == "Export frozen"


def test_that_the_folder_of_what_was_written_is_shown(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.show_exported(EncoderExported(tmp_path / "net", (tmp_path / "net" / "a",), "timm", "import timm"))
    with qtbot.waitSignal(dialog.folder_requested) as asked:
        dialog._request_folder()
    assert asked.args == [tmp_path / "net"]
