"""Every word of the window has a translation, none is stale, and what is shipped was made from it."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.look.resources import resources_dir
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.one_window import OneWindow
from simclr_gui.state.session import Session

ROOT = Path(__file__).parents[1]
TRANSLATIONS = resources_dir() / "translations"
TOOLS = Path(sys.executable).parent
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def messages(file: Path) -> dict[tuple[str, str], ET.Element]:
    root = ET.parse(file).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


def test_that_no_word_is_untranslated_or_stale(tmp_path: Path) -> None:
    fresh = tmp_path / "zh_CN.ts"
    command = [TOOLS / "pyside6-lupdate", "-extensions", "py", ROOT / "simclr_gui" / "gui", "-ts", fresh]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    kept = messages(TRANSLATIONS / "zh_CN.ts")
    assert set(messages(fresh)) == set(kept)
    unfinished = [key for key, message in kept.items() if message.find("translation").get("type") is not None]
    assert not unfinished
    assert all(message.findtext("translation") for message in kept.values())


def test_that_translations_name_the_same_values() -> None:
    for (_, source), message in messages(TRANSLATIONS / "zh_CN.ts").items():
        translated = message.findtext("translation", "")
        assert Counter(PLACEHOLDER.findall(source)) == Counter(PLACEHOLDER.findall(translated)), source


def test_that_the_shipped_file_is_made_of_the_words(tmp_path: Path) -> None:
    made = tmp_path / "zh_CN.qm"
    shutil.copy(TRANSLATIONS / "zh_CN.ts", tmp_path)
    command = [TOOLS / "pyside6-lrelease", tmp_path / "zh_CN.ts", "-qm", made]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    assert made.read_bytes() == (TRANSLATIONS / "zh_CN.qm").read_bytes()


def test_that_no_word_is_made_of_an_f_string() -> None:
    """lupdate takes it silently, and it can never be found again."""
    for file in (ROOT / "simclr_gui" / "gui").rglob("*.py"):
        assert not re.search(r"(self\.tr|translate)\(\s*f[\"']", file.read_text(encoding="utf-8")), file


@pytest.fixture
def keeper(qtbot: QtBot) -> OneWindow:
    application = build_application([])
    theme, language = Theme(application), Language(application)
    theme.apply()
    language.choose(ENGLISH)
    keeper = OneWindow(Session(application), theme, language, application)
    keeper.window.show()
    yield keeper
    language.choose(ENGLISH)
    session = keeper._session
    with qtbot.waitSignal(session.left, timeout=60_000):
        session.leave()
    keeper.window.deleteLater()


def test_that_the_language_changes_while_the_program_runs_and_the_page_stays(keeper: OneWindow, qtbot: QtBot) -> None:
    keeper.window.show_page(5)
    english = keeper.window
    assert english.learn_page.list.item(0).text() == "1  Convolution"
    keeper._language.choose(CHINESE)
    chinese = keeper.window
    assert chinese is not english
    assert chinese.page == 5
    assert chinese.learn_page.list.item(0).text() == "1  卷积"
    qtbot.waitUntil(lambda: not english.isVisible())
    assert Language().code == CHINESE, "it is remembered"
    keeper._language.choose(ENGLISH)
    assert keeper.window.learn_page.list.item(0).text() == "1  Convolution"


def test_that_a_system_in_chinese_is_spoken_to_in_chinese(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simclr_gui.gui.look.language._of_the_system", lambda: CHINESE)
    language = Language()
    assert language.code == CHINESE
    assert QCoreApplication.translate("wording", "untrained") == "未训练"
    language.choose(ENGLISH)
    assert QCoreApplication.translate("wording", "untrained") == "untrained"
