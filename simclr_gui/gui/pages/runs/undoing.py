"""What was said of runs, taken back: names, notes, tags, and whether they are archived."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from simclr_gui.engine.listing.run_keeping import RunsDescribed
from simclr_gui.engine.runs.about import About
from simclr_gui.state.run_library import RunLibrary

MOST_STEPS = 100


class DescriptionUndo(QObject):
    """Remembers every change that is made here.

    Attributes:
        stack: its actions take back and do again.
    """

    def __init__(self, library: RunLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        library.described.connect(self._remember)

    @Slot(object)
    def _remember(self, described: RunsDescribed) -> None:
        self.stack.push(_Description(self._library, described))


class _Description(QUndoCommand):
    """It is done already when it is remembered."""

    def __init__(self, library: RunLibrary, described: RunsDescribed) -> None:
        super().__init__(_name_of(described))
        self._library, self._described = library, described
        self._is_done = True

    def redo(self) -> None:
        if not self._is_done:
            self._say(self._described.after)
        self._is_done = True

    def undo(self) -> None:
        self._is_done = False
        self._say(self._described.before)

    def _say(self, abouts: Mapping[Path, About]) -> None:
        self._library.say_again(abouts)


def _name_of(described: RunsDescribed) -> str:
    """Words that stand after "Undo"."""
    path, after = next(iter(described.after.items()))
    before, translate = described.before[path], QCoreApplication.translate
    if before.archived != after.archived:
        return translate("runs", "archiving") if after.archived else translate("runs", "taking out of the archive")
    if before.name != after.name:
        return translate("runs", "renaming")
    return translate("runs", "tags") if before.tags != after.tags else translate("runs", "note")
