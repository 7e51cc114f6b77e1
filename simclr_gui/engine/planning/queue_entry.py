"""One training that waits in the queue, and the queue as it stands in its file."""

import os
import socket
import time
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from simclr_gui.engine.config.checking import checked_config
from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.sentences import Sentence, found, kept
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.runs.about import LONGEST_NAME, MOST_TAGS, Tag
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import start_of_process
from simclr_gui.engine.storage.json_files import Seconds, Text

EntryState = Literal["waiting", "running", "failed"]
LONGEST_SENTENCE = 20_000  # letters, its values included

LongText = Annotated[str, Field(strict=True, max_length=LONGEST_SENTENCE)]
Id = Annotated[str, Field(strict=True, pattern="^[0-9a-f]{32}$")]


@dataclass(frozen=True)
class Group:
    """What several trainings were made for, at one click; empty for one alone."""

    name: Text = ""
    id: Text = ""

    @classmethod
    def of_one_click(cls, name: str) -> "Group":
        """Of trainings that are asked for together."""
        return cls(name, uuid.uuid4().hex)


@dataclass(frozen=True)
class GroupRun:
    """A run that was made for a group and is done."""

    group: Group
    path: Annotated[str, Field(strict=True, min_length=1, max_length=4_096)]


@dataclass(frozen=True)
class Worker:
    """The process that trains an entry; `started` tells it from others that get its number later."""

    pid: Annotated[int, Field(strict=True, gt=0, lt=2**31)]
    host: Text
    started: Text | None = None

    @classmethod
    def this_process(cls) -> "Worker":
        return cls(os.getpid(), socket.gethostname(), start_of_process(os.getpid()))

    @property
    def is_alive(self) -> bool:
        """Whether that very process of this machine runs; False where nobody can say."""
        is_known = self.host == socket.gethostname() and self.started is not None
        return is_known and self.started == start_of_process(self.pid)


@dataclass(frozen=True)
class QueueEntry:
    """A training that is to come, is being trained, or has failed.

    Attributes:
        training: complete settings, and what will be said of the run.
        added: seconds since 1970.
        run_dir: once it has begun.
        worker: who trains it, None unless it is running.
        sentence: why it failed; empty unless it did.
    """

    id: str
    training: PlannedTraining
    added: float
    group: Group = Group()
    state: EntryState = "waiting"
    run_dir: Path | None = None
    worker: Worker | None = None
    sentence: Sentence = field(default_factory=lambda: Sentence(""))

    @classmethod
    def waiting(cls, training: PlannedTraining, group: Group) -> "QueueEntry":
        return cls(uuid.uuid4().hex, training, time.time(), group)

    @property
    def is_running(self) -> bool:
        """Whether somebody trains it now, as far as can be seen; reads files."""
        if self.state != "running":
            return False
        return (self.worker is not None and self.worker.is_alive) or self._is_trained

    @property
    def _is_trained(self) -> bool:
        """Whether its run gives signs of life, perhaps on another machine."""
        status = RunFolder(self.run_dir).status() if self.run_dir is not None else None
        return status is not None and status.is_alive


@dataclass(frozen=True)
class QueueContents(Event):
    """The queue at a moment, the next entry first.

    Attributes:
        is_held: nothing follows the one that is being trained.
        done: runs of groups of which more is to come, or has failed.
        running: the ids of those that somebody trains now.
        trouble: what was wrong with the file, and where it was put; empty where nothing was.
    """

    entries: tuple[QueueEntry, ...] = ()
    is_held: bool = False
    done: tuple[GroupRun, ...] = ()
    running: frozenset[str] = frozenset()
    trouble: Sentence = field(default_factory=lambda: Sentence(""))

    @property
    def to_come(self) -> tuple[QueueEntry, ...]:
        """Those that wait, or were interrupted."""
        return tuple(each for each in self.entries if each.state != "failed" and each.id not in self.running)

    def was_interrupted(self, entry: QueueEntry) -> bool:
        """Whether it has begun, and nobody trains it now: it can go on."""
        return entry in self.to_come and (entry.state == "running" or entry.run_dir is not None)

    def runs_of(self, group: Group) -> tuple[Path, ...]:
        """Those that were made for it and are done, in this order."""
        return tuple(Path(run.path) for run in self.done if run.group.id == group.id)

    def entries_of(self, group: Group) -> tuple[QueueEntry, ...]:
        """What has yet to be made for it, or has failed; nothing for one training alone."""
        return self.of_group(group.id) if group.id else ()

    def of_group(self, group_id: str) -> tuple[QueueEntry, ...]:
        """Of all groups, and none, where the id is empty."""
        return tuple(entry for entry in self.entries if group_id in ("", entry.group.id))

    def place_of(self, entry_id: str) -> int:
        """Where an entry stands, -1 where it is not among them."""
        return next((place for place, entry in enumerate(self.entries) if entry.id == entry_id), -1)

    def with_entries(self, entries: Iterable[QueueEntry]) -> "QueueContents":
        """With these instead, those that failed last; what is known of groups of which none is left is forgotten."""
        kept = tuple(sorted(entries, key=lambda entry: entry.state == "failed"))
        left = {entry.group.id for entry in kept}
        return replace(self, entries=kept, done=tuple(run for run in self.done if run.group.id in left))


@dataclass(frozen=True)
class EntryTaken(Event):
    """What is to be trained next, and whether it has begun; None where nothing waits."""

    entry: QueueEntry | None
    has_begun: bool = False


@dataclass(frozen=True)
class GroupOver(Event):
    """The last of several trainings that were made for something is over.

    Attributes:
        runs: those that came to their end, two or more, the best first.
    """

    group: Group
    runs: tuple[Path, ...]


@dataclass(frozen=True)
class EntryRecord:
    """An entry as the file holds it; settings and paths are checked where it becomes an entry."""

    id: Id
    settings: dict[str, object]
    added: Seconds
    name: Annotated[str, Field(strict=True, max_length=LONGEST_NAME)] = ""
    tags: Annotated[tuple[Tag, ...], Field(max_length=MOST_TAGS)] = ()
    parent: LongText | None = None
    group: Group = Group()
    state: EntryState = "waiting"
    run_dir: LongText | None = None
    worker: Worker | None = None
    sentence: LongText = ""

    @classmethod
    def of(cls, entry: QueueEntry) -> "EntryRecord":
        training = entry.training
        return cls(
            id=entry.id,
            settings=training.config.model_dump(mode="json"),
            added=entry.added,
            name=training.name,
            tags=training.tags,
            parent=None if training.parent is None else str(training.parent),
            group=entry.group,
            state=entry.state,
            run_dir=None if entry.run_dir is None else str(entry.run_dir),
            worker=entry.worker,
            sentence=kept(entry.sentence)[:LONGEST_SENTENCE] if entry.sentence else "",
        )

    def entry(self) -> QueueEntry:
        """Raises UserError where its settings do not fit."""
        parent = None if self.parent is None else Path(self.parent)
        return QueueEntry(
            self.id,
            PlannedTraining(checked_config(self.settings), self.name, self.tags, parent),
            self.added,
            self.group,
            self.state,
            None if self.run_dir is None else Path(self.run_dir),
            self.worker,
            found(self.sentence) if self.sentence else Sentence(""),
        )

    def values(self) -> dict[str, object]:
        return asdict(self)
