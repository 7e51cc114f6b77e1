"""Which images are learned from and which are only tested on: decided by their names, so that others change nothing."""

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.class_names import chosen_classes
from simclr_gui.engine.datasets.data_record import DataRecord, ImageRecord
from simclr_gui.engine.datasets.folder.listing import UNLABELLED, ImageFile, Listing, Part
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, counted, said

TEST_SHARE = 0.2
_WHOLE = 2**64


@dataclass(frozen=True)
class Split:
    """In an order that names and seed decide; in `train` those with a class come first.

    Attributes:
        notes: what was decided, a sentence each.
        left_out: names of files that are not used, with the reason.
    """

    class_names: tuple[str, ...]
    train: tuple[ImageFile, ...]
    test: tuple[ImageFile, ...]
    notes: tuple[Sentence, ...] = ()
    left_out: tuple[tuple[str, Sentence], ...] = ()


def split_images(listing: Listing, settings: DataSettings) -> Split:
    """Takes the chosen classes and counts; where the folder has no test part, a fifth of every class is one.

    An image that comes or goes moves no other from one side to the other.

    Raises:
        UserError: a chosen class does not exist, or nothing is left to learn from or to test on.
    """
    listing = of_chosen_classes(listing, settings)
    place = {file.name: place_of(file.name, settings.drawing_seed) for file in listing.files}
    files = sorted(listing.files, key=lambda file: (place[file.name], file.name))
    train = [file for file in files if file.part != "test"]
    test = [file for file in files if file.part == "test"]
    notes, left_out = list(listing.notes), list(listing.left_out)
    if listing.class_names and test:
        unlabelled = [file for file in test if file.label == UNLABELLED]
        left_out += [(file.name, said("a test image without a class")) for file in unlabelled]
        test = [file for file in test if file.label != UNLABELLED]
        if not test and listing.note_without_test:
            notes[0] = listing.note_without_test
        else:
            notes += _unlabelled_note(unlabelled)
    if not test:
        train, test = _held_out(train, place)
        if not listing.note_without_test:
            notes.insert(0, _held_out_note(bool(listing.class_names)))
        elif listing.note_without_test not in notes:  # after what was decided about the parts
            notes.insert(1, _held_out_note(bool(listing.class_names)))
    if listing.class_names and all(file.label == UNLABELLED for file in train):
        notes.append(said("No training image has a class, so nothing is scored."))
    train = train[: settings.train_images or None]
    test = test[: settings.test_images or None]
    if not train or not test:
        raise UserError(
            "There is no image to train on." if not train else "There is no image to test on.",
            "Give it at least two images of every class, or train/ and test/ folders.",
            field="data.folder",
        )
    train.sort(key=_without_class_last)
    return Split(listing.class_names, tuple(train), tuple(test), tuple(notes), tuple(left_out))


def split_as_remembered(listing: Listing, settings: DataSettings, remembered: DataRecord) -> Split:
    """The images that a run was trained and tested on, as far as they are there; others are left out.

    Raises:
        UserError: none of them is there.
    """
    there = {**listing.places_left_out, **{file.name: file.path for file in listing.files}}
    train, test = _found_again(remembered.train, there, "train"), _found_again(remembered.test, there, "test")
    if not train or not test:
        raise UserError(
            "The images of this run are not there any more.",
            "Name the folder in which they are now (--folder).",
            field="data.folder",
        )
    known = {image.name for image in remembered.train + remembered.test}
    known |= {image.name for image in remembered.left_out}
    takes_all = not settings.train_images and not settings.test_images and not settings.classes
    new = [file.name for file in listing.files if file.name not in known] if takes_all else []
    notes = (*(Sentence(note) for note in remembered.notes[:1]), *_new_note(new))
    return Split(remembered.class_names, train, test, notes)


def of_chosen_classes(listing: Listing, settings: DataSettings) -> Listing:
    """Only images of the classes that the settings name; all where they name none.

    Raises:
        UserError: a name is that of no class.
    """
    if not settings.classes.strip():
        return listing
    kept = chosen_classes(settings.classes, listing.class_names)
    number = {listing.class_names.index(name): label for label, name in enumerate(kept)}
    files = tuple(
        ImageFile(file.path, file.name, number[file.label], file.part) for file in listing.files if file.label in number
    )
    return dataclasses.replace(listing, class_names=kept, files=files)


def place_of(name: str, seed: int) -> int:
    """Where a name comes in the order that the seed decides, 0 to 2^64 - 1: the same whatever else there is."""
    return int.from_bytes(hashlib.blake2b(f"{seed}:{name}".encode(), digest_size=8).digest(), "big")


def _held_out(files: Sequence[ImageFile], place: dict[str, int]) -> tuple[list[ImageFile], list[ImageFile]]:
    """A fifth of every class by the places of the names; at least one image where a class has two, and never all."""
    of_class: dict[int, list[ImageFile]] = defaultdict(list)
    for file in files:
        of_class[file.label].append(file)
    held: set[str] = set()
    for label, members in of_class.items():  # in the order of their places
        if label == UNLABELLED and len(of_class) > 1:
            continue  # images without a class cannot be tested on where others have one
        chosen = [file.name for file in members if place[file.name] < TEST_SHARE * _WHOLE]
        if len(members) > 1:
            chosen = chosen[: len(members) - 1] or [members[0].name]
            held |= set(chosen)
    return [file for file in files if file.name not in held], [file for file in files if file.name in held]


def _found_again(images: Sequence[ImageRecord], there: Mapping[str, str], part: Part) -> tuple[ImageFile, ...]:
    return tuple(ImageFile(there[image.name], image.name, image.label, part) for image in images if image.name in there)


def _without_class_last(file: ImageFile) -> bool:
    return file.label == UNLABELLED


def _held_out_note(has_classes: bool) -> Sentence:
    if has_classes:
        return said("About a fifth of every class is held out for the test, chosen by the names of the files.")
    return said("About a fifth of the images is held out for the test, chosen by the names of the files.")


def _unlabelled_note(files: Sequence[ImageFile]) -> list[Sentence]:
    if not files:
        return []
    return [
        counted(
            "1 test image has no class and is not tested on.",
            "{count:,} test images have no class and are not tested on.",
            count=len(files),
        )
    ]


def _new_note(names: Sequence[str]) -> list[Sentence]:
    if not names:
        return []
    return [
        counted(
            "1 image was added since the run began and is left out: {name}.",
            "{count:,} images were added since the run began and are left out, for example {name}.",
            count=len(names),
            name=names[0],
        )
    ]
