"""What a person installs: what the packages hold, that they start the launcher, and what is pinned in them."""

import os
import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

LAUNCHER = Path(__file__).parents[2] / "packaging" / "launcher"


@pytest.fixture
def carried(tmp_path: Path, build: ModuleType) -> Path:
    """A folder as build.py makes it, with a launcher that says how it was started."""
    folder = tmp_path / "linux"
    folder.mkdir()
    (folder / "launch.sh").write_text('#!/bin/sh\necho "$0 $SIMCLR_EXPLORER_LAUNCHER $*"\n')
    (folder / "uv").touch()
    (folder / "sums").write_text(build.sums(folder))
    return folder


def printed_by(*command: str | Path, **environment: str) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | environment)
    return told.stdout


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg")
def test_that_the_debian_package_holds_the_launcher_its_entry_and_what_qt_needs(
    carried: Path, tmp_path: Path, wrap: ModuleType
) -> None:
    package = wrap.debian_package(carried, tmp_path)
    root = tmp_path / "root"
    printed_by("dpkg-deb", "-x", package, root)
    entry = root / "usr/share/applications/simclr-explorer.desktop"
    assert 'Exec="/usr/bin/simclr-gui" %f' in entry.read_text(encoding="utf-8").splitlines()
    assert (root / "usr/share/icons/hicolor/scalable/apps/simclr-explorer.svg").is_file()
    for program in ("bin/simclr-gui", "lib/simclr-explorer/launch.sh", "lib/simclr-explorer/uv"):
        assert os.access(root / "usr" / program, os.X_OK)
    assert 'exec "/usr/lib/simclr-explorer/launch.sh" "$@"' in (root / "usr/bin/simclr-gui").read_text()
    needed = printed_by("dpkg-deb", "-f", package, "Depends")
    assert {"libegl1", "libxcb-cursor0"} <= set(re.split(r",\s*", needed.strip()))
    owners = {line.split()[1] for line in printed_by("dpkg-deb", "-c", package).splitlines()}
    assert owners == {"root/root"}


def test_that_an_appdir_starts_wherever_it_lies(carried: Path, tmp_path: Path, wrap: ModuleType) -> None:
    root = wrap.appdir(carried, tmp_path)
    moved = root.rename(tmp_path / "else where")
    told = printed_by(moved / "AppRun", "train", APPDIR="", APPIMAGE="")
    assert told == f"{moved}/usr/lib/simclr-explorer/launch.sh {moved}/AppRun train\n"
    told = printed_by(moved / "AppRun", "a b", APPDIR=str(moved), APPIMAGE="/home/me/of it.AppImage")
    assert told.endswith("launch.sh /home/me/of it.AppImage a b\n")
    assert {"simclr-explorer.desktop", "simclr-explorer.svg"} <= {path.name for path in moved.iterdir()}


def test_that_an_app_folder_opens_a_terminal_until_all_is_installed(
    carried: Path, tmp_path: Path, wrap: ModuleType
) -> None:
    (carried / "facts").write_text("EDITION='1-a'\n")
    root = wrap.app(carried, tmp_path)
    about = plistlib.loads((root / "Contents/Info.plist").read_bytes())
    program = root / "Contents/MacOS" / about["CFBundleExecutable"]
    tools, home = tmp_path / "tools", tmp_path / "home"
    tools.mkdir()
    (tools / "open").write_text('#!/bin/sh\necho "opened $*"\n')
    (tools / "open").chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"
    script = root / "Contents/Resources/launch.sh"
    assert printed_by(program, PATH=path, SIMCLR_EXPLORER_HOME=str(home)) == f"opened -a Terminal {script}\n"
    (home / "program/environments/1-a").mkdir(parents=True)
    (home / "program/environments/1-a/whole").touch()
    assert printed_by(program, PATH=path, SIMCLR_EXPLORER_HOME=str(home)).startswith(str(script))


def test_that_uv_is_one_version_with_the_hash_of_each_of_its_files() -> None:
    pinned, *hashes = (LAUNCHER / "uv.txt").read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"uv==[\d.]+ \\", pinned)
    assert len(hashes) > 10
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes)


def test_that_the_launchers_read_the_facts_that_there_are(build: ModuleType) -> None:
    facts = {line.partition("=")[0] for line in build.facts({}, b"", {}).splitlines()}
    shell, windows = ((LAUNCHER / name).read_text(encoding="utf-8") for name in ("launch.sh", "launch.ps1"))
    assert all(f"${name}" in shell for name in facts)
    assert set(re.findall(r"\$Facts\.(\w+)", windows)) == {name for name in facts if not name.startswith("PROCESSOR")}


def test_that_an_edition_is_new_when_anything_to_be_installed_is(build: ModuleType) -> None:
    editions = [build.facts(lists, wheel, {}) for lists in ({}, {"a": "b"}, {"a": "c"}) for wheel in (b"", b"new")]
    assert len(set(editions)) == len(editions)


def test_that_a_download_is_as_large_as_the_files_of_that_system(build: ModuleType) -> None:
    def wheel(tag: str, size: int) -> dict[str, object]:
        return {"url": f"anywhere/torch-2.0-{tag}.whl", "size": size}

    tags = ("cp311-cp311-manylinux_2_28_x86_64", "cp312-cp312-manylinux_2_28_x86_64", "cp311-cp311-win_amd64")
    torch = [wheel(tag, size) for tag, size in zip(tags, (100, 4000, 20), strict=True)]
    packages = [
        {"name": "torch", "version": "2.0", "wheels": torch},
        {"name": "nvidia-x", "version": "1.0", "wheels": [wheel("py3-none-manylinux_2_27_x86_64", 7)]},
        {"name": "pure", "version": "3.0", "wheels": [wheel("py2.py3-none-any", 1)]},
        {"name": "of-the-project", "version": "0.1"},
    ]
    hashed = " \\\n    --hash=sha256:00\n"
    text = f"torch==2.0+cpu{hashed}nvidia-x==1.0 ; sys_platform == 'linux'{hashed}pure==3.0{hashed}"
    assert {system: build.downloaded_bytes(text, system, packages) for system in build.SYSTEMS} == {
        "linux": 108,
        "linux-arm": 1,
        "macos": 1,
        "windows": 21,
    }


def test_that_no_host_is_named() -> None:
    for path in LAUNCHER.rglob("*.*"):
        if path.suffix != ".pyc":
            assert "://" not in path.read_text(encoding="utf-8"), path
