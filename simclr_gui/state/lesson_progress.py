"""How far a person has come with each lesson; which ones are done is remembered across starts."""

from enum import IntEnum

from PySide6.QtCore import QObject, Signal

from simclr_gui.state.remembered import remember, remembered

DONE_KEY = "lessons/done"


class Standing(IntEnum):
    """Of a lesson since the program was started: its question is open, it was touched, or its answer was shown."""

    ASKED = 0
    TOUCHED = 1
    REVEALED = 2


class LessonProgress(QObject):
    """Lessons are called by names that stay the same whatever their order and language.

    Signals:
        changed(str): what is known of the lesson of this name is something else.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standings: dict[str, Standing] = {}
        self._done = set(str(remembered(DONE_KEY, "")).split())

    def standing(self, lesson: str) -> Standing:
        return self._standings.get(lesson, Standing.ASKED)

    def is_done(self, lesson: str) -> bool:
        """Whether it was ever touched or its answer shown, on this machine."""
        return lesson in self._done

    def reach(self, lesson: str, standing: Standing) -> None:
        """A lesson never falls back."""
        if standing <= self.standing(lesson):
            return
        self._standings[lesson] = standing
        if lesson not in self._done:
            self._done.add(lesson)
            remember(DONE_KEY, " ".join(sorted(self._done)))
        self.changed.emit(lesson)
