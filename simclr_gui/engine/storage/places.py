"""Where the program keeps things on this machine. SIMCLR_EXPLORER_HOME moves all of it to one folder."""

import functools
import os
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import platformdirs

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.messages.system_reasons import system_reason

APP_NAME = "SimCLR Explorer"
FOLDER_NAME = "simclr-explorer"  # without a blank: these paths are typed
HOME_VARIABLE = "SIMCLR_EXPLORER_HOME"
LONGEST_NAME = 80
REMEDY_WITHOUT_HOME = said("Set HOME or SIMCLR_EXPLORER_HOME to a folder that you may write to.")


def runs_dir() -> Path:
    """The folder in which runs without a folder of their own are kept; UserError where nobody has a home."""
    return _below_home("runs") or _usual(platformdirs.user_data_path) / "runs"


def queue_file() -> Path:
    """The trainings that wait on this machine; UserError where nobody has a home."""
    return _below_home("queue.json") or _usual(platformdirs.user_data_path) / "queue.json"


def downloads_dir() -> Path:
    """Where published data sets are kept, unless the user names a folder; UserError where nobody has a home."""
    return _below_home("downloads") or _usual(platformdirs.user_data_path) / "downloads"


def log_file() -> Path:
    """The log of the last sessions, for whoever mends a fault; UserError where nobody has a home."""
    return (_below_home("logs") or _usual(platformdirs.user_log_path)) / "simclr-gui.log"


def cache_dir() -> Path:
    """Files that may be deleted at any time, such as compiled functions; without a home they last for this process."""
    try:
        return usual_cache_dir()
    except UserError:
        return Path(_passing_folder().name)


def usual_cache_dir() -> Path:
    """Where the cache lasts; UserError where nobody has a home."""
    return _below_home("cache") or _usual(platformdirs.user_cache_path)


def settings_dir() -> Path:
    """Where the window remembers its size; UserError where nobody has a home."""
    return _below_home("settings") or _usual(platformdirs.user_config_path)


def shared_data_dir() -> Path:
    """Where all programs of this user leave what desktops read; UserError where nobody has a home."""
    return _usual(platformdirs.user_data_path).parent


def require_place_for_runs() -> None:
    """Raises UserError where runs cannot be kept: nobody has a home, or it cannot be written."""
    place = runs_dir()
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        reason = system_reason(error)
        raise UserError(
            said("{path} cannot be written: {reason}.", path=place, reason=reason), REMEDY_WITHOUT_HOME
        ) from error


def new_run_dir(data_name: str) -> Path:
    """A folder name that is still free, from what is trained and the time."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", data_name).strip("-").lower()[:LONGEST_NAME]
    stem = f"{time.strftime('%Y-%m-%d-%H%M%S')}-{name}".rstrip("-")
    path = runs_dir() / stem
    number = 2
    while _is_taken(path):
        path = runs_dir() / f"{stem}-{number}"
        number += 1
    return path


def _is_taken(path: Path) -> bool:
    """A closed folder is told by whoever writes into it."""
    try:
        return path.exists()
    except OSError:
        return False


def _below_home(name: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / name if home else None


def _usual(place: Callable[..., Path]) -> Path:
    """Where a system keeps such things; without a home platformdirs raises one thing or another, or answers `~`."""
    try:
        path = place(FOLDER_NAME, appauthor=False)
    except Exception as error:
        raise UserError("This user has no home folder.", REMEDY_WITHOUT_HOME) from error
    if not path.is_absolute():
        raise UserError("This user has no home folder.", REMEDY_WITHOUT_HOME)
    return path


@functools.cache
def _passing_folder() -> tempfile.TemporaryDirectory[str]:
    """Nobody else's, since compiled functions are read from there; gone when the process ends."""
    return tempfile.TemporaryDirectory(prefix=f"{FOLDER_NAME}-")
