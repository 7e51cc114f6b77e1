"""The album of a published data set that is on this machine."""

import dataclasses
from collections.abc import Iterator, Sequence

import numpy as np

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.albums.files import album_of_files
from simclr_gui.engine.datasets.folder.listing import list_images, look_through
from simclr_gui.engine.datasets.folder.splits import split_images
from simclr_gui.engine.datasets.published.catalogue import PUBLISHED, UNLABELLED, imagenette_class_names
from simclr_gui.engine.datasets.published.choosing import Chosen, chosen_blocks
from simclr_gui.engine.datasets.published.fetching import contents_of, root_of
from simclr_gui.engine.events import AlbumOpened, Announced, Event, Shot
from simclr_gui.engine.messages.sentences import said


def published_album(settings: DataSettings) -> Iterator[Event]:
    """The images that would be trained on and tested on, in the size in which they were published.

    Raises:
        UserError: it is not on this machine, or its files are damaged.
    """
    published, root = PUBLISHED[settings.source], root_of(settings)
    yield Announced(said("Reading {name}", name=published.title))
    if published.read is None:
        place = root / published.folder
        album = album_of_files(split_images(list_images(look_through(place, place)), settings), settings.source)
        yield dataclasses.replace(album, class_names=imagenette_class_names(album.class_names))
        return
    class_names, train, test = chosen_blocks(contents_of(published, root), settings)
    if settings.part == "unlabeled":  # those with a class are only tested with
        train = [(block, index, labels) for block, index, labels in train if (labels[index] == UNLABELLED).all()]
    yield _album_of_blocks(settings.source, class_names, train, test)


def _album_of_blocks(source: str, class_names: tuple[str, ...], train: list[Chosen], test: list[Chosen]) -> AlbumOpened:
    blocks = [*train, *test]
    ends = np.cumsum([len(index) for _, index, _ in blocks])

    def shot(number: int) -> Shot:
        place = int(np.searchsorted(ends, number, side="right"))
        block, index, _ = blocks[place]
        inside = number - (int(ends[place - 1]) if place else 0)
        pixels = block.pick(index[inside : inside + 1])[0].transpose(1, 2, 0)
        return Shot(pixels, (pixels.shape[1], pixels.shape[0]))

    def read(numbers: Sequence[int]) -> list[Shot]:
        return [shot(number) for number in numbers]

    labels = np.concatenate([labels[index] for _, index, labels in blocks])
    return AlbumOpened(source, class_names, labels, sum(len(index) for _, index, _ in train), read)
