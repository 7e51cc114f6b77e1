"""How earlier versions chose the test images: by their places in the list. Only for runs that began that way."""

import numpy as np

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.folder.listing import UNLABELLED, ImageFile, Listing
from simclr_gui.engine.datasets.folder.splits import TEST_SHARE, Split, of_chosen_classes


def split_as_before(listing: Listing, settings: DataSettings) -> Split:
    """The split that a run without data.json was trained with, as long as its folder holds the same files."""
    listing = of_chosen_classes(listing, settings)
    random = np.random.default_rng(settings.drawing_seed)
    shuffled = [listing.files[i] for i in random.permutation(len(listing.files))]
    test = [file for file in shuffled if file.part == "test"]
    train = [file for file in shuffled if file.part != "test"]
    if not test:
        train, test = _held_out(train)
    if listing.class_names:
        test = [file for file in test if file.label != UNLABELLED]
    train, test = train[: settings.train_images or None], test[: settings.test_images or None]
    return Split(listing.class_names, tuple(sorted(train, key=_without_class_last)), tuple(test), listing.notes)


def _held_out(files: list[ImageFile]) -> tuple[list[ImageFile], list[ImageFile]]:
    """A fifth of every class, the first of the shuffled order; at least one where a class has two."""
    of_class: dict[int, list[ImageFile]] = {}
    for file in files:
        of_class.setdefault(file.label, []).append(file)
    held: set[str] = set()
    for label, members in of_class.items():
        if label == UNLABELLED and len(of_class) > 1:
            continue
        count = max(1, round(TEST_SHARE * len(members))) if len(members) > 1 else 0
        held |= {file.path for file in members[:count]}
    return [file for file in files if file.path not in held], [file for file in files if file.path in held]


def _without_class_last(file: ImageFile) -> bool:
    return file.label == UNLABELLED
