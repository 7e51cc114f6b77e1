"""The runs in any folders: each may be a run itself, or hold some."""

from collections.abc import Sequence
from pathlib import Path

from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.listing.run_list import folders_of_runs
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_file, reason_of, unreadable


def runs_in(places: Sequence[Path]) -> list[RunSummary]:
    """The runs of each place, those with the latest name first, each once.

    Raises:
        UserError: a place is no folder, or cannot be read.
    """
    found: dict[Path, RunSummary] = {}
    for place in places:
        for path in _paths_in(place):
            found.setdefault(path, summarise(path))
    return list(found.values())


def _paths_in(place: Path) -> list[Path]:
    whole = place.absolute()
    if is_file(RunFolder(whole).config_file):
        return [whole]
    if not whole.is_dir():
        raise UserError(said("There is no folder {path}.", path=place), "Name a run, or a folder of runs.")
    try:
        return [whole / name for name in folders_of_runs(whole)]
    except OSError as error:
        raise unreadable(place, reason_of(error)) from error
