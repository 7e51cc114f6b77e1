"""What all monkeys have in common: each action is written down before it is done, and none is kept from the next."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from tests.campaign.monkey import gestures
from tests.campaign.monkey.census import Census
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.stage import Stage
from tests.campaign.monkey.targets import Target, classes_of_the_program, targets_in

MS_TO_REST = 20
MOST_ANSWERS = 3


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

    def __init__(self, stage: Stage, places: Places, journal: Journal, random: Random, actions: int) -> None:
        super().__init__(stage.application)
        self._stage, self._places, self._journal, self._random = stage, places, journal, random
        self._actions = actions
        self.census = Census()
        self._number = self._depth = self._in_dialog = self._level = 0
        self._front: QWidget | None = None
        self._targets: list[Target] = []
        self._is_measured = True
        self._slowest_ms, self._slowest, self._last, self._words = 0.0, "", time.monotonic(), ""
        self._began_s = 0.0

    @Slot()
    def begin(self) -> None:
        """Waits until the engine is loaded and the run is shown."""
        if not (self._stage.session.is_loaded and self._stage.is_quiet):
            self._journal.action("waiting for the engine")
            self._later(self.begin, 200)
            return
        self._last, self._began_s = time.monotonic(), time.process_time()
        self._later(self.step)

    def _later(self, what: Callable[[], None], ms: int = 0) -> None:
        """A timer of its own: one whose call still lasts is not due again in the loop within."""
        QTimer.singleShot(ms, self, what)

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
        is_over = self._is_over
        if is_over and self._depth == 0 and front is self._stage.window:
            self._finish()
            return
        self._depth += 1
        try:
            if is_over:
                self._journal.action("ending")
                self._later(self.step, MS_TO_REST)
                self._close(front)
            else:
                self._go_on(front)
        finally:
            self._depth -= 1

    @property
    def _is_over(self) -> bool:
        return self._number >= self._actions

    def _go_on(self, front: QWidget) -> None:
        """One action, and another one later."""
        raise NotImplementedError

    def _measure(self) -> None:
        now = time.monotonic()
        if (now - self._last) * 1_000 > self._slowest_ms and self._is_measured:
            self._slowest_ms, self._slowest = (now - self._last) * 1_000, self._words
        self._last = now

    def _note(self, words: str) -> None:
        self._words = f"{self._number} {words}"
        self._journal.action(self._words)

    def _look_for_front(self) -> QWidget:
        """What the next event should go to: a menu, a dialog, or the window."""
        active = QApplication.activeWindow()
        dialog = active if isinstance(active, QDialog) and active.isVisible() else None
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or dialog or self._stage.window
        if front is not self._front:
            self._meet(front)
            self._front, self._in_dialog = front, 0
        return front

    def _meet(self, front: QWidget) -> None:
        """Another window is in front now."""
        self._targets = []

    def _list_targets(self, front: QWidget, *, visible_only: bool) -> None:
        """What can be reached in it; the census hears of what is hidden, too, if that is wanted."""
        found = targets_in(front, visible_only=visible_only)
        self.census.there.update(target.key for target in found)
        self._targets = [target for target in found if target.widget.isVisible()]
        self.census.made.update(target.widget.metaObject().className() for target in self._targets)

    def _close(self, front: QWidget) -> None:
        if front is self._stage.window:
            return
        if isinstance(front, QDialog):
            front.reject()
        else:
            front.close()

    def _answer(self, dialog: QFileDialog) -> None:
        """Only names are typed: from its lists the monkey would reach files that are not its own."""
        dialog.setOption(QFileDialog.Option.ReadOnly)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if field is None or self._in_dialog > MOST_ANSWERS or self._random.random() < 0.4:
            self._note("cancel the file dialog")
            dialog.reject()
            return
        name = self._random.choice(self._places.names())
        self._note(f"answer the file dialog with {name!r}")
        field.setFocus()
        field.setText(name)
        gestures.press(dialog, Qt.Key.Key_Return)

    def _click(self, button: QWidget) -> None:
        if button.isVisible():
            gestures.click(self._stage.window, button.mapTo(self._stage.window, button.rect().center()))

    def _finish(self) -> None:
        """The window is closed as a person closes it."""
        self.census.unmade = classes_of_the_program() - self.census.made
        counted = {name: sorted(values) for name, values in asdict(self.census).items()}
        slowest = {"slowest_ms": self._slowest_ms, "slowest": self._slowest}
        processor_s = time.process_time() - self._began_s
        self._journal.result({"actions": self._number, "processor_s": processor_s, **slowest, **counted})
        self._journal.action("closing the window")
        self._stage.window.close()
