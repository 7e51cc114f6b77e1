"""The folder with its own Python: what is done to what PyInstaller has made, and what its parts weigh."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = runpy.run_path(str(Path(__file__).parents[2] / "packaging" / "frozen" / "build.py"))
CODE = "CONSTANT = 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As PyInstaller leaves it, with the sources of three packages."""
    for package in BUILD["WITH_SOURCES"]:
        (tmp_path / "_internal" / package).mkdir(parents=True)
        (tmp_path / "_internal" / package / "__init__.py").write_text(CODE)
    return tmp_path


def test_that_byte_code_is_used_though_copying_has_changed_the_times(folder: Path) -> None:
    BUILD["compile_sources"](folder)
    source = folder / "_internal" / "umap" / "__init__.py"
    source.write_text("CONSTANT = 2\n")  # who reads this has not used the byte code
    os.utime(source, (1, 1))
    program = "import umap; print(umap.CONSTANT)"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=source.parents[1], capture_output=True, text=True, check=True
    )
    assert told.stdout == "1\n"


def test_that_code_that_is_none_stops_the_build(folder: Path) -> None:
    (folder / "_internal" / "umap" / "broken.py").write_text("def\n")
    with pytest.raises(SystemExit, match="umap"):
        BUILD["compile_sources"](folder)


def test_that_parts_are_weighed_and_links_are_not(folder: Path) -> None:
    library = folder / "_internal" / "torch" / "lib" / "libtorch.so"
    library.parent.mkdir(parents=True)
    library.write_bytes(bytes(1_000))
    (folder / "_internal" / "libtorch.so").symlink_to(library)
    sizes = dict(BUILD["files_of"](folder))
    assert sizes["torch/lib"] == 1_000 and "libtorch.so" not in sizes
