"""What is in a zip: every file read to its end and checked, or the true reason why not."""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import IO

from simclr_gui.engine.datasets.folder.unpacking import UNPACK_IT, Damaged, Unpacking, readable
from simclr_gui.engine.datasets.folder.zip_names import clear_names
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said

READABLE_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
METHOD_NAMES = {
    1: "Shrink",
    6: "Implode",
    9: "Deflate64",
    20: "Zstandard",
    93: "Zstandard",
    95: "XZ",
    96: "JPEG",
    97: "WavPack",
    98: "PPMd",
    99: "AES",
}
ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
END, END_BYTES, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LONGEST_LINK = 4_096


def unpack_zip(raw: IO[bytes], into: Unpacking) -> Iterator[float]:
    """Unpacks all entries; yields the share that is done.

    Raises:
        UserError: it is protected, packed in a way that cannot be read here, or one part of several.
        Damaged, Exception: whatever zipfile says of a damaged one.
    """
    entries = _entries_told(raw, into)
    with zipfile.ZipFile(raw) as file:
        members = file.infolist()
        if entries not in (0xFFFF, len(members) & 0xFFFF):
            raise Damaged(said("its list of files is not whole"))
        _require_readable(members, into)
        total = sum(member.file_size for member in members)
        if all(map(_is_possible, members)):
            into.require_room(total)
        done = 0
        for member, name in zip(members, clear_names(members), strict=True):
            for written in _unpack_member(file, member, name, into):
                yield (done + written) / max(1, total)
            done += member.file_size
            yield done / max(1, total)


def _unpack_member(file: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, into: Unpacking) -> Iterator[int]:
    if name.endswith(("/", "\\")) and not member.file_size:
        into.make_folder(name)
        return
    kind = stat.S_IFMT(member.external_attr >> 16) if member.create_system == 3 else 0
    if kind == stat.S_IFLNK and member.file_size <= LONGEST_LINK:
        content = file.read(member)
        if b"\0" not in content:
            into.link(name, content.decode("utf-8", "surrogateescape"))
            return
        source: IO[bytes] = io.BytesIO(content)
    else:
        source = file.open(member)
    written = 0
    with source:
        for written in into.write(name, source):
            yield written
    if written != member.file_size:
        raise Damaged(said("{name} has another length than it should", name=readable(name)))


def _require_readable(members: list[zipfile.ZipInfo], into: Unpacking) -> None:
    if any(member.flag_bits & ENCRYPTED_FLAGS or member.compress_type == 99 for member in members):
        raise UserError(said("{name} is protected by a password.", name=into.shown), UNPACK_IT, "data.folder")
    for member in members:
        if member.compress_type not in READABLE_METHODS:
            raise UserError(
                said(
                    "{name} uses a compression that cannot be read here ({method}).",
                    name=into.shown,
                    method=METHOD_NAMES.get(member.compress_type, str(member.compress_type)),
                ),
                UNPACK_IT,
                "data.folder",
            )


def _is_possible(member: zipfile.ZipInfo) -> bool:
    """Whether it can be as large as it says: deflating makes a thousandth at best."""
    if member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return member.file_size <= 1_100 * member.compress_size
    return True


def _entries_told(raw: IO[bytes], into: Unpacking) -> int:
    """How many entries the end of the file tells of; 65,535 where they are more, or the end does not say."""
    length = raw.seek(0, io.SEEK_END)
    raw.seek(max(0, length - END_BYTES - LONGEST_COMMENT))
    tail = raw.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_BYTES:
        raise Damaged(said("its end is missing"))
    _, disk, _, _, entries, *_ = struct.unpack_from("<4s4H2LH", tail, place)
    if disk not in (0, 0xFFFF):
        raise into.refused(said("it is one part of several"))
    return int(entries)
