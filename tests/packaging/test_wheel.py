"""The wheel: the whole program, what it needs to start, and nothing that only the project's page shows."""

import os
import subprocess
import sys
import tomllib
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PICTURES = (".png", ".jpg", ".gif", ".webp")
NEEDED_AT_ITS_START = ("icons/app.svg", "styles/window.qss", "translations/zh_CN.qm", "linux/simclr-explorer.desktop")
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with ZipFile(wheel) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(opened.read(name).decode())


def test_that_the_wheel_holds_the_program_and_no_pictures(wheel: Path, names: set[str]) -> None:
    written = subprocess.run(["git", "ls-files", "simclr_gui"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(written.stdout.splitlines()) <= names
    assert {f"simclr_gui/resources/{name}" for name in NEEDED_AT_ITS_START} <= names
    assert not [name for name in names if name.endswith(PICTURES)]
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"simclr_gui"}
    assert wheel.stat().st_size < MOST_BYTES


def test_that_everything_that_the_program_opens_of_its_resources_is_there(names: set[str]) -> None:
    for folder in ("icons", "linux", "styles", "translations"):
        for path in (ROOT / "resources" / folder).iterdir():
            assert f"simclr_gui/resources/{folder}/{path.name}" in names


def test_that_the_wheel_says_what_the_project_says(metadata: Message) -> None:
    project = PYPROJECT["project"]
    assert (metadata["Name"], metadata["Version"]) == (project["name"], project["version"])
    needed = [each for each in metadata.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert {each.lower() for each in needed} == {each.lower() for each in project["dependencies"]}
    assert PYPROJECT["build-system"]["requires"][0] in PYPROJECT["dependency-groups"]["dev"]


def test_that_the_program_starts_from_the_wheel_and_finds_its_own_files_there(wheel: Path, tmp_path: Path) -> None:
    """From the archive's files alone, in an empty home: nothing of the checkout is read."""
    with ZipFile(wheel) as opened:
        opened.extractall(tmp_path / "site")
    environment = os.environ | {"HOME": str(tmp_path), "PYTHONPATH": str(tmp_path / "site"), "XDG_DATA_HOME": ""}
    for arguments, expected in ((["--version"], PYPROJECT["project"]["version"]), (["install-desktop"], "share")):
        told = subprocess.run(
            [sys.executable, "-m", "simclr_gui", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (told.returncode, told.stderr) == (0, "")
        assert expected in told.stdout
