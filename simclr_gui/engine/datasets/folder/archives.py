"""Archives of images: unpacked once into the program's cache, whole or not at all; what cannot be read says why."""

import json
import os
import shutil
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Literal

from simclr_gui.engine.datasets.folder.leftovers import (
    EXTENT_FILE,
    Extent,
    archives_cache_dir,
    extent_of,
    mark_used,
    sweep_cache,
)
from simclr_gui.engine.datasets.folder.naming import cache_key, is_archive, plain_name
from simclr_gui.engine.datasets.folder.tar_members import unpack_tar
from simclr_gui.engine.datasets.folder.unpacking import UNPACK_IT, Damaged, Unpacking, readable, writing_failed
from simclr_gui.engine.datasets.folder.zip_members import unpack_zip
from simclr_gui.engine.events import Announced
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.engine.storage.parts import new_part
from simclr_gui.engine.storage.places import cache_dir

CONTENT_FOLDER = "content"  # never a name from outside
MEGABYTES_BETWEEN_WORDS = 8
FILES_BETWEEN_WORDS = 500

Kind = Literal["zip", "", "gzip", "bzip2", "xz"]
KINDS: dict[bytes, Kind] = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"PK\x07\x08": "zip",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
}
FOREIGN_KINDS = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x1f\x9d": "compress",
    b"LZIP": "lzip",
}


def unpacked(archive: Path) -> Generator[Announced, None, Path]:
    """Unpacks into the program's cache, once, archives within the archive as well; returns the folder.

    Raises:
        UserError: it cannot be read, is damaged, holds names that lead elsewhere, or is larger than the disk.
    """
    try:
        status = archive.stat()
    except OSError as error:
        raise UserError(
            said("There is no file {file}.", file=archive), "Choose an archive of images.", "data.folder"
        ) from error
    place = archives_cache_dir() / cache_key((str(archive.resolve()), status.st_size, status.st_mtime_ns))
    if not _is_whole(place):
        yield from _unpack_once(archive, place)
        sweep_cache()
    mark_used(place)
    return place / CONTENT_FOLDER


def unpack(archive: Path, folder: Path) -> Iterator[Announced]:
    """Unpacks all files below `folder`, whole or not at all; archives within the archive stay what they are."""
    part = new_part(folder / f".{cache_key([archive.name])}")
    content = part / CONTENT_FOLDER
    try:
        _make_folder(content, archive.name, folder)
        into = Unpacking(content, archive.name, archive.stat().st_size, where=folder)
        yield from _unpack_into(archive, into)
        try:
            for each in sorted(content.iterdir()):
                each.rename(folder / each.name)
        except OSError as error:
            raise writing_failed(error, archive.name, folder) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _is_whole(place: Path) -> bool:
    """Whether all is there that was unpacked: others may have tidied the cache."""
    try:
        kept = json.loads((place / EXTENT_FILE).read_text(encoding="utf-8"))
        return Extent(*kept) == extent_of(place / CONTENT_FOLDER)
    except Exception:  # missing or damaged in any way: it is unpacked again
        return False


def _unpack_once(archive: Path, place: Path) -> Iterator[Announced]:
    before = archive.stat()
    part = new_part(place)
    content = part / CONTENT_FOLDER
    try:
        _make_folder(content, archive.name, cache_dir())
        into = Unpacking(content, archive.name, before.st_size)
        yield from _unpack_into(archive, into)
        files = into.files
        for inner in into.archives:
            if inner.is_file() and not inner.is_symlink():
                files += yield from _unpack_inner(inner, part, into)
        if files == 0:
            raise into.refused(said("there is no file in it"))
        after = archive.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise into.refused(said("it has changed meanwhile"))
        try:
            (part / EXTENT_FILE).write_text(json.dumps(extent_of(content)), encoding="utf-8")
            _move(part, place)
        except OSError as error:
            raise writing_failed(error, archive.name, cache_dir()) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _move(part: Path, place: Path) -> None:
    """Of two processes that unpack the same archive, the second takes what the first has made."""
    if not _is_whole(place):
        shutil.rmtree(place, ignore_errors=True)
        try:
            part.rename(place)
        except OSError:
            if not _is_whole(place):
                raise


def _unpack_inner(inner: Path, part: Path, outer: Unpacking) -> Generator[Announced, None, int]:
    """An archive within the archive becomes a folder of its name; returns how many files that brings more.

    Raises:
        UserError: that folder exists, the inner archive cannot be read, or it holds archives itself.
    """
    name = readable(inner.relative_to(outer.folder).as_posix())
    shown = said("{inner} in {archive}", inner=name, archive=outer.shown)
    target = inner.with_name(plain_name(inner))
    if os.path.lexists(target):
        raise outer.refused(said("it holds both {inner} and {folder}", inner=name, folder=readable(target.name)))
    content = part / "inner"
    _make_folder(content, shown, cache_dir())
    into = Unpacking(content, shown, inner.stat().st_size, outer.written_bytes)
    yield from _unpack_into(inner, into)
    if into.archives:
        further = readable(into.archives[0].relative_to(content).as_posix())
        raise into.refused(said("it holds an archive itself, {name}", name=further))
    outer.written_bytes = into.written_bytes
    try:
        alone = content / target.name
        if alone.is_dir() and not alone.is_symlink() and [*content.iterdir()] == [alone]:
            alone.rename(target)  # cat.zip with all in a folder cat
            content.rmdir()
        else:
            content.rename(target)
        inner.unlink()
    except OSError as error:
        raise writing_failed(error, shown, cache_dir(), inner.name) from error
    return into.files - 1


def _unpack_into(archive: Path, into: Unpacking) -> Iterator[Announced]:
    """The one border to those who read archives: whatever they raise becomes a sentence."""
    try:
        with archive.open("rb") as raw:
            kind = _kind(raw, into)
            shares = unpack_zip(raw, into) if kind == "zip" else unpack_tar(raw, kind, into)
            yield from _told_now_and_then(shares, into)
        into.settle_links()
    except UserError:
        raise
    except Damaged as error:
        raise _damaged(into, error.reason) from error
    except EOFError as error:
        raise _damaged(into, said("it was cut short")) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            reason = system_reason(error)
            raise UserError(
                said("{name} cannot be read: {reason}.", name=into.shown, reason=reason),
                "Choose another archive, or a folder.",
                "data.folder",
            ) from error
        raise _damaged(into, _in_words(error)) from error


def _in_words(error: Exception) -> Sentence:
    detail = str(error) or type(error).__name__
    if "CRC" in detail:
        return said("its checksum is wrong")
    return said("what is in it does not fit together ({detail})", detail=readable(detail))


def _told_now_and_then(shares: Iterator[float], into: Unpacking) -> Iterator[Announced]:
    told_bytes = told_files = -1
    for share in shares:
        megabytes = into.written_bytes // 2**20
        if (
            told_files < 0
            or megabytes - told_bytes >= MEGABYTES_BETWEEN_WORDS
            or into.files - told_files >= FILES_BETWEEN_WORDS
        ):
            told_bytes, told_files = megabytes, into.files
            yield Announced(_unpacking(into), share)


def _unpacking(into: Unpacking) -> Sentence:
    return said("Unpacking {name}", name=into.shown)


def _kind(raw: IO[bytes], into: Unpacking) -> Kind:
    """What it really is, whatever it is called.

    Raises:
        UserError: a kind that cannot be read here, or no archive.
    """
    begin = raw.read(16)
    for mark, name in FOREIGN_KINDS.items():
        if begin.startswith(mark):
            raise UserError(
                said("{name} cannot be read: {kind} archives cannot be read here.", name=into.shown, kind=name),
                UNPACK_IT,
                "data.folder",
            )
    kind = next((kind for mark, kind in KINDS.items() if begin.startswith(mark)), None)
    if kind is None:
        kind = "zip" if not _begins_as_tar(raw) and zipfile.is_zipfile(raw) else ""
    if kind == "" and not is_archive(Path(into.shown)) and not _begins_as_tar(raw):
        raise UserError(
            said("{name} is neither a folder nor an archive.", name=into.shown),
            "Choose a folder of images, or a zip or tar of them.",
            "data.folder",
        )
    raw.seek(0)
    return kind


def _begins_as_tar(raw: IO[bytes]) -> bool:
    raw.seek(257)
    return raw.read(5) == b"ustar"


def _make_folder(folder: Path, shown: str, where: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise writing_failed(error, shown, where) from error


def _damaged(into: Unpacking, reason: str) -> UserError:
    return UserError(
        said("{path} is damaged: {reason}.", path=into.shown, reason=reason), "Get the file again.", "data.folder"
    )
