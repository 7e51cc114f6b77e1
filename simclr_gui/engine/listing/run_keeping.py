"""What is done with runs of the list: described, moved to the trash, opened elsewhere. The list follows each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.events import Event
from simclr_gui.engine.listing.known_run import stamps_of
from simclr_gui.engine.listing.remembered_places import forget_place, remember_place
from simclr_gui.engine.listing.run_list import RunList, folders_of_runs
from simclr_gui.engine.listing.trash import trashed
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.about import NOTHING, About, read_about, write_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import reason_of, set_aside, unreadable

ChangeAbout = Callable[[About], About]


@dataclass(frozen=True)
class PlaceOpened(Event):
    """A folder that somebody named is listed: a run, or a folder of runs."""

    place: Path
    is_run: bool


@dataclass(frozen=True)
class RunsDescribed(Event):
    """What was said of runs before, and is said now: of those of which something else is said."""

    before: Mapping[Path, About]
    after: Mapping[Path, About]


def described(runs: RunList, folders: Sequence[Path], change: ChangeAbout) -> Iterator[Event]:
    """Writes what is said of these runs now: `RunsDescribed`, then the list.

    Raises:
        UserError: the disk refuses it; what was written until then is told before.
    """
    before, after = dict[Path, About](), dict[Path, About]()
    trouble: UserError | None = None
    for path in folders:
        try:
            was, now = _changed(RunFolder.open(path), change)
        except UserError as error:
            trouble = error
            break
        if now != was:
            before[path], after[path] = was, now
    if after:
        yield RunsDescribed(before, after)
    yield from runs.reread(folders)
    if trouble is not None:
        raise trouble


def said_again(runs: RunList, abouts: Mapping[Path, About]) -> Iterator[Event]:
    """Writes what was said of runs at another time; the list follows.

    Raises:
        UserError: a run is gone, or the disk refuses it.
    """
    for path, about in abouts.items():
        write_about(RunFolder.open(path), about)
    yield from runs.reread(list(abouts))


def moved_to_trash(runs: RunList, folders: Sequence[Path]) -> Iterator[Event]:
    """`RunsTrashed`, then the list without them."""
    yield from trashed(folders)
    yield from runs.reread(folders)


def opened_place(runs: RunList, place: Path) -> Iterator[Event]:
    """Lists a folder from now on, `PlaceOpened` last.

    Raises:
        UserError: it holds no run, or cannot be read.
    """
    whole = place.absolute()
    is_run = bool(stamps_of(str(whole)))
    try:
        holds_runs = is_run or bool(folders_of_runs(whole))
    except OSError as error:
        raise unreadable(place, reason_of(error)) from error
    if not holds_runs:
        raise UserError(said("There is no run in {path}.", path=place), "Choose a run folder, or a folder of runs.")
    if remember_place(whole):
        yield from runs.listed()
    yield PlaceOpened(whole, is_run)


def remembered_run(runs: RunList, run_dir: Path) -> Iterator[Event]:
    """The list with a run that was opened elsewhere."""
    if remember_place(run_dir):
        yield from runs.listed()


def forgotten_place(runs: RunList, place: Path) -> Iterator[Event]:
    """The list without what lies in that place."""
    forget_place(place)
    yield from runs.listed()


def _changed(folder: RunFolder, change: ChangeAbout) -> tuple[About, About]:
    """What was said of a run before, and what is written now."""
    before = _said_before(folder)
    after = change(before)
    if after != before:
        write_about(folder, after)
    return before, after


def _said_before(folder: RunFolder) -> About:
    """A damaged file is put aside, so that a name can be given all the same."""
    try:
        return read_about(folder)
    except UserError:
        set_aside(folder.about_file)
        return NOTHING
