"""Several trainings one after the other, to be compared in the end."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.config.settings import TrainingConfig


@dataclass(frozen=True)
class PlannedRun:
    """What is to be trained, and in which folder."""

    config: TrainingConfig
    run_dir: Path


class Plan(QObject):
    """Which trainings are planned and which of them is in hand.

    Signals:
        changed(): `place` and `count` are others; a `count` of 0 means that nothing is planned.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[PlannedRun, ...] = ()
        self.place = 0
        self.compares = False

    @property
    def count(self) -> int:
        return len(self._runs)

    @property
    def active_run(self) -> PlannedRun:
        return self._runs[self.place]

    @property
    def first(self) -> PlannedRun:
        return self._runs[0]

    @property
    def following(self) -> PlannedRun:
        """The one after the active run."""
        return self._runs[self.place + 1]

    @property
    def is_at_its_end(self) -> bool:
        return self.place + 1 == self.count

    def make(self, *runs: PlannedRun, compares: bool = False) -> None:
        """Plans these; `compares` says that the maps of the first and the last are to be seen side by side."""
        self._runs, self.place, self.compares = runs, 0, compares
        self.changed.emit()

    def move_on(self) -> None:
        self.place += 1
        self.changed.emit()

    def give_up(self) -> None:
        """What is being trained goes on; nothing follows it."""
        if self._runs:
            self.make()
