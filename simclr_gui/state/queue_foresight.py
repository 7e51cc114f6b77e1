"""How long what waits in the queue will take, and when all of it will be done."""

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event
from simclr_gui.engine.planning.queue_entry import QueueEntry
from simclr_gui.engine.planning.queue_outlook import Expected, QueueForeseen
from simclr_gui.jobs import work
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.requester import Requester
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.training_queue import TrainingQueue

QUEUE = "queue"  # all that is ever requested


class QueueForesight(Requester):
    """Asks whenever other trainings wait, or a run has ended from which more can be told.

    Signals:
        changed(): more is known, or less time is left.

    Attributes:
        expected: by the ids of entries; those of which nothing is known are not among them.
    """

    changed = Signal()

    def __init__(
        self, experiment: Experiment, queue: TrainingQueue, library: RunLibrary, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._queue, self._library = experiment, queue, library
        self.expected: dict[str, Expected] = {}
        self._asked: object = None
        self._requests.played.connect(self._take)
        queue.changed.connect(self.refresh)
        library.changed.connect(self.refresh)

    @property
    def unknown_count(self) -> int:
        """Of how many trainings that run or wait nobody knows how long they take."""
        return sum(entry.id not in self.expected for entry in self._to_end)

    @property
    def knows_tests(self) -> bool:
        """Whether some run tells how long the scores and maps of each take; else `left_s` is too short."""
        return all(self.expected[entry.id].tested_s is not None for entry in self._to_end if entry.id in self.expected)

    @property
    def left_s(self) -> float:
        """How long the others will still take, scores and maps included where they are known."""
        return sum(self._left_s(entry) for entry in self._to_end if entry.id in self.expected)

    @property
    def _to_end(self) -> tuple[QueueEntry, ...]:
        return tuple(entry for entry in self._queue.contents.entries if entry.state != "failed")

    def _left_s(self, entry: QueueEntry) -> float:
        expected = self.expected[entry.id]
        return max(0.0, expected.training_s - self._trained_s(entry)) + (expected.tested_s or 0.0)

    def _trained_s(self, entry: QueueEntry) -> float:
        """What is known of one that has begun: of the one that is trained here at once, of others from the list."""
        active, step = self._queue.active, self._experiment.last_step
        if active is not None and active.id == entry.id:
            return step.elapsed_s if step is not None else 0.0
        row = self._library.row_of(entry.run_dir) if entry.run_dir is not None else -1
        return (self._library.runs[row].trained_s or 0.0) if row >= 0 else 0.0

    @Slot()
    def refresh(self) -> None:
        """A run that is only further than before tells nothing of others."""
        entries, runs = self._queue.contents.entries, self._library.runs
        wanted = [entry.id for entry in entries], [run.folder for run in runs if not run.is_live]
        if not self._requests.is_open:
            return
        if wanted == self._asked or not entries:
            self.changed.emit()
            return
        self._asked = wanted
        self._requests.request(QUEUE, lambda: work.foresee_queue(entries, runs))

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, QueueForeseen):
            self.expected = event.expected
            self.changed.emit()
