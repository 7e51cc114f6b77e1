"""What leads the window into a state: the hand that does it, scenes, and sweeps that go through several of them."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QTabBar, QWidget

from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.settings_form import SettingsForm
from simclr_gui.state.session import Session
from tests.campaign.monkey import gestures
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.stage import Stage

Condition = Callable[[], bool]
SIZE_PX = 1_500, 1_050
SECONDS_OF_A_LESSON = 3.0


class Hand:
    """What a scene is made with."""

    def __init__(self, stage: Stage, places: Places) -> None:
        self.stage, self.places = stage, places
        self.aims: list[QWidget] = []

    @property
    def window(self) -> MainWindow:
        return self.stage.window

    @property
    def session(self) -> Session:
        return self.stage.session

    def is_quiet(self) -> bool:
        return self.session.stream.is_empty and not self.session.experiment.phase.is_busy and self.is_at_rest()

    def is_at_rest(self) -> bool:
        """Also beside a training, which stands still; a lesson may compute as long as somebody looks at it."""
        lessons = self.session.lessons
        return all(each.is_quiet for each in self.session._lookers if each is not lessons)

    def has_answered(self) -> Condition:
        """Whatever a lesson computes, or enough of it."""
        since = time.monotonic()
        return lambda: self.session.lessons.is_quiet or time.monotonic() - since > SECONDS_OF_A_LESSON

    def aim_at(self, *widgets: QWidget) -> None:
        """These come first, since they may be gone soon."""
        self.aims += widgets

    def show(self, page: str) -> None:
        self.window.show_page(page)

    def show_lesson(self, name: str) -> Lesson:
        learn = self.window.pages.learn
        learn.list.setCurrentRow([entry.name for entry in learn.entries].index(name))
        return learn.lesson

    def later(self, what: Callable[[], object]) -> None:
        """From the event loop: what is opened may return only when it closes."""
        QTimer.singleShot(0, self.window, what)

    def click(self, widget: QWidget) -> None:
        def do() -> None:
            point = widget.mapTo(self.window, widget.rect().center())
            gestures.click(self.window, point)

        self.later(do)

    def drop(self, *paths: Path) -> None:
        self.later(lambda: gestures.carry_over(self.window, paths, QPoint(400, 300), drops=True))

    def stop(self) -> Iterator[Condition]:
        """Nothing trains, waits or is wrong any more; no tour, no full screen, no sentence above what is looked for."""
        self.aims.clear()
        for form in self.window.findChildren(SettingsForm):
            form.reset()
        self.stage.train_for(None)
        self.stage.lack(set())
        self.window.banner.hide()
        if not self.window.isFullScreen():
            self.window.resize(*SIZE_PX)
        if self.session.tour.scene is not None:
            self.session.tour.leave()
        if self.window.isFullScreen():
            self.later(self.window.let_go)
        for entry in list(self.session.queue.contents.entries):
            self.session.queue.drop(entry.id)
        yield self._has_stopped

    def _has_stopped(self) -> bool:
        """Asked for again, since what waits may have begun meanwhile."""
        if not self.is_quiet():
            self.session.stop()
        return self.is_quiet()

    @property
    def state(self) -> str:
        """What is told of a scene that was not reached."""
        session, banner = self.session, self.window.banner
        busy = [type(each).__name__ for each in session._lookers if not each.is_quiet]
        told = banner.sentence.text() if banner.isVisible() else ""
        return f"{session.experiment.phase}, busy: {busy}, stream empty: {session.stream.is_empty}, told: {told!r}"

    def open(self, run_dir: Path) -> Iterator[Condition]:
        yield from self.stop()
        if self.session.experiment.run_dir != run_dir or self.session.experiment.result is None:
            self.drop(run_dir)
            yield lambda: self.session.experiment.run_dir == run_dir and self.is_quiet()

    def look_at(self, page: str, tab: int | None) -> Iterator[Condition]:
        """A page, and of its tabs one."""
        self.show(page)
        yield self.is_at_rest
        if tab is not None:
            yield from self.turn(self.window.pages.on_show.findChildren(QTabBar)[0], tab)

    def turn(self, bar: QTabBar, tab: int) -> Iterator[Condition]:
        bar.setCurrentIndex(tab)
        yield self.is_at_rest


Scene = Callable[[Hand], Iterator[Condition]]


@dataclass(frozen=True)
class Sweep:
    """Scenes that one session goes through.

    Attributes:
        opens_run: whether the window begins with a run.
        has_runs: whether there are any.
        further_runs: that lie beside the two that there are always.
    """

    scenes: Sequence[Scene]
    opens_run: bool = True
    has_runs: bool = True
    further_runs: int = 0


def page(name: str, tab: int | None = None, *, runs: bool = True) -> Scene:
    """A page of a run that is open, and of its tabs one."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.open(hand.places.runs[0]) if runs else hand.stop()
        yield from hand.look_at(name, tab)

    scene.__name__ = f"{name} {'' if tab is None else tab}"
    return scene
