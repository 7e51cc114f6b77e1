"""A monkey that goes through scenes, and in each of them touches everything that it has not touched before."""

import contextlib
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.campaign.monkey import gestures
from tests.campaign.monkey.hand import Condition, Hand, Scene, Sweep
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.play import Journal, Monkey
from tests.campaign.monkey.stage import Stage
from tests.campaign.monkey.targets import Target, is_covered, place_of

MS_BETWEEN_LOOKS = 20
LOOKS_BETWEEN_WORDS = 100
SECONDS_OF_PATIENCE = 60.0
ACTIONS_TO_LOOK_AGAIN = 4
MOST_TRIES, MOST_SET_UPS, MOST_OPENINGS = 3, 25, 40
DEEPEST = 6
Gesture = Callable[[QWidget, QPoint], None]


class Sweeper(Monkey):
    """Labels and charts come first, then what is filled in, then tabs, then buttons, which may lead away."""

    def __init__(self, stage: Stage, places: Places, journal: Journal, sweep: Sweep, actions: int) -> None:
        super().__init__(stage, places, journal, Random(0), actions)
        self._hand = Hand(stage, places)
        self._scenes = iter(sweep.scenes)
        self._scene: Scene | None = None
        self._set_ups = 0
        self._reached_before = 0
        self._steps: Iterator[Condition] = iter(())
        self._condition: Condition | None = None
        self._waits_since, self._looks = 0.0, 0
        self._tries: Counter[str] = Counter()
        self._openings: Counter[str] = Counter()
        self._again: dict[str, Gesture] = {}  # what opened something in which more is to be reached
        self._last_hit: tuple[str, Gesture] | None = None
        self._opened_by: dict[int, tuple[str, Gesture]] = {}
        self._pending: deque[tuple[str, Callable[[], None]]] = deque()
        self._right_clicked: set[str] = set()
        self._looked_at = 0
        self._next_scene()

    @property
    def _is_over(self) -> bool:
        return self._scene is None or self._number >= self._actions

    def _next_scene(self) -> None:
        self._scene, self._set_ups = next(self._scenes, None), 0
        self._tries.clear()
        self._set_up()

    def _set_up(self) -> None:
        """From its beginning, wherever the last action has led."""
        if self._scene is None:
            return
        self._journal.action(f"scene: {self._scene.__name__}")
        self._set_ups, self._reached_before = self._set_ups + 1, len(self.census.reached)
        self._places.restore()
        self._steps, self._condition = self._scene(self._hand), lambda: True
        self._waits_since = time.monotonic()
        self._pending.clear()
        self._targets = []

    def _go_on(self, front: QWidget) -> None:
        self._is_measured = self._condition is None
        if self._condition is None:
            self._later(self.step)
            self._number += 1
            with contextlib.suppress(gestures.Gone):
                self._sweep(front)
            return
        self._later(self.step, MS_BETWEEN_LOOKS)
        self._wait(self._condition)

    def _wait(self, condition: Condition) -> None:
        self._looks += 1
        if self._looks % LOOKS_BETWEEN_WORDS == 0:
            self._journal.action("waiting")
        waited_s = time.monotonic() - self._waits_since
        if waited_s > SECONDS_OF_PATIENCE:
            assert self._scene is not None
            self._journal.fault(f"the scene {self._scene.__name__} was not reached: {self._hand.state}")
            self._condition = None
        elif condition():
            self._condition, self._waits_since = next(self._steps, None), time.monotonic()

    def _meet(self, front: QWidget) -> None:
        """What was in front before may have been closed before all of it was touched: then it is opened again."""
        before, left = self._front, self._new_ones()
        opener = self._opened_by.get(id(before)) if before is not None else None
        if opener is not None and left and self._openings[opener[0]] < MOST_OPENINGS:
            self._openings[opener[0]] += 1
            self._again[opener[0]] = opener[1]
        if front is not self._stage.window and self._last_hit is not None:
            self._opened_by[id(front)] = self._last_hit
        self._pending.clear()
        super()._meet(front)

    def _new_ones(self) -> list[Target]:
        """What has not been touched yet."""
        return [t for t in self._targets if self.census.is_missing(t.key) and self._tries[t.key] < MOST_TRIES]

    def _sweep(self, front: QWidget) -> None:
        handle = front.windowHandle()
        if handle is None or not handle.isVisible():
            self._note("nothing: the window does not show")
        elif self._pending:
            words, gesture = self._pending.popleft()
            self._note(words)
            gesture()
        elif isinstance(front, QFileDialog):
            self._in_dialog += 1
            self._answer(front)
        else:
            target = self._choose(front)
            if target is not None:
                self._touch(front, target)
            elif front is not self._stage.window:
                self._note(f"close {front.metaObject().className()}")
                self._close(front)
            elif len(self.census.reached) > self._reached_before and self._set_ups < MOST_SET_UPS:
                self._set_up()
            else:
                self._next_scene()

    def _choose(self, front: QWidget) -> Target | None:
        """Looks again where nothing is left of what was seen."""
        if self._depth > DEEPEST:
            return None
        for _ in range(2):
            if self._number - self._looked_at < ACTIONS_TO_LOOK_AGAIN:
                candidates = [t for t in self._targets if self._is_candidate(t)]
                if candidates:
                    return min(candidates, key=self._order)
            self._looked_at = self._number
            self._list_targets(
                front, visible_only=front is self._stage.window and self._number % 50 > ACTIONS_TO_LOOK_AGAIN
            )
            for target in self._targets:
                if self.census.is_missing(target.key) and is_covered(target):
                    self.census.covered.add(target.key)
        return None

    def _order(self, target: Target) -> tuple[bool, int, bool]:
        """What may be gone soon comes first, and what only opens something again after others of its rank."""
        return target.widget not in self._hand.aims, rank(target), not self.census.is_missing(target.key)

    def _is_candidate(self, target: Target) -> bool:
        key = target.key
        if not target.is_there or not target.widget.isEnabled() or self._tries[key] >= MOST_TRIES:
            return False
        return self.census.is_missing(key) or key in self._again

    def _touch(self, front: QWidget, target: Target) -> None:
        point = place_of(target, front, self._random)
        if point is None:
            self._tries[target.key] += 1
            self._number -= 1
            self._journal.action(f"out of reach: {target.key}")
            self._stage.window.banner.hide()  # it may lie above
            return
        gesture: Gesture = self._again.pop(target.key, gestures.click)
        if not self.census.is_missing(target.key):
            self._tries[target.key] -= 1  # it may open another thing as often as there is something to be reached
        self._tries[target.key] += 1
        self.census.reached.add(target.key)
        self._last_hit = target.key, gesture
        self._note(f"{gesture.__name__} {target.key} at {point.x()},{point.y()}")
        self._pending.extend(self._more(front, target, point))
        gesture(front, point)

    def _more(self, front: QWidget, target: Target, point: QPoint) -> Iterator[tuple[str, Callable[[], None]]]:
        """What is done to it after it was clicked."""
        widget, key = target.widget, target.key
        if target.part >= 0 or isinstance(widget, QMenu):
            return
        if isinstance(widget, (QLineEdit, QAbstractSpinBox)):
            before = widget.text()
            for text in (before + "1", before, "abc"):  # another, as it was, and one that may be wrong
                yield f"type {text!r} into {key}", lambda text=text: _type_whole(front, text)
            yield from self._come_back(front, key)
        elif isinstance(widget, (QComboBox, QAbstractSlider)) and not isinstance(widget, QScrollBar):
            for step in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                yield f"press {step.name} in {key}", lambda step=step: gestures.press(front, step)
            yield from self._come_back(front, key)
        elif isinstance(widget, QAbstractButton) and widget.isCheckable():
            yield f"click again {key}", lambda: gestures.click(front, point)
            yield from self._come_back(front, key)
        elif not isinstance(widget, QAbstractButton):
            kind = widget.metaObject().className()
            above = widget.parentWidget()
            kind += f" in {above.metaObject().className()}" if above is not None else ""
            if kind not in self._right_clicked:
                self._right_clicked.add(kind)
                yield f"right click {key}", lambda: self._right_click(front, target, point)

    def _come_back(self, front: QWidget, key: str) -> Iterator[tuple[str, Callable[[], None]]]:
        """By keys: then what explains it shows at once."""
        for step in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            yield f"press {step.name} after {key}", lambda step=step: self._step_on(front, step)

    def _step_on(self, front: QWidget, step: Qt.Key) -> None:
        gestures.press(front, step)
        self._looked_at = -ACTIONS_TO_LOOK_AGAIN

    def _right_click(self, front: QWidget, target: Target, point: QPoint) -> None:
        self._last_hit = target.key, gestures.right_click
        gestures.right_click(front, point)


def _type_whole(front: QWidget, text: str) -> None:
    gestures.replace_text(front, text)
    gestures.press(front, Qt.Key.Key_Return)


def rank(target: Target) -> int:
    widget = target.widget
    if "/Rail#rail/" in target.key:
        return 7 if "ToolChoice" in target.key else 8
    if isinstance(widget, QMenu) and target.part < 0:
        return 0
    if isinstance(widget, (QTabBar, QListWidget)) and target.part >= 0:
        return 4
    if isinstance(widget, QAbstractButton):
        return 3 if widget.isCheckable() else 5
    if isinstance(widget, QMenu):
        return 6
    return 1 if isinstance(widget, (QLineEdit, QComboBox, QAbstractSlider, QAbstractSpinBox)) else 0
