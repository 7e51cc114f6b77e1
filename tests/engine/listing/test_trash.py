"""Runs go to the system's trash, except where somebody trains them or the disk has none."""

from pathlib import Path

import pytest

from simclr_gui.engine.listing import trash
from simclr_gui.engine.listing.run_keeping import moved_to_trash
from simclr_gui.engine.listing.run_list import RunList
from simclr_gui.engine.listing.run_summary import RunsListed
from simclr_gui.engine.listing.trash import RunsMeasured, RunsTrashed, measured, trashed
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL


@pytest.fixture
def runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two runs, and a trash beside them."""
    for name in ("a", "b"):
        RunFolder.create(home / "runs" / name, SMALL).write_status("finished")
    (home / "trash").mkdir()
    monkeypatch.setattr(trash, "send2trash", lambda path: Path(path).rename(home / "trash" / Path(path).name))
    return home / "runs"


def test_that_the_bytes_of_all_files_are_counted(runs: Path) -> None:
    (runs / "a" / "maps" / "map.npz").write_bytes(bytes(5_000))
    (runs / "a" / "link").symlink_to(runs / "b")
    files = [file for file in (runs / "a").rglob("*") if file.is_file() and not file.is_symlink()]
    (told,) = measured([runs / "a"])
    assert told == RunsMeasured((runs / "a",), sum(file.stat().st_size for file in files))


def test_that_the_list_follows_what_goes_to_the_trash(runs: Path, home: Path) -> None:
    listing = RunList()
    list(listing.listed())
    done, listed = moved_to_trash(listing, [runs / "a"])
    assert done == RunsTrashed((runs / "a",), ())
    assert isinstance(listed, RunsListed)
    assert [run.path.name for run in listed.runs] == ["b"]
    assert (home / "trash" / "a" / "config.json").exists()


def test_that_a_run_that_is_trained_here_or_elsewhere_stays(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    RunFolder(runs / "a").write_status("running")
    (told,) = trashed([runs / "a", runs / "b"])
    assert isinstance(told, RunsTrashed)
    assert (told.folders, [str(each) for each in told.refusals]) == (
        (runs / "b",),
        ["a is being trained. Stop it first."],
    )
    monkeypatch.setattr("simclr_gui.engine.runs.run_status.RunStatus.is_ours", False)
    (told,) = trashed([runs / "a"])
    assert isinstance(told, RunsTrashed)
    assert "is being trained by process" in told.refusals[0]
    assert (runs / "a").is_dir()


def test_that_a_disk_without_a_trash_is_told_and_nothing_is_lost(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(trash, "send2trash", refusing)
    (told,) = trashed([runs / "a"])
    assert isinstance(told, RunsTrashed)
    assert told.refusals[0].startswith("a cannot be moved to the trash: permission denied.")
    assert (runs / "a" / "config.json").exists()
