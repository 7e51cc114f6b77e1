"""States of the window in which everything shows: a scene is what leads there, and what it has to wait for."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QTabBar, QWidget

from simclr_gui.engine.exchange.corrections import Corrections
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.state.phases import Phase
from simclr_gui.state.session import Session
from tests.campaign.monkey import gestures
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.stage import Stage

Condition = Callable[[], bool]
EPOCHS_OF_A_LONG_TRAINING = 100_000
STEPS_OF_CURVES = 30
SIZE_PX = 1_500, 1_050
SECONDS_OF_A_LESSON = 3.0


class Hand:
    """What a scene is made with."""

    def __init__(self, stage: Stage, places: Places) -> None:
        self.stage, self.places = stage, places

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

    def show(self, page: str) -> None:
        self.window.show_page(page)

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
        """Nothing trains and nothing waits any more; no tour, no full screen, no sentence above what is looked for."""
        self.stage.train_for(None)
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

    def turn(self, bar: QTabBar, tab: int) -> Iterator[Condition]:
        bar.setCurrentIndex(tab)
        yield self.is_at_rest


Scene = Callable[[Hand], Iterator[Condition]]


@dataclass(frozen=True)
class Sweep:
    """Scenes that one session goes through.

    Attributes:
        opens_run: whether the window begins with a run.
        further_runs: that lie beside the two that there are always.
    """

    scenes: Sequence[Scene]
    opens_run: bool = True
    further_runs: int = 0


def _page(name: str, tab: int | None = None, *, runs: bool = True) -> Scene:
    """A page of a run that is open, and of its tabs one."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.open(hand.places.runs[0]) if runs else hand.stop()
        hand.show(name)
        yield hand.is_at_rest
        if tab is not None:
            yield from hand.turn(hand.window.pages.on_show.findChildren(QTabBar)[0], tab)

    scene.__name__ = f"{name} {'' if tab is None else tab}"
    return scene


def folder_data(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.show(names.TRAIN)
    hand.drop(hand.places.images)
    yield lambda: hand.session.experiment.config.data.source == "folder" and hand.is_quiet()


def gallery(hand: Hand) -> Iterator[Condition]:
    yield from folder_data(hand)
    hand.click(hand.window.pages.train.start.browse)
    yield hand.is_at_rest


def download(hand: Hand) -> Iterator[Condition]:
    """Images that are not on this machine."""
    yield from hand.stop()
    hand.show(names.TRAIN)
    hand.session.experiment.change_config({"data.source": "cifar10"})
    yield hand.is_at_rest
    hand.click(hand.window.header.main_button)
    yield hand.is_at_rest


def all_settings(hand: Hand) -> Iterator[Condition]:
    """Every section, and what is folded away."""
    yield from hand.stop()
    hand.show(names.TRAIN)
    setup = hand.window.pages.train.setup
    if not setup.expert.isChecked():
        hand.click(setup.expert)
    yield setup.expert.isChecked
    expert = hand.window.pages.train.expert
    assert expert is not None
    expert.search.clear()
    expert.suggest.click()
    for form in expert.forms.values():
        form.more.setChecked(True)
    yield hand.is_at_rest


def settings_of_views(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.show(names.VIEWS)
    yield from hand.turn(hand.window.pages.views.tabs, 0)
    for form in hand.window.pages.views.settings.findChildren(QWidget):
        more = getattr(form, "more", None)
        if more is not None:
            more.setChecked(True)
    yield hand.is_at_rest


def nothing_found(hand: Hand) -> Iterator[Condition]:
    yield from all_settings(hand)
    expert = hand.window.pages.train.expert
    assert expert is not None
    expert.search.setText("no such setting")
    yield hand.is_at_rest


def _lesson(number: int, *, is_told: bool) -> Scene:
    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.show(names.LEARN)
        hand.window.pages.learn.list.setCurrentRow(number)
        yield hand.has_answered()
        if is_told:
            hand.window.pages.learn.reveal()
            yield hand.has_answered()

    scene.__name__ = f"lesson {number + 1}{', told' if is_told else ''}"
    return scene


def image_on_map(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.show(names.MAP)
    yield from hand.turn(hand.window.pages.map.tabs, 0)
    hand.drop(hand.places.out / "image.png")
    yield lambda: hand.session.feature_space.query_image is not None and hand.is_quiet()


def group_on_map(hand: Hand) -> Iterator[Condition]:
    """Circled."""
    yield from hand.open(hand.places.runs[0])
    hand.show(names.MAP)
    yield from hand.turn(hand.window.pages.map.tabs, 0)
    maps = hand.window.pages.map.maps
    scatter = next(iter(maps.cards.values())).scatter
    maps.tools.lasso.setChecked(True)
    yield hand.is_at_rest

    def circle() -> None:
        window = hand.window
        corners = [scatter.mapTo(window, QPoint(round(x * scatter.width()), round(y * scatter.height())))
                   for x, y in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.1, 0.2))]  # fmt: skip
        gestures.draw(window, corners)

    hand.later(circle)
    yield hand.is_at_rest


def other_run_on_map(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.show(names.MAP)
    yield from hand.turn(hand.window.pages.map.tabs, 0)
    hand.session.other_map.choose(hand.places.runs[1])
    yield hand.is_quiet


def comparison(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.session.comparison.compare(hand.places.runs[:8])
    hand.show(names.COMPARE)
    yield lambda: hand.session.comparison.compared is not None and hand.is_quiet()


def one_run_to_compare(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.session.comparison.compare(hand.places.runs[:1])
    hand.show(names.COMPARE)
    yield hand.is_at_rest


def _paused(page: str, tab: int | None = None) -> Scene:
    """A training that has curves stands still; others wait for it."""

    def scene(hand: Hand) -> Iterator[Condition]:
        experiment, queue = hand.session.experiment, hand.session.queue
        if experiment.phase is not Phase.PAUSED:
            yield from hand.stop()
            hand.stage.train_for(EPOCHS_OF_A_LONG_TRAINING)
            hand.window.requests.start()
            yield lambda: experiment.phase is Phase.TRAINING and len(hand.session.curves.steps) > STEPS_OF_CURVES
            hand.session.pause()
            yield lambda: experiment.phase is Phase.PAUSED
        while len(queue.contents.entries) < 3:
            hand.window.requests.start()
            yield hand.is_at_rest
        hand.show(page)
        yield hand.is_at_rest
        if tab is not None:
            yield from hand.turn(hand.window.pages.on_show.findChildren(QTabBar)[0], tab)

    scene.__name__ = f"paused: {page} {'' if tab is None else tab}"
    return scene


def _tour(number: int) -> Scene:
    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.window._navigation.begin_tour()
        for _ in range(number):
            hand.session.tour.go_on()
            yield hand.is_at_rest
        yield lambda: hand.session.tour.scene is not None

    scene.__name__ = f"tour {number + 1}"
    return scene


def presentation(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.show(names.TRAIN)
    if not hand.window.isFullScreen():
        hand.later(hand.window._presentation.toggle)
    yield lambda: hand.window.isFullScreen() and hand.is_at_rest()


def _dialog(show: Callable[[Hand], object], name: str) -> Scene:
    """A dialog over the page of the run."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.open(hand.places.runs[0])
        hand.show(names.TRAIN)
        hand.later(lambda: show(hand))
        yield hand.is_at_rest

    scene.__name__ = name
    return scene


def import_dialog(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.drop(hand.places.out / "encoder.safetensors")
    yield hand.is_at_rest


def imported_run(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    if hand.session.experiment.origin is None:
        hand.session.importing.look_at(hand.places.out / "encoder.safetensors")
        yield lambda: hand.session.importing.recognised is not None
        hand.session.importing.take_in({}, Corrections())
        yield lambda: hand.is_quiet() and hand.session.experiment.origin is not None
    hand.show(names.TRAIN)
    yield hand.is_at_rest


LESSONS = 10
PAGES = (names.TRAIN, names.VIEWS, names.FEATURES, names.MAP, names.RUNS, names.COMPARE, names.LEARN)
SWEEPS = {
    "sweep of the first screens": Sweep(
        (*(_page(name, runs=False) for name in PAGES), one_run_to_compare, folder_data, gallery, download),
        opens_run=False,
    ),
    "sweep of the settings": Sweep((all_settings, nothing_found, settings_of_views)),
    "sweep of the lessons": Sweep([_lesson(number, is_told=True) for number in range(LESSONS)]),
    "sweep of the lessons without a run": Sweep(
        [_lesson(number, is_told=False) for number in range(LESSONS)], opens_run=False
    ),
    "sweep of a run": Sweep(
        (
            *(_page(names.TRAIN, tab) for tab in range(2)),
            *(_page(names.VIEWS, tab) for tab in range(3)),
            *(_page(names.FEATURES), presentation),
        )
    ),
    "sweep of the maps": Sweep(
        (image_on_map, group_on_map, other_run_on_map, *(_page(names.MAP, tab) for tab in (1, 2, 0)))
    ),
    "sweep of many runs": Sweep((_page(names.RUNS), comparison), further_runs=6),
    "sweep of a training": Sweep(
        (
            *(_paused(names.TRAIN, tab) for tab in range(2)),
            *(_paused(names.VIEWS, tab) for tab in range(3)),
            *(_paused(name) for name in (names.FEATURES, names.MAP, names.RUNS)),
        )
    ),
    "sweep of the tour": Sweep([_tour(number) for number in range(6)]),
    "sweep of the dialogs": Sweep(
        (
            _dialog(lambda hand: hand.window.requests.planning.plan(), "plan"),
            _dialog(lambda hand: hand.window.menu.longer.trigger(), "longer"),
            _dialog(lambda hand: hand.window.menu.export.trigger(), "export"),
            _dialog(lambda hand: hand.window.menu.report.trigger(), "report"),
            _dialog(lambda hand: hand.window._show_keys(), "keys"),
            *(import_dialog, imported_run),
        )
    ),
}
"""By name, in the order in which they are played."""
