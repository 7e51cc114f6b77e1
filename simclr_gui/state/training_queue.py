"""The trainings that wait: what was asked for while another one ran, begun one after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.messages.sentences import counted, said
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.planning.queue_entry import EntryTaken, Group, GroupOver, QueueContents, QueueEntry
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.run_stream import RunStream
from simclr_gui.state.trainings import Trainings

OF_ITS_SETTINGS = said("It stays in the queue as it is: try it again there once this is mended, or remove it.")
READ = "read"  # of several such requests the last one counts; every change has a name of its own

Change = Callable[[Queue], object]


class TrainingQueue(QObject):
    """What waits in the file of the queue, which other processes change too; read and changed on a thread.

    Nothing is begun unless somebody asked for it in this window: by adding, by `go_on`, or a group alone by `begin`.

    Attributes:
        contents: as they were read last.
        active: the entry that is trained here, None between trainings.
        goes_on: whether the next one begins by itself.

    Signals:
        changed(): any of these is another.
        asked(object): a Failure, which none is: trainings wait from before, and may go on.
        begun(object): a QueueEntry, which is now trained here.
        group_over(object): a GroupOver.
        failed(object): a Failure of a change; the queue is as it was.
        became_quiet()
    """

    changed = Signal()
    asked = Signal(object)
    begun = Signal(object)
    group_over = Signal(object)
    failed = Signal(object)
    became_quiet = Signal()

    def __init__(self, stream: RunStream, trainings: Trainings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stream, self._trainings = stream, trainings
        self.contents = QueueContents()
        self.active: QueueEntry | None = None
        self.goes_on = False
        self._only = ""  # the id of a group that is trained while the others wait; empty for none
        self._failure: Failure | None = None
        self._changes, self._takes, self._asks, self._is_closed = 0, False, False, False
        self._queue: Queue | None = None
        self._requests = RequestQueue(self)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._tell_failure)
        self._requests.became_quiet.connect(self._note_quiet)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet and self.active is None

    @property
    def is_about_to_begin(self) -> bool:
        """Whether the next one begins by itself, as soon as nothing else is in progress."""
        return self._wants_more and not self.contents.is_held

    @property
    def _wants_more(self) -> bool:
        return self.goes_on or bool(self._only)

    def open(self) -> None:
        """The window shows: what waits from before is asked about."""
        self._asks = True
        self.refresh()

    def refresh(self) -> None:
        """Reads what other processes may have changed."""
        if not self._is_closed:
            self._request(READ, lambda queue: queue.changed())

    def add(self, trainings: Sequence[PlannedTraining], group: str = "") -> None:
        """Puts trainings at the end; the first begins as soon as nothing else is in progress."""
        self.goes_on = True
        self._change(lambda queue: queue.add(trainings, group))
        self._take_next()

    def begin(self, trainings: Sequence[PlannedTraining], name: str, done: Sequence[Path] = ()) -> None:
        """Trains these as a group, as soon as nothing else is in progress; what has waited longer goes on waiting.

        Where the queue is at work they are trained in their turn. `done` are runs that belong to them.
        """
        group, is_idle = Group.of_one_click(name), self._stream.is_free
        if not self.is_about_to_begin:
            self.goes_on, self._only = False, group.id

        def change(queue: Queue) -> None:
            queue.add(trainings, group, done)
            if is_idle:
                queue.hold(False)

        self._change(change)
        self._take_next()

    def try_again(self, entry_id: str) -> None:
        """One that failed waits once more, behind all others."""
        self.goes_on = True
        self._change(lambda queue: queue.try_again(entry_id))
        self._take_next()

    def try_all_again(self) -> None:
        """All that failed wait once more."""
        for entry in self.contents.entries:
            if entry.state == "failed":
                self.try_again(entry.id)

    def move(self, entry_id: str, places: int) -> None:
        self._change(lambda queue: queue.move(entry_id, places))

    def drop(self, entry_id: str) -> None:
        self._change(lambda queue: queue.drop(entry_id))

    def hold(self, is_held: bool) -> None:
        """Whether nothing is to follow the one that is being trained."""
        self._change(lambda queue: queue.hold(is_held))
        if not is_held:
            self._take_next()

    def go_on(self) -> None:
        """Begins with the next one, or as soon as nothing else is in progress."""
        self.goes_on = True
        self.changed.emit()
        self.hold(False)

    def stop(self) -> None:
        """Somebody wants what is in progress to end: nothing follows unasked."""
        self.goes_on, self._only = False, ""
        self.changed.emit()

    def note_failure(self, failure: Failure) -> Failure:
        """What is trained here has failed; what can be offered would concern other settings than those in the form."""
        if self.active is None:
            return failure
        self._failure = failure
        return replace(failure, proposals=(), remedy=OF_ITS_SETTINGS if failure.field else failure.remedy)

    def note_end(self, *, is_complete: bool) -> None:
        """The stream is over; what did not come to its end goes on when the queue does."""
        entry, failure = self.active, self._failure
        self.active = self._failure = None
        if entry is None:
            self._take_next()
            return
        if failure is not None:
            self._take_next(lambda queue: queue.fail(entry.id, failure.sentence))
        elif is_complete:
            self._take_next(lambda queue: queue.finish(entry.id))
        else:
            self._take_next(lambda queue: queue.put_back(entry.id))

    def close(self) -> None:
        """Begins nothing any more; what is in progress is put back when it has ended."""
        self._is_closed, self.goes_on, self._only = True, False, ""
        self._requests.discard(READ)

    def _take_next(self, last: Change | None = None) -> None:
        """Where somebody wants it and nothing is in progress; what is to be done about the last one is done anyway."""
        may_take = self._wants_more and self._stream.is_free and self.active is None and not self._takes
        if not may_take or self._is_closed:
            if last is not None:
                self._change(_ending_with(last))
            return
        self._takes, only = True, self._only
        self._request_change(lambda queue: queue.taken(last or _nothing, only))

    def _change(self, change: Change) -> None:
        self._request_change(lambda queue: queue.changed(change))

    def _request_change(self, stream: Callable[[Queue], Iterator[Event]]) -> None:
        self._changes += 1
        self._request(f"change {self._changes}", stream)

    def _request(self, kind: str, stream: Callable[[Queue], Iterator[Event]]) -> None:
        self._requests.request(kind, lambda: stream(self._opened()))

    def _opened(self) -> Queue:
        """On the thread: where nobody has a home, that is told like any other trouble."""
        if self._queue is None:
            self._queue = work.open_queue()
        return self._queue

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case QueueContents():
                self._show(event)
            case GroupOver():
                self.group_over.emit(event)
            case EntryTaken():
                self._begin(event)

    def _show(self, contents: QueueContents) -> None:
        if contents.trouble:
            self.failed.emit(Failure(contents.trouble, ""))
        before, self.contents = self.contents, contents
        if contents != before:
            self.changed.emit()
        asks, self._asks = self._asks, False
        if asks and contents.to_come and not contents.running and not self._wants_more:
            self.asked.emit(_question(contents))

    def _begin(self, taken: EntryTaken) -> None:
        self._takes = False
        entry = taken.entry
        if entry is None:
            self._only = ""
            return
        if not self._stream.is_free or self._is_closed:  # somebody has begun something else meanwhile
            self._change(_ending_with(lambda queue: queue.put_back(entry.id)))
            return
        self.active = entry
        self._trainings.begin_queued(taken)
        self.begun.emit(entry)
        self.changed.emit()

    @Slot(object)
    def _tell_failure(self, failure: Failure) -> None:
        if self._takes:
            self._takes = self.goes_on = False
            self._only = ""
        self._asks = False
        self.failed.emit(failure)
        self.changed.emit()

    @Slot()
    def _note_quiet(self) -> None:
        if self.is_quiet:
            self.became_quiet.emit()


def _question(contents: QueueContents) -> Failure:
    waiting = counted(
        "1 training waits in the queue.", "{count:,} trainings wait in the queue.", count=len(contents.to_come)
    )
    is_begun = any(contents.was_interrupted(entry) for entry in contents.to_come)
    return Failure(
        waiting,
        "The one that was interrupted resumes where it was saved." if is_begun else "",
        proposals=(Proposal("Resume queue", goes_on=True), Proposal("Not now", goes_on=False)),
    )


def _ending_with(last: Change) -> Change:
    """Does what is to be done about the last entry; other processes may work on the queue then."""

    def change(queue: Queue) -> object:
        result = last(queue)
        queue.end_work()
        return result

    return change


def _nothing(_queue: Queue) -> None:
    """Where there was no last one."""
