"""The user's own images: a folder, zip or tar, decoded once in parallel and kept."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Generator

import numpy as np
import torch

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data_record import DataRecord, LevelScale
from simclr_gui.engine.datasets.folder.cache import CachedImages, CacheWriter, cached_or_damage, note_seen, open_cached
from simclr_gui.engine.datasets.folder.cache_index import Index
from simclr_gui.engine.datasets.folder.chosen_folder import opened
from simclr_gui.engine.datasets.folder.contents import DIGEST_BYTES, read_digests, whole_digest
from simclr_gui.engine.datasets.folder.decoding_pool import decoded_in_parallel
from simclr_gui.engine.datasets.folder.earlier_split import split_as_before
from simclr_gui.engine.datasets.folder.health import report
from simclr_gui.engine.datasets.folder.levels import find_level_scale
from simclr_gui.engine.datasets.folder.listing import Folder, Listing, list_images, look_through
from simclr_gui.engine.datasets.folder.naming import cache_key
from simclr_gui.engine.datasets.folder.recall import few_of, holds, recalled, record_of, without_copies
from simclr_gui.engine.datasets.folder.splits import Split, split_as_remembered, split_images
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import Announced, Event, Pixels, Warned
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, found, kept, said

FEWEST_FOR_CACHE = 1_000

Choose = Callable[[Listing], Split]


def folder_data(
    settings: DataSettings, remembered: DataRecord | None = None, *, as_before: bool = False
) -> Generator[Event, None, DataSet]:
    """Reads the images of a folder or archive, from the cache where they were read before.

    Args:
        remembered: what a run was trained and tested on: just these images are read, if they are still there.
        as_before: for a run of an earlier version, which did not write down its images: split as that version did.

    Raises:
        UserError: it is missing, closed to us, without images, or larger than the disk.
    """
    assert settings.folder is not None, "the config model asks for a folder"
    name, folder = yield from opened(settings.folder)
    yield Announced(said("Looking through {name}", name=name))
    contents = look_through(folder, settings.folder)
    if remembered is not None:
        few = few_of(remembered, settings)
        images = yield from _remembered(contents, settings, few)
        images = recalled(images, few)
    elif as_before:
        images = yield from _kept_or_decoded(
            contents, settings, lambda listing: split_as_before(listing, settings), "by place"
        )
    else:
        images = yield from _chosen_anew(contents, settings)
        images = without_copies(images)
    yield report(images.index)
    return dataclasses.replace(images.data_set(name), record=record_of(images.index))


def _chosen_anew(contents: Folder, settings: DataSettings) -> Generator[Event, None, CachedImages]:
    return (yield from _kept_or_decoded(contents, settings, lambda listing: split_images(listing, settings), ""))


def _remembered(
    contents: Folder, settings: DataSettings, remembered: DataRecord
) -> Generator[Event, None, CachedImages]:
    """What the run remembers is what was chosen when it began: in an untouched folder it is kept under that name."""
    cached = open_cached(_key(contents, settings, ""))
    if cached is not None and cached.index.seen == _seen(contents) and holds(cached.index, remembered):
        return cached
    names = cache_key([image.name for image in remembered.train + remembered.test])
    return (
        yield from _kept_or_decoded(
            contents, settings, lambda listing: split_as_remembered(listing, settings, remembered), names
        )
    )


def _kept_or_decoded(
    contents: Folder, settings: DataSettings, choose: Choose, choice: str
) -> Generator[Event, None, CachedImages]:
    """Kept images are known by what is in their files; those are read only where place or time has changed."""
    key, seen = _key(contents, settings, choice), _seen(contents)
    cached = cached_or_damage(key)
    if isinstance(cached, Sentence):
        yield Warned(cached)
        cached = None
    if cached is not None and cached.index.seen == seen:
        return cached
    split = choose(list_images(contents))
    if cached is not None and (yield from _content(split)) == cached.index.content:
        note_seen(key, cached.index, seen)
        return cached
    return (yield from _decoded(split, settings.side_px, key, seen))


def _key(folder: Folder, settings: DataSettings, choice: str) -> str:
    """The same for files of the same names and sizes, the same tables, and the same choice among them."""
    chosen = settings.model_dump(exclude={"folder"})
    names = [(file.name, file.size_bytes) for file in folder.images]
    tables = whole_digest(read_digests([f"{folder.path}/{table.name}" for table in folder.tables]))
    return cache_key([chosen, choice, *names, tables])


def _seen(folder: Folder) -> str:
    return cache_key([str(folder.path.resolve()), *folder.images])


def _content(split: Split) -> Generator[Event, None, str]:
    files = split.train + split.test
    digests: list[bytes] = []
    for part in read_digests([file.path for file in files]):
        digests.append(part)
        share = sum(map(len, digests)) / (DIGEST_BYTES * len(files))
        yield Announced("Comparing the images with those that were kept", share)
    return whole_digest(digests)


def _decoded(split: Split, side_px: int, key: str, seen: str) -> Generator[Event, None, CachedImages]:
    """Few images are decoded into memory, many into the cache."""
    files = len(split.train) + len(split.test)
    scale = yield from find_level_scale([file.path for file in split.train + split.test])
    if files < FEWEST_FOR_CACHE:
        parts: list[Pixels] = []
        index = yield from _decode(split, side_px, scale, parts.append, seen)
        return CachedImages(torch.from_numpy(np.concatenate(parts)), index)
    with CacheWriter(key, files * 3 * side_px**2) as writer:
        writer.finish((yield from _decode(split, side_px, scale, writer.append, seen)))
    cached = open_cached(key)
    if cached is None:
        raise UserError("The decoded images have vanished from the disk.", "Try again.")
    return cached


def _decode(
    split: Split, side_px: int, scale: LevelScale | None, keep: Callable[[Pixels], None], seen: str
) -> Generator[Event, None, Index]:
    """Decodes all files in order and hands the images to `keep`, telling how far it is."""
    files = split.train + split.test
    left_out: dict[int, str] = {}
    digests: list[bytes] = []
    done = pages = channels = 0
    for decoded in decoded_in_parallel([file.path for file in files], side_px, scale):
        keep(decoded.pixels)
        digests.append(decoded.digests)
        pages, channels = pages + decoded.pages, channels + decoded.channels
        left_out |= {done + place: kept(reason) for place, reason in decoded.left_out}
        done += len(decoded.pixels) + len(decoded.left_out)
        yield Announced(said("Reading images: {done:,} of {total:,}", done=done, total=len(files)), done / len(files))
    rows = [number for number in range(len(files)) if number not in left_out]
    train = sum(number < len(split.train) for number in rows)
    if train == 0 or train == len(rows):
        raise _unreadable(left_out, is_train=train == 0)
    whole = b"".join(digests)
    return Index(
        side_px=side_px,
        train=train,
        labels=[files[number].label for number in rows],
        names=[files[number].name for number in rows],
        digests=[whole[number * DIGEST_BYTES : (number + 1) * DIGEST_BYTES].hex() for number in rows],
        left_out=[(name, kept(reason)) for name, reason in split.left_out]
        + [(files[number].name, reason) for number, reason in left_out.items()],
        notes=[kept(note) for note in split.notes],
        class_names=list(split.class_names),
        content=whole_digest(digests),
        seen=seen,
        scale=scale,
        pages=pages,
        channels=channels,
        held_out=all(file.part != "test" for file in split.test),
    )


def _unreadable(left_out: dict[int, str], *, is_train: bool) -> UserError:
    """None of the files of a part is an image: the commonest reason says what to do."""
    reason = found(Counter(left_out.values()).most_common(1)[0][0])
    return UserError(
        said("None of the training files could be read as an image: {reason}.", reason=reason)
        if is_train
        else said("None of the test files could be read as an image: {reason}.", reason=reason),
        "Convert them to PNG or JPEG, or choose another folder.",
        "data.folder",
    )
