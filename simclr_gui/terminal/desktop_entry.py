"""The program in the desktop's menu: its entry and icon for this user, on systems that keep such files."""

import argparse
import os
import sys
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.engine.processes.own_program import is_frozen
from simclr_gui.engine.storage.places import shared_data_dir
from simclr_gui.engine.storage.whole_files import whole_file
from simclr_gui.gui.look.resources import resources_dir
from simclr_gui.terminal.printing import say, tell

NAME = "simclr-explorer"
COMMAND = "simclr-gui"
LAUNCHER_VARIABLE = "SIMCLR_EXPLORER_LAUNCHER"  # set by the launcher, whose environments come and go
OURS = "X-SimCLR-Explorer-Wrote=install-desktop"
PASSING_FOLDERS = ("archive-v0", "builds-v0", "environments-v2")  # of uv's cache, where uvx runs what is not installed


def install_desktop(arguments: argparse.Namespace) -> int:
    """Writes the entry and its icon, or removes them; says each file."""
    if not sys.platform.startswith("linux"):
        tell("This system keeps no desktop entries: pin simclr-gui to its own menu or dock instead.")
        return 0
    entry, icon = entry_file(), icon_file()
    _require_ours(entry, icon)
    if arguments.remove:
        return _remove(entry, icon)
    marked = f"{entry_for(program_command())}{OURS}\n"
    for path, content in ((icon, _our_icon()), (entry, marked.encode())):
        _write(path, content)
        say(str(path))
    return 0


def entry_file() -> Path:
    """Where desktops look for this user's programs."""
    return shared_data_dir() / "applications" / f"{NAME}.desktop"


def icon_file() -> Path:
    """Where desktops look for the icon of an entry, in the theme that all others fall back to."""
    return shared_data_dir() / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"


def entry_for(command: list[str]) -> str:
    """The entry that starts `command`."""
    template = (resources_dir() / "linux" / f"{NAME}.desktop").read_text(encoding="utf-8")
    quoted = " ".join(map(quoted_for_exec, command))
    return template.replace(f"Exec={COMMAND} ", f"Exec={quoted} ")


def quoted_for_exec(argument: str) -> str:
    r"""One argument of an Exec line: quoted by the rules of such lines, then of all text of a desktop entry.

    Raises:
        UserError: it holds what no entry can.
    """
    if not argument.isprintable():  # control characters, and bytes that are no text
        raise UserError(
            f"No desktop entry can name {argument!r}.", "Install the program in a folder with a plain name."
        )
    for letter in '\\"`$':
        argument = argument.replace(letter, f"\\{letter}")
    return '"' + argument.replace("\\", "\\\\").replace("%", "%%") + '"'


def program_command() -> list[str]:
    """How this program is started, by absolute paths.

    Raises:
        UserError: it is not installed: its files lie in a cache.
    """
    launcher = os.environ.get(LAUNCHER_VARIABLE)
    if launcher:
        return [str(Path(launcher).absolute())]
    if is_frozen():
        return [sys.executable]
    if set(PASSING_FOLDERS) & set(Path(sys.prefix).resolve().parts):
        raise UserError("The program runs from a cache and is not installed.", "Install it: uv tool install PACKAGE")
    for script in (Path(sys.argv[0]).absolute(), Path(sys.executable).parent / COMMAND):
        if script.name == COMMAND and os.access(script, os.X_OK):
            return [str(script)]
    return [sys.executable, "-m", "simclr_gui"]


def _our_icon() -> bytes:
    return (resources_dir() / "icons" / "app.svg").read_bytes()


def _require_ours(entry: Path, icon: Path) -> None:
    """Raises UserError where somebody else's file has the name of one of ours."""
    try:
        if os.path.lexists(entry) and OURS.encode() not in entry.read_bytes().splitlines():
            raise UserError(f"{entry} is not from this command and stays as it is.", "Move it away first.")
        if not os.path.lexists(entry) and os.path.lexists(icon) and icon.read_bytes() != _our_icon():
            raise UserError(f"{icon} is not from this command and stays as it is.", "Move it away first.")
    except OSError as error:
        raise UserError(f"{error.filename} cannot be read: {system_reason(error)}.") from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{path.parent} cannot be made: {system_reason(error)}.") from error
    with whole_file(path) as part:
        part.write_bytes(content)


def _remove(entry: Path, icon: Path) -> int:
    removed = [path for path in (icon, entry) if os.path.lexists(path)]
    for path in removed:  # the entry last: by it the icon is known as ours
        try:
            path.unlink()
        except OSError as error:
            raise UserError(f"{path} cannot be removed: {system_reason(error)}.") from error
        say(f"Removed {path}")
    if not removed:
        say("There was no entry of this program.")
    return 0
