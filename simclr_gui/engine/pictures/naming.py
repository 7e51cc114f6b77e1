"""What archives are called, and how things that were decoded are named. Loads no torch."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ARCHIVE_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm"})


def is_archive(path: Path) -> bool:
    """Whether the name says that it is a zip or tar."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS)


def plain_name(archive: Path) -> str:
    """The file's name without its endings."""
    ending = max((e for e in ARCHIVE_ENDINGS if archive.name.lower().endswith(e)), key=len)
    return archive.name[: -len(ending)] or "archive"


def cache_key(parts: Iterable[object]) -> str:
    """A name for what would be made from these parts: the same for the same parts."""
    return hashlib.sha256("\n".join(map(repr, map(_plain, parts))).encode()).hexdigest()[:32]


def _plain(part: object) -> object:
    return tuple(part) if isinstance(part, tuple) else part  # a named tuple takes ten times as long to print
