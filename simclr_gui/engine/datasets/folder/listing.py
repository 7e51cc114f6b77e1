"""Which images a folder holds, and which classes they have: from sub-folders or tables, or none at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simclr_gui.engine.datasets.folder.files import Folder, FoundFile, look_through
from simclr_gui.engine.datasets.folder.labels import labels_of
from simclr_gui.engine.datasets.folder.names import clean, natural_order
from simclr_gui.engine.datasets.folder.parts import Found, Part, find_parts
from simclr_gui.engine.datasets.folder.tables import labels_from_tables
from simclr_gui.engine.messages.sentences import Sentence

__all__ = ["UNLABELLED", "Folder", "FoundFile", "ImageFile", "Listing", "Part", "list_images", "look_through"]

UNLABELLED = -1
NOTHING = Sentence("")


@dataclass(frozen=True, slots=True)
class ImageFile:
    """One file that is called an image.

    Attributes:
        path: the whole path, as plain text: there may be a million.
        name: path below the folder, with forward slashes, as clean text.
        label: an index into the class names, or UNLABELLED.
        part: where the user put it, None where that is left to a split.
    """

    path: str
    name: str
    label: int
    part: Part | None


@dataclass(frozen=True)
class Listing:
    """What a folder holds, in order of the names.

    Attributes:
        notes: what was decided, a sentence each.
        left_out: names of files that are not used, with the reason.
        note_without_test: what the first note becomes where no test image has a class.
        places_left_out: the paths of images that are left out, by their names: a run may remember them.
    """

    class_names: tuple[str, ...]
    files: tuple[ImageFile, ...]
    notes: tuple[Sentence, ...] = ()
    left_out: tuple[tuple[str, Sentence], ...] = ()
    note_without_test: Sentence = NOTHING
    places_left_out: Mapping[str, str] = field(default_factory=dict)


def list_images(folder: Folder) -> Listing:
    """Finds out the parts and classes.

    train/ and test/ are honoured, whatever they are called. Classes are the sub-folders below them, or below the folder
    itself; or tables name them: one column with file names, one with classes.
    """
    names = _Names()
    found = [Found(f"{folder.path}/{file.name}", names.of(file.name)) for file in folder.images]
    tables = [(table.name, "/".join(names.of(table.name))) for table in folder.tables]
    parted = find_parts(found, [name for _, name in tables])
    by_table = labels_from_tables(folder.path, tables, parted.placed)
    labels, about_labels = labels_of(parted.placed, by_table)
    class_names = tuple(sorted({label for label in labels if label}, key=natural_order))
    number = {name: place for place, name in enumerate(class_names)}
    files = (
        ImageFile(
            each.file.path,
            "/".join(each.file.parts),
            number.get(label or "", UNLABELLED),
            by_table.parts.get(place, each.part),
        )
        for place, (each, label) in enumerate(zip(parted.placed, labels, strict=True))
    )
    places = {"/".join(file.parts): file.path for file in found} if parted.left_out else {}
    decided = (parted.decision,) if parted.decision else ()
    return Listing(
        class_names,
        tuple(sorted(files, key=lambda file: file.name)),
        (*decided, *by_table.notes, *about_labels, *folder.notes),
        (*parted.left_out, *folder.left_out),
        parted.decision_without_test,
        {name: places[name] for name, _ in parted.left_out},
    )


class _Names:
    """Clean names of folders and files: what differs on the disk never becomes one."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[dict[str, str], set[str]]] = {}

    def of(self, name: str) -> tuple[str, ...]:
        """The folders and the file of a raw path below the data folder."""
        parts: tuple[str, ...] = ()
        for raw in name.split("/"):
            known, taken = self._known.setdefault(parts, ({}, set()))
            if raw not in known:
                known[raw] = _free(clean(raw), taken)
                taken.add(known[raw])
            parts = (*parts, known[raw])
        return parts


def _free(name: str, taken: set[str]) -> str:
    number, result = 2, name
    while result in taken:
        result, number = f"{name} ({number})", number + 1
    return result
