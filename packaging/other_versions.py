"""Tries the program with versions that are not its own: another Python, or the newest of all that it depends on.

    uv run python packaging/other_versions.py --python 3.13
    uv run python packaging/other_versions.py --newest
    uv run python packaging/other_versions.py --newest tests/engine

Installs them in a folder of their own and runs the tests there, on what is committed. What breaks tomorrow is told
today; the exit status is that of the tests.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r'(?P<before>"(?P<name>[\w.\-]+)(\[[\w,\-]+\])?)==(?P<version>[^"; ]+)')


def loosened(pyproject: str) -> str:
    """The requirements ask for a version or any later one."""
    return PINNED.sub(r"\g<before>>=\g<version>", pyproject)


def pinned_to(versions: dict[str, str], pyproject: str) -> str:
    """The requirements name these versions, where they name any."""
    return PINNED.sub(
        lambda found: f"{found['before']}=={versions.get(plain(found['name']), found['version'])}", pyproject
    )


def pinned_versions(pyproject: str) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PINNED.finditer(pyproject)}


def check_out(place: Path) -> None:
    """What is committed, without what else lies in the folder."""
    subprocess.run(["git", "clone", "--quiet", ROOT, place], check=True)


def run_there(place: Path, *command: str, told: int | None = None) -> subprocess.CompletedProcess[str]:
    """A command with the environment of that place, whichever one this process runs in."""
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return subprocess.run(command, cwd=place, env=environment, text=True, check=False, stdout=told)


def installed_versions(place: Path) -> dict[str, str]:
    """By plain names."""
    listed = run_there(place, "uv", "pip", "list", "--format", "freeze", told=subprocess.PIPE)
    listed.check_returncode()
    pairs = (line.split("==", 1) for line in listed.stdout.splitlines() if "==" in line)
    return {plain(name): version for name, version in pairs}


def plain(name: str) -> str:
    """PySide6-Essentials and pyside6_essentials are the same package."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--python", default=f"{sys.version_info[0]}.{sys.version_info[1]}", help="which Python, or where one lies"
    )
    parser.add_argument(
        "--newest", action="store_true", help="the newest versions that fit together, not the pinned ones"
    )
    parser.add_argument("tests", nargs="*", help="which tests; all where none is named")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "program"
        check_out(place)
        file = place / "pyproject.toml"
        ours = file.read_text(encoding="utf-8")
        file.write_text(loosened(ours) if arguments.newest else ours, encoding="utf-8")
        if run_there(place, "uv", "sync", "--python", arguments.python).returncode:
            print("these versions cannot be installed together")
            return 1
        theirs = installed_versions(place)
        file.write_text(pinned_to(theirs, ours), encoding="utf-8")
        for name, version in pinned_versions(ours).items():
            if theirs.get(plain(name), version) != version:
                print(f"{name:28}{version} -> {theirs[plain(name)]}", flush=True)
        pytest = ("pytest", "-n", "auto", "--dist", "loadfile", *arguments.tests)
        # what is newest for this Python need not be there for the others, so it is not resolved again
        return run_there(place, "uv", "run", "--no-sync", *pytest).returncode


if __name__ == "__main__":
    sys.exit(main())
