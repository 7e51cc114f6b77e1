"""What is in a tar, packed or not: read to the very end, since a damaged header looks like an end to tarfile."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Iterator
from typing import IO, Any, Literal, cast

from simclr_gui.engine.datasets.folder.unpacking import BYTES_AT_ONCE, Damaged, Unpacking
from simclr_gui.engine.messages.sentences import said

Packing = Literal["", "gzip", "bzip2", "xz"]
MOST_BYTES_READ = 16 * 2**20  # of headers and files at once
FURTHER_PART = b"M"  # the rest of a file whose beginning is in another archive


def unpack_tar(raw: IO[bytes], packing: Packing, into: Unpacking) -> Iterator[float]:
    """Unpacks all entries; yields the share that is done.

    Raises:
        UserError: it is one part of several.
        Damaged, Exception: whatever tarfile and the unpackers say of a damaged one. A tar that is not packed holds no
            checksum of its files: what is changed within one is only seen when that file is read.
    """
    length = max(1, raw.seek(0, io.SEEK_END))
    raw.seek(0)
    with _unpacked(raw, packing) as plain:
        stream = _Remembering(plain)
        with _opened(stream) as file:
            while (member := file.next()) is not None:
                cast(Any, file).members.clear()  # all of them would fill the memory
                for _ in _unpack_member(file, member, into):
                    yield min(1.0, raw.tell() / length)
                yield min(1.0, raw.tell() / length)
        if len(stream.last) < tarfile.BLOCKSIZE:
            raise Damaged(said("it was cut short"))
        rest = stream.last
        while rest:
            if rest.count(0) < len(rest):
                raise Damaged(said("something else follows where it should end"))
            rest = plain.read(BYTES_AT_ONCE)
            yield min(1.0, raw.tell() / length)


def _unpack_member(file: tarfile.TarFile, member: tarfile.TarInfo, into: Unpacking) -> Iterator[int]:
    if member.size < 0:
        raise Damaged(said("a file in it cannot have the length that it tells"))
    if member.type == FURTHER_PART:
        raise into.refused(said("it is one part of several"))
    if member.isdir():
        into.make_folder(member.name)
    elif member.issym():
        into.link(member.name, member.linkname)
    elif member.islnk():
        into.link_to_file(member.name, member.linkname)
    elif member.ischr() or member.isblk() or member.isfifo():
        into.leave_out(member.name)
    else:
        source = file.extractfile(member)
        assert source is not None, "all other kinds are files"
        yield from into.write(member.name, source)


def _opened(stream: "_Remembering") -> tarfile.TarFile:
    try:
        return tarfile.TarFile(fileobj=cast(IO[bytes], stream), encoding="utf-8")
    except tarfile.ReadError:
        raise Damaged(said("it is neither a zip nor a tar")) from None


def _unpacked(raw: IO[bytes], packing: Packing) -> IO[bytes]:
    if packing == "gzip":
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    if packing == "bzip2":
        return bz2.BZ2File(raw)
    return lzma.LZMAFile(raw) if packing == "xz" else raw


class _Remembering:
    """A stream that knows what was read last: where tarfile ends, that is the block it took for the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.last = b""

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MOST_BYTES_READ:
            raise Damaged(said("a name in it cannot have the length that it tells"))
        self.last = self._stream.read(size)
        return self.last

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._stream.tell()
