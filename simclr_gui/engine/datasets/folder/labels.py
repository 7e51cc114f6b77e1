"""The class of each image where folders and tables both speak of it: neither is overruled without a word."""

from collections.abc import Sequence

from simclr_gui.engine.datasets.folder.parts import Placed
from simclr_gui.engine.datasets.folder.tables import TableLabels
from simclr_gui.engine.messages.sentences import Sentence, counted, said

SHARE_TO_OVERRULE = 0.5
MOST_NAMED = 3

Labels = list[str | None]


def labels_of(placed: Sequence[Placed], by_table: TableLabels) -> tuple[Labels, list[Sentence]]:
    """A class or None for each file, and what is to be told.

    Where tables and folders know a class in common, a table speaks first and the folder where it is silent. Otherwise
    they speak of different things: the tables are believed if they speak of most images.
    """
    of_folders = _of_folders(placed)
    folders, tables = set(of_folders) - {None}, set(by_table.labels.values())
    if not folders or not (tables or by_table.undecided):
        return [by_table.labels.get(number, folder) for number, folder in enumerate(of_folders)], []
    both = [number for number in by_table.labels if of_folders[number]]
    if names := _names_of_numbers(by_table, of_folders, both):
        return [folder or names.get(by_table.labels.get(n, "")) for n, folder in enumerate(of_folders)], []
    if folders & tables:
        labels = [by_table.labels.get(number, folder) for number, folder in enumerate(of_folders)]
        differing = [number for number in both if of_folders[number] != by_table.labels[number]]
        notes = [_differing_note(placed[differing[0]], labels[differing[0]], len(differing))] if differing else []
        return [None if number in by_table.undecided else label for number, label in enumerate(labels)], notes
    spoken_of = len(both) + sum(bool(of_folders[number]) for number in by_table.undecided)
    if spoken_of < SHARE_TO_OVERRULE * sum(map(bool, of_folders)):
        note = said("The tables name other classes than the folders, and not for most images: the folders are taken.")
        return of_folders, [note]
    some = tuple(f"{name}/" for name in sorted(name for name in folders if name)[:MOST_NAMED])
    note = said("The classes are those of the tables, not of the folders (for example {names}).", names=some)
    return [by_table.labels.get(number) for number in range(len(placed))], [note]


def _of_folders(placed: Sequence[Placed]) -> Labels:
    result = [None if each.is_unlabelled or len(each.inner) < 2 else each.inner[0] for each in placed]
    if not any(each.part for each in placed) and len(set(result) - {None}) < 2:
        return [None] * len(placed)  # one folder tells nothing apart
    return result


def _names_of_numbers(by_table: TableLabels, of_folders: Labels, both: Sequence[int]) -> dict[str, str]:
    """Which folder each number of the tables stands for; empty where they are no mere numbers of the folders."""
    pairs = {(by_table.labels[number], of_folders[number] or "") for number in both}
    names = dict(pairs)
    fits = len(names) == len(pairs) == len(set(names.values())) and not by_table.undecided
    return names if fits and set(names) == set(by_table.labels.values()) and all(map(str.isdecimal, names)) else {}


def _differing_note(example: Placed, label: str | None, count: int) -> Sentence:
    name = "/".join(example.file.parts)
    return counted(
        "1 image has another class by its table than by its folder: {name}: {label}.",
        "{count:,} images have another class by their table than by their folder; the table is taken, for example "
        "{name}: {label}.",
        count=count,
        name=name,
        label=label,
    )
