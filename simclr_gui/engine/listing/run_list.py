"""Lists the runs of this machine: of ten thousand folders only what is new or changed is read."""

import os
import time
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from pathlib import Path

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.listing.breaths import breathing
from simclr_gui.engine.listing.known_run import KnownRun, Stamps, read_run, stamps_of
from simclr_gui.engine.listing.remembered_places import remembered_places
from simclr_gui.engine.listing.run_index import Runs, index_file, read_index, write_index
from simclr_gui.engine.listing.run_summary import RunsListed, RunSummary
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.storage.files import reason_of, unreadable
from simclr_gui.engine.storage.places import runs_dir

SECONDS_BETWEEN_WORDS = 0.2
RUNS_LOOKED_AT_AGAIN = 200  # of those at rest, each time that the list is followed


class RunList:
    """Remembers what it has read, and keeps it in the index for the next program; used by one thread at a time.

    Runs are known by the names of their folders, those of other places by their whole paths.
    """

    def __init__(self) -> None:
        self._place: Path | None = None
        self._known: Runs = {}
        self._in_index: Runs = {}
        self._lines: dict[str, RunSummary] = {}
        self._stamps_of_places: dict[str, int] = {}
        self._next_at_rest = 0

    def listed(self) -> Iterator[Event]:
        """Ends with `RunsListed`; says before how far it is where there is much to read.

        Raises:
            UserError: this user has no home.
        """
        place = runs_dir()
        if place != self._place:
            self._known = self._in_index = read_index(index_file(), str(place))
            self._place, self._lines = place, {}
        self._stamps_of_places = {}
        try:
            found = self._folders_in(place)
        except OSError as error:
            yield RunsListed([], unreadable(place, reason_of(error)).sentence, {})
            return
        known = yield from self._read(place, found)
        yield self._told(known)
        sure = {name: run for name, run in self._known.items() if run.stamps}
        if sure != self._in_index:
            self._in_index = sure
            write_index(index_file(), str(place), sure)

    def followed(self) -> Iterator[Event]:
        """`RunsListed` where something has changed: looks at the places, at what is trained, at some of the others."""
        place = self._place
        if place is None or self._stamps_of_places != _stamps_of_places([place, *_others()]):
            yield from self.listed()
            return
        at_rest = list(self._known)
        begin = self._next_at_rest if self._next_at_rest < len(at_rest) else 0
        self._next_at_rest = begin + RUNS_LOOKED_AT_AGAIN
        again = {name: None for name, run in self._known.items() if run.status is not None or _may_be_sure_now(run)}
        again |= dict.fromkeys(islice(at_rest, begin, self._next_at_rest))
        yield from self._looked_at(place, again)

    def reread(self, folders: Iterable[Path]) -> Iterator[Event]:
        """`RunsListed` where one of these runs has changed."""
        if self._place is not None:
            names = [path.name if path.parent == self._place else str(path) for path in folders]
            yield from self._looked_at(self._place, names)

    def _looked_at(self, place: Path, names: Iterable[str]) -> Iterator[Event]:
        changed: Runs = {}
        gone: set[str] = set()
        for name in names:
            stamps = stamps_of(f"{place / name}")
            if stamps is None:
                gone.add(name)
            elif not self._is_known(name, stamps):
                changed[name] = read_run(place / name, stamps)
        known = {name: changed.get(name, run) for name, run in self._known.items() if name not in gone}
        before = list(self._lines.values())
        told = self._told(known)
        if len(told.runs) != len(before) or any(one is not other for one, other in zip(told.runs, before, strict=True)):
            yield told

    def _told(self, known: Runs) -> RunsListed:
        """From now on these are the runs."""
        lines = {name: self._line(name, run) for name, run in known.items()}
        self._known, self._lines = known, lines
        runs = list(lines.values())
        return RunsListed(runs, Sentence(""), {line.folder: row for row, line in enumerate(runs)})

    def _folders_in(self, place: Path) -> dict[str, Stamps]:
        """By name or whole path; OSError where the program's own place cannot be read, others are passed over."""
        others = _others()
        self._stamps_of_places = _stamps_of_places([place, *others])
        found = folders_of_runs(place)
        for other in others:
            found |= {path: stamps for path, stamps in _folders_elsewhere(other).items() if path not in found}
        return found

    def _read(self, place: Path, found: dict[str, Stamps]) -> Generator[Event, None, Runs]:
        runs: Runs = {}
        to_read = [name for name, stamps in found.items() if not self._is_known(name, stamps)]
        total, told_at = len(to_read), time.monotonic()
        for done, name in enumerate(breathing(to_read)):
            if done and time.monotonic() - told_at >= SECONDS_BETWEEN_WORDS:
                told_at = time.monotonic()
                yield Announced(said("Reading runs: {done:,} of {total:,}", done=done, total=total), done / total)
            runs[name] = read_run(place / name, found[name])
        return {name: runs[name] if name in runs else self._known[name] for name in found}

    def _is_known(self, name: str, stamps: Stamps) -> bool:
        known = self._known.get(name)
        return known is not None and bool(stamps) and known.stamps == stamps

    def _line(self, name: str, run: KnownRun) -> RunSummary:
        """The line of before where nothing has changed, since it may have looked at its settings."""
        line, before = run.line_now(), self._lines.get(name)
        return before if before is not None and (line is before or line == before) else line


def folders_of_runs(place: Path) -> dict[str, Stamps]:
    """The folders that hold a run, or may hold one that we cannot look into, those with the latest name first.

    Raises:
        OSError: nobody can say.
    """
    try:
        with os.scandir(place) as entries:
            names = sorted((entry.name for entry in entries if not entry.name.endswith(".part")), reverse=True)
    except FileNotFoundError:
        return {}
    stamps = ((name, stamps_of(f"{place}/{name}")) for name in names)
    return {name: found for name, found in stamps if found is not None}


def _folders_elsewhere(place: Path) -> dict[str, Stamps]:
    """By whole path: the place itself where it is a run, else those in it; nothing where it is gone or closed."""
    own = stamps_of(str(place))
    if own:
        return {str(place): own}
    try:
        return {str(place / name): stamps for name, stamps in folders_of_runs(place).items()}
    except OSError:
        return {}


def _others() -> list[Path]:
    """What is wrong with the file that names them is told where somebody opens a further place."""
    try:
        return remembered_places()
    except UserError:
        return []


def _stamps_of_places(places: Iterable[Path]) -> dict[str, int]:
    """When something was added to each or removed from it."""
    found = {}
    for place in places:
        try:
            found[str(place)] = place.stat().st_mtime_ns
        except OSError:
            found[str(place)] = 0
    return found


def _may_be_sure_now(run: KnownRun) -> bool:
    """What was written a moment ago could not be trusted; what is damaged waits until the whole list is read."""
    return not run.stamps and not run.line.trouble
