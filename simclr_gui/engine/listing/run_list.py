"""Lists the runs of this machine: of ten thousand folders only what is new or changed is read."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.listing.known_run import KnownRun, Stamps, read_run, stamps_of
from simclr_gui.engine.listing.run_index import Runs, index_file, read_index, write_index
from simclr_gui.engine.listing.run_summary import RunsListed, RunSummary
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.storage.files import reason_of, unreadable
from simclr_gui.engine.storage.places import runs_dir

RUNS_BETWEEN_WORDS = 50


class RunList:
    """Remembers what it has read, and keeps it in the index for the next program; used by one thread at a time."""

    def __init__(self) -> None:
        self._place: Path | None = None
        self._known: Runs = {}
        self._in_index: Runs = {}
        self._lines: dict[str, RunSummary] = {}

    def listed(self) -> Iterator[Event]:
        """Ends with `RunsListed`; says before how far it is where there is much to read.

        Raises:
            UserError: this user has no home.
        """
        place = runs_dir()
        if place != self._place:
            self._known = self._in_index = read_index(index_file(), str(place))
            self._place, self._lines = place, {}
        try:
            found = folders_of_runs(place)
        except OSError as error:
            yield RunsListed([], unreadable(place, reason_of(error)).sentence, {})
            return
        runs = yield from self._read(place, found)
        self._lines = {name: self._line(place, name, run) for name, run in runs.items()}
        self._known = runs
        lines = list(self._lines.values())
        yield RunsListed(lines, Sentence(""), {line.folder: row for row, line in enumerate(lines)})
        sure = {name: run for name, run in self._known.items() if run.stamps}
        if sure != self._in_index:
            self._in_index = sure
            write_index(index_file(), str(place), sure)

    def _read(self, place: Path, found: dict[str, Stamps]) -> Generator[Event, None, Runs]:
        runs: Runs = {}
        to_read = [name for name, stamps in found.items() if not self._is_known(name, stamps)]
        for done, name in enumerate(to_read):
            if done and done % RUNS_BETWEEN_WORDS == 0:
                total = len(to_read)
                yield Announced(said("Reading runs: {done:,} of {total:,}", done=done, total=total), done / total)
            runs[name] = read_run(place / name, found[name])
        return {name: runs[name] if name in runs else self._known[name] for name in found}

    def _is_known(self, name: str, stamps: Stamps) -> bool:
        known = self._known.get(name)
        return known is not None and bool(stamps) and known.stamps == stamps

    def _line(self, place: Path, name: str, run: KnownRun) -> RunSummary:
        """The line of before where nothing has changed, since it may have looked at its settings."""
        before = self._lines.get(name)
        if before is not None and self._known.get(name) is run and before.state == run.state:
            return before
        return run.summary(str(place / name))


def folders_of_runs(place: Path) -> dict[str, Stamps]:
    """The folders that hold a run, or may hold one that we cannot look into, those with the latest name first.

    Raises:
        OSError: nobody can say.
    """
    try:
        with os.scandir(place) as entries:
            names = sorted((entry.name for entry in entries), reverse=True)
    except FileNotFoundError:
        return {}
    stamps = ((name, stamps_of(f"{place}/{name}")) for name in names)
    return {name: found for name, found in stamps if found is not None}
