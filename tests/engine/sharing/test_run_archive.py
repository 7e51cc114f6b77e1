"""A run as a zip, and back: the same run, never over another, never out of the folder."""

import errno
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from simclr_gui.engine.events import Announced
from simclr_gui.engine.events.sharing import FileWritten, RunUnpacked
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.listing.run_list import folders_of_runs
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.run_archive import export_run, holds_run, unpacked_run
from simclr_gui.engine.storage.parts import host_name
from tests.frozen_run import unpacked_frozen_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return unpacked_frozen_run(tmp_path / "my run")


@pytest.fixture
def runs(home: Path) -> Path:
    return home / "runs"


def exported(run: Path, **options: bool) -> Path:
    file = run.parent / "run.zip"
    events = list(export_run(RunFolder.open(run), file, **options))
    assert events[-1] == FileWritten(file)
    assert any(isinstance(event, Announced) for event in events)
    return file


def files_of(run: Path) -> dict[str, bytes]:
    return {path.relative_to(run).as_posix(): path.read_bytes() for path in run.rglob("*") if path.is_file()}


def test_that_a_run_comes_back_as_it_was(run: Path, runs: Path) -> None:
    file = exported(run)
    assert holds_run(file)
    run_dir = result_of(unpacked_run(file, runs))
    assert run_dir == runs / "my run"
    before = files_of(run)
    del before["lock"]
    assert files_of(run_dir) == before
    assert [path.name for path in runs.iterdir()] == ["my run"]


def test_that_the_same_run_gives_the_same_bytes_in_the_same_order(run: Path) -> None:
    first = exported(run).read_bytes()
    assert exported(run).read_bytes() == first
    with zipfile.ZipFile(run.parent / "run.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert len(names) == len(set(names)) == 17
    assert all(name.startswith("my run/") for name in names)


def test_that_the_lock_half_written_files_and_links_stay_behind(run: Path, tmp_path: Path) -> None:
    (run / ".config.json.77.part").write_text("half")
    (tmp_path / "secret").write_text("secret")
    (run / "linked.json").symlink_to(tmp_path / "secret")
    with zipfile.ZipFile(exported(run)) as archive:
        names = " ".join(archive.namelist())
    assert "lock" not in names
    assert "part" not in names
    assert "linked" not in names


def test_that_only_the_newest_checkpoint_is_taken_where_that_is_asked_for(run: Path) -> None:
    for ending in (".json", ".safetensors"):
        (run / "checkpoints" / f"step-00000002{ending}").write_bytes(b"older")
    with zipfile.ZipFile(exported(run)) as archive:
        assert sum("step-" in name for name in archive.namelist()) == 4
    with zipfile.ZipFile(exported(run, newest_checkpoint_only=True)) as archive:
        assert [name for name in archive.namelist() if "step-" in name] == [
            "my run/checkpoints/step-00000006.json",
            "my run/checkpoints/step-00000006.safetensors",
        ]


def test_that_whoever_leaves_it_leaves_nothing(run: Path) -> None:
    stream = export_run(RunFolder.open(run), run.parent / "run.zip")
    next(stream)
    stream.close()
    assert [path.name for path in run.parent.iterdir() if path.suffix in (".zip", ".part")] == []


def test_that_a_run_in_training_is_not_exported(run: Path) -> None:
    RunFolder(run).write_status("running")
    with pytest.raises(UserError, match="is being trained"):
        next(export_run(RunFolder.open(run), run.parent / "run.zip"))


def test_that_the_same_run_is_opened_once_and_another_never_replaced(run: Path, runs: Path) -> None:
    file = exported(run)
    first = result_of(unpacked_run(file, runs))
    (first / "about.json").write_text('{"name": "mine"}')
    assert result_of(unpacked_run(file, runs)) == first
    assert (first / "about.json").read_text() == '{"name": "mine"}'
    (first / "events.jsonl").write_text("")
    second = result_of(unpacked_run(file, runs))
    assert second == runs / "my run-2"
    assert (first / "events.jsonl").read_text() == ""


def test_that_a_run_at_the_top_of_a_zip_is_named_like_the_file(run: Path, runs: Path, tmp_path: Path) -> None:
    file = tmp_path / "from a friend.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files_of(run).items():
            archive.writestr(name, content)
    assert holds_run(file)
    events = unpacked_run(file, runs)
    assert [event for event in events if isinstance(event, RunUnpacked)] == [RunUnpacked(runs / "from a friend")]


@pytest.mark.parametrize("name", ["../../outside.json", "/outside.json", "my run/../../outside.json", "C:\\outside"])
def test_that_no_name_leads_out(run: Path, runs: Path, name: str) -> None:
    file = exported(run)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, "out")
    before = set(run.parent.parent.rglob("outside*"))
    try:
        run_dir = result_of(unpacked_run(file, runs))
        assert all(path.resolve().is_relative_to(run_dir) for path in run_dir.rglob("*"))
    except UserError as error:
        assert str(error)
        assert not list(runs.iterdir())
    assert {path for path in run.parent.parent.rglob("outside*") if runs not in path.parents} == before


def test_that_links_in_an_archive_are_dropped(run: Path, runs: Path) -> None:
    file = exported(run)
    with zipfile.ZipFile(file, "a") as archive:
        link = zipfile.ZipInfo("my run/maps/link.npz")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    run_dir = result_of(unpacked_run(file, runs))
    assert not [path for path in run_dir.rglob("*") if path.is_symlink()]


def test_that_a_bomb_is_refused(run: Path, runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simclr_gui.engine.datasets.folder.unpacking.BYTES_BEFORE_THAT_COUNTS", 2**20)
    monkeypatch.setattr("simclr_gui.engine.datasets.folder.unpacking.MOST_TIMES_LARGER", 2)
    file = run.parent / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", "{}")
        archive.writestr("events.jsonl", b"\0" * 50_000_000)
    with pytest.raises(UserError, match="grows to more than"):
        result_of(unpacked_run(file, runs))
    assert list(runs.iterdir()) == []


def test_that_images_foreign_zips_and_damaged_ones_are_no_runs(tmp_path: Path, runs: Path) -> None:
    images, damaged, half = tmp_path / "images.zip", tmp_path / "damaged.zip", tmp_path / "half.zip"
    with zipfile.ZipFile(images, "w") as archive:
        archive.writestr("cat/1.png", b"")
        archive.writestr("config.json", b"{}")
    damaged.write_bytes(b"PK\x03\x04 nothing")
    with zipfile.ZipFile(half, "w") as archive:
        archive.writestr("run/config.json", json.dumps({"data": {"side_px": "many"}}))
        archive.writestr("run/events.jsonl", b"")
    assert [holds_run(path) for path in (images, damaged, tmp_path / "nowhere.zip", half)] == [
        False,
        False,
        False,
        True,
    ]
    with pytest.raises(UserError, match=r"The run in half\.zip cannot be opened"):
        result_of(unpacked_run(half, runs))
    with pytest.raises(UserError, match="damaged"):
        result_of(unpacked_run(damaged, runs))
    assert list(runs.iterdir()) == []


def test_that_two_who_unpack_a_run_at_once_have_the_same_one(
    run: Path, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, rename = exported(run), Path.rename

    def slower(path: Path, target: Path) -> Path:
        if target == runs / "my run" and not target.exists():
            shutil.copytree(path, target)  # the other one was faster by a moment
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", slower)
    assert result_of(unpacked_run(file, runs)) == runs / "my run"
    assert [path.name for path in runs.iterdir()] == ["my run"]
    assert (runs / "my run" / "events.jsonl").is_file()


def test_that_what_a_killed_process_had_unpacked_is_no_run_and_is_swept(run: Path, runs: Path) -> None:
    file, left = exported(run), runs / ".opening.999999999@here.0a1b2c3d.part"
    shutil.copytree(run, left)
    ours = left.rename(runs / f".opening.999999999@{host_name()}.0a1b2c3d.part")
    assert not folders_of_runs(runs)
    result_of(unpacked_run(file, runs))
    assert not ours.exists()
    assert list(folders_of_runs(runs)) == ["my run"]


def test_that_a_disk_that_closes_while_a_run_is_unpacked_is_told(
    run: Path, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, unlink = exported(run), Path.unlink

    def closed(path: Path, missing_ok: bool = False) -> None:
        if path.name == "lock":
            raise OSError(errno.EROFS, "Read-only file system")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", closed)
    with pytest.raises(UserError, match="cannot be written: read-only file system"):
        result_of(unpacked_run(file, runs))
    assert not [*runs.iterdir()]
