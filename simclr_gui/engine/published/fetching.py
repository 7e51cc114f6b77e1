"""A published data set on this machine: downloaded on request, unpacked, checked, decoded into the cache."""

import dataclasses
import gzip
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from simclr_gui.engine.class_names import chosen_classes
from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.errors import Proposal, UserError
from simclr_gui.engine.events import Announced, Event, Pixels
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.pictures.archives import unpack
from simclr_gui.engine.pictures.cache import CachedPictures, CacheWriter, cached_or_damage, open_cached
from simclr_gui.engine.pictures.cache_index import Index
from simclr_gui.engine.pictures.folder import folder_data
from simclr_gui.engine.pictures.leftovers import new_part
from simclr_gui.engine.pictures.naming import cache_key, is_archive
from simclr_gui.engine.pictures.unpacking import writing_failed
from simclr_gui.engine.places import downloads_dir
from simclr_gui.engine.published.catalogue import (
    PUBLISHED,
    UNLABELLED,
    Block,
    Contents,
    PublishedSet,
    imagenette_class_names,
)
from simclr_gui.engine.published.download import download
from simclr_gui.engine.sentences import Sentence, said

PICTURES_PER_CHUNK = 1_000


def fetch(settings: DataSettings) -> Iterator[Announced]:
    """Downloads and unpacks the data set, if it is not there; to be called only where somebody asked for it.

    Raises:
        UserError: no connection, no room, or a wrong checksum.
    """
    published, root = PUBLISHED[settings.source], _root(settings)
    if published.found_in(root):
        return
    files = published.files()
    for remote in files:
        yield from download(remote, root, published.room_bytes)
    for remote in reversed(files):  # the first is the sign that all is there
        file = root / remote.name
        if is_archive(file):
            yield from unpack(file, root)
            file.unlink()
        elif file.suffix == ".gz":
            _unpack_alone(file)


def _unpack_alone(file: Path) -> None:
    """A single packed file, whole or not at all."""
    beside = new_part(file)
    try:
        with gzip.open(file) as packed, beside.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        beside.replace(file.with_suffix(""))
        file.unlink()
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise writing_failed(error, file.name, file.parent) from error
        raise UserError(
            said("{path} cannot be unpacked: {reason}.", path=file, reason=error), "Delete it and download it again."
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def published_data(settings: DataSettings) -> Generator[Event, None, DataSet]:
    """Opens the data set, from the cache where it was decoded before.

    Raises:
        UserError: it is not on this machine (a proposal offers the download), or its files are damaged.
    """
    published = PUBLISHED[settings.source]
    root = published.found_in(_root(settings))
    if root is None:
        raise UserError(
            said("{name} is not on this machine.", name=published.title),
            said("Download it ({size:.1f} GB), or name the folder that holds it.", size=published.download_bytes / 1e9),
            field="data.source",
            proposals=(Proposal(said("Download {name} and start", name=published.title), download=settings.source),),
        )
    if published.read is None:
        return (yield from _picture_files(published, root, settings))
    chosen = settings.model_dump(exclude={"folder"})
    key = cache_key([str(root.resolve()), *chosen.items()])
    cached = cached_or_damage(key)
    if not isinstance(cached, CachedPictures):
        if cached is not None:
            yield Announced(cached)
        cached = yield from _decoded(published, root, settings, key)
    return cached.data_set(published.title, learn_from_unlabelled_only=settings.part == "unlabeled")


def _picture_files(published: PublishedSet, root: Path, settings: DataSettings) -> Generator[Event, None, DataSet]:
    folder = settings.model_copy(update={"source": "folder", "folder": root / published.folder})
    data = yield from folder_data(folder)
    return dataclasses.replace(data, name=published.title, class_names=imagenette_class_names(data.class_names))


def _decoded(
    published: PublishedSet, root: Path, settings: DataSettings, key: str
) -> Generator[Event, None, CachedPictures]:
    yield Announced(said("Reading {name}", name=published.title))
    assert published.read is not None, "folders of picture files are read elsewhere"
    try:
        contents = published.read(root)
    except Exception as error:  # whatever the readers of other people's formats raise
        raise UserError(
            said(
                "{name} in {folder} is damaged: {reason}.",
                name=published.title,
                folder=root,
                reason=_first_line(error),
            ),
            "Delete it and download it again.",
            field="data.source",
        ) from error
    random = np.random.default_rng(settings.drawing_seed)
    class_names = chosen_classes(settings.classes, contents.class_names)
    train = [_chosen(block, contents, class_names) for block in _train_blocks(contents, settings.part)]
    test = [_chosen(block, contents, class_names) for block in contents.test]
    train, test = _some(train, settings.train_images, random), _some(test, settings.test_images, random)
    blocks = [*train, *test]
    total = sum(len(index) for _, index, _ in blocks)
    labels: list[int] = []
    with CacheWriter(key, total * 3 * settings.side_px**2) as writer:
        for block, index, block_labels in blocks:
            for start in range(0, len(index), PICTURES_PER_CHUNK):
                chunk = index[start : start + PICTURES_PER_CHUNK]
                writer.append(_resized(block.pick(chunk), settings.side_px))
                labels += block_labels[chunk].tolist()
                yield Announced(_how_far(published, len(labels), total), len(labels) / total)
        count = sum(len(index) for _, index, _ in train)
        writer.finish(
            Index(side_px=settings.side_px, train=count, labels=labels, left_out=[], class_names=list(class_names))
        )
    cached = open_cached(key)
    if cached is None:
        raise UserError("The decoded images have vanished from the disk.", "Try again.")
    return cached


def _first_line(error: Exception) -> str:
    """A sentence stays one."""
    told = error.args[0] if error.args and isinstance(error.args[0], Sentence) else str(error)
    return told if isinstance(told, Sentence) else (told.splitlines() or [type(error).__name__])[0].rstrip(".")


def _how_far(published: PublishedSet, done: int, total: int) -> Sentence:
    return said("Reading {name}: {done:,} of {total:,}", name=published.title, done=done, total=total)


def _root(settings: DataSettings) -> Path:
    return settings.folder or downloads_dir()


def _train_blocks(contents: Contents, part: str) -> list[Block]:
    """All, or those with a class; where the others alone are trained on, the features are still tested with these."""
    return [block for block in contents.train if part != "train" or (block.labels != UNLABELLED).any()]


Chosen = tuple[Block, np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]


def _chosen(block: Block, contents: Contents, names: tuple[str, ...]) -> Chosen:
    """The block, the places of pictures of the chosen classes (all of those without), their new labels."""
    new = np.array([names.index(n) if n in names else UNLABELLED for n in contents.class_names] + [UNLABELLED])
    labels = new[block.labels]
    index = np.flatnonzero((labels != UNLABELLED) | (block.labels == UNLABELLED))
    return block, index, labels


def _some(blocks: list[Chosen], most: int, random: np.random.Generator) -> list[Chosen]:
    """At most so many pictures, drawn by the seed from all blocks; 0 for all. In order, for the disk's sake."""
    total = sum(len(index) for _, index, _ in blocks)
    if not most or most >= total:
        return blocks
    taken = np.sort(random.permutation(total)[:most])
    result, start = [], 0
    for block, index, labels in blocks:
        inside = taken[(taken >= start) & (taken < start + len(index))] - start
        result.append((block, index[inside], labels))
        start += len(index)
    return result


def _resized(pixels: Pixels, side_px: int) -> Pixels:
    if pixels.shape[-2:] == (side_px, side_px):
        return pixels
    resized = functional.interpolate(
        torch.from_numpy(pixels), (side_px, side_px), mode="bilinear", antialias=True, align_corners=False
    )
    result: Pixels = resized.numpy()
    return result
