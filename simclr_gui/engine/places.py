"""Where the program keeps things on this machine. SIMCLR_EXPLORER_HOME moves all of it to one folder."""

import os
import re
import time
from pathlib import Path

import platformdirs

APP_NAME = "SimCLR Explorer"
FOLDER_NAME = "simclr-explorer"  # without a blank: these paths are typed
HOME_VARIABLE = "SIMCLR_EXPLORER_HOME"


def runs_dir() -> Path:
    """The folder in which runs without a folder of their own are kept."""
    return _below_home("runs") or platformdirs.user_data_path(FOLDER_NAME, appauthor=False) / "runs"


def downloads_dir() -> Path:
    """Where published data sets are kept, unless the user names a folder."""
    return _below_home("downloads") or platformdirs.user_data_path(FOLDER_NAME, appauthor=False) / "downloads"


def log_file() -> Path:
    """The log of the last sessions, for whoever mends a fault."""
    return (_below_home("logs") or platformdirs.user_log_path(FOLDER_NAME, appauthor=False)) / "simclr-gui.log"


def cache_dir() -> Path:
    """Files that may be deleted at any time, such as compiled functions."""
    return _below_home("cache") or platformdirs.user_cache_path(FOLDER_NAME, appauthor=False)


def settings_dir() -> Path:
    """Where the window remembers its size."""
    return _below_home("settings") or platformdirs.user_config_path(FOLDER_NAME, appauthor=False)


def new_run_dir(data_name: str) -> Path:
    """A folder name that is still free, from what is trained and the time."""
    stem = f"{time.strftime('%Y-%m-%d-%H%M%S')}-{re.sub(r'[^A-Za-z0-9]+', '-', data_name).strip('-').lower()}"
    path = runs_dir() / stem
    number = 2
    while os.path.lexists(path):
        path = runs_dir() / f"{stem}-{number}"
        number += 1
    return path


def _below_home(name: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / name if home else None
