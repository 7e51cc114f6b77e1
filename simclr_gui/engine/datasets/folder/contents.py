"""What is in files, as short digests: kept images are known again wherever their files lie. Loads no torch."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from simclr_gui.engine.datasets.folder.decoding import NoImage, read_content

DIGEST_BYTES = 16
FILES_PER_CHUNK = 2_000


def digest(content: bytes) -> bytes:
    """16 bytes that no other content has."""
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()


def whole_digest(digests: Iterable[bytes]) -> str:
    """One for many, in their order."""
    whole = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in digests:
        whole.update(part)
    return whole.hexdigest()


def read_digests(paths: Sequence[str]) -> Iterator[bytes]:
    """Reads the files; gives joined digests of some at a time. A closed file counts as an empty one."""
    for start in range(0, len(paths), FILES_PER_CHUNK):
        yield b"".join(map(_digest_of_file, paths[start : start + FILES_PER_CHUNK]))


def _digest_of_file(path: str) -> bytes:
    try:
        return digest(read_content(path))
    except NoImage:
        return digest(b"")
