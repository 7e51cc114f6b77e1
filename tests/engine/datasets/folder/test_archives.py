"""Archives that people bring: everything in them comes out, or a sentence says why not."""

import bz2
import errno
import gzip
import io
import os
import shutil
import stat
import struct
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest

from simclr_gui.engine.datasets.folder import archives, leftovers, unpacking
from simclr_gui.engine.datasets.folder.naming import is_archive, plain_name
from simclr_gui.engine.events import Announced
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage import parts
from tests.campaign.files.archives import (
    METHODS,
    TARS,
    Content,
    content_of,
    draw_case,
    encrypted,
    outcome,
    tarred,
    zipped,
)

CONTENT = content_of(np.random.default_rng(0))


def unpacked(archive: Path) -> Content:
    return files_below(folder_of(archive)[0])


def folder_of(archive: Path) -> tuple[Path, list[Announced]]:
    told, steps = [], archives.unpacked(archive)
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return end.value, told


def files_below(folder: Path) -> Content:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def archive_of(tmp_path: Path, content: Content | bytes, name: str = "pets.zip") -> Path:
    packed = content if isinstance(content, bytes) else zipped(content, zipfile.ZIP_DEFLATED)
    (tmp_path / name).write_bytes(packed)
    return tmp_path / name


def tar_of(tmp_path: Path, *members: tarfile.TarInfo, content: Content = CONTENT) -> Path:
    with tarfile.open(tmp_path / "pets.tar", "w") as file:
        for name, each in content.items():
            member = tarfile.TarInfo(name)
            member.size = len(each)
            file.addfile(member, io.BytesIO(each))
        for member in members:
            file.addfile(member, io.BytesIO(b"x" * member.size))
    return tmp_path / "pets.tar"


def member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def refused(archive: Path, words: str) -> UserError:
    with pytest.raises(UserError, match=words) as caught:
        unpacked(archive)
    assert caught.value.field == "data.folder"
    assert str(leftovers.archives_cache_dir()) not in str(caught.value), "nobody has seen what lies there"
    assert not [*leftovers.archives_cache_dir().glob("*")], "nothing half stays"
    return caught.value


@pytest.mark.parametrize("kind", [*METHODS, *TARS])
def test_that_all_files_come_out_whatever_the_archive_is_called(tmp_path: Path, kind: str) -> None:
    packed = zipped(CONTENT, METHODS[kind]) if kind in METHODS else tarred(CONTENT, TARS[kind])
    for name in ("pets.zip", "pets.tar", "pets.tgz"):
        assert unpacked(archive_of(tmp_path, packed, name)) == CONTENT


@pytest.mark.parametrize("seed", range(60))
def test_that_of_a_damaged_or_hostile_archive_all_comes_out_or_a_sentence(tmp_path: Path, seed: int) -> None:
    case = draw_case(seed)
    came = outcome(case, tmp_path)
    assert came == "whole" if case.damage == "none" else came in ("whole", "refused")


def test_that_a_password_is_told(tmp_path: Path) -> None:
    error = refused(archive_of(tmp_path, encrypted(zipped(CONTENT, zipfile.ZIP_STORED))), "protected by a password")
    assert str(error) == "pets.zip is protected by a password. Unpack it yourself, and choose the folder."


@pytest.mark.parametrize(("method", "told"), [(9, "Deflate64"), (93, "Zstandard"), (95, "XZ"), (77, "77")])
def test_that_a_compression_that_cannot_be_read_is_named(tmp_path: Path, method: int, told: str) -> None:
    packed = zipped(CONTENT, zipfile.ZIP_STORED)
    packed = packed.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x00" + struct.pack("<H", method)
    )
    refused(archive_of(tmp_path, packed), rf"uses a compression that cannot be read here \({told}\)")


@pytest.mark.parametrize(
    ("begin", "told"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07\x01", "rar"), (b"\x28\xb5\x2f\xfd", "zstd")]
)
def test_that_other_kinds_of_archives_are_named(tmp_path: Path, begin: bytes, told: str) -> None:
    for name in (f"pets.{told}", "pets.zip"):
        refused(archive_of(tmp_path, begin + bytes(100), name), f"{told} archives cannot be read here")


def test_that_names_of_windows_are_paths(tmp_path: Path) -> None:
    windows = {"train\\cat\\0.png": b"0", "train\\dog\\0.png": b"1", "test\\cat\\0.png": b"2"}
    expected = {name.replace("\\", "/"): each for name, each in windows.items()}
    assert unpacked(archive_of(tmp_path, windows)) == expected
    assert unpacked(archive_of(tmp_path, tarred(windows, "w"), "pets.tar")) == expected


def test_that_dots_slashes_and_empty_names_of_folders_mean_nothing(tmp_path: Path) -> None:
    odd = {"./": b"", "": b"", ".": b"", "./cat/": b"", "cat/./0.png": b"0", "/cat//1.png": b"1", "./cat/2.png": b"2"}
    expected = {"cat/0.png": b"0", "cat/1.png": b"1", "cat/2.png": b"2"}
    assert unpacked(archive_of(tmp_path, odd)) == expected
    refused_one = archive_of(tmp_path, {"": b"content"}, "nameless.zip")
    with pytest.raises(UserError, match="a file in it has no name"):
        unpacked(refused_one)


@pytest.mark.parametrize("name", ["../x.png", "a/../../x.png", "..\\x.png", "C:\\x.png", "c:x.png"])
def test_that_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    refused(archive_of(tmp_path, CONTENT | {name: b"x"}), "leads out of the folder")
    refused(archive_of(tmp_path, tarred(CONTENT | {name: b"x"}, "w"), "pets.tar"), "leads out of the folder")
    assert not [*tmp_path.rglob("x.png")]


def test_that_an_empty_file_named_as_a_folder_is_that_folder(tmp_path: Path) -> None:
    first = {"cat": b"", "cat/0.png": b"0"}
    for content in (first, dict(reversed(first.items()))):
        assert unpacked(archive_of(tmp_path, content)) == {"cat/0.png": b"0"}
        os.utime(tmp_path / "pets.zip", (1, 1))


def test_that_a_file_and_a_folder_of_one_name_are_refused(tmp_path: Path) -> None:
    refused(archive_of(tmp_path, {"cat": b"x", "cat/0.png": b"0"}), "cat both as a file and as a folder")
    refused(archive_of(tmp_path, {"cat/0.png": b"0", "cat": b"x"}, "other.zip"), "cat both as a file and as a folder")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_a_name_that_comes_twice_is_one_file_or_refused(tmp_path: Path) -> None:
    for second, name in ((b"0", "same.zip"), (b"1", "other.zip")):
        with zipfile.ZipFile(tmp_path / name, "w") as file:
            file.writestr("cat/0.png", b"0")
            file.writestr("cat/0.png", second)
    assert unpacked(tmp_path / "same.zip") == {"cat/0.png": b"0"}
    with pytest.raises(UserError, match=r"cat/0\.png twice, with different content"):
        unpacked(tmp_path / "other.zip")


def test_that_names_that_differ_only_in_case_never_become_one(tmp_path: Path) -> None:
    content = {"cat/0.png": b"0", "Cat/0.png": b"1", "cat/0.PNG": b"2"}
    if (tmp_path / "A").mkdir() or (tmp_path / "a").exists():
        refused(archive_of(tmp_path, content), "cannot tell")
    else:
        assert unpacked(archive_of(tmp_path, content)) == content


def test_that_long_names_and_deep_folders_are_refused_with_their_reason(tmp_path: Path) -> None:
    error = refused(archive_of(tmp_path, CONTENT | {"x" * 300 + ".png": b"x"}), "does not allow a name in it")
    assert "space" not in str(error)
    refused(archive_of(tmp_path, CONTENT | {"d/" * 2_000 + "x.png": b"x"}), "more than 64 deep")
    refused(archive_of(tmp_path, tarred(CONTENT | {"d/" * 2_000 + "x.png": b"x"}, "w"), "pets.tar"), "64 deep")


def test_that_free_space_is_asked_for_only_where_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_of(tmp_path, CONTENT)

    def fail(number: int) -> None:
        def mkdir(path: Path, *_: object, **__: object) -> None:
            raise OSError(number, os.strerror(number), str(path))

        monkeypatch.setattr(Path, "mkdir", mkdir)

    for number, words in (
        (errno.ENOSPC, "Free some space"),
        (errno.EDQUOT, "Free some space"),
        (errno.EACCES, "Allow"),
    ):
        fail(number)
        with pytest.raises(UserError) as caught:
            unpacked(archive)
        assert words in caught.value.remedy


def test_that_cut_tars_are_told_though_tarfile_ends_quietly(tmp_path: Path) -> None:
    whole = tarred(CONTENT, "w")
    ends = len(whole) - 10_240 + np.arange(0, -len(whole) + 12_000, -3_584)
    for end in [*ends, 512, 513, 700]:
        refused(archive_of(tmp_path, whole[:end], "pets.tar"), "damaged: ")
    assert unpacked(archive_of(tmp_path, whole.rstrip(b"\0") + bytes(4_096), "pets.tar")) == CONTENT


def test_that_a_damaged_header_and_what_stands_behind_the_end_are_told(tmp_path: Path) -> None:
    whole = bytearray(tarred(CONTENT, "w"))
    second = whole.find(b"cat/1.png")
    whole[second : second + 16] = b"?" * 16
    refused(archive_of(tmp_path, bytes(whole), "pets.tar"), "something else follows where it should end")
    whole[second : second + 512] = bytes(512)
    refused(archive_of(tmp_path, bytes(whole), "pets.tar"), "something else follows where it should end")
    refused(archive_of(tmp_path, tarred(CONTENT, "w") + b"x", "pets.tar"), "something else follows")


def test_that_checksums_behind_the_last_file_are_looked_at(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(tarred(CONTENT, "w")))
    packed[-6] ^= 1
    refused(archive_of(tmp_path, bytes(packed), "pets.tar.gz"), "its checksum is wrong")
    refused(archive_of(tmp_path, gzip.compress(tarred(CONTENT, "w"))[:-4], "pets.tar.gz"), "it was cut short")
    half = tarred(CONTENT, "w")
    two = bz2.compress(half[:20_480]) + b"BZx" + bz2.compress(half[20_480:])[3:]
    refused(archive_of(tmp_path, two, "pets.tar.bz2"), "damaged")


def test_that_a_zip_with_a_shortened_list_of_files_is_told(tmp_path: Path) -> None:
    packed = bytearray(zipped(CONTENT, zipfile.ZIP_STORED))
    packed[-12:-10] = struct.pack("<H", 40)
    refused(archive_of(tmp_path, bytes(packed)), "its list of files is not whole")
    refused(archive_of(tmp_path, bytes(packed[:-30])), "its end is missing")
    packed[-18:-16] = struct.pack("<H", 2)
    refused(archive_of(tmp_path, bytes(packed)), "one part of several")


def test_that_what_is_no_archive_is_told(tmp_path: Path) -> None:
    refused(archive_of(tmp_path, b"<html>Please log in</html>", "pets.zip"), "damaged: it is neither a zip nor a tar")
    refused(archive_of(tmp_path, gzip.compress(b"hello" * 1_000), "pets.tgz"), "neither a zip nor a tar")
    refused(archive_of(tmp_path, b"\x89PNG" + bytes(600), "0.png"), r"0\.png is neither a folder nor an archive")
    refused(archive_of(tmp_path, {}), "there is no file in it")


def test_that_links_stay_inside_and_others_lead_to_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    folder, _ = folder_of(
        tar_of(
            tmp_path,
            member("cat/inside.png", tarfile.SYMTYPE, "../dog/0.png"),
            member("owl", tarfile.SYMTYPE, "cat"),
            member("cat/same.png", tarfile.LNKTYPE, "dog/1.png"),
            member("cat/outside.png", tarfile.SYMTYPE, str(secret)),
            member("cat/above.png", tarfile.SYMTYPE, "../" * 20 + str(secret)),
            member("here", tarfile.SYMTYPE, "."),
            member("cat/sly.png", tarfile.SYMTYPE, "../here/here/here/../../../../../secret.png"),
            member("cat/gone.png", tarfile.LNKTYPE, "nowhere.png"),
            member("cat/pipe.png", tarfile.FIFOTYPE),
            member("cat/device.png", tarfile.CHRTYPE),
        )
    )
    assert (folder / "cat" / "inside.png").read_bytes() == CONTENT["dog/0.png"]
    assert (folder / "owl" / "0.png").read_bytes() == CONTENT["cat/0.png"]
    assert (folder / "cat" / "same.png").read_bytes() == CONTENT["dog/1.png"]
    for name in ("outside", "above", "sly", "gone", "pipe", "device"):
        link = folder / "cat" / f"{name}.png"
        assert link.is_symlink() and not link.exists(), name


def test_that_links_in_zips_are_links_and_images_are_not_taken_for_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pets.zip", "w") as file:
        file.writestr("dog/0.png", b"dog")
        for name, content in (("cat/0.png", b"../dog/0.png"), ("cat/1.png", b"/etc/hostname"), ("cat/2.png", b"\0PNG")):
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(info, content)
    folder, _ = folder_of(tmp_path / "pets.zip")
    assert files_below(folder) == {"dog/0.png": b"dog", "cat/0.png": b"dog", "cat/2.png": b"\0PNG"}
    assert (folder / "cat" / "1.png").is_symlink()


def test_that_a_file_behind_a_link_is_not_written_through_it(tmp_path: Path) -> None:
    link = member("cat", tarfile.SYMTYPE, str(tmp_path))
    inside = tarfile.TarInfo("cat/0.png")
    inside.size = 1
    refused(tar_of(tmp_path, link, inside, content={}), "both as a file and as a folder")
    assert not (tmp_path / "0.png").exists()


def test_that_a_bomb_is_stopped_by_what_is_really_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "BYTES_BEFORE_THAT_COUNTS", 2**20)
    monkeypatch.setattr(unpacking, "MOST_TIMES_LARGER", 100)
    bomb = zipped({"0.png": bytes(5_000_000)}, zipfile.ZIP_DEFLATED)
    refused(archive_of(tmp_path, bomb), "grows to more than 100 times its size")
    refused(archive_of(tmp_path, tarred({"0.png": bytes(5_000_000)}, "w:xz"), "pets.tar.xz"), "more than 100 times")
    lying = bomb.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 50))
    refused(archive_of(tmp_path, lying), "damaged")
    holes = tarfile.TarInfo("0.png")
    holes.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": str(2**40)}
    holes.size = 1
    refused(tar_of(tmp_path, holes), "grows to more than 100 times its size")


def test_that_too_large_an_archive_is_told_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=unpacking.SPARE_BYTES + 10_000))
    refused(archive_of(tmp_path, CONTENT), "need .* kB on the disk, where 268 MB are to stay free; 268 MB are free")
    refused(
        archive_of(tmp_path, tarred(CONTENT, "w"), "pets.tar"),
        "need .* kB on the disk, where 268 MB are to stay free; 268 MB are free",
    )


def test_that_archives_within_an_archive_become_folders(tmp_path: Path) -> None:
    cats = {name.removeprefix("cat/"): each for name, each in CONTENT.items() if name.startswith("cat/")}
    dogs = {name: each for name, each in CONTENT.items() if name.startswith("dog/")}
    outer = {
        "cat.zip": zipped(cats, zipfile.ZIP_DEFLATED),
        "dog.tar.gz": tarred(dogs, "w:gz"),  # everything in a folder of the same name
        "more/owl.zip": zipped({"0.png": b"owl"}, zipfile.ZIP_STORED),
    }
    beside = {"__MACOSX/._cat.zip": b"of a file manager", "more/._owl.zip": b"of a file manager"}
    assert unpacked(archive_of(tmp_path, outer | beside)) == CONTENT | beside | {"more/owl/0.png": b"owl"}


def test_that_inner_archives_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    good = zipped({"0.png": b"0"}, zipfile.ZIP_STORED)
    for name, inner, words in (
        ("cat.zip", encrypted(good), r"^cat\.zip in pets\.zip is protected by a password"),
        ("cat.zip", good[:-5], r"^cat\.zip in pets\.zip is damaged: its end is missing"),
        ("cat.7z", b"7z\xbc\xaf\x27\x1c", r"^cat\.7z in pets\.zip cannot be read: 7z archives"),
        ("cat.zip", zipped({"a/b.zip": good}, zipfile.ZIP_STORED), r"^cat\.zip in pets\.zip .* itself, a/b\.zip"),
    ):
        refused(archive_of(tmp_path, {"dog/0.png": b"dog", name: inner}), words)
    refused(archive_of(tmp_path, CONTENT | {"cat.zip": good}), r"it holds both cat\.zip and cat\.")


@pytest.mark.parametrize("name", ["...zip", ".zip", "..tar.gz", "-.zip", "con.zip", "a" * 250 + ".zip"])
def test_that_the_name_of_an_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    packed = tarred(CONTENT, "w:gz") if name.endswith("gz") else zipped(CONTENT, zipfile.ZIP_STORED)
    other = archive_of(tmp_path, {"owl/0.png": b"owl"}, "owl.zip")
    assert unpacked(other) == {"owl/0.png": b"owl"}
    for _ in range(2):
        assert unpacked(archive_of(tmp_path, packed, name)) == CONTENT
    assert plain_name(Path(name)) not in ("", ".", "..")
    assert is_archive(Path(name))


def test_that_of_two_at_once_the_second_takes_what_the_first_has_made(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, CONTENT)
    slow = archives.unpacked(archive)
    next(slow)
    place = folder_of(archive)[0]
    with pytest.raises(StopIteration) as end:
        while True:
            next(slow)
    assert end.value.value == place
    assert files_below(place) == CONTENT
    assert not [*leftovers.archives_cache_dir().glob("*.part")]


def test_that_leaving_while_unpacking_leaves_nothing_half(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, zipped({"0.png": bytes(40_000_000)}, zipfile.ZIP_STORED))
    steps = archives.unpacked(archive)
    shares = [next(steps).share for _ in range(3)]
    assert shares == sorted(shares) and 0 < (shares[-1] or 0) < 1
    steps.close()
    assert not [*leftovers.archives_cache_dir().iterdir()]
    _, told = folder_of(archive)
    assert len(told) >= 4


def test_that_a_folder_from_which_something_is_missing_is_unpacked_again(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, CONTENT)
    folder, _ = folder_of(archive)
    (folder / "cat" / "0.png").unlink()
    again, told = folder_of(archive)
    assert told
    assert files_below(again) == CONTENT
    assert folder_of(archive)[1] == []


def test_that_an_archive_that_changes_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = archive_of(tmp_path, CONTENT)
    unpack = archives.unpack_zip

    def changing(raw: BinaryIO, into: unpacking.Unpacking) -> Iterator[float]:
        os.utime(archive, (5, 5))
        yield from unpack(raw, into)

    monkeypatch.setattr(archives, "unpack_zip", changing)
    refused(archive, "changed meanwhile")


def test_that_what_killed_processes_left_is_swept_and_nothing_of_living_ones(tmp_path: Path) -> None:
    for folder in (leftovers.archives_cache_dir(), leftovers.images_cache_dir()):
        for name in ("key.999999999.part", f"key.{os.getpid()}.part", parts.new_part(folder / "key").name):
            (folder / name).mkdir(parents=True)
        (folder / "entry").mkdir()
        (folder / "entry" / ".index.json.999999999.part").touch()
        (folder / "key.1@elsewhere.0a1b2c3d.part").mkdir()
        (folder / "key.2@elsewhere.0a1b2c3d.part").mkdir()
        os.utime(folder / "key.2@elsewhere.0a1b2c3d.part", (1, 1))
    unpacked(archive_of(tmp_path, CONTENT))
    for folder in (leftovers.archives_cache_dir(), leftovers.images_cache_dir()):
        left = sorted(path.name for path in folder.glob("*.part"))
        assert len(left) == 3
        assert all(name.startswith((f"key.{os.getpid()}", "key.1@elsewhere")) for name in left)
        assert not [*(folder / "entry").iterdir()]


def test_that_the_archives_unused_for_longest_make_room_but_none_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = []
    for number in range(4):
        folder, _ = folder_of(archive_of(tmp_path, {"0.png": bytes(1_000)}, f"{number}.zip"))
        entries.append(folder.parent)
        os.utime(folder.parent / leftovers.EXTENT_FILE, (time.time() - 100 + number,) * 2)
    for entry in entries[1:3]:
        (entry / leftovers.USERS_FOLDER / f"{os.getpid()}@{leftovers.host_name()}").rename(
            entry / leftovers.USERS_FOLDER / f"999999999@{leftovers.host_name()}"
        )
    monkeypatch.setattr(leftovers, "MOST_BYTES_OF_ARCHIVES", 3_000)
    leftovers.sweep_cache()
    assert [entry.exists() for entry in entries] == [True, False, True, True]
    monkeypatch.setattr(leftovers, "MOST_BYTES_OF_ARCHIVES", 0)
    leftovers.sweep_cache()
    assert [entry.exists() for entry in entries] == [True, False, False, True]
