"""Which pictures are learned from and which are only tested on."""

from dataclasses import dataclass

import numpy as np

from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.pictures.listing import UNLABELLED, Listing, PictureFile
from simclr_gui.engine.sentences import said

TEST_SHARE = 0.2


@dataclass(frozen=True)
class Split:
    """Shuffled by the seed alone; in `train` those with a class come first."""

    class_names: tuple[str, ...]
    train: tuple[PictureFile, ...]
    test: tuple[PictureFile, ...]


def split_pictures(listing: Listing, settings: DataSettings) -> Split:
    """Takes the chosen classes and counts; where the folder has no test part, a fifth of every class is one.

    Raises:
        UserError: a chosen class does not exist, or nothing is left to learn from or to test on.
    """
    listing = _of_classes(listing, settings.chosen_classes)
    random = np.random.default_rng(settings.drawing_seed)
    shuffled = [listing.files[i] for i in random.permutation(len(listing.files))]
    test = [file for file in shuffled if file.part == "test"]
    train = [file for file in shuffled if file.part != "test"]
    if not test:
        train, test = _hold_out(train)
    if listing.class_names:
        test = [file for file in test if file.label != UNLABELLED]
    train = train[: settings.train_images or None]
    test = test[: settings.test_images or None]
    if not train or not test:
        raise UserError(
            "There is no picture to train on." if not train else "There is no picture to test on.",
            "Give it at least two pictures of every class, or train/ and test/ folders.",
            field="data.folder",
        )
    return Split(listing.class_names, tuple(sorted(train, key=_without_class_last)), tuple(test))


def _without_class_last(file: PictureFile) -> bool:
    return file.label == UNLABELLED


def _hold_out(files: list[PictureFile]) -> tuple[list[PictureFile], list[PictureFile]]:
    """Stratified: a fifth of every class, at least one picture where a class has two."""
    of_class: dict[int, list[PictureFile]] = {}
    for file in files:
        of_class.setdefault(file.label, []).append(file)
    held: set[str] = set()
    for label, members in of_class.items():
        if label == UNLABELLED and len(of_class) > 1:
            continue  # pictures without a class cannot be tested on where others have one
        count = max(1, round(TEST_SHARE * len(members))) if len(members) > 1 else 0
        held |= {file.name for file in members[:count]}
    return [f for f in files if f.name not in held], [f for f in files if f.name in held]


def _of_classes(listing: Listing, wanted: tuple[str, ...]) -> Listing:
    if not wanted:
        return listing
    unknown = [name for name in wanted if name not in listing.class_names]
    if unknown:
        raise UserError(
            said("There is no class called {name}.", name=unknown[0]),
            said("Classes here: {names}.", names=listing.class_names[:10] or said("none")),
            field="data.classes",
        )
    kept = tuple(name for name in listing.class_names if name in wanted)
    number = {listing.class_names.index(name): label for label, name in enumerate(kept)}
    files = tuple(
        PictureFile(file.path, file.name, number[file.label], file.part)
        for file in listing.files
        if file.label in number
    )
    return Listing(kept, files)
