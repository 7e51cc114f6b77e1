"""Folders as people bring them: files that are called images, and what is found out about them."""

from collections import defaultdict
from pathlib import Path

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.folder.listing import UNLABELLED, Listing, list_images, look_through
from simclr_gui.engine.datasets.folder.splits import Split, split_images


def bring(root: Path, *names: str) -> Path:
    """Makes files; those who look at names alone need no more than that."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode(errors="surrogateescape"))
    return root


def series(pattern: str, count: int) -> list[str]:
    """ "cat/{}.png" with numbers of two digits."""
    return [pattern.format(f"{number:02}") for number in range(count)]


def listed(root: Path) -> Listing:
    return list_images(look_through(root))


def classes_of(listing: Listing) -> dict[str, str]:
    """The class of each file, empty where it has none."""
    return {file.name: "" if file.label == UNLABELLED else listing.class_names[file.label] for file in listing.files}


def in_parts(listing: Listing) -> dict[str, dict[str, int]]:
    """How many images each part has of each class; the part "" is left to a split, the class "" is none."""
    result: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for file in listing.files:
        name = "" if file.label == UNLABELLED else listing.class_names[file.label]
        result[file.part or ""][name] += 1
    return {part: dict(classes) for part, classes in result.items()}


def settings_for(root: Path, **values: object) -> DataSettings:
    return DataSettings(**{"source": "folder", "folder": root, "train_images": 0, "test_images": 0} | values)


def split_of(root: Path, **values: object) -> Split:
    return split_images(listed(root), settings_for(root, **values))
