"""Zips with an entry that is broken, missing, twice there, packed otherwise, a link, or has another name."""

import io
import stat
import zipfile
from random import Random

import numpy as np

from tests.campaign.files.changes import damaged

ODD_ENTRIES = (
    "../../out",
    "/out",
    "C:\\out",
    "..\\..\\out",
    "",
    "./",
    "a/../../../out",
    "x" * 300,
    "d/" * 300 + "x",
    "a\nb",
    "archive/data.pkl",
    "archive/data/0",
    "code/x.py",
    "config.json",
    "config.json/x",
)
LARGE_BYTES = 2**25


def change_entries(content: bytes, chance: Random, ending: str = "") -> tuple[bytes, str]:
    """Changes an entry whose name ends so; gives the zip, and what was changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [(zipfile.ZipInfo(name), archive.read(name)) for name in archive.namelist()]
    fitting = [number for number, (entry, _) in enumerate(entries) if entry.filename.endswith(ending)]
    place = chance.choice(fitting or range(len(entries)))
    entry, inside = entries[place]
    name, method = entry.filename, zipfile.ZIP_STORED
    ways = ["bytes", "bytes", "bytes", "missing", "twice", "name", "name", "link", "bomb", "packed", "empty", "folder"]
    way = chance.choice(ways)
    match way:
        case "bytes":
            entries[place] = entry, damaged(inside, np.random.default_rng(chance.randrange(2**32)))
        case "missing":
            del entries[place]
        case "twice":
            entries.append((zipfile.ZipInfo(name), inside[::-1]))
        case "name":
            entry.filename = chance.choice(ODD_ENTRIES)
        case "link":
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            entries[place] = entry, chance.choice([b"/etc/passwd", b"../../..", b".", name.encode()])
        case "bomb":
            method = zipfile.ZIP_DEFLATED
            entries.append((zipfile.ZipInfo(f"{name.rpartition('/')[0]}/999"), bytes(LARGE_BYTES)))
        case "packed":
            method = chance.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
        case "empty":
            entries[place] = entry, b""
        case "folder":
            entry.filename += "/"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for each, written in entries:
            archive.writestr(each, written, method)
    return packed.getvalue(), f"{name[-40:]} {way}"
