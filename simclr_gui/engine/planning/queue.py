"""The queue of trainings: one small file that the window and the command line change, and that survives them."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar

from simclr_gui.engine.evaluation.ranking import best_first
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue_entry import (
    EntryRecord,
    EntryTaken,
    Group,
    GroupOver,
    GroupRun,
    QueueContents,
    QueueEntry,
    Worker,
)
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.file_lock import FileLock, Holder
from simclr_gui.engine.storage.files import is_file, is_there, reason_of
from simclr_gui.engine.storage.json_files import checked_as, read_json, write_json_atomically
from simclr_gui.engine.storage.places import new_run_dir, queue_file

SCHEMA_VERSION = 1
PATIENCE_S = 20.0  # a change takes milliseconds
MOST_ENTRIES = 1_000
REMEDY = said("What could be read of it is kept.")

Result = TypeVar("Result")
Changed = tuple[QueueContents, Result]


class Queue:
    """Every change reads the file, and replaces it under a lock; readers see the old content or the new.

    Whoever trains what waits here holds a second lock meanwhile, so that there is one such process at a time. Whatever
    is marked as running while nobody holds it was interrupted.

    Every method raises UserError where the file cannot be read or written; nothing has changed then.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or queue_file()
        self._work = FileLock(self.path.with_name("queue-worker.lock"), _worked_on_elsewhere)

    def contents(self) -> QueueContents:
        """The queue as it is now; a damaged file is put aside, and `trouble` says so."""
        read = _read(self.path)
        if read.trouble:
            with self._changing():
                read = self._read_to_change()
        return replace(read, running=frozenset(entry.id for entry in read.entries if entry.is_running))

    def add(
        self, trainings: Sequence[PlannedTraining], group: Group | str = "", done: Sequence[Path] = ()
    ) -> tuple[QueueEntry, ...]:
        """Puts trainings at the end; those of one call that have a group, or its name, belong together.

        Args:
            done: runs that belong to them, and are there already.

        Returns:
            What was added.
        """
        made_for = Group.of_one_click(group) if isinstance(group, str) and group else group or Group()
        assert isinstance(made_for, Group)
        added = tuple(QueueEntry.waiting(training, made_for) for training in trainings)
        known = tuple(GroupRun(made_for, str(path)) for path in done)

        def change(contents: QueueContents) -> Changed[tuple[QueueEntry, ...]]:
            if len(contents.entries) + len(added) > MOST_ENTRIES:
                raise UserError(
                    said("The queue is full: it holds {most:,} at most.", most=MOST_ENTRIES),
                    "Remove some of those that wait, or add fewer.",
                )
            more = replace(contents, done=(*contents.done, *known))
            return more.with_entries((*contents.entries, *added)), added

        return self._change(change)

    def move(self, entry_id: str, places: int) -> None:
        """So many places towards the end, or towards the front where it is negative; it stops at either end."""

        def change(contents: QueueContents) -> Changed[None]:
            place = contents.place_of(entry_id)
            if place < 0:
                return contents, None
            entries = list(contents.entries)
            entry = entries.pop(place)
            entries.insert(max(0, place + places), entry)
            return contents.with_entries(entries), None

        self._change(change)

    def drop(self, entry_id: str) -> None:
        """Removes an entry; UserError where it is being trained. The folder of one that had begun stays."""

        def change(contents: QueueContents) -> Changed[None]:
            place = contents.place_of(entry_id)
            if place >= 0 and contents.entries[place].is_running:
                raise UserError("This training is in progress.", "Stop it first.")
            return contents.with_entries(entry for entry in contents.entries if entry.id != entry_id), None

        self._change(change)

    def try_again(self, entry_id: str) -> None:
        """One that failed waits once more, behind all others; it goes on where it was saved, if it was."""

        def change(contents: QueueContents) -> Changed[None]:
            place = contents.place_of(entry_id)
            if place < 0 or contents.entries[place].state != "failed":
                return contents, None
            failed = contents.entries[place]
            run_dir = failed.run_dir if has_begun(failed) else None
            waiting = replace(failed, state="waiting", run_dir=run_dir, sentence=Sentence(""))
            others = contents.entries[:place] + contents.entries[place + 1 :]
            return contents.with_entries((*others, waiting)), None

        self._change(change)

    def clear(self) -> int:
        """Removes all but the one that is being trained; returns how many."""

        def change(contents: QueueContents) -> Changed[int]:
            left = [entry for entry in contents.entries if entry.is_running]
            return contents.with_entries(left), len(contents.entries) - len(left)

        return self._change(change)

    def hold(self, is_held: bool) -> None:
        """Whether nothing is to follow the one that is being trained."""
        self._change(lambda contents: (replace(contents, is_held=is_held), None))

    def begin_work(self) -> None:
        """From now on this process alone may take entries; UserError where another works on the queue."""
        if self._work.is_held:
            return
        with _telling_trouble(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        self._work.take()
        others = (each.worker for each in _read(self.path).entries if each.is_running)
        worker = next((worker for worker in others if worker and worker != Worker.this_process()), None)
        if worker is not None:  # where the file system knows no locks
            self._work.release()
            raise _worked_on_elsewhere(Holder(pid=worker.pid, host=worker.host))

    def end_work(self) -> None:
        self._work.release()

    def take_next(self, of_group: str = "") -> QueueEntry | None:
        """The first that waits or was interrupted, marked as running, with a run folder; None where there is none.

        Of one group alone where its id is given.

        Only between `begin_work` and `end_work`, and when the one before it is over.
        """

        def change(contents: QueueContents) -> Changed[QueueEntry | None]:
            wanted = contents.of_group(of_group)
            taken = next((entry for entry in wanted if entry.state != "failed"), None)
            if taken is None:
                return contents, None
            run_dir = taken.run_dir or new_run_dir(taken.training.name or taken.training.config.data.name)
            begun = replace(taken, state="running", run_dir=run_dir, worker=Worker.this_process())
            return _with(contents, begun), begun

        return self._change(change)

    def changed(self, change: "Callable[[Queue], object] | None" = None) -> Iterator[QueueContents | GroupOver]:
        """Makes a change and tells the queue as it is then, and the end of a group, as a stream of events."""
        result = change(self) if change is not None else None
        yield self.contents()
        if isinstance(result, GroupOver):
            yield result

    def taken(
        self, last: "Callable[[Queue], object]", of_group: str = ""
    ) -> Iterator[QueueContents | EntryTaken | GroupOver]:
        """Does what is to be done about the last entry, then takes the next one, unless the queue is held.

        From the first to the last this process works on the queue.
        """
        result = last(self)
        before = self.contents()
        entry = None
        if before.to_come and not before.is_held and not before.running:
            self.begin_work()
            entry = self.take_next(of_group)
        if entry is None:
            self.end_work()
        yield self.contents()
        if isinstance(result, GroupOver):
            yield result
        yield EntryTaken(entry, entry is not None and has_begun(entry))

    def put_back(self, entry_id: str) -> None:
        """It was interrupted, and goes on from its run folder when it is taken again."""
        self._change(lambda contents: (_changed(contents, entry_id, state="waiting", worker=None), None))

    def finish(self, entry_id: str) -> GroupOver | None:
        """It is done: its run folder is the record. Tells where it was the last of its group."""

        def change(contents: QueueContents) -> Changed[GroupOver | None]:
            place = contents.place_of(entry_id)
            if place < 0:
                return contents, None
            entry = contents.entries[place]
            known = (GroupRun(entry.group, str(entry.run_dir)),) if entry.group.id and entry.run_dir else ()
            after = replace(contents, done=(*contents.done, *known))
            left = [each for each in contents.entries if each.id != entry_id]
            return after.with_entries(left), _over(replace(after, entries=tuple(left)), entry.group)

        return _ranked(self._change(change))

    def fail(self, entry_id: str, sentence: str) -> GroupOver | None:
        """It failed, and stays to be seen; the next one may follow. Tells where it was the last of its group."""
        reason = Sentence(sentence)

        def change(contents: QueueContents) -> Changed[GroupOver | None]:
            place = contents.place_of(entry_id)
            if place < 0:
                return contents, None
            failed = replace(contents.entries[place], state="failed", worker=None, sentence=reason)
            after = contents.with_entries((*contents.entries[:place], *contents.entries[place + 1 :], failed))
            return after, _over(after, failed.group)

        return _ranked(self._change(change))

    def _change(self, change: Callable[[QueueContents], Changed[Result]]) -> Result:
        with self._changing():
            before = self._read_to_change()
            after, result = change(before)
            if after != before or before.trouble:
                _write(self.path, after)
        return result

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with _telling_trouble(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path.with_name("queue.lock"), _changed_elsewhere)
            lock.take(PATIENCE_S)
            try:
                yield
            finally:
                lock.release()

    def _read_to_change(self) -> QueueContents:
        """Under the lock: what is damaged is put aside before anything replaces it."""
        read = _read(self.path)
        if not read.trouble:
            return read
        aside = _free_name(self.path)
        self.path.replace(aside)
        _write(self.path, read)
        told = said(
            "{reason} It was put aside as {name}. {remedy}", reason=read.trouble, name=aside.name, remedy=REMEDY
        )
        return replace(read, trouble=told)


def has_begun(entry: QueueEntry) -> bool:
    """Whether there is a run folder to go on with; without a checkpoint it begins again there."""
    return entry.run_dir is not None and is_file(RunFolder(entry.run_dir).config_file)


def _over(contents: QueueContents, group: Group) -> GroupOver | None:
    """None as long as more of the group is to come."""
    if any(entry.state != "failed" for entry in contents.entries_of(group)):
        return None
    return GroupOver(group, contents.runs_of(group))


def _ranked(over: GroupOver | None) -> GroupOver | None:
    """The best run first; what is no comparison ends in silence. Reads files, which nobody should wait for."""
    runs = best_first(over.runs) if over is not None else ()
    return replace(over, runs=runs) if over is not None and len(runs) > 1 else None


def _read(path: Path) -> QueueContents:
    """Whatever can be read; `trouble` says what could not."""
    if not is_there(path):
        return QueueContents()
    try:
        values = read_json(path, "")
        if not isinstance(values, dict) or not isinstance(values.get("entries"), list):
            raise UserError(said("{path} is damaged: it has no list of entries.", path=path))
    except UserError as error:
        return QueueContents(trouble=error.sentence)
    entries: list[QueueEntry] = []
    trouble = Sentence("")
    for each in values["entries"][:MOST_ENTRIES]:
        try:
            entry = checked_as(EntryRecord, each, path, "").entry()
            if any(entry.id == known.id for known in entries):
                raise UserError(said("{path} is damaged: an entry stands in it twice.", path=path))
            entries.append(entry)
        except UserError as error:
            trouble = trouble or error.sentence
    done, damaged = _read_done(path, values.get("done", []))
    whole = QueueContents(is_held=values.get("is_held") is True, done=done, trouble=trouble or damaged)
    return whole.with_entries(entries)


def _read_done(path: Path, values: Any) -> tuple[tuple[GroupRun, ...], Sentence]:
    """Runs of groups; earlier versions wrote none."""
    try:
        return checked_as(tuple[GroupRun, ...], values[:MOST_ENTRIES], path, ""), Sentence("")
    except Exception:  # it may be anything; what cannot be sliced says so differently in each Python
        return (), said("{path} is damaged: its list of finished runs cannot be read.", path=path)


def _write(path: Path, contents: QueueContents) -> None:
    records = [EntryRecord.of(entry).values() for entry in contents.entries]
    done = [asdict(run) for run in contents.done]
    values = {"schema_version": SCHEMA_VERSION, "is_held": contents.is_held, "entries": records, "done": done}
    write_json_atomically(path, values)


def _with(contents: QueueContents, changed: QueueEntry) -> QueueContents:
    return contents.with_entries(changed if each.id == changed.id else each for each in contents.entries)


def _changed(contents: QueueContents, entry_id: str, **changes: Any) -> QueueContents:
    place = contents.place_of(entry_id)
    return contents if place < 0 else _with(contents, replace(contents.entries[place], **changes))


def _free_name(path: Path) -> Path:
    stem = f"{path.stem}-damaged-{time.strftime('%Y-%m-%d-%H%M%S')}"
    aside, number = path.with_name(f"{stem}{path.suffix}"), 2
    while is_there(aside):
        aside, number = path.with_name(f"{stem}-{number}{path.suffix}"), number + 1
    return aside


@contextmanager
def _telling_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            said(
                "The queue cannot be changed: {path} cannot be written ({reason}).", path=path, reason=reason_of(error)
            ),
            "Make room on the disk, or set SIMCLR_EXPLORER_HOME to a folder that you may write to.",
        ) from error


def _changed_elsewhere(holder: Holder | None) -> UserError:
    if holder is None:
        return UserError("Another process keeps the queue to itself.", "Try again, or end that process.")
    return UserError(
        said("The queue is in use by process {pid} on {host}.", pid=holder.pid, host=holder.host),
        "Try again, or end that process.",
    )


def _worked_on_elsewhere(holder: Holder | None) -> UserError:
    remedy = said("Add to the queue instead: that process trains it in its turn.")
    if holder is None:
        return UserError("Another process is training what is in the queue.", remedy)
    return UserError(
        said("Process {pid} on {host} is training what is in the queue.", pid=holder.pid, host=holder.host), remedy
    )
