"""Which pictures a folder holds, and which classes they have: from sub-folders or a table, or none at all."""

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.pictures.naming import PICTURE_ENDINGS
from simclr_gui.engine.sentences import said

Part = Literal["train", "test"]
UNLABELLED = -1
TEST_FOLDERS = ("test", "val", "valid", "validation")
UNLABELLED_FOLDERS = ("unlabeled", "unlabelled")
TABLE_ENDING = ".csv"
LARGEST_TABLE_BYTES = 256 * 2**20


class FoundFile(NamedTuple):
    """A file as the disk tells of it; another size or time (nanoseconds), another content.

    Attributes:
        name: path below the folder, with forward slashes.
    """

    name: str
    size_bytes: int
    changed_ns: int


@dataclass(frozen=True)
class Folder:
    """All pictures and tables (CSV) below a folder, in order of their names."""

    path: Path
    pictures: tuple[FoundFile, ...]
    tables: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One file that is called a picture.

    Attributes:
        path: the whole path, as plain text: there may be a million.
        name: path below the folder, with forward slashes.
        label: an index into the class names, or UNLABELLED.
        part: where the user put it, None where that is left to a split.
    """

    path: str
    name: str
    label: int
    part: Part | None


@dataclass(frozen=True)
class Listing:
    """What a folder holds, in order of the names."""

    class_names: tuple[str, ...]
    files: tuple[PictureFile, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    parts: tuple[str, ...]


def look_through(folder: Path) -> Folder:
    """Looks through a folder and all its sub-folders.

    Raises:
        UserError: there is no such folder, it is closed to us, or it holds no picture.
    """
    if not folder.is_dir():
        raise UserError(
            said("There is no folder {folder}.", folder=folder), "Choose a folder of pictures.", field="data.folder"
        )
    pictures: list[FoundFile] = []
    tables: list[FoundFile] = []
    waiting = [(str(folder), "")]
    while waiting:
        path, above = waiting.pop()
        for entry in _entries(path):
            name = entry.name
            if name.startswith(".") or name == "__MACOSX":
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{above}{name}/"))
                continue
            ending = "." + name.rpartition(".")[2].lower()
            if (ending in PICTURE_ENDINGS or ending == TABLE_ENDING) and entry.is_file():
                status = entry.stat()
                found = FoundFile(above + name, status.st_size, status.st_mtime_ns)
                (tables if ending == TABLE_ENDING else pictures).append(found)
    if not pictures:
        raise UserError(
            said("{folder} holds no pictures.", folder=folder), "Choose a folder with JPEG or PNG files.", "data.folder"
        )
    return Folder(folder, tuple(sorted(pictures)), tuple(sorted(tables)))


def _entries(path: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(path))
    except OSError as error:
        raise UserError(
            said("{path} cannot be opened: {reason}.", path=path, reason=(error.strerror or "").lower()),
            "Allow reading it, or choose another folder.",
            field="data.folder",
        ) from error


def list_pictures(folder: Folder) -> Listing:
    """Finds out the parts and classes.

    train/ and test/ (or val/) are honoured. Classes are the sub-folders below them, or below the folder itself;
    or a CSV file in the folder names them: one column with file names, one called label or class.
    """
    path = folder.path
    found = [_Found(f"{path}/{file.name}", tuple(file.name.split("/"))) for file in folder.pictures]
    while not (table := _table(path)) and _is_wrapped(found):
        path = path / found[0].parts[0]
        found = [_Found(file.path, file.parts[1:]) for file in found]
    return _listed_by_table(found, table) if table else _listed_by_folders(found)


def _is_wrapped(found: list[_Found]) -> bool:
    """Archives often hold one folder with everything in it."""
    firsts = {file.parts[0] for file in found}
    return len(firsts) == 1 and all(len(file.parts) > 1 for file in found) and _part_of(found[0].parts) is None


def _part_of(parts: tuple[str, ...]) -> Part | None:
    first = parts[0].lower()
    if first == "train" or first in UNLABELLED_FOLDERS:
        return "train"
    return "test" if first in TEST_FOLDERS else None


def _listed_by_folders(found: list[_Found]) -> Listing:
    """The class is the folder below train/ and test/ where those exist, else the first folder."""
    has_parts = all(len(file.parts) > 1 and _part_of(file.parts) for file in found)
    names = [_class_name(file.parts, has_parts) for file in found]
    if len(set(names) - {None}) < 2 and not has_parts:
        names = [None] * len(found)  # one folder tells nothing apart
    return _listing(found, names, [_part_of(file.parts) if has_parts else None for file in found])


def _listing(found: list[_Found], names: Sequence[str | None], parts: Sequence[Part | None]) -> Listing:
    class_names = tuple(sorted({name for name in names if name}))
    number = {name: label for label, name in enumerate(class_names)}
    files = (
        PictureFile(file.path, "/".join(file.parts), number.get(name or "", UNLABELLED), part)
        for file, name, part in zip(found, names, parts, strict=True)
    )
    return Listing(class_names, tuple(files))


def _class_name(parts: tuple[str, ...], has_parts: bool) -> str | None:
    if has_parts and parts[0].lower() in UNLABELLED_FOLDERS:
        return None
    inner = parts[1:] if has_parts else parts
    return inner[0] if len(inner) > 1 else None


def _table(folder: Path) -> dict[str, tuple[str, Part | None]]:
    """File name to class and part, from the one CSV file of the folder that has such columns; empty without one."""
    tables = sorted(path for path in folder.glob("*.csv") if not path.name.startswith("."))
    rows: dict[str, tuple[str, Part | None]] = {}
    for path in tables:
        rows |= _rows(path)
    return rows


def _rows(path: Path) -> dict[str, tuple[str, Part | None]]:
    try:
        if path.stat().st_size > LARGEST_TABLE_BYTES:
            return {}
        with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
            lines = [[cell.strip() for cell in line] for line in csv.reader(file) if line]
    except (OSError, csv.Error):
        return {}
    if len(lines) < 2:
        return {}
    header = [cell.lower() for cell in lines[0]]
    name_at = _column(header, ("file", "filename", "file_name", "image", "picture", "path", "name", "id"))
    class_at = _column(header, ("label", "class", "category", "target"))
    part_at = _column(header, ("split", "part", "subset"))
    if name_at is None or class_at is None:
        return {}
    rows: dict[str, tuple[str, Part | None]] = {}
    for line in lines[1:]:
        if len(line) > max(name_at, class_at):
            part = _part_of((line[part_at],)) if part_at is not None and part_at < len(line) and line[part_at] else None
            rows[line[name_at].replace("\\", "/")] = (line[class_at], part)
    return rows


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _listed_by_table(found: list[_Found], table: dict[str, tuple[str, Part | None]]) -> Listing:
    """Rows may name files with or without their folders and endings; a file without a row has no class."""
    rows = [_row(table, file.parts) or (None, None) for file in found]
    if not any(name for name, _ in rows):
        return _listed_by_folders(found)
    folders = [_part_of(file.parts) if len(file.parts) > 1 else None for file in found]
    parts = [part or folder for (_, part), folder in zip(rows, folders, strict=True)]
    return _listing(found, [name for name, _ in rows], parts)


def _row(table: dict[str, tuple[str, Part | None]], parts: tuple[str, ...]) -> tuple[str, Part | None] | None:
    for name in ("/".join(parts), parts[-1], parts[-1].rpartition(".")[0]):
        if name in table:
            return table[name]
    return None
