"""The album of whatever data are chosen, apart from folders: those are opened while they are looked through."""

from collections.abc import Iterator, Sequence

import numpy as np

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.albums.drawn import DrawnShapes
from simclr_gui.engine.datasets.shape_names import CLASS_NAMES
from simclr_gui.engine.events import AlbumOpened, Event, Shot


def opened_album(settings: DataSettings) -> Iterator[Event]:
    """Shapes at once and without torch; a published data set where it is on this machine.

    Raises:
        UserError: it is not, or its files are damaged.
    """
    if settings.source == "shapes":
        yield shapes_album(settings)
        return
    from simclr_gui.engine.datasets.published.album import published_album

    yield from published_album(settings)


def shapes_album(settings: DataSettings) -> AlbumOpened:
    """The images that `shapes.shapes_data` would draw."""
    train = DrawnShapes(settings.train_images, seed=2 * settings.drawing_seed)
    test = DrawnShapes(settings.test_images, seed=2 * settings.drawing_seed + 1)
    side_px = settings.side_px

    def read(numbers: Sequence[int]) -> list[Shot]:
        shots: dict[int, Shot] = {}
        for part, first in ((train, 0), (test, len(train))):
            inside = [number for number in numbers if first <= number < first + len(part)]
            pixels = part.read([number - first for number in inside], side_px)
            shots |= {n: Shot(p, (side_px, side_px)) for n, p in zip(inside, pixels, strict=True)}
        return [shots[number] for number in numbers]

    return AlbumOpened("shapes", CLASS_NAMES, np.concatenate([train.labels, test.labels]), len(train), read)
