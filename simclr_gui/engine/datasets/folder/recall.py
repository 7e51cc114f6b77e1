"""Which of the decoded images a run may use: those that it remembers, and no test image that is trained on as well."""

from collections.abc import Sequence

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data_record import DataRecord, ImageRecord, LeftOutRecord
from simclr_gui.engine.datasets.folder.cache import CachedImages
from simclr_gui.engine.datasets.folder.cache_index import Index
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, counted, found, kept, said


def few_of(remembered: DataRecord, settings: DataSettings) -> DataRecord:
    """As many of the remembered images as the settings ask for."""
    train, test = remembered.train[: settings.train_images or None], remembered.test[: settings.test_images or None]
    return remembered.model_copy(update={"train": train, "test": test})


def holds(index: Index, remembered: DataRecord) -> bool:
    """Whether all remembered images are there, in the parts and the order that the run knows."""
    for part, images in ((index.names[: index.train], remembered.train), (index.names[index.train :], remembered.test)):
        wanted = [image.name for image in images]
        known = set(wanted)
        if [name for name in part if name in known] != wanted:
            return False
    return True


def recalled(images: CachedImages, remembered: DataRecord) -> CachedImages:
    """The remembered images that are still what they were; the others are told of."""
    index = images.index
    wanted = {("train", image.name): image.digest for image in remembered.train}
    wanted |= {("test", image.name): image.digest for image in remembered.test}
    rows, changed = [], []
    for row, name in enumerate(index.names):
        digest = wanted.pop(("train" if row < index.train else "test", name), None)
        if digest == index.digests[row]:
            rows.append(row)
        elif digest is not None:
            changed.append(name)
    gone = [name for _, name in wanted]
    notes = [*_gone_note(gone), *_changed_note(changed)]
    if not any(row < index.train for row in rows) or not any(row >= index.train for row in rows):
        raise UserError(
            "The images of this run are not there any more.",
            "Name the folder in which they are now (--folder).",
            "data.folder",
        )
    reason = kept(said("changed since the run began"))
    return _only(images, rows, notes, [(name, reason) for name in changed])


def without_copies(images: CachedImages) -> CachedImages:
    """Tells of files with the same content; what the program itself held out is no copy of what is trained on.

    Where the user has put copies into train/ and test/, they stay, and are told of.
    """
    index = images.index
    trained_on = set(index.digests[: index.train])
    copies = [row for row in range(index.train, len(index.digests)) if index.digests[row] in trained_on]
    tested = len(index.labels) - index.train
    notes = _doubles_note(index.train - len(trained_on))
    if not index.held_out or len(copies) == tested:
        return _only(images, range(len(index.labels)), notes + _copies_note(len(copies), tested), [])
    rows = sorted(set(range(len(index.labels))) - set(copies))
    reason = kept(said("an exact copy of a training image"))
    return _only(images, rows, notes, [(index.names[row], reason) for row in copies])


def record_of(index: Index) -> DataRecord:
    """What a run writes down of its images."""
    images = [
        ImageRecord(name=name, digest=digest, label=label)
        for name, digest, label in zip(index.names, index.digests, index.labels, strict=True)
    ]
    return DataRecord(
        source="folder",
        class_names=tuple(index.class_names),
        notes=tuple(str(found(note)) for note in index.notes),
        train=tuple(images[: index.train]),
        test=tuple(images[index.train :]),
        left_out=tuple(LeftOutRecord(name=name, reason=str(found(reason))) for name, reason in index.left_out),
        scale=index.scale and index.scale.model_copy(update={"words": str(found(index.scale.words))}),
    )


def _only(
    images: CachedImages, rows: Sequence[int], notes: Sequence[Sentence], left_out: Sequence[tuple[str, str]]
) -> CachedImages:
    """These images, with more to tell; nothing is copied where it is all of them."""
    index = images.index
    more: dict[str, object] = {
        "notes": [*index.notes, *(kept(note) for note in notes)],
        "left_out": [*index.left_out, *left_out],
    }
    if len(rows) == len(index.labels):
        return CachedImages(images.pixels, index.model_copy(update=more), images.file)
    for name in ("labels", "names", "digests"):
        values = getattr(index, name)
        more[name] = [values[row] for row in rows]
    more["train"] = sum(row < index.train for row in rows)
    return CachedImages(images.pixels[list(rows)], index.model_copy(update=more))


def _doubles_note(count: int) -> list[Sentence]:
    if not count:
        return []
    return [
        counted(
            "1 training image is an exact copy of another.",
            "{count:,} training images are exact copies of others.",
            count=count,
        )
    ]


def _copies_note(count: int, total: int) -> list[Sentence]:
    if not count:
        return []
    return [
        counted(
            "The only test image is an exact copy of a training image, so it is not unseen.",
            "Exact copies of training images among the {count:,} test images: {copies:,}. Those are not unseen.",
            count=total,
            copies=count,
        )
    ]


def _gone_note(names: Sequence[str]) -> list[Sentence]:
    if not names:
        return []
    return [
        counted(
            "1 image of this run is gone: {name}.",
            "{count:,} images of this run are gone, for example {name}.",
            count=len(names),
            name=names[0],
        )
    ]


def _changed_note(names: Sequence[str]) -> list[Sentence]:
    if not names:
        return []
    return [
        counted(
            "1 image has changed since the run began and is left out: {name}.",
            "{count:,} images have changed since the run began and are left out, for example {name}.",
            count=len(names),
            name=names[0],
        )
    ]
