"""One session of a monkey: so many actions from a seed on the real window, each written down before it is done."""

import contextlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random

from PySide6.QtCore import QObject, QPoint, Qt, QThread, QTimer, Slot
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
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
from tests.campaign.monkey.census import Census
from tests.campaign.monkey.harms import Harms
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.stage import Stage
from tests.campaign.monkey.targets import Target, classes_of_the_program, place_of, targets_in
from tests.campaign.monkey.watch import Held, leaks

SHARE_OF_HARMS, SHARE_OF_DEEDS, SHARE_OF_KEYS, SHARE_OF_PAGES, SHARE_OF_NEW = 0.02, 0.03, 0.05, 0.3, 0.95
TRIES_TO_TOUCH = 10
ACTIONS_TO_LOOK_AGAIN = 6
ACTIONS_BETWEEN_RESTS, ACTIONS_BETWEEN_COSTLY, ACTIONS_BETWEEN_CENSUSES = 500, 400, 150
MOST_ACTIONS_IN_DIALOG, DEEPEST = 30, 3
SECONDS_TO_REST = 20.0
MS_TO_REST = 20


def is_costly(target: Target) -> bool:
    """Buttons of the rail that are no page's: language and design."""
    return "/Rail#rail/" in target.key and "ToolChoice" not in target.key


class Journal:
    """What the parent process reads: an action a line, faults and results as JSON."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def action(self, words: str) -> None:
        os.write(self._file, f"{words}\n".encode(errors="backslashreplace"))

    def fault(self, words: str) -> None:
        self.action(f"!{json.dumps(words)}")

    def result(self, values: dict[str, object]) -> None:
        self.action(f"={json.dumps(values)}")


class Monkey(QObject):
    """Acts again and again, also within the event loops of what it has opened."""

    def __init__(self, stage: Stage, places: Places, journal: Journal, seed: int, actions: int) -> None:
        super().__init__(stage.application)
        self._stage, self._places, self._journal, self._actions = stage, places, journal, actions
        self._random, self._favourite = Random(seed), seed % len(registry.PAGES)
        self.census = Census()
        self._harms = Harms(stage, places, Random(seed + 1))
        self._number = self._depth = self._in_dialog = self._level = 0
        self._front: QWidget | None = None
        self._looked_at, self._targets = -ACTIONS_TO_LOOK_AGAIN, []  # type: int, list[Target]
        self._next_costly, self._next_census = 30, 0
        stage.language.changed.connect(self._spare)
        stage.theme.changed.connect(self._spare)
        self._rests: list[Held] = []
        self._rest_ends = 0.0
        self._slowest_ms, self._slowest, self._last, self._words = 0.0, "", time.monotonic(), ""

    @Slot()
    def begin(self) -> None:
        """Waits until the engine is loaded and the run is shown."""
        if not (self._stage.session.is_loaded and self._stage.is_quiet):
            self._journal.action("waiting for the engine")
            self._later(self.begin, 200)
            return
        self._last = time.monotonic()
        self._later(self.step)

    def _later(self, what: Callable[[], None], ms: int = 0) -> None:
        """A timer of its own: one whose call still lasts is not due again in the loop within."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(what)
        timer.timeout.connect(timer.deleteLater)
        timer.start(ms)

    @Slot()
    def step(self) -> None:
        """One action; a gesture lets the window's loop turn too, which is no time for another one."""
        level = QThread.currentThread().loopLevel()
        if level == self._level:
            self._later(self.step)
            return
        self._measure()
        level, self._level = self._level, level
        try:
            self._step()
        finally:
            self._level = level

    def _step(self) -> None:
        front = self._look_for_front()
        is_over = self._number >= self._actions
        if is_over and self._depth == 0 and front is self._stage.window:
            self._finish()
            return
        self._depth += 1
        try:
            if is_over or self._rest_ends:
                self._rest(front, is_over=is_over)
                return
            self._later(self.step)
            self._number += 1
            if self._number % ACTIONS_BETWEEN_RESTS == 0:
                self._rest_ends = time.monotonic() + SECONDS_TO_REST
            self._harms.mend(self._number)
            with contextlib.suppress(gestures.Gone):
                self._act(front)
        finally:
            self._depth -= 1

    def _measure(self) -> None:
        now = time.monotonic()
        if (now - self._last) * 1_000 > self._slowest_ms and not self._rest_ends:
            self._slowest_ms, self._slowest = (now - self._last) * 1_000, self._words
        self._last = now

    def _note(self, words: str) -> None:
        self._words = f"{self._number} {words}"
        self._journal.action(self._words)

    def _look_for_front(self) -> QWidget:
        """What the next event should go to: a menu, a dialog, or the window."""
        dialogs = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        front = popup or modal or next(dialogs, None) or self._stage.window
        if front is not self._front:
            self._front, self._in_dialog, self._looked_at = front, 0, -ACTIONS_TO_LOOK_AGAIN
        return front

    def _rest(self, front: QWidget, *, is_over: bool) -> None:
        """Closes whatever is open, ends what is computed, and then looks at what the process holds."""
        self._harms.mend(0, everything=True)
        self._journal.action("resting")
        self._later(self.step, MS_TO_REST)
        if front is not self._stage.window:
            self._close(front)
        elif not is_over and self._depth == 1:
            self._stage.session.stop()
            if self._stage.is_quiet or time.monotonic() > self._rest_ends:
                self._rest_ends = 0.0
                self._rests.append(Held.now())
                self._journal.result({"held": str(self._rests[-1])})

    def _close(self, front: QWidget) -> None:
        if isinstance(front, QDialog):
            front.reject()
        else:
            front.close()

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
        else:
            self._touch(front)

    def _answer(self, dialog: QFileDialog) -> None:
        """Only names are typed: from its lists the monkey would reach files that are not its own."""
        dialog.setOption(QFileDialog.Option.ReadOnly)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if field is None or self._in_dialog > 3 or self._random.random() < 0.4:
            self._note("cancel the file dialog")
            dialog.reject()
            return
        name = self._random.choice(self._places.names())
        self._note(f"answer the file dialog with {name!r}")
        field.setFocus()
        field.setText(name)
        gestures.press(dialog, Qt.Key.Key_Return)

    def _touch(self, front: QWidget) -> None:
        for _ in range(TRIES_TO_TOUCH):
            target = self._choose(front)
            if target is None or self._random.random() < SHARE_OF_KEYS:
                break
            point = place_of(target, front, self._random)
            if point is not None:
                if target.widget.isEnabled():
                    self.census.note_hit(target.key)
                self._do(front, target, point)
                return
            self.census.note_covered(target.key)
            self._targets.remove(target)
        self._press_some_key(front)

    def _choose(self, front: QWidget) -> Target | None:
        if self._number - self._looked_at >= ACTIONS_TO_LOOK_AGAIN:
            self._looked_at = self._number
            is_due = self._number >= self._next_census
            if is_due:
                self._next_census = self._number + ACTIONS_BETWEEN_CENSUSES
            found = targets_in(front, visible_only=not is_due)
            self.census.there.update(target.key for target in found)
            self._targets = [target for target in found if target.widget.isVisible()]
            self.census.made.update(target.widget.metaObject().className() for target in self._targets)
        there = [t for t in self._targets if t.is_there and (self._number >= self._next_costly or not is_costly(t))]
        new = [t for t in there if self.census.is_missing(t.key) and t.widget.isEnabled()]
        chance = self._random.random()
        if front is self._stage.window and chance < SHARE_OF_PAGES / max(1, len(new)):
            return self._choose_page(there)
        switches = [t for t in there if isinstance(t.widget, (QTabBar, QListWidget)) and t.part >= 0]
        if switches and chance > 0.95:
            return self._random.choice(switches)
        if new and self._random.random() < SHARE_OF_NEW:
            return self._random.choice(new)
        return self._random.choice(there) if there else None

    def _choose_page(self, there: list[Target]) -> Target | None:
        """Its button in the rail; the more is to be reached on a page, the sooner."""
        rail = [target for target in there if "/Rail#rail/ToolChoice" in target.key]
        missing = Counter(key.split("/")[4] for key in self.census.missing if key.count("/") > 4)
        made = [entry.name for entry in self._stage.window.pages.entries]
        weights = [1 + missing[f"{name.capitalize()}Page#page"] for name in made]
        weights[self._favourite] = 50 + 3 * weights[self._favourite]
        if len(weights) != len(rail):
            return self._random.choice(rail) if rail else None
        return self._random.choices(rail, weights)[0]

    def _do_deed(self) -> None:
        """What takes several steps in a row, which chance seldom finds; the more is to be reached by it, the sooner."""
        window, session = self._stage.window, self._stage.session
        if session.experiment.result is None and session.stream.is_free:
            self._note("open a finished run: drop it")
            gestures.carry_over(window, [self._random.choice(self._places.runs)], QPoint(300, 300), drops=True)
            return
        missing = self.census.missing
        weights = [1 + sum(part in key for key in missing) for part in ("/ExpertView/", "/ComparePage#page/")]
        self._random.choices((self._show_all_settings, self._compare), weights)[0]()

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

    def _click(self, button: QWidget) -> None:
        if button.isVisible():
            gestures.click(self._stage.window, button.mapTo(self._stage.window, button.rect().center()))

    def _press_some_key(self, front: QWidget) -> None:
        if self._random.random() < 0.2:
            key, modifier = self._random.choice(gestures.WITH_CONTROL), Qt.KeyboardModifier.ControlModifier
        else:
            key, modifier = self._random.choice(gestures.KEYS), gestures.NO_KEY
        self._note(f"press {modifier.name} {key.name}")
        gestures.press(front, key, modifier)

    def _do(self, front: QWidget, target: Target, point: QPoint) -> None:
        """A gesture that suits the widget, or another."""
        widget, chance, key = target.widget, self._random.random(), target.key
        at = f"{key} at {point.x()},{point.y()}"
        if isinstance(widget, (QLineEdit, QTextEdit, QAbstractSpinBox)) and chance < 0.5:
            text = self._random.choice(gestures.TEXTS)
            self._note(f"type {text!r} into {at}")
            gestures.click(front, point)
            gestures.replace_text(front, text)
        elif isinstance(widget, (QAbstractSlider, QComboBox)) and chance < 0.3:
            self._note(f"wheel over {at}")
            gestures.wheel(front, point, self._random.choice((-3, -1, 1, 3)))
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
            "wheel": lambda: gestures.wheel(front, point, self._random.choice((-5, 5))),
            "wheel with Control": lambda: gestures.wheel(front, point, self._random.choice((-2, 2)), control),
            "hover": lambda: gestures.hover(front, point),
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

    def _finish(self) -> None:
        """The window is closed as a person closes it."""
        for words in leaks(self._rests):
            self._journal.fault(f"leak: {words}")
        self._harms.mend(0, everything=True)
        self.census.unmade = classes_of_the_program() - self.census.made
        counted = {name: sorted(values) for name, values in asdict(self.census).items()}
        slowest = {"slowest_ms": self._slowest_ms, "slowest": self._slowest}
        self._journal.result({"actions": self._number, **slowest, **counted})
        self._journal.action("closing the window")
        self._stage.window.close()
