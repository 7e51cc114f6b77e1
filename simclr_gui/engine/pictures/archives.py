"""Unpacking a zip or tar of pictures so that nothing leaves its folder and nothing but plain files comes out."""

import shutil
import tarfile
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path, PurePosixPath

from simclr_gui.engine.disk import SPARE_BYTES, require_room
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced
from simclr_gui.engine.pictures.naming import cache_key, plain_name
from simclr_gui.engine.places import cache_dir
from simclr_gui.engine.sentences import Sentence, said

FILES_BETWEEN_WORDS = 500


def unpacked(archive: Path) -> Generator[Announced, None, Path]:
    """Unpacks into the program's cache, once; returns the folder.

    Raises:
        UserError: the archive is damaged, holds paths that lead elsewhere, or is larger than the disk.
    """
    try:
        status = archive.stat()
    except OSError as error:
        raise UserError(
            said("There is no file {file}.", file=archive), "Choose an archive of pictures.", "data.folder"
        ) from error
    key = cache_key((str(archive.resolve()), status.st_size, status.st_mtime_ns))
    place = cache_dir() / "archives" / key / plain_name(archive)
    if place.is_dir():
        return place
    beside = place.with_name(f".{place.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        yield from unpack(archive, beside)
        beside.rename(place)
    except OSError as error:
        raise UserError(
            said("{file} cannot be unpacked: {reason}.", file=archive, reason=(error.strerror or str(error)).lower()),
            "Free some space on the disk.",
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return place


def unpack(archive: Path, folder: Path) -> Iterator[Announced]:
    """Unpacks all plain files below `folder`; links, devices and paths that lead out are refused."""
    try:
        if archive.name.lower().endswith(".zip"):
            yield from _unpack_zip(archive, folder)
        else:
            yield from _unpack_tar(archive, folder)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, ValueError) as error:
        raise _damaged(archive, str(error)) from error


def _unpack_zip(archive: Path, folder: Path) -> Iterator[Announced]:
    with zipfile.ZipFile(archive) as file:
        members = file.infolist()
        _require_room(sum(member.file_size for member in members), folder)
        for number, member in enumerate(members):
            place = PurePosixPath(member.filename.replace("\\", "/"))
            if place.is_absolute() or ".." in place.parts or ":" in place.parts[0]:
                raise _damaged(archive, said("{name} leads out of the folder", name=member.filename))
            file.extract(member, folder)
            if number % FILES_BETWEEN_WORDS == 0:
                yield Announced(_unpacking(archive), number / len(members))


def _unpack_tar(archive: Path, folder: Path) -> Iterator[Announced]:
    total, room = archive.stat().st_size, shutil.disk_usage(folder).free - SPARE_BYTES
    written = 0
    with archive.open("rb") as raw, tarfile.open(fileobj=raw) as file:
        for number, member in enumerate(file):
            written += member.size
            if written > room:
                _require_room(written, folder)
            if member.isfile() or member.isdir():
                file.extract(member, folder, filter="data")
            if number % FILES_BETWEEN_WORDS == 0:
                yield Announced(_unpacking(archive), min(1.0, raw.tell() / max(1, total)))


def _require_room(needed_bytes: int, folder: Path) -> None:
    require_room(
        folder, needed_bytes, said("The unpacked files"), said("Free some space, or unpack it on another disk.")
    )


def _unpacking(archive: Path) -> Sentence:
    return said("Unpacking {name}", name=archive.name)


def _damaged(archive: Path, reason: str) -> UserError:
    return UserError(
        said("{path} is damaged: {reason}.", path=archive, reason=reason), "Get the file again.", "data.folder"
    )
