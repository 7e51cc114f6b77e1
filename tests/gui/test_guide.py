"""The guide in the window: every chapter in both languages, its links, its pictures, the ways to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QPalette, QTextCharFormat, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from simclr_gui.gui.guide import GuideWindow, chapters
from simclr_gui.gui.keys import KeysDialog
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.look.resources import guide_dir
from simclr_gui.gui.look.theme import Theme
from tests.gui.conftest import Shown

CHAPTERS = 13


@pytest.fixture
def theme(qtbot: QtBot, home: Path) -> Theme:
    return Theme(QApplication.instance())


@pytest.fixture(params=[ENGLISH, CHINESE])
def guide(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme) -> Iterator[GuideWindow]:
    language = Language(QApplication.instance())
    language.choose(request.param)
    window = GuideWindow(theme)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # qtbot closes it
    qtbot.addWidget(window)
    window.show()
    yield window
    language.choose(ENGLISH)


def pieces(document: QTextDocument) -> Iterator[QTextCharFormat]:
    """The forms of all that a document shows: words, pictures and links."""
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            yield place.fragment().charFormat()
            place += 1
        block = block.next()


def first_line(guide: GuideWindow) -> str:
    return guide.view.cursorForPosition(QPoint()).block().text()


def test_that_every_chapter_is_shown_with_its_pictures_and_links(guide: GuideWindow) -> None:
    assert guide.list.count() == CHAPTERS
    known = {str(chapter) for chapter in chapters()}
    pictures = 0
    for row in range(guide.list.count()):
        guide.list.setCurrentRow(row)
        document = guide.view.document()
        assert guide.list.item(row).text() in document.toPlainText()
        assert "![" not in document.toPlainText() and "](" not in document.toPlainText()
        for form in pieces(document):
            link = form.anchorHref()
            target = guide.view.source().resolved(QUrl(link)).toLocalFile()
            assert not link or "://" in link or target in known, link
            if form.isImageFormat():
                pictures += 1
                name, kind = form.toImageFormat().name(), QTextDocument.ResourceType.ImageResource.value
                assert not guide.view.loadResource(kind, name).isNull(), name
    assert pictures > CHAPTERS


def test_that_a_link_leads_to_its_chapter_and_back(guide: GuideWindow) -> None:
    first = guide.list.currentRow()
    assert not guide.back.isEnabled()
    links = (form.anchorHref() for form in pieces(guide.view.document()))
    link = next(link for link in links if link.startswith("guide/"))
    guide.view.setSource(guide.view.source().resolved(QUrl(link)))
    assert guide.list.currentRow() == first + 1
    guide.back.click()
    assert guide.list.currentRow() == first
    assert guide.forward.isEnabled() and not guide.back.isEnabled()


def test_that_the_guide_is_read_in_the_design_that_is_on(guide: GuideWindow, theme: Theme) -> None:
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        theme.choose(scheme)
        painted = guide.view.grab().toImage()
        assert painted.pixelColor(6, painted.height() // 2).name() == theme.colours.surface
        assert guide.view.palette().color(QPalette.ColorRole.Text).name() == theme.colours.text
        links = [form.foreground().color().name() for form in pieces(guide.view.document()) if form.isAnchor()]
        assert set(links) == {theme.colours.accent}


def test_that_a_narrow_guide_shows_whole_pictures_and_stays_where_it_was_read(guide: GuideWindow, qtbot: QtBot) -> None:
    guide.list.setCurrentRow(2)
    place, sideways = guide.view.verticalScrollBar(), guide.view.horizontalScrollBar()
    place.setValue(place.maximum() // 2)
    read_from = first_line(guide)
    guide.resize(700, 600)
    qtbot.waitUntil(lambda: sideways.maximum() == 0 and first_line(guide) == read_from)
    assert place.value() > 0


def test_that_pictures_that_were_not_installed_are_left_out(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel has no pictures."""
    shutil.copy(guide_dir() / "start.md", tmp_path)
    shutil.copytree(guide_dir() / "guide", tmp_path / "guide")
    monkeypatch.setattr("simclr_gui.gui.guide.guide_dir", lambda: tmp_path)
    window = GuideWindow(theme)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    for row in range(window.list.count()):
        window.list.setCurrentRow(row)
        assert not [form for form in pieces(window.view.document()) if form.isImageFormat()]


def test_that_the_keys_and_the_menu_lead_to_the_guide_and_escape_closes_it(shown: Shown, qtbot: QtBot) -> None:
    shown.window.menu.keys_requested.emit()
    keys = shown.window.findChild(KeysDialog)
    keys.guide.click()
    guide = shown.window.findChild(GuideWindow)
    assert guide.isVisible() and not keys.isVisible()
    shown.window.menu.guide_requested.emit()
    assert shown.window.findChildren(GuideWindow) == [guide], "it is open already"
    QTest.keyClick(guide.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shown.window.findChildren(GuideWindow))
