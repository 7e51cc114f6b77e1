"""Balanced text: no more lines than there must be, about equally long, and no word alone on the last."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.language import CHINESE, ENGLISH, Language
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages.registry import PAGES
from simclr_gui.gui.parts.balanced_text import balanced_width, lines_of
from simclr_gui.gui.parts.card import TEXT_WIDTH_PX, EmptyState
from tests.gui.conftest import Shown

SHORTEST_LAST = 0.3  # of the longest line


def test_that_a_text_of_one_line_keeps_its_width_and_a_longer_one_takes_as_few_lines() -> None:
    font = build_application([]).font()
    assert balanced_width("Short.", font, 400) == 400
    text = "one two three four five six seven eight nine ten eleven"
    for most_px in range(200, 500, 20):
        width = balanced_width(text, font, most_px)
        assert width <= most_px
        assert len(lines_of(text, font, width)) == len(lines_of(text, font, most_px))
        assert "".join(lines_of(text, font, width)) == text


@pytest.fixture(params=(ENGLISH, CHINESE))
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    result = Language(build_application([]))
    result.choose(request.param)
    yield result
    result.choose(ENGLISH)


def test_that_no_word_stands_alone_on_the_last_line_of_a_page_that_waits(
    language: Language, shown: Shown, qtbot: QtBot
) -> None:
    window = MainWindow(shown.session, shown.theme)
    qtbot.addWidget(window, before_close_func=lambda closing: setattr(closing, "may_close", True))
    window.show()
    pages: list[QWidget] = [window.pages.page(entry.name) for entry in PAGES]
    texts = [prompt.text for page in pages for prompt in page.findChildren(EmptyState)]
    broken = [lines_of(QLabel.text(text), text.font(), text.width()) for text in texts]
    assert sum(len(lines) > 1 for lines in broken) >= 2
    for text, lines in zip(texts, broken, strict=True):
        assert text.width() <= TEXT_WIDTH_PX
        assert text.height() >= text.heightForWidth(text.width()) or not text.isVisible()
        lengths = [text.fontMetrics().horizontalAdvance(line) for line in lines]
        assert not lengths or lengths[-1] >= SHORTEST_LAST * max(lengths), lines
    window.hand_over()
