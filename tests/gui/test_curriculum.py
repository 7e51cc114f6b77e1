"""The table of lessons: one entry there is a lesson of the Learn page."""

from pytestqt.qtbot import QtBot

from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn import LearnPage
from simclr_gui.gui.pages.learn.curriculum import LESSONS, LessonEntry
from simclr_gui.gui.pages.learn.lesson import Lesson
from tests.gui.conftest import Shown

TEXTS = ("An idea.", "A question?", "Try.", "An answer.", "1 + 1", "Go there", names.RUNS)
MADE_UP = LessonEntry("dropout", "Leaving some out", "Dropout", lambda _session, _theme: Lesson(*TEXTS))


def test_that_an_entry_in_the_table_is_a_lesson(shown: Shown, qtbot: QtBot) -> None:
    page = LearnPage(shown.session, shown.theme, lessons=(*LESSONS, MADE_UP))
    qtbot.addWidget(page)
    assert page.list.count() == len(LESSONS) + 1
    page.list.setCurrentRow(len(LESSONS))
    assert page.list.currentItem().text().replace("\n", " ").endswith("Leaving some out")
    assert page.list.currentItem().toolTip() == "Dropout"
    assert page.sentence.text() == "An idea."
    page.reveal()
    assert shown.session.lessons.progress.is_done("dropout")
    with qtbot.waitSignal(page.page_requested) as request:
        page.lesson.card.link_button.click()
    assert request.args == [names.RUNS]


def test_that_names_of_lessons_differ() -> None:
    assert len({entry.name for entry in LESSONS}) == len(LESSONS)
