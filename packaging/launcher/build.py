"""Makes the folder that a launcher starts from: uv, the exact list of packages, the program, and the sums of them all.

uv run python packaging/launcher/build.py [--system linux|linux-arm|macos|windows] [--output DIR]
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from math import ceil
from pathlib import Path

LAUNCHER = Path(__file__).parent
ROOT = LAUNCHER.parents[1]
sys.path[:0] = [str(ROOT), str(LAUNCHER)]

from sizes import downloaded_bytes, locked_packages

from simclr_gui.display import X11_LIBRARIES

SYSTEMS = {  # as uv calls them
    "linux": "x86_64-manylinux_2_28",
    "linux-arm": "aarch64-manylinux_2_28",
    "macos": "aarch64-apple-darwin",
    "windows": "x86_64-pc-windows-msvc",
}
WITHOUT_BUILDS_OF_THEIR_OWN = ("macos", "windows")  # what everybody gets there computes on the processor already
EXTRAS = ("export", "video")  # whoever starts from a menu has no way to add them later
GRAPHICS, PROCESSOR = "requirements-graphics.txt", "requirements-processor.txt"
ON_DISK = 2.2  # times what is downloaded, when all is unpacked and compiled; the launcher tells what it really was
DIGITS_OF_AN_EDITION = 12


def uv() -> str:
    """The uv that runs this, or that of the system."""
    found = os.environ.get("UV") or shutil.which("uv")
    if not found:
        sys.exit("uv is missing: start this with `uv run`.")
    return found


def compiled_list(*options: str) -> str:
    """Every package with its version and the hashes of its files, for all systems and Pythons of the program."""
    extras = [option for extra in EXTRAS for option in ("--extra", extra)]
    lowest = project()["requires-python"].removeprefix(">=").partition(",")[0]
    command = [uv(), "pip", "compile", "pyproject.toml", "--universal", "--python-version", lowest, "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--quiet", *extras, *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def project() -> dict[str, str]:
    """What pyproject.toml says of the project."""
    content: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return content


def fetch_uv(system: str, folder: Path) -> None:
    """The pinned uv of that system, of which uv itself checks the hash."""
    with tempfile.TemporaryDirectory() as temporary:
        command = [uv(), "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        command += ["--python-platform", SYSTEMS[system], "--target", temporary, "-r", str(LAUNCHER / "uv.txt")]
        subprocess.run(command, check=True)
        name = "uv.exe" if system == "windows" else "uv"
        shutil.copy2(Path(temporary) / "bin" / name, folder / name)


def facts(lists: Mapping[str, str], wheel: bytes, download_bytes: Mapping[str, int]) -> str:
    """What the launcher has to know before it does anything; the edition is new when anything to be installed is."""
    digest = hashlib.sha256(wheel)
    for name in sorted(lists):
        digest.update(lists[name].encode())
    edition = f"{project()['version']}-{digest.hexdigest()[:DIGITS_OF_AN_EDITION]}"
    lines = {"EDITION": edition, "PYTHON": project()["requires-python"]}
    for kind, name in (("GRAPHICS", GRAPHICS), ("PROCESSOR", PROCESSOR)):
        bytes_here = download_bytes.get(name, 0)
        lines |= {f"{kind}_DOWNLOAD_GB": f"{bytes_here / 1e9:.1f}", f"{kind}_GB": str(ceil(bytes_here * ON_DISK / 1e9))}
    return "".join(f"{name}='{value}'\n" for name, value in lines.items())


def sums(folder: Path) -> str:
    """The SHA-256 of each file, as sha256sum prints and checks it."""
    files = sorted(path for path in folder.iterdir() if path.name != "sums")
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def lay_out(folder: Path, system: str, lists: Mapping[str, str]) -> None:
    """All but uv, which is there, and the sums of it all."""
    script = "launch.ps1" if system == "windows" else "launch.sh"
    packages = locked_packages(uv())
    download_bytes = {name: downloaded_bytes(text, system, packages) for name, text in lists.items()}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    for name, text in lists.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    libraries = "".join(f"{library} {package}\n" for library, package in X11_LIBRARIES.items())
    (folder / "libraries").write_text(libraries, encoding="utf-8", newline="\n")
    (folder / "facts").write_text(facts(lists, wheel.read_bytes(), download_bytes), encoding="utf-8", newline="\n")
    shutil.copy2(LAUNCHER / script, folder / script)
    (folder / script).chmod(0o755)
    (folder / "sums").write_text(sums(folder), encoding="utf-8", newline="\n")


def lists_for(system: str) -> dict[str, str]:
    """The list of everybody, and that with the torch for processors where there is such a build to be had."""
    lists = {GRAPHICS: compiled_list()}
    if system not in WITHOUT_BUILDS_OF_THEIR_OWN:
        try:
            lists[PROCESSOR] = compiled_list("--torch-backend", "cpu")
        except subprocess.CalledProcessError as refusal:
            print(f"No torch for processors alone is to be had here:\n{refusal.stderr}", file=sys.stderr)
    return lists


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--system", choices=SYSTEMS, default="linux", help="default: linux")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "launcher", metavar="DIR")
    given = parser.parse_args()
    folder = given.output / given.system
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fetch_uv(given.system, folder)
    lay_out(folder, given.system, lists_for(given.system))
    for path in sorted(folder.iterdir()):
        print(f"{path.stat().st_size:>12,} bytes  {path.relative_to(given.output)}")


if __name__ == "__main__":
    main()
