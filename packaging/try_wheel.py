"""Installs the wheel into an empty home as a person would, and starts it: `uv tool install`, the desktop entry, `uvx`.

    uv run python packaging/try_wheel.py [--nothing-kept]

What uv keeps of other installations is used; `--nothing-kept` downloads everything, about 3 GB.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
DESKTOP_FILES = ("applications/simclr-explorer.desktop", "icons/hicolor/scalable/apps/simclr-explorer.svg")


def uv() -> str:
    """The uv that runs this, or that of the system."""
    found = os.environ.get("UV") or shutil.which("uv")
    if not found:
        sys.exit("uv is missing: start this with `uv run`.")
    return found


def told_by(command: list[str | Path], environment: dict[str, str], folder: Path) -> str:
    """What a command prints; says how long it took, and ends everything where it fails."""
    began = time.monotonic()
    told = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    print(f"{time.monotonic() - began:7.1f} s  {' '.join(Path(part).name for part in command)}", flush=True)
    if told.returncode:
        sys.exit(told.stdout + told.stderr)
    return told.stdout


def environment_of(home: Path, cache: str) -> dict[str, str]:
    """An empty home: nothing of this user's settings, environments or paths but the system's programs."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("LANG", "SSL_", "PATH", "UV_"))}
    return kept | {"HOME": str(home), "UV_CACHE_DIR": cache, "QT_QPA_PLATFORM": "offscreen"}


def try_tool(wheel: Path, home: Path, environment: dict[str, str]) -> None:
    """`uv tool install`, and what the installed program says and writes."""
    told_by([uv(), "tool", "install", "--python", sys.executable, wheel], environment, home)
    program = home / ".local" / "bin" / "simclr-gui"
    require(told_by([program, "--version"], environment, home).strip() == VERSION, "the version")
    require("Machine" in told_by([program, "doctor"], environment, home), "doctor")
    told_by([program, "install-desktop"], environment, home)
    entry, icon = (home / ".local" / "share" / name for name in DESKTOP_FILES)
    require(f'Exec="{program}"' in entry.read_text(encoding="utf-8") and icon.is_file(), "the desktop entry")
    if shutil.which("desktop-file-validate"):
        told_by(["desktop-file-validate", entry], environment, home)
    told_by([program, "install-desktop", "--remove"], environment, home)
    require(not entry.exists() and not icon.exists(), "removing the desktop entry")
    told_by([uv(), "tool", "uninstall", "simclr-explorer"], environment, home)
    require(not os.path.lexists(program), "uninstalling")


def try_uvx(wheel: Path, home: Path, environment: dict[str, str]) -> None:
    """`uvx --from`: starts, and does not enter a program that is not installed."""
    uvx = [uv(), "tool", "run", "--python", sys.executable, "--from", wheel, "simclr-gui"]
    require(told_by([*uvx, "--version"], environment, home).strip() == VERSION, "the version")
    refused = subprocess.run([*uvx, "install-desktop"], env=environment, cwd=home, capture_output=True, check=False)
    require(refused.returncode == 2 and b"not installed" in refused.stderr, "refusing to enter what is not installed")


def require(holds: bool, subject: str) -> None:
    if not holds:
        sys.exit(f"Not as it should be: {subject}.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nothing-kept", action="store_true", help="download everything")
    nothing_kept = parser.parse_args().nothing_kept
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "home"
        home.mkdir()
        cache = (
            str(home / "cache") if nothing_kept else subprocess.check_output([uv(), "cache", "dir"], text=True).strip()
        )
        environment = environment_of(home, cache)
        told_by([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home], dict(os.environ), ROOT)
        (wheel,) = home.glob("*.whl")
        try_tool(wheel, home, environment)
        try_uvx(wheel, home, environment)
    print("The wheel installs into an empty home and starts.")


if __name__ == "__main__":
    main()
