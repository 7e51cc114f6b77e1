"""Which class each image has by the tables that lie beside the images, and what is to be told of those tables."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from simclr_gui.engine.datasets.folder.parts import PART_OF, Part, Placed, role_of, roles_in
from simclr_gui.engine.datasets.folder.table_rows import Row, Unused, none_is_here, read_rows
from simclr_gui.engine.messages.sentences import Sentence, counted, said

SEVERAL = ("|", ";", ",")
FORM = re.compile("submission|submit", re.IGNORECASE)
"""How tables are called that are to be filled in; others are known by their one class for all."""
MAYBE_A_FORM = re.compile("sample|example|template|answer", re.IGNORECASE)
MAY_BE_NO_TABLE = (".txt", ".json")
FEWEST_ROWS_OF_CAPTIONS = 10
MOST_LABELS_A_ROW = 0.8


@dataclass
class TableLabels:
    """What the tables say, by the place of a file among those that were given.

    Attributes:
        undecided: of whose class the rows say different things, or several.
        notes: of tables that are not used, of rows that do not agree.
    """

    labels: dict[int, str] = field(default_factory=dict)
    undecided: set[int] = field(default_factory=set)
    parts: dict[int, Part] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    table: str
    label: str


def labels_from_tables(folder: Path, tables: Sequence[tuple[str, str]], placed: Sequence[Placed]) -> TableLabels:
    """Reads the tables (raw and clean name below the folder) and finds the images of their rows."""
    result = TableLabels()
    said_of: dict[int, list[_Said]] = defaultdict(list)
    for raw, name in tables:
        scope = _Scope(name, placed)
        try:
            rows = _checked(name, read_rows(folder / raw, scope.knows))
            _take(name, rows, scope, said_of, result)
        except Unused as error:
            if error.names_images or not name.lower().endswith(MAY_BE_NO_TABLE):
                result.notes.append(said("{table} was not used: {reason}.", table=name, reason=error.reason))
    _settle(said_of, placed, result)
    return result


class _Scope:
    """The images that a table may speak of: those below its folder, or of the part after which it is called."""

    def __init__(self, table: str, placed: Sequence[Placed]) -> None:
        where = PurePosixPath(table)
        above = where.parent.parts
        roles = roles_in(where.stem)
        self.part = PART_OF[next(iter(roles))] if len(roles) == 1 else None
        inside = [n for n, each in enumerate(placed) if each.file.parts[: len(above)] == above]
        while not inside and above:  # labels/labels.csv for images/
            above = above[:-1]
            inside = [n for n, each in enumerate(placed) if each.file.parts[: len(above)] == above]
        self.of_its_part = any(placed[n].part == self.part for n in inside) if self.part else False
        if self.of_its_part:
            inside = [n for n in inside if placed[n].part == self.part]
        self._placed = placed
        self._known: dict[str, list[int]] = {}
        self._whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._without_ending: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in inside:
            parts = tuple(map(_alike, placed[number].file.parts[len(above) :]))
            for start in range(len(parts)):
                self._whole[parts[start:]].append(number)
                stem = parts[-1].rpartition(".")[0] or parts[-1]
                self._without_ending[(*parts[start:-1], stem)].append(number)
        self._depth = {n: len(placed[n].file.parts) - len(above) for n in inside}

    def knows(self, name: str) -> bool:
        """Whether the name is that of an image, or of several."""
        return bool(self.find(name))

    def find(self, name: str) -> list[int]:
        """Images of that name, by as much of its path as fits."""
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> list[int]:
        parts = tuple(part for part in _alike(name.replace("\\", "/")).split("/") if part not in ("", "."))
        for start in range(len(parts)):
            rest = parts[start:]
            numbers = self._whole.get(rest) or self._without_ending.get(rest) or []
            fitting = [n for n in numbers if self._may_be(n, parts, start)]
            if fitting:
                return [n for n in fitting if self._depth[n] == len(rest)] or fitting
        return []

    def _may_be(self, number: int, parts: tuple[str, ...], start: int) -> bool:
        """A file in another folder than the row names is another file; what lies above the data folder is not known."""
        if start and self._depth[number] > len(parts) - start:
            return False
        part = self._placed[number].part
        roles = {PART_OF[role] for above in parts[:start] if (role := role_of(above))}
        return part is None or not roles or part in roles


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _checked(table: str, rows: list[Row]) -> list[Row]:
    labels = {row.label for row in rows}
    called = PurePosixPath(table).stem
    if FORM.search(called) or (MAYBE_A_FORM.search(called) and len(labels) == 1):
        raise Unused(said("it is an example of a submission, not a list of classes"))
    if len(rows) >= FEWEST_ROWS_OF_CAPTIONS and len(labels) > MOST_LABELS_A_ROW * len(rows):
        raise Unused(said("nearly every image in it has a class of its own, for example {label}", label=rows[0].label))
    return rows


def _take(table: str, rows: Sequence[Row], scope: _Scope, said_of: dict[int, list[_Said]], result: TableLabels) -> None:
    """Keeps what the rows say of images that are there; a name that several images share says nothing."""
    shared = 0
    used = False
    missing = [row.name for row in rows if not scope.knows(row.name)]
    for row in rows:
        numbers = scope.find(row.name)
        if len(numbers) > 1:
            shared += 1
        elif numbers:
            role = role_of(row.part)
            part = PART_OF[role] if role else None if scope.of_its_part else scope.part
            used = used or bool(row.label or row.part or part)
            if row.label:
                said_of[numbers[0]].append(_Said(table, row.label))
            if part:
                result.parts[numbers[0]] = part
    if shared:
        result.notes.append(
            counted(
                "{table}: 1 row names several images, and is not used.",
                "{table}: {count:,} rows name several images each, and are not used.",
                table=table,
                count=shared,
            )
        )
    elif not used:
        raise _nothing_taken(rows, are_here=len(missing) < len(rows))
    if missing:
        result.notes.append(
            counted(
                "{table}: not in the folder is 1 of its {total:,} names: {name}.",
                "{table}: not in the folder are {count:,} of its {total:,} names, for example {name}.",
                table=table,
                count=len(missing),
                total=len(rows),
                name=missing[0],
            )
        )


def _nothing_taken(rows: Sequence[Row], *, are_here: bool) -> Unused:
    if not rows:
        return Unused(said("it names no files"))
    if are_here:
        return Unused(said("it names images, but neither their classes nor their part"), names_images=True)
    return Unused(none_is_here([row.name for row in rows]))


def _settle(said_of: dict[int, list[_Said]], placed: Sequence[Placed], result: TableLabels) -> None:
    """An image of which the rows say different things, or several classes at once, has no class."""
    several = _several({each.label for every in said_of.values() for each in every})
    disagreeing, multiple = [], []
    for number, every in said_of.items():
        labels = {each.label for each in every}
        if len(labels) > 1:
            disagreeing.append(number)
        elif labels <= several:
            multiple.append(number)
        else:
            (result.labels[number],) = labels
    result.undecided = {*disagreeing, *multiple}
    if disagreeing:
        result.notes.append(_disagreement(said_of[disagreeing[0]], len(disagreeing), placed[disagreeing[0]]))
    if multiple:
        result.notes.append(_several_at_once(said_of[multiple[0]][0], len(multiple)))


def _disagreement(every: Sequence[_Said], count: int, example: Placed) -> Sentence:
    first, second = list(dict.fromkeys(each.label for each in every))[:2]
    tables = tuple(dict.fromkeys(each.table for each in every))
    name = "/".join(example.file.parts)
    return counted(
        "{tables}: the rows disagree about 1 image, which has no class; {name}: {first} or {second}.",
        "{tables}: the rows disagree about {count:,} images, which have no class; for example {name}: {first} or "
        "{second}.",
        tables=tables,
        count=count,
        name=name,
        first=first,
        second=second,
    )


def _several_at_once(example: _Said, count: int) -> Sentence:
    return counted(
        "{table}: 1 image has several classes at once, {label}; it is learned from, but not scored.",
        "{table}: {count:,} images have several classes at once, for example {label}; they are learned from, but not "
        "scored.",
        table=example.table,
        count=count,
        label=example.label,
    )


def _several(labels: set[str]) -> set[str]:
    """Labels that are lists of others: "a|b" where "b" stands elsewhere, alone or in another list."""
    result: set[str] = set()
    for separator in SEVERAL:
        lists = {label: [each.strip() for each in label.split(separator)] for label in labels if separator in label}
        times = Counter(each for every in lists.values() for each in set(every))
        enough = all if separator == "," else any  # "sunglasses, dark glasses" beside "sunglasses" is a name
        result |= {
            label for label, every in lists.items() if enough(each in labels or times[each] > 1 for each in every)
        }
    return result
