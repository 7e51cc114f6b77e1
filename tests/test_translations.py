"""Every word that a person may read has a translation, none is stale, and what is shipped was made from it."""

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import EvaluationFinished
from simclr_gui.gui.application import build_application
from simclr_gui.gui.guide import GuideWindow
from simclr_gui.gui.look.language import CHINESE, ENGLISH, LANGUAGES, Language
from simclr_gui.gui.look.resources import resources_dir
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.names import LEARN
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session
from tests.scripts import module_of
from tests.small import evaluated
from tests.state.test_state import RESULT, looked, measured, started

ROOT = Path(__file__).parents[1]
TRANSLATIONS = resources_dir() / "translations"
TOOLS = Path(sys.executable).parent
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?n")
COUNTED = re.compile(r"\{(?P<value>\w+)(?::,)?\} (?:[a-z-]+ )?(?P<noun>[a-z-]+s)\b")
"""A value, perhaps an adjective, and what may be a plural."""
NO_NOUNS = {"as", "class", "does", "has", "holds", "is", "its", "leads", "recognises", "uses", "was"}
NO_NUMBERS = {"block", "features", "kind", "name"}
NEVER_ONE = {
    "a layer, a filter or a network has many": (
        *("{adds} multiply-adds", "{parameters} parameters", "{count:,} weights", "{count} products"),
        *("{count:,} numbers", "{count} numbers", "{channels} numbers", "{numbers:,} numbers"),
        *("{dim:,} numbers", "{channels} filters", "{channels} maps", "{maps} maps", "{count:,} maps"),
    ),
    "the slider begins with two": ("{count} layers",),
    "classifiers are fitted on 10 labels per class or more": ("{size} labels",),
    "two seeds or more make a mean": ("{count} seeds",),
    "two images or more make a batch, each with two views": (
        *("{others} other views", "{count} random views", "{least} images", "{count:,} training images"),
    ),
    "alone, a process shares nothing": ("{count} processes", "{size} processes"),
    "one image proves nothing": ("{count:,} unseen images",),
    "it is a constant": ("{steps:,} steps", "{count:,} pixels", "{count} million pixels", "{count} test images"),
    "two numbers stand before the noun": ("{height} pixels",),
}


def messages(file: Path) -> dict[tuple[str, str], ET.Element]:
    root = ET.parse(file).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


def forms(message: ET.Element) -> list[str]:
    """Of what is counted as many as the language has; else one."""
    translation = message.find("translation")
    assert translation is not None
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def load_collector() -> ModuleType:
    """packaging/translate.py; the folder is no package, and PyPI's has its name."""
    return module_of(ROOT / "packaging" / "translate.py")


COLLECTOR = load_collector()
SPEAKING = sorted(file for layer in COLLECTOR.SPEAKING_LAYERS for file in (COLLECTOR.PACKAGE / layer).rglob("*.py"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_that_no_word_is_untranslated_or_stale(code: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"{code}.ts"
    shutil.copy(TRANSLATIONS / f"{code}.ts", fresh)
    COLLECTOR.collect(fresh)
    kept = messages(TRANSLATIONS / f"{code}.ts")
    assert set(messages(fresh)) == set(kept)
    unfinished = [key for key, message in kept.items() if message.find("translation").get("type") is not None]
    assert not unfinished
    assert all(form for message in kept.values() for form in forms(message))


def test_that_the_engines_sentences_and_the_settings_are_collected() -> None:
    contexts = Counter(context for context, _ in messages(TRANSLATIONS / "zh_CN.ts"))
    words = COLLECTOR.engine_sentences() | set(COLLECTOR.counted_sentences())
    assert contexts["engine"] == len(words) > 100
    assert contexts["settings"] == len(COLLECTOR.settings_words()) > 100


def test_that_translations_name_the_same_values() -> None:
    for (_, source), message in messages(TRANSLATIONS / "zh_CN.ts").items():
        for form in forms(message):
            assert Counter(PLACEHOLDER.findall(source)) == Counter(PLACEHOLDER.findall(form)), source


@pytest.mark.parametrize("code", LANGUAGES)
def test_that_the_shipped_file_is_made_of_the_words(code: str, tmp_path: Path) -> None:
    made = tmp_path / f"{code}.qm"
    shutil.copy(TRANSLATIONS / f"{code}.ts", tmp_path)
    command = [TOOLS / "pyside6-lrelease", tmp_path / f"{code}.ts", "-qm", made]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    assert made.read_bytes() == (TRANSLATIONS / f"{code}.qm").read_bytes()


def counted_without_singular(source: str) -> list[str]:
    """Where a number stands before a plural in words that are the same for one."""
    every = (match for match in COUNTED.finditer(source) if match["noun"] not in NO_NOUNS)
    allowed = {words for group in NEVER_ONE.values() for words in group}
    return [match[0] for match in every if match["value"] not in NO_NUMBERS and match[0] not in allowed]


def test_that_every_count_agrees_with_its_noun() -> None:
    for (_, source), message in messages(TRANSLATIONS / "zh_CN.ts").items():
        is_counted = message.get("numerus") == "yes"
        assert is_counted or not counted_without_singular(source), source
        assert is_counted or "%Ln" not in source, source
    assert counted_without_singular("Of {total:,} test images, {found} images") == [
        "{total:,} test images",
        "{found} images",
    ]


def test_that_no_exception_is_stale() -> None:
    sources = [source for _, source in messages(TRANSLATIONS / "zh_CN.ts")]
    for words in (words for group in NEVER_ONE.values() for words in group):
        assert any(words in source for source in sources), words


def test_that_english_has_a_singular_and_the_plural_of_every_count_of_the_window() -> None:
    for (_, source), message in messages(TRANSLATIONS / "en.ts").items():
        one, many = forms(message)
        assert many == source
        assert one != many
    of_the_window = {
        key for key, each in messages(TRANSLATIONS / "zh_CN.ts").items() if each.get("numerus") and key[0] != "engine"
    }
    assert set(messages(TRANSLATIONS / "en.ts")) == of_the_window


def test_that_the_engine_has_a_singular_wherever_it_counts() -> None:
    for many, one in COLLECTOR.counted_sentences().items():
        assert "{count" in many
        assert one != many
        assert set(PLACEHOLDER.findall(one)) <= set(PLACEHOLDER.findall(many)), one


def test_that_no_word_is_made_of_an_f_string() -> None:
    """lupdate takes it silently, and it can never be found again."""
    for file in (ROOT / "simclr_gui" / "gui").rglob("*.py"):
        assert not re.search(r"(self\.tr|translate)\(\s*f[\"']", file.read_text(encoding="utf-8")), file


SENTENCE_NAMES = ("sentence", "remedy", "what", "reason")
"""What parameters and variables that hold words for a person are called."""


def is_translatable(words: ast.expr) -> bool:
    """Whether it is literal, or comes from where it was said."""
    match words:
        case ast.Constant() | ast.Name() | ast.Attribute():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name != "str"
        case ast.IfExp():
            return is_translatable(words.body) and is_translatable(words.orelse)
    return False


def is_bare(words: ast.expr | None) -> bool:
    """Whether it is text that nobody would collect."""
    if isinstance(words, ast.IfExp):
        return is_bare(words.body) or is_bare(words.orelse)
    if isinstance(words, ast.BinOp):
        return is_bare(words.left) or is_bare(words.right)
    is_text = isinstance(words, ast.Constant) and isinstance(words.value, str) and words.value != ""
    return is_text or isinstance(words, ast.JoinedStr)


def takers() -> dict[str, set[tuple[int, str]]]:
    """By function: which of its arguments are words for a person, by place and name."""
    found: dict[str, set[tuple[int, str]]] = {}
    for file in SPEAKING:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
                found.setdefault(node.name, set()).update(
                    (place, name) for place, name in enumerate(names) if name in SENTENCE_NAMES
                )
    return found


TAKERS = takers()


def handed_over(tree: ast.AST) -> Iterator[ast.expr | None]:
    """What is given as words to functions of these layers, to `said` as a value, or to a variable of such a name."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="said" | "counted")):
                yield from (keyword.value for keyword in node.keywords)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                for place, parameter in TAKERS.get(name, ()):
                    yield from node.args[place : place + 1]
                    yield from (keyword.value for keyword in node.keywords if keyword.arg == parameter)
            case ast.Assign(targets=[ast.Name(id=name)]) if name.lower() in SENTENCE_NAMES:
                yield node.value
            case ast.FunctionDef():
                positional = [*node.args.posonlyargs, *node.args.args]
                named = positional[len(positional) - len(node.args.defaults) :]
                for argument, default in zip(named, node.args.defaults, strict=True):
                    if argument.arg in SENTENCE_NAMES:
                        yield default


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: str(file.relative_to(COLLECTOR.PACKAGE)))
def test_that_the_engine_says_nothing_that_could_not_be_translated(file: Path) -> None:
    """f-strings, sums of words and `.format` lose what is words and what is value."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    lost = [words for words in COLLECTOR.spoken_arguments(tree) if not is_translatable(words)]
    lost += [words for words in handed_over(tree) if words is not None and is_bare(words)]
    assert not [f"line {words.lineno}: {ast.unparse(words)}" for words in lost]
    said = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "said"]
    assert all(isinstance(call.args[0], ast.Constant) and len(call.args) == 1 for call in said), file
    counted = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "counted"]
    assert all([type(words) for words in call.args] == [ast.Constant, ast.Constant] for call in counted), file


def test_that_the_rule_finds_what_it_is_for() -> None:
    broken = """
raise UserError(f"{path} is full.", "Free " + "some.")
yield Announced("Reading {}".format(name))
sentence = f"Reading {name}"
run_in_thread(work, "Reading")
said("{name} is full.", name="the disk")
def scored(reason: str = "none") -> None: ...
"""
    tree = ast.parse(broken)
    assert sum(not is_translatable(words) for words in COLLECTOR.spoken_arguments(tree)) == 3
    assert sum(is_bare(words) for words in handed_over(tree)) == 4


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(build_application([]))


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    theme = Theme(build_application([]))
    theme.apply()
    return theme


@pytest.fixture
def keeper(session: Session, theme: Theme, qtbot: QtBot) -> Iterator[WindowHost]:
    application = build_application([])
    language = Language(application)
    language.choose(ENGLISH)
    keeper = WindowHost(session, theme, language, application)
    keeper.window.show()
    yield keeper
    language.choose(ENGLISH)
    with qtbot.waitSignal(session.left, timeout=60_000):
        session.leave()
    keeper.window.deleteLater()


def test_that_the_language_changes_while_the_program_runs_and_the_page_stays(keeper: WindowHost, qtbot: QtBot) -> None:
    keeper.window.show_page(LEARN)
    english = keeper.window
    assert english.pages.learn.list.item(0).toolTip() == "Contrastive learning"
    english.pages.learn.list.setCurrentRow(6)
    keeper.language.choose(CHINESE)
    chinese = keeper.window
    assert chinese is not english
    assert chinese.page == LEARN
    assert chinese.pages.learn.list.item(0).toolTip() == "对比学习"
    assert chinese.pages.learn.list.currentRow() == 6, "and so does the lesson"
    qtbot.waitUntil(lambda: not english.isVisible())
    assert Language().code == CHINESE, "it is remembered"
    keeper.language.choose(ENGLISH)
    assert keeper.window.pages.learn.list.item(0).toolTip() == "Contrastive learning"


def test_that_the_guide_stays_open_at_its_chapter_in_the_other_language(keeper: WindowHost) -> None:
    keeper.window.menu.guide_requested.emit()
    keeper.window.findChild(GuideWindow).list.setCurrentRow(5)
    keeper.language.choose(CHINESE)
    guide = keeper.window.findChild(GuideWindow)
    assert guide.isVisible()
    assert (guide.list.currentRow(), guide.list.currentItem().text()) == (5, "分布图")
    assert guide.view.toPlainText().startswith("分布图")


def test_that_a_lesson_shows_in_the_other_language_what_it_showed(
    keeper: WindowHost, session: Session, qtbot: QtBot
) -> None:
    session.load_engine()
    keeper.window.show_page(LEARN)
    keeper.window.pages.learn.list.setCurrentRow(6)
    qtbot.waitUntil(lambda: keeper.window.pages.learn.lesson.table.rowCount() > 0, timeout=60_000)
    keeper.language.choose(CHINESE)
    qtbot.waitUntil(lambda: keeper.window.pages.learn.lesson.table.rowCount() > 0, timeout=60_000)
    assert "起始层" in keeper.window.pages.learn.lesson.switch.text()


def test_that_a_window_that_has_given_way_hears_nothing_more(
    keeper: WindowHost, session: Session, theme: Theme, qtbot: QtBot
) -> None:
    """An exception in a slot of a dead window would be raised here, for every step of a training."""
    keeper.window.show_page(LEARN)
    english = keeper.window
    for event in (started(), measured(1), measured(2)):
        session.stream.played.emit(event)
    gone = []
    english.destroyed.connect(lambda: gone.append(True))
    keeper.language.choose(CHINESE)
    qtbot.waitUntil(lambda: bool(gone))
    for event in (measured(3), looked(4), EvaluationFinished(evaluated(RESULT)), measured(5)):
        session.stream.played.emit(event)
    for phase in (Phase.EVALUATING, Phase.MAPPING, Phase.DONE):
        session.experiment.set_phase(phase)
    session.experiment.change_config({"optimisation.batch_size": 32})
    theme.choose(Qt.ColorScheme.Dark)
    theme.choose(Qt.ColorScheme.Unknown)
    assert "90" in keeper.window.pages.train.sentence.text()


def test_that_a_system_in_chinese_is_spoken_to_in_chinese(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simclr_gui.gui.look.language.language_of_the_system", lambda: CHINESE)
    language = Language()
    assert language.code == CHINESE
    assert QCoreApplication.translate("wording", "untrained") == "未训练"
    language.choose(ENGLISH)
    assert QCoreApplication.translate("wording", "untrained") == "untrained"
