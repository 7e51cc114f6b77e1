"""Makes the folder that runs from a stick: the program with its own Python, for the system that this is run on.

uv run --no-default-groups --extra export --extra video --group frozen python packaging/frozen/build.py [--graphics]
"""

import argparse
import compileall
import os
import py_compile
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

FROZEN = Path(__file__).parent
ROOT = FROZEN.parents[1]
NAME = "simclr-explorer"
GRAPHICS_VARIABLE = "SIMCLR_FROZEN_GRAPHICS"
# numba names what it keeps after a function's file, and the views' stamp is of their files.
WITH_SOURCES = ("simclr_gui", "umap", "pynndescent")
LARGEST_PARTS = 12


def build(output: Path, with_graphics: bool) -> Path:
    """What PyInstaller makes of the spec, with compiled byte code beside the sources that it holds."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(output)]
    command += ["--workpath", str(ROOT / "build" / "frozen"), str(FROZEN / f"{NAME}.spec")]
    subprocess.run(command, check=True, env=os.environ | {GRAPHICS_VARIABLE: "yes" if with_graphics else "no"})
    folder = output / NAME
    compile_sources(folder)
    return folder


def compile_sources(folder: Path) -> None:
    """A stick may be read-only, and copying changes the times by which Python would know its byte code."""
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    for package in WITH_SOURCES:
        place = folder / "_internal" / package
        if not compileall.compile_dir(place, quiet=2, invalidation_mode=unchecked, stripdir=folder):
            sys.exit(f"Not everything in {package} can be compiled.")


def files_of(folder: Path) -> Iterator[tuple[str, int]]:
    """Each file's part of the folder, and its bytes; a link takes none."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts = [part for part in path.relative_to(folder).parts if part != "_internal"]
            yield "/".join(parts[:2] if parts[0] in ("torch", "nvidia", "PySide6") else parts[:1]), path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graphics", action="store_true", help="with all that torch needs on an NVIDIA card")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "frozen", metavar="DIR")
    given = parser.parse_args()
    folder = build(given.output, given.graphics)
    sizes: Counter[str] = Counter()
    for part, size_bytes in files_of(folder):
        sizes[part] += size_bytes
    for part, size_bytes in sizes.most_common(LARGEST_PARTS):
        print(f"{size_bytes / 1e6:8,.0f} MB  {part}")
    print(f"{sizes.total() / 1e6:8,.0f} MB  {folder}")


if __name__ == "__main__":
    main()
