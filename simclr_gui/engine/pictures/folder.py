"""The user's own pictures: a folder, zip or tar, decoded once in parallel and kept."""

from collections.abc import Callable, Generator

import numpy as np
import torch

from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, Event, Pixels
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.pictures.archives import unpacked
from simclr_gui.engine.pictures.cache import CachedPictures, CacheWriter, note_seen, open_cached
from simclr_gui.engine.pictures.cache_index import Index
from simclr_gui.engine.pictures.contents import DIGEST_BYTES, read_digests, whole_digest
from simclr_gui.engine.pictures.decoding_pool import decoded_in_parallel
from simclr_gui.engine.pictures.health import LeftOut, report
from simclr_gui.engine.pictures.listing import Folder, list_pictures, look_through
from simclr_gui.engine.pictures.naming import cache_key, is_archive, plain_name
from simclr_gui.engine.pictures.splits import Split, split_pictures
from simclr_gui.engine.sentences import said

FEWEST_FOR_CACHE = 1_000


def folder_data(settings: DataSettings) -> Generator[Event, None, DataSet]:
    """Reads the pictures of a folder or archive, from the cache where they were read before.

    Raises:
        UserError: it is missing, closed to us, without pictures, or larger than the disk.
    """
    folder = settings.folder
    assert folder is not None, "the config model asks for a folder"
    name = folder.name
    if folder.is_file() and is_archive(folder):
        name = plain_name(folder)
        folder = yield from unpacked(folder)
    yield Announced(said("Looking through {name}", name=name))
    contents = look_through(folder)
    pictures = yield from _kept_or_decoded(contents, settings)
    left_out = pictures.index.left_out
    if left_out:
        yield report(len(pictures.index.labels) + len(left_out), [LeftOut(*pair) for pair in left_out])
    return pictures.data_set(name)


def _kept_or_decoded(contents: Folder, settings: DataSettings) -> Generator[Event, None, CachedPictures]:
    """Kept pictures are known by what is in their files; those are read only where place or time has changed."""
    key, seen = _key(contents, settings), _seen(contents)
    kept = open_cached(key)
    if kept is not None and kept.index.seen == seen:
        return kept
    split = split_pictures(list_pictures(contents), settings)
    if kept is not None and (yield from _content(split)) == kept.index.content:
        note_seen(key, kept.index, seen)
        return kept
    return (yield from _decoded(split, settings.side_px, key, seen))


def _key(folder: Folder, settings: DataSettings) -> str:
    """The same for files of the same names and sizes, the same tables, and the same choice among them."""
    chosen = settings.model_dump(exclude={"folder"})
    names = [(file.name, file.size_bytes) for file in folder.pictures]
    tables = whole_digest(read_digests([f"{folder.path}/{table.name}" for table in folder.tables]))
    return cache_key([chosen, *names, tables])


def _seen(folder: Folder) -> str:
    return cache_key([str(folder.path.resolve()), *folder.pictures])


def _content(split: Split) -> Generator[Event, None, str]:
    files = split.train + split.test
    digests: list[bytes] = []
    for part in read_digests([file.path for file in files]):
        digests.append(part)
        share = sum(map(len, digests)) / (DIGEST_BYTES * len(files))
        yield Announced("Comparing the pictures with those that were kept", share)
    return whole_digest(digests)


def _decoded(split: Split, side_px: int, key: str, seen: str) -> Generator[Event, None, CachedPictures]:
    """Few pictures are decoded into memory, many into the cache."""
    files = len(split.train) + len(split.test)
    if files < FEWEST_FOR_CACHE:
        parts: list[Pixels] = []
        index = yield from _decode(split, side_px, parts.append, seen)
        return CachedPictures(torch.from_numpy(np.concatenate(parts)), index)
    with CacheWriter(key, files * 3 * side_px**2) as writer:
        writer.finish((yield from _decode(split, side_px, writer.append, seen)))
    cached = open_cached(key)
    if cached is None:
        raise UserError("The decoded pictures have vanished from the disk.", "Try again.")
    return cached


def _decode(split: Split, side_px: int, keep: Callable[[Pixels], None], seen: str) -> Generator[Event, None, Index]:
    """Decodes all files in order and hands the pictures to `keep`, telling how far it is."""
    files = split.train + split.test
    left_out: dict[int, str] = {}
    digests: list[bytes] = []
    done = 0
    for decoded in decoded_in_parallel([file.path for file in files], side_px):
        keep(decoded.pixels)
        digests.append(decoded.digests)
        left_out |= {done + place: reason for place, reason in decoded.left_out}
        done += len(decoded.pixels) + len(decoded.left_out)
        yield Announced(said("Reading pictures: {done:,} of {total:,}", done=done, total=len(files)), done / len(files))
    kept = [number for number in range(len(files)) if number not in left_out]
    train = sum(number < len(split.train) for number in kept)
    if train == 0 or train == len(kept):
        raise UserError(
            "None of the train files could be read as a picture."
            if train == 0
            else "None of the test files could be read as a picture.",
            "Choose another folder.",
            "data.folder",
        )
    return Index(
        side_px=side_px,
        train=train,
        labels=[files[number].label for number in kept],
        left_out=[(files[number].name, reason) for number, reason in left_out.items()],
        class_names=list(split.class_names),
        content=whole_digest(digests),
        seen=seen,
    )
