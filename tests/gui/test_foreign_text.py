"""Names from outside are shown as they are: not as HTML, not as keys to press."""

from pathlib import Path

import numpy as np
import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.presets import preset_for
from simclr_gui.gui.pages.map.confusion import ConfusionView
from simclr_gui.gui.pages.map.thumbnails import Thumbnails
from simclr_gui.gui.parts.card import Words
from simclr_gui.gui.parts.foreign_text import plain_button, plain_tooltip
from tests.gui.conftest import Shown
from tests.listed import read_runs
from tests.small import SMALL, train_small

NAME = '<img src="file:///etc/passwd"><b>old</b>'


def as_read(tooltip: str) -> str:
    """What Qt makes of a tooltip."""
    if not QtGui.Qt.mightBeRichText(tooltip):
        return tooltip
    document = QTextDocument()
    document.setHtml(tooltip)
    return document.toPlainText()


def tooltip_under_the_mouse(widget: QWidget, at: QPointF, monkeypatch: pytest.MonkeyPatch) -> str:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_: told.append(words))
    none = Qt.MouseButton.NoButton
    widget.mouseMoveEvent(QMouseEvent(QMouseEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier))
    return told[-1]


@pytest.mark.parametrize("text", ["cat", "a < b", NAME, f"{NAME}\nsecond & third", "Tom & Jerry", "<b>"])
def test_that_a_tooltip_reads_as_the_text_that_it_was_given(text: str) -> None:
    assert as_read(plain_tooltip(text)) == text
    assert "<img" not in plain_tooltip(text) or not Qt.mightBeRichText(plain_tooltip(text))


def test_that_class_names_with_markup_are_plain_in_the_matrix_and_under_thumbnails(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix = ConfusionView(shown.theme)
    matrix.resize(400, 400)
    matrix.show_counts(np.array([[3, 1], [0, 2]]), (NAME, "cat"))
    left, top, side = matrix.edges()
    words = tooltip_under_the_mouse(matrix, QPointF(left + 0.5 * side, top + 0.5 * side), monkeypatch)
    assert as_read(words) == f"3 of 4 of class {NAME} predicted as {NAME}"
    thumbnails = Thumbnails(40)
    thumbnails.resize(200, 100)
    thumbnails.show_images([np.zeros((8, 8, 3), np.uint8)], [0], [NAME], [QColor("red")])
    assert as_read(tooltip_under_the_mouse(thumbnails, QPointF(5, 5), monkeypatch)) == NAME


def test_that_a_run_with_markup_in_its_folders_name_is_plain_in_the_table(
    shown: Shown, qtbot: QtBot, home: Path
) -> None:
    folder = home / "runs" / "<b>old & <i>x"
    train_small(folder, SMALL)
    read_runs(shown.session.library, qtbot)
    model = shown.window.pages.runs.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert as_read(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)) == str(folder)


def test_that_an_ampersand_in_a_folders_name_stays_on_its_button(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "Cats & Dogs").mkdir()
    shown.session.experiment.replace_config(preset_for("folder", tmp_path / "Cats & Dogs"))
    shown.window.pages.train.setup.show_settings()
    assert shown.window.pages.train.setup.folder_button.text() == plain_button("Cats & Dogs") == "Cats && Dogs"


def test_that_every_label_of_the_window_takes_its_text_as_plain(shown: Shown) -> None:
    ours = [each for each in shown.window.findChildren(QLabel) if type(each) in (QLabel, Words)]
    assert len(ours) > 20
    rich = [each.text() for each in ours if each.textFormat() is not Qt.TextFormat.PlainText]
    assert rich == []
