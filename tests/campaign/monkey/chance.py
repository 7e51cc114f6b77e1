"""A monkey that does whatever comes to its mind, while things go wrong around it."""

import contextlib
import time
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QTextEdit,
    QWidget,
)

from simclr_gui.gui.pages import names, registry
from tests.campaign.monkey import gestures
from tests.campaign.monkey.harms import Harms
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.play import MS_TO_REST, Journal, Monkey
from tests.campaign.monkey.stage import Stage
from tests.campaign.monkey.targets import Target, place_of
from tests.campaign.monkey.watch import Held, leaks

SHARE_OF_HARMS, SHARE_OF_DEEDS, SHARE_OF_KEYS, SHARE_OF_PAGES, SHARE_OF_TABS = 0.01, 0.005, 0.15, 0.03, 0.02
SHARE_OF_LIGHT = 0.5  # gestures that choose nothing
TRIES_TO_TOUCH = 10
ACTIONS_TO_LOOK_AGAIN = 12
ACTIONS_BETWEEN_RESTS, ACTIONS_BETWEEN_COSTLY, ACTIONS_BETWEEN_CENSUSES = 1_000, 1_500, 1_000
ACTIONS_BETWEEN_WORKS = 150
MOST_ACTIONS_IN_DIALOG, DEEPEST = 30, 3
SECONDS_TO_REST = 20.0


def is_costly(target: Target) -> bool:
    """Buttons of the rail that are no page's: language and design."""
    return "/Rail#rail/" in target.key and "ToolChoice" not in target.key


class ChanceMonkey(Monkey):
    """A seed decides all that it does, as far as the window is as far as it was."""

    def __init__(self, stage: Stage, places: Places, journal: Journal, seed: int, actions: int) -> None:
        super().__init__(stage, places, journal, Random(seed), actions)
        self._favourite = seed % len(registry.PAGES)
        self._harms = Harms(stage, places, Random(seed + 1))
        self._looked_at = self._next_census = 0
        self._next_costly = self._next_work = 30
        stage.language.changed.connect(self._spare)
        stage.theme.changed.connect(self._spare)
        stage.session.experiment.phase_changed.connect(self._spare_work)
        self._rests: list[Held] = []
        self._rest_ends = 0.0

    def _go_on(self, front: QWidget) -> None:
        self._is_measured = not self._rest_ends
        if self._rest_ends:
            self._rest(front)
            return
        self._later(self.step)
        self._number += 1
        if self._number % ACTIONS_BETWEEN_RESTS == 0:
            self._rest_ends = time.monotonic() + SECONDS_TO_REST
        self._harms.mend(self._number)
        with contextlib.suppress(gestures.Gone):
            self._act(front)

    def _rest(self, front: QWidget) -> None:
        """Closes whatever is open, ends what is computed, and then looks at what the process holds."""
        self._harms.mend(0, everything=True)
        self._journal.action("resting")
        self._later(self.step, MS_TO_REST)
        if front is not self._stage.window:
            self._close(front)
        elif self._depth == 1:
            self._stage.session.stop()
            if self._stage.is_quiet or time.monotonic() > self._rest_ends:
                self._rest_ends = 0.0
                self._rests.append(Held.now())
                self._journal.result({"held": str(self._rests[-1])})

    def _act(self, front: QWidget) -> None:
        handle = front.windowHandle()
        if handle is None or not handle.isVisible():
            self._note("nothing: the window does not show")
            return
        is_free = front is self._stage.window
        self._in_dialog += 1
        if self._random.random() < SHARE_OF_HARMS:
            name = self._harms.choose(is_free=is_free and self._number >= self._next_costly)
            self._note(f"harm: {name}")
            self._harms.do(name, self._number)
        elif is_free and self._random.random() < SHARE_OF_DEEDS:
            self._do_deed()
        elif isinstance(front, QFileDialog):
            self._answer(front)
        elif not is_free and (self._in_dialog > MOST_ACTIONS_IN_DIALOG or self._depth > DEEPEST):
            self._note(f"close {front.metaObject().className()}")
            self._close(front)
        elif self._random.random() < SHARE_OF_KEYS:
            self._press_some_key(front)
        else:
            self._touch(front)

    def _touch(self, front: QWidget) -> None:
        if not self._targets or self._number - self._looked_at >= ACTIONS_TO_LOOK_AGAIN:
            self._looked_at = self._number
            is_due = self._number >= self._next_census
            if is_due:
                self._next_census = self._number + ACTIONS_BETWEEN_CENSUSES
            self._list_targets(front, visible_only=not is_due)
        for _ in range(TRIES_TO_TOUCH):
            target = self._choose(front)
            if target is None:
                break
            if not target.is_there:
                continue
            point = place_of(target, front, self._random)
            if point is not None:
                if target.widget.isEnabled():
                    self.census.reached.add(target.key)
                self._do(front, target, point)
                return
        self._press_some_key(front)

    def _is_too_soon(self, target: Target) -> bool:
        """For what takes as long as hundreds of other actions; pages have a share of their own."""
        window = self._stage.window
        if self._number < self._next_work and target.widget in (window.header.main_button, window.header.queue_button):
            return True
        return "/Rail#rail/ToolChoice" in target.key or (self._number < self._next_costly and is_costly(target))

    def _choose(self, front: QWidget) -> Target | None:
        if not self._targets:
            return None
        chance = self._random.random()
        if front is self._stage.window and chance < SHARE_OF_PAGES:
            return self._choose_page()
        if chance > 1 - SHARE_OF_TABS:
            switches = [t for t in self._targets if isinstance(t.widget, (QTabBar, QListWidget)) and t.part >= 0]
            if switches:
                return self._random.choice(switches)
        target = self._random.choice(self._targets)
        return None if self._is_too_soon(target) else target

    def _choose_page(self) -> Target | None:
        """Its button in the rail; one page is dearer to it than the others."""
        rail = [target for target in self._targets if "/Rail#rail/ToolChoice" in target.key]
        weights = [5 if number == self._favourite else 1 for number in range(len(rail))]
        return self._random.choices(rail, weights)[0] if rail else None

    def _do_deed(self) -> None:
        """What takes several steps in a row, which chance seldom finds."""
        session = self._stage.session
        if session.experiment.result is None and session.stream.is_free:
            self._note("open a finished run: drop it")
            runs = [self._random.choice(self._places.runs)]
            gestures.carry_over(self._stage.window, runs, QPoint(300, 300), drops=True)
            return
        self._random.choice((self._show_all_settings, self._compare))()

    def _show_all_settings(self) -> None:
        self._note("show all settings")
        self._stage.window.show_page(names.TRAIN)
        setup = self._stage.window.pages.train.setup
        if not setup.expert.isChecked():
            self._click(setup.expert)

    def _compare(self) -> None:
        self._note("compare all runs")
        window, pages = self._stage.window, self._stage.window.pages
        window.show_page(names.RUNS)
        pages.runs.table.setFocus()
        gestures.press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._click(pages.runs.compare_button)

    def _press_some_key(self, front: QWidget) -> None:
        if self._random.random() < 0.1:
            key, modifier = self._random.choice(gestures.WITH_CONTROL), Qt.KeyboardModifier.ControlModifier
        else:
            key, modifier = self._random.choice(gestures.KEYS), gestures.NO_KEY
        if self._number < self._next_costly and key is Qt.Key.Key_F11:
            key = Qt.Key.Key_Tab
        self._note(f"press {modifier.name} {key.name}")
        gestures.press(front, key, modifier)

    def _do(self, front: QWidget, target: Target, point: QPoint) -> None:
        """A gesture that suits the widget, or another."""
        widget, key = target.widget, target.key
        is_light = self._random.random() < SHARE_OF_LIGHT
        chance = self._random.random()
        at = f"{key} at {point.x()},{point.y()}"
        if is_light and chance < 0.6:
            self._note(f"hover over {at}")
            gestures.hover(front, point)
        elif is_light:
            self._note(f"wheel over {at}")
            gestures.wheel(front, point, self._random.choice((-3, -1, 1, 3)))
        elif isinstance(widget, (QLineEdit, QTextEdit, QAbstractSpinBox)) and chance < 0.5:
            text = self._random.choice(gestures.TEXTS)
            self._note(f"type {text!r} into {at}")
            gestures.click(front, point)
            gestures.replace_text(front, text)
        elif isinstance(widget, (QAbstractSlider, QComboBox)) and chance < 0.3:
            self._note(f"wheel far over {at}")
            gestures.wheel(front, point, self._random.choice((-9, 9)))
        elif isinstance(widget, QMenu) or target.part >= 0 or chance < 0.7:
            self._note(f"click {at}")
            gestures.click(front, point)
        else:
            self._do_something_odd(front, point, at)

    def _do_something_odd(self, front: QWidget, point: QPoint, at: str) -> None:
        other = QPoint(self._random.randrange(front.width()), self._random.randrange(front.height()))
        files = self._random.sample(self._places.droppable(), 1 + self._random.randrange(2))
        drops = self._random.random() < 0.5
        control = Qt.KeyboardModifier.ControlModifier
        odd: dict[str, Callable[[], None]] = {
            "right click": lambda: gestures.right_click(front, point),
            "double click": lambda: gestures.double_click(front, point),
            "wheel with Control": lambda: gestures.wheel(front, point, self._random.choice((-2, 2)), control),
            f"drag to {other.x()},{other.y()} from": lambda: gestures.drag(front, point, other),
            "click with Control": lambda: gestures.click(front, point, control),
            "click with Shift": lambda: gestures.click(front, point, Qt.KeyboardModifier.ShiftModifier),
            "fill the clipboard": lambda: gestures.fill_clipboard(self._random, files),
        }
        if front is self._stage.window:
            carried = ", ".join(path.name for path in files)
            odd[f"carry {carried} (drop: {drops}) over"] = lambda: gestures.carry_over(front, files, point, drops=drops)
        name = self._random.choice(list(odd))
        self._note(f"{name} {at}")
        odd[name]()

    @Slot()
    def _spare(self) -> None:
        """The whole window was made or dressed anew, which takes as long as hundreds of other actions."""
        self._next_costly = self._number + ACTIONS_BETWEEN_COSTLY

    @Slot()
    def _spare_work(self) -> None:
        """A training takes as long as a hundred other actions."""
        self._next_work = self._number + ACTIONS_BETWEEN_WORKS

    def _finish(self) -> None:
        for words in leaks(self._rests):
            self._journal.fault(f"leak: {words}")
        self._harms.mend(0, everything=True)
        super()._finish()
