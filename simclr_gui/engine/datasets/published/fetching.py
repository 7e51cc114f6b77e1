"""A published data set on this machine: downloaded on request, unpacked, checked, decoded into the cache."""

import dataclasses
import gzip
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import torch
from torch.nn import functional

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.folder.archives import unpack
from simclr_gui.engine.datasets.folder.cache import CachedImages, CacheWriter, cached_or_damage, open_cached
from simclr_gui.engine.datasets.folder.cache_index import Index
from simclr_gui.engine.datasets.folder.folder import folder_data
from simclr_gui.engine.datasets.folder.naming import cache_key, is_archive
from simclr_gui.engine.datasets.folder.unpacking import writing_failed
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.datasets.published.catalogue import (
    PUBLISHED,
    Contents,
    PublishedSet,
    imagenette_class_names,
)
from simclr_gui.engine.datasets.published.choosing import chosen_blocks
from simclr_gui.engine.datasets.published.download import Whole, download
from simclr_gui.engine.events import Announced, Event, Pixels
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.messages.sizes import size_text
from simclr_gui.engine.storage.parts import new_part
from simclr_gui.engine.storage.places import downloads_dir

IMAGES_PER_CHUNK = 1_000


def fetch(settings: DataSettings) -> Iterator[Announced]:
    """Downloads and unpacks the data set, if it is not there; to be called only where somebody asked for it.

    Raises:
        UserError: no connection, no room, or a wrong checksum.
    """
    published, root = PUBLISHED[settings.source], _root(settings)
    if published.found_in(root):
        return
    files = published.files()
    came = 0
    for remote in files:
        yield from download(remote, root, published.room_bytes, Whole(published.title, published.download_bytes, came))
        came += (root / remote.name).stat().st_size
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
    root = root_of(settings)
    if published.read is None:
        return (yield from _image_files(published, root, settings))
    chosen = settings.model_dump(exclude={"folder"})
    key = cache_key([str(root.resolve()), *chosen.items()])
    cached = cached_or_damage(key)
    if not isinstance(cached, CachedImages):
        if cached is not None:
            yield Announced(cached)
        cached = yield from _decoded(published, root, settings, key)
    return cached.data_set(published.title, learn_from_unlabelled_only=settings.part == "unlabeled")


def root_of(settings: DataSettings) -> Path:
    """The folder that holds the unpacked data set; UserError, with an offer to download it, where there is none."""
    published = PUBLISHED[settings.source]
    root = published.found_in(_root(settings))
    if root is None:
        raise UserError(
            said("{name} is not on this machine.", name=published.title),
            said("Download it ({size}), or name the folder that holds it.", size=size_text(published.download_bytes)),
            field="data.source",
            proposals=(Proposal(said("Download {name} and start", name=published.title), download=settings.source),),
        )
    return root


def _image_files(published: PublishedSet, root: Path, settings: DataSettings) -> Generator[Event, None, DataSet]:
    folder = settings.model_copy(update={"source": "folder", "folder": root / published.folder})
    data = yield from folder_data(folder)
    return dataclasses.replace(data, name=published.title, class_names=imagenette_class_names(data.class_names))


def _decoded(
    published: PublishedSet, root: Path, settings: DataSettings, key: str
) -> Generator[Event, None, CachedImages]:
    yield Announced(said("Reading {name}", name=published.title))
    contents = contents_of(published, root)
    class_names, train, test = chosen_blocks(contents, settings)
    blocks = [*train, *test]
    total = sum(len(index) for _, index, _ in blocks)
    labels: list[int] = []
    with CacheWriter(key, total * 3 * settings.side_px**2) as writer:
        for block, index, block_labels in blocks:
            for start in range(0, len(index), IMAGES_PER_CHUNK):
                chunk = index[start : start + IMAGES_PER_CHUNK]
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


def contents_of(published: PublishedSet, root: Path) -> Contents:
    """What its files hold; UserError where they are damaged."""
    assert published.read is not None, "folders of picture files are read elsewhere"
    try:
        return published.read(root)
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


def _first_line(error: Exception) -> str:
    """A sentence stays one."""
    told = error.args[0] if error.args and isinstance(error.args[0], Sentence) else str(error)
    return told if isinstance(told, Sentence) else (told.splitlines() or [type(error).__name__])[0].rstrip(".")


def _how_far(published: PublishedSet, done: int, total: int) -> Sentence:
    return said("Reading {name}: {done:,} of {total:,}", name=published.title, done=done, total=total)


def _root(settings: DataSettings) -> Path:
    return settings.folder or downloads_dir()


def _resized(pixels: Pixels, side_px: int) -> Pixels:
    if pixels.shape[-2:] == (side_px, side_px):
        return pixels
    resized = functional.interpolate(
        torch.from_numpy(pixels), (side_px, side_px), mode="bilinear", antialias=True, align_corners=False
    )
    result: Pixels = resized.numpy()
    return result
