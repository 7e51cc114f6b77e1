"""Tables that name files and their classes, as rows of text: any separator, any usual coding, head or none."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simclr_gui.engine.datasets.folder.names import clean, text_of
from simclr_gui.engine.datasets.folder.parts import role_of
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.messages.system_reasons import system_reason

TABLE_ENDINGS = (".csv", ".tsv", ".jsonl", ".json", ".txt")
LARGEST_TABLE_BYTES = 256 * 2**20
SEPARATORS = (",", ";", "\t", "|")
LINES_LOOKED_AT = 50
SHARE_THAT_FITS = 0.5

NAMES = [
    "file_name",
    "filename",
    "file",
    "image_id",
    "image_name",
    "image",
    "img",
    "img_name",
    "picture",
    "photo",
    "path",
    "filepath",
    "file_path",
    "image_path",
    "name",
    "id",
    "image_file",
    "fname",
]
CLASSES = [
    "label",
    "labels",
    "class",
    "class_name",
    "classname",
    "category",
    "target",
    "species",
    "dx",
    "breed",
    "diagnosis",
    "y",
    "label_name",
    "tag",
    "class_id",
    "classid",
    "category_name",
    "label_id",
]
PARTS = ("split", "part", "subset", "set", "fold_name")

IsFile = Callable[[str], bool]


class Unused(Exception):
    """Why a table tells nothing, in words (`reason`); `names_images` where it is known to speak of images."""

    def __init__(self, reason: Sentence, *, names_images: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.names_images = reason, names_images


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a file as the table calls it, its class, and its part where the table says one."""

    name: str
    label: str
    part: str


def read_rows(path: Path, is_file: IsFile) -> list[Row]:
    """The rows of a table; a class that is a whole number is that number, where a spreadsheet wrote "1.0" as well.

    Args:
        is_file: whether a name is that of an image, however the table writes it.

    Raises:
        Unused: it cannot be read, or does not tell which class which image has.
    """
    return [replace(row, label=re.sub(r"^(-?\d+)\.0+$", r"\1", row.label)) for row in _rows(path, is_file)]


def _rows(path: Path, is_file: IsFile) -> list[Row]:
    content = _content(path)
    if path.suffix.lower() in (".json", ".jsonl"):
        return _from_records(_records(path, content), is_file)
    lines = _lines(_text(content))
    if lines and max(map(len, lines)) == 1:
        return _of_names_alone([line[0] for line in lines], is_file)
    if len(lines) < 2:
        raise Unused(said("it has fewer than two rows or columns"))
    return _from_lines(lines, is_file)


def _of_names_alone(names: list[str], is_file: IsFile) -> list[Row]:
    """A list of images, one a line: what it says stands in its own name, such as train.txt."""
    named = sum(map(is_file, names))
    if named <= len(names) * SHARE_THAT_FITS:
        raise Unused(said("it has fewer than two rows or columns"), names_images=named > 0)
    return [Row(name, "", "") for name in names[not is_file(names[0]) :]]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TABLE_BYTES:
            raise Unused(said("it is larger than {count} MB", count=LARGEST_TABLE_BYTES // 2**20))
        return path.read_bytes()
    except OSError as error:
        raise Unused(said("it cannot be opened: {reason}", reason=system_reason(error))) from None


def _text(content: bytes) -> str:
    """UTF-16 is known by its mark, or by the zeros between Latin letters."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        zeros = content[:1_000].count(0)
        if zeros > len(content[:1_000]) / 4:
            return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    except UnicodeDecodeError:
        raise Unused(said("its letters cannot be read")) from None
    return text_of(content)


def _lines(text: str) -> list[list[str]]:
    """Cells, by the separator that stands equally often in nearly all lines."""
    some = [re.sub(r'"(?:[^"]|"")*"', "", line) for line in text.splitlines()[:LINES_LOOKED_AT] if line.strip()]
    counts = {separator: Counter(line.count(separator) for line in some) for separator in SEPARATORS}
    usual = {separator: count.most_common(1)[0] for separator, count in counts.items() if count}
    fitting = [s for s, (times, lines) in usual.items() if times and lines > len(some) * SHARE_THAT_FITS]
    often = [s for s in SEPARATORS if some and counts[s][0] < len(some) * SHARE_THAT_FITS]
    separator = max(fitting, key=lambda s: usual[s][1], default=often[0] if often else " ")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
        return [[clean(cell.strip()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unused(said("it is no table: {reason}", reason=error)) from None


def _from_lines(lines: list[list[str]], is_file: IsFile) -> list[Row]:
    head = [re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_") for cell in lines[0]]
    has_head = not any(map(is_file, lines[0]))
    body = lines[1:] if has_head else lines
    width = max(map(len, body))
    columns = [[row[place] if place < len(row) else "" for row in body] for place in range(width)]
    head = [*head, *[""] * (width - len(head))] if has_head else [""] * width
    name_at = _name_column(head, columns, is_file)
    if name_at is None:
        raise Unused(_nothing_fits(head, columns))
    part_at = _known_column(head, PARTS, name_at)
    parts = columns[part_at] if part_at is not None else [""] * len(body)
    tells_parts_alone = part_at is not None and not set(head) & set(CLASSES)
    classes = [""] * len(body) if tells_parts_alone else _classes(head, columns, name_at, part_at)
    return [Row(*row) for row in zip(columns[name_at], classes, parts, strict=True) if row[0]]


def _name_column(head: Sequence[str], columns: Sequence[Sequence[str]], is_file: IsFile) -> int | None:
    """The column in which most names of images stand; of two alike the one that is called so, or called anything."""
    fits = [sum(map(is_file, column)) for column in columns]
    places = range(len(columns))
    best = max(places, key=lambda place: (fits[place], head[place] in NAMES, bool(head[place])))
    return best if fits[best] else None


def _known_column(head: Sequence[str], names: Sequence[str], but: int) -> int | None:
    return next((head.index(name) for name in names if name in head and head.index(name) != but), None)


def _classes(head: Sequence[str], columns: Sequence[Sequence[str]], name_at: int, part_at: int | None) -> Sequence[str]:
    """The column that is called so, names before numbers; else the only one that is left."""
    others = [place for place in range(len(columns)) if place not in (name_at, part_at)]
    called_so = sorted((place for place in others if head[place] in CLASSES), key=lambda p: CLASSES.index(head[p]))
    words = [place for place in called_so if not _are_numbers(columns[place])]
    if called_so:
        return columns[(words or called_so)[0]]
    others = [place for place in others if len(others) == 1 or not _is_index(head[place], columns[place])]
    if len(others) == 1:
        return columns[others[0]]
    if others and all(set(columns[place]) <= {"0", "1", "0.0", "1.0"} for place in others):
        return _of_marks([head[place] for place in others], [columns[place] for place in others])
    words = [place for place in others if not _are_numbers(columns[place])]
    if len(words) == 1 and not any(head):
        return columns[words[0]]
    raise Unused(said("it has no column called {names}", names=("label", "class")))


def _are_numbers(cells: Sequence[str]) -> bool:
    return all(re.fullmatch(r"[-+]?[\d.]+(e[-+]?\d+)?", cell, re.IGNORECASE) for cell in cells if cell)


def _is_index(head: str, cells: Sequence[str]) -> bool:
    """Whether it counts the rows, as pandas does."""
    return (
        not head.replace("unnamed_0", "").replace("index", "") and _are_numbers(cells) and len(set(cells)) == len(cells)
    )


def _of_marks(names: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """A column for each class, and a 1 in that of the image."""
    rows = zip(*columns, strict=True)
    marked = [[name for name, cell in zip(names, row, strict=True) if float(cell) == 1] for row in rows]
    return ["|".join(each) for each in marked]


def _nothing_fits(head: Sequence[str], columns: Sequence[Sequence[str]]) -> Sentence:
    """An example from the column that should hold names."""
    place = _known_column(head, NAMES, -1) or 0
    names = [name for name in columns[place] if name]
    if not names:
        return said("it names no files")
    return none_is_here(names)


def none_is_here(names: Sequence[str]) -> Sentence:
    """That a table speaks of other images, with one example."""
    return counted(
        "the one file that it names is not in the folder: {name}",
        "none of its {count:,} names is in the folder, for example {name}",
        count=len(names),
        name=names[0],
    )


def _records(path: Path, content: bytes) -> list[dict[str, str]]:
    """Objects of JSON, one a line or in a list, or one object of names and classes."""
    try:
        text = _text(content)
        whole = (
            [json.loads(line) for line in text.splitlines() if line.strip()]
            if path.suffix.lower() == ".jsonl"
            else None
        )
        values = json.loads(text) if whole is None else whole
    except Unused:
        raise
    except Exception:
        raise Unused(said("it is not JSON")) from None
    if isinstance(values, dict) and values and all(isinstance(value, str | int) for value in values.values()):
        values = [{"file_name": name, "label": value} for name, value in values.items()]
    if isinstance(values, dict) and values and all(map(_is_list_of_names, values.values())):
        key = "split" if all(map(role_of, values)) else "label"
        values = [{"file_name": name, key: value} for value, names in values.items() for name in names]
    if not isinstance(values, list) or not values or not all(isinstance(value, dict) for value in values):
        raise Unused(said("it is no list of files and classes"))
    return [
        {str(key).lower(): clean(str(v)) for key, v in value.items() if isinstance(v, str | int)} for value in values
    ]


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _from_records(records: list[dict[str, str]], is_file: IsFile) -> list[Row]:
    keys = {key for record in records for key in record}
    name_key = next((key for key in NAMES if key in keys), None)
    class_key = next((key for key in CLASSES if key in keys), None)
    part_key = next((key for key in PARTS if key in keys), "")
    if name_key is None or not (class_key or part_key):
        names_images = any(is_file(value) for record in records for value in record.values())
        missing = ("file_name",) if name_key is None else ("label",)
        raise Unused(said("it has no column called {names}", names=missing), names_images=names_images)
    rows = (Row(r.get(name_key, ""), r.get(class_key or "", ""), r.get(part_key, "")) for r in records)
    return [row for row in rows if row.name]
