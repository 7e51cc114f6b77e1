"""Which images of an album are there more than once."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from simclr_gui.engine.datasets.folder.contents import digest
from simclr_gui.engine.events import AlbumOpened, Announced, CopiesFound, Event

IMAGES_AT_ONCE = 50  # a window that wants to close, or thumbnails, wait for so many


def copies_in(album: AlbumOpened, should_leave: Callable[[], bool] = lambda: False) -> Iterator[Event]:
    """Compares the pixels of all images; for data that are no files."""
    of_content: dict[bytes, list[int]] = defaultdict(list)
    for start in range(0, len(album), IMAGES_AT_ONCE):
        if should_leave():
            return
        numbers = range(start, min(start + IMAGES_AT_ONCE, len(album)))
        for number, shot in zip(numbers, album.read(numbers), strict=True):
            if shot.pixels is not None:
                of_content[digest(shot.pixels.tobytes())].append(number)
        yield Announced("Looking for copies", start / len(album))
    yield CopiesFound(tuple(sorted(n for numbers in of_content.values() if len(numbers) > 1 for n in numbers)))
