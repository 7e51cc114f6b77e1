"""What a further lesson costs: its page and what it computes, beside its entry in the list."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Slot
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Event, LessonAnswer
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.pages.names import LEARN
from simclr_gui.jobs.work import LessonModule
from simclr_gui.state.lessons import Lessons
from tests.gui.conftest import Shown
from tests.gui.test_pages import texts
from tests.small import SMALL

if TYPE_CHECKING:
    from simclr_gui.engine.lessons.demonstrator import Demonstrator

BRIGHTNESS = "brightness"
brightness: Any = LessonModule(BRIGHTNESS)


@dataclass(frozen=True)
class BrightnessMeasured(LessonAnswer):
    """How bright the test images are on average, 0 to 255 times a factor."""

    mean: float


def demonstrate_brightness(demonstrator: "Demonstrator", factor: float) -> Iterator[Event]:
    data = yield from demonstrator.images()
    yield BrightnessMeasured(factor * float(data.test.pixels.float().mean()))


class BrightnessLesson(Lesson):
    def __init__(self, lessons: Lessons) -> None:
        super().__init__("idea", "question", "hint", "answer", "formula", "link", LEARN)
        self._lessons = lessons
        lessons.answered.connect(self._show)
        lessons.network_changed.connect(self.enter_again)
        self.wait_for(lessons, BRIGHTNESS)

    def enter(self) -> None:
        self._lessons.ask(BRIGHTNESS, lambda demonstrator: brightness.demonstrate_brightness(demonstrator, 0.5))

    @Slot(str, object)
    def _show(self, kind: str, measured: BrightnessMeasured) -> None:
        if kind == BRIGHTNESS:
            self.tell(f"{measured.mean:.0f} on average")


@pytest.fixture
def lesson(shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> BrightnessLesson:
    module = ModuleType("simclr_gui.engine.lessons.brightness")
    module.demonstrate_brightness = demonstrate_brightness  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    shown.session.experiment.replace_config(SMALL)
    made = BrightnessLesson(shown.session.lessons)
    qtbot.addWidget(made)
    made.show()
    made.enter()
    made.touch()
    return made


def test_that_a_lesson_of_its_own_waits_in_words_and_shows_what_it_asked_for(
    shown: Shown, lesson: BrightnessLesson, qtbot: QtBot
) -> None:
    lessons = shown.session.lessons
    assert "Starting up: loading PyTorch, which computes the lessons…" in texts(lesson)
    with qtbot.waitSignal(lessons.answered, timeout=60_000) as answered:
        shown.session.load_engine()
    kind, measured = answered.args
    assert kind == BRIGHTNESS and 0 < measured.mean < 255 / 2
    qtbot.waitUntil(lambda: lessons.is_quiet, timeout=60_000)


def test_that_it_is_asked_again_of_other_images(shown: Shown, lesson: BrightnessLesson, qtbot: QtBot) -> None:
    lessons = shown.session.lessons
    shown.session.experiment.change_config({"data.drawing_seed": 5})
    assert lessons.requests.waiting == (BRIGHTNESS,)
    waiting = lessons.waiting(BRIGHTNESS)
    assert waiting is not None and waiting.kind == "loading"
    shown.session.load_engine()
    qtbot.waitUntil(lambda: lessons.is_quiet, timeout=60_000)
