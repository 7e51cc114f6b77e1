"""Damaged and hostile archives, drawn by a seed: what must come out is everything, or a sentence."""

import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simclr_gui.engine.datasets.folder.archives import unpacked
from simclr_gui.engine.messages.errors import UserError
from tests.campaign.files.border import home_in, tried
from tests.campaign.trial import Trial

METHODS = {
    "zip": zipfile.ZIP_STORED,
    "zip-deflate": zipfile.ZIP_DEFLATED,
    "zip-bzip2": zipfile.ZIP_BZIP2,
    "zip-lzma": zipfile.ZIP_LZMA,
}
TARS = {"tar": "w", "tar.gz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}
HOSTILE_NAMES = (
    "../out.png",
    "/out.png",
    "C:\\out.png",
    "a/../../out.png",
    "..\\out.png",
    "",
    ".",
    "./",
    "a//b.png",
    "cat",
    "cat/0.png/x.png",
    "x" * 300 + ".png",
    "d/" * 300 + "x.png",
    "a\nb.png",
    "a\x1b[31m.png",
    "Cat/0.png",
    "cat/./0.png",
    "cat\\0.png",
)
Content = dict[str, bytes]


@dataclass(frozen=True)
class Case:
    """One archive, what it held before it was damaged, and how it was."""

    kind: str
    damage: str
    packed: bytes
    content: Content


def content_of(random: np.random.Generator) -> Content:
    """Twelve files of up to 6,000 bytes that hardly pack, in two folders."""
    return {
        f"{name}/{number}.png": b"\x89PNG\0" + random.bytes(int(random.integers(0, 6_000)))
        for name in ("cat", "dog")
        for number in range(6)
    }


def zipped(content: Content, method: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        for name, each in content.items():
            file.writestr(zipfile.ZipInfo(name), each, method)
    return packed.getvalue()


def tarred(content: Content, mode: str) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as file:  # type: ignore[call-overload]
        for name, each in content.items():
            member = tarfile.TarInfo(name)
            member.size = len(each)
            file.addfile(member, io.BytesIO(each))
    return packed.getvalue()


def encrypted(packed: bytes) -> bytes:
    """As a zip that says of every entry that it has a password."""
    changed = bytearray(packed)
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = packed.find(mark)
        while place >= 0:
            changed[place + flags_at] |= 1
            place = packed.find(mark, place + 4)
    return bytes(changed)


def _flipped(packed: bytes, random: np.random.Generator) -> bytes:
    changed = bytearray(packed)
    for _ in range(int(random.integers(1, 9))):
        changed[random.integers(len(changed))] ^= 1 << int(random.integers(8))
    return bytes(changed)


def _cut(packed: bytes, random: np.random.Generator) -> bytes:
    return packed[: random.integers(len(packed))]


def _zeroed(packed: bytes, random: np.random.Generator) -> bytes:
    start, length = int(random.integers(len(packed))), int(random.integers(1, 2_000))
    return packed[:start] + bytes(len(packed[start : start + length])) + packed[start + length :]


def _without_middle(packed: bytes, random: np.random.Generator) -> bytes:
    start, length = int(random.integers(len(packed))), int(random.integers(1, 2_000))
    return packed[:start] + packed[start + length :]


def _shuffled(packed: bytes, random: np.random.Generator) -> bytes:
    first, second = sorted(random.integers(0, len(packed) // 512 + 1, 2) * 512)
    return packed[:first] + packed[second : second + 512] + packed[first + 512 :]


DAMAGES: dict[str, Callable[[bytes, np.random.Generator], bytes]] = {
    "bits flipped": _flipped,
    "cut": _cut,
    "zeroed": _zeroed,
    "middle gone": _without_middle,
    "block repeated": _shuffled,
}


def draw_case(seed: int) -> Case:
    random = np.random.default_rng(seed)
    content = content_of(random)
    kind = str(random.choice([*METHODS, *TARS]))
    damage = str(random.choice([*DAMAGES, "hostile name", "encrypted", "none"]))
    if damage == "hostile name":
        name = HOSTILE_NAMES[random.integers(len(HOSTILE_NAMES))]
        content = content | {name: random.bytes(100)}
    packed = zipped(content, METHODS[kind]) if kind in METHODS else tarred(content, TARS[kind])
    if damage == "encrypted":
        packed = encrypted(packed) if kind in METHODS else b"7z\xbc\xaf\x27\x1c" + packed
    elif damage in DAMAGES:
        packed = DAMAGES[damage](packed, random)
    return Case(kind, damage, packed, content)


def outcome(case: Case, folder: Path) -> str:
    """ "whole", "refused", or what is wrong.

    A tar that is not packed has no checksum of its files: there, files that all have their right lengths are "whole".
    """
    before = {path for path in folder.rglob("*") if "home" not in path.parts}
    archive = folder / ("a.zip" if case.kind in METHODS else f"a.{case.kind}")
    archive.write_bytes(case.packed)
    try:
        steps = unpacked(archive)
        while True:
            next(steps)
    except StopIteration as end:
        found = _read(end.value)
    except UserError as error:
        return "refused" if str(error.sentence).endswith(".") and "/cache/" not in str(error) else f"words: {error}"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    finally:
        archive.unlink()
    if {path for path in folder.rglob("*") if "home" not in path.parts} != before:
        return "written outside"
    if [*folder.rglob("*.part")]:
        return "left a part"
    expected = {_plain(name): each for name, each in case.content.items()}
    if case.kind == "tar" and case.damage in DAMAGES:
        found, expected = ({name: bytes(len(each)) for name, each in files.items()} for files in (found, expected))
    return "whole" if found == expected else f"other files: {sorted(set(found.items()) ^ set(expected.items()))}"[:200]


def _plain(name: str) -> str:
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))


def _read(folder: Path) -> Content:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Unpacks so many."""
    for number in range(seed, seed + count):
        case = draw_case(number)
        with tempfile.TemporaryDirectory() as place, home_in(Path(place) / "home"):

            def wrong(case: Case = case, folder: Path = Path(place)) -> str:
                came = outcome(case, folder)
                return "" if came in ("whole", "refused") else came

            trial = tried("archives", f"archive {number} ({case.kind}, {case.damage})", wrong, Path(place))
        yield trial
