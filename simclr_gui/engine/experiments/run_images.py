"""The images of a run: written down when it begins, and the same ones found again whenever it is looked at."""

import json
from collections.abc import Generator
from pathlib import Path

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.data_record import DataRecord, read_record
from simclr_gui.engine.datasets.images import DataSet, digest_of
from simclr_gui.engine.events import IMAGES_TO_LOOK_AT, Announced, Event
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import counted, said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import telling_disk_trouble, write_bytes_atomically


def write_images(folder: RunFolder, data: DataSet) -> None:
    """Writes data.json: names and digests of the images of each part, what was decided, what was left out.

    Raises:
        UserError: the disk is full or closed to us.
    """
    record = data.record or DataRecord(source=data.name, class_names=data.class_names)
    _write(folder, record.model_copy(update={"pictures_sha256": digest_of(data)}))


def read_images(folder: RunFolder) -> DataRecord | None:
    """What the run was trained and tested on; None for a run of a version that did not write it down.

    Raises:
        UserError: data.json is damaged.
    """
    return read_record(folder.data_file)


def images_of(
    folder: RunFolder, settings: DataSettings | None = None, *, moved_to: Path | None = None
) -> Generator[Event, None, DataSet]:
    """Reads the images of a run: those that it began with, as far as they are still there and unchanged.

    Args:
        settings: the run's own, or those with fewer images.
        moved_to: the folder or archive in which they lie now; once they were found there it is remembered.

    Raises:
        UserError: they are not there, or are not those of this run.
    """
    settings = settings or folder.config().data
    record = read_images(folder)
    if record is None and folder.is_imported:
        record = yield from _chosen_now(folder, moved_to)
    if moved_to is not None and settings.source == "shapes":
        raise UserError("The images of this run are Shapes, which the program draws itself.", "Leave out --folder.")
    place = moved_to or (record.folder if record else None)
    if place is not None:
        settings = settings.model_copy(update={"folder": place})
    if settings.source != "folder":
        return (yield from _drawn_or_published(settings, record))
    data = yield from _found_again(folder, settings, record)
    if moved_to is not None:
        name_place(folder, moved_to)
    return data


def few_images(settings: DataSettings) -> DataSettings:
    """For the same first test images, without reading a whole folder; Shapes are drawn faster than they are counted."""
    if settings.source == "shapes":
        return settings
    most = min(settings.test_images or IMAGES_TO_LOOK_AT, IMAGES_TO_LOOK_AT)
    return settings.model_copy(update={"train_images": 1, "test_images": most})


def _chosen_now(folder: RunFolder, place: Path | None) -> Generator[Event, None, DataRecord | None]:
    """Of an encoder that nobody has looked at yet: all its images are read, and written down as a new run's are."""
    settings = folder.config().data
    if place is not None and settings.source == "folder":
        settings = settings.model_copy(update={"folder": place})
    write_images(folder, (yield from load_data(settings)))
    return read_images(folder)


def name_place(folder: RunFolder, place: Path) -> None:
    """Writes down where the images of a run lie now; whether they are those is found out when they are read."""
    record = read_images(folder) or DataRecord(source="folder")
    _write(folder, record.model_copy(update={"folder": place.absolute()}))


def require_all_to_train_on(folder: RunFolder, data: DataSet) -> None:
    """Raises UserError where a run cannot go on as it began: images that it learned from are gone or changed."""
    record = read_images(folder)
    if record is None or data.record is None:
        return
    missing = len(record.train) - len(data.record.train)
    if not missing:
        return
    there = {image.name for image in data.record.train}
    name = next(image.name for image in record.train if image.name not in there)
    raise UserError(
        counted(
            "{folder} cannot go on as it began: 1 of its {total:,} training images is gone or changed: {name}.",
            "{folder} cannot go on as it began: {count:,} of its {total:,} training images are gone or changed, "
            "for example {name}.",
            folder=folder.path,
            count=missing,
            total=len(record.train),
            name=name,
        ),
        "Put back what is missing, or start a new run.",
    )


def _found_again(
    folder: RunFolder, settings: DataSettings, record: DataRecord | None
) -> Generator[Event, None, DataSet]:
    try:
        if record is None or not record.train:
            return (yield from _of_an_earlier_version(folder, settings))
        return (yield from load_data(settings, remembered=record))
    except UserError as error:
        if error.field != "data.folder":
            raise
        offer = Proposal("Where are the images now?", asks_for_folder=True)
        raise UserError(
            error.sentence, "Name the folder in which they are now (--folder).", error.field, (offer,)
        ) from error


def _drawn_or_published(settings: DataSettings, record: DataRecord | None) -> Generator[Event, None, DataSet]:
    data = yield from load_data(settings)
    is_whole = settings.train_images != 1  # a few to look at have another digest
    if record is not None and record.pictures_sha256 and is_whole and digest_of(data) != record.pictures_sha256:
        yield Announced("These are not quite the images that the run began with: another version made them")
    return data


def _of_an_earlier_version(folder: RunFolder, settings: DataSettings) -> Generator[Event, None, DataSet]:
    """Such a run's split depends on how many files there were: it counts only while there are as many."""
    started = next((event for event in folder.events() if event["event"] == "started"), {})
    if started.get("version"):
        raise UserError(
            said("{path} is missing: nobody knows which images this run was trained on.", path=folder.data_file),
            "Restore it from a copy, or train again.",
        )
    data = yield from load_data(settings, as_before=True)
    own = folder.config().data
    is_whole = (settings.train_images, settings.test_images) == (own.train_images, own.test_images)
    counts = started.get("train_images"), started.get("test_images")
    if is_whole and started and counts != (len(data.train), len(data.test)):
        raise UserError(
            said(
                "The images are not as they were when {run} was trained, and the version that trained it did not write "
                "down which ones it was tested on.",
                run=folder.path,
            ),
            "Make the folder as it was, or train again.",
        )
    return data


def _write(folder: RunFolder, record: DataRecord) -> None:
    with telling_disk_trouble(folder.path):
        content = json.dumps(record.model_dump(mode="json"), separators=(",", ":"))
        write_bytes_atomically(folder.data_file, content.encode())
