"""What archives are called, and how things that were decoded are named. Loads no torch."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ARCHIVE_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz")
FOREIGN_ARCHIVE_ENDINGS = (".7z", ".rar", ".tar.zst", ".tzst", ".zipx")  # known, to be refused by name

LONGEST_ENDING = 10
IMAGE_ENDINGS = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".apng",
        ".bmp",
        ".dib",
        ".gif",
        ".tif",
        ".tiff",
        ".webp",
        ".ppm",
        ".pgm",
        ".pbm",
        ".pnm",
        ".pfm",
        ".avif",
        ".avifs",
        ".heic",
        ".heif",
        ".hif",
        ".jp2",
        ".j2k",
        ".jpx",
        ".j2c",
        ".tga",
        ".ico",
        ".cur",
        ".icns",
        ".qoi",
        ".pcx",
        ".sgi",
        ".rgb",
        ".ras",
        ".dds",
        ".xbm",
        ".xpm",
        ".im",
    ]
)
"""What may be an image by its name; what is one is known by its content."""


def is_archive(path: Path) -> bool:
    """Whether the name says that it is an archive; not all kinds can be read."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS + FOREIGN_ARCHIVE_ENDINGS)


def plain_name(archive: Path) -> str:
    """The file's name without its endings: never empty, never one that leads to another folder."""
    endings = (e for e in ARCHIVE_ENDINGS + FOREIGN_ARCHIVE_ENDINGS if archive.name.lower().endswith(e))
    return archive.name[: -len(max(endings, key=len, default="")) or None].strip(" .") or "archive"


def cache_key(parts: Iterable[object]) -> str:
    """A name for what would be made from these parts: the same for the same parts."""
    return hashlib.sha256("\n".join(map(repr, map(_plain, parts))).encode()).hexdigest()[:32]


def _plain(part: object) -> object:
    return tuple(part) if isinstance(part, tuple) else part  # a named tuple takes ten times as long to print


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters, with its dot (".png"); empty where it has none, or a number."""
    stem, dot, ending = name.rpartition("/")[2].rpartition(".")
    is_one = dot and stem and len(ending) <= LONGEST_ENDING and ending.isalnum() and not ending.isdecimal()
    return f".{ending.lower()}" if is_one else ""
