"""What a folder of images holds, before anything is trained on it: a report that a person can read. Loads no torch."""

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.albums.files import album_of_files, size_of
from simclr_gui.engine.datasets.folder.chosen_folder import opened
from simclr_gui.engine.datasets.folder.contents import DIGEST_BYTES, read_digests
from simclr_gui.engine.datasets.folder.decoding import NoImage, read_content
from simclr_gui.engine.datasets.folder.listing import FoundFile, list_images, look_through
from simclr_gui.engine.datasets.folder.naming import ending_of
from simclr_gui.engine.datasets.folder.splits import Split, split_images
from simclr_gui.engine.events import Announced, Event, FolderLookedThrough
from simclr_gui.engine.messages.sentences import said

MOST_MEASURED = 500
MOST_COMPARED = 20_000
FILES_BETWEEN_WORDS = 50
MOST_NAMED = 1_000

ShouldLeave = Callable[[], bool]


def overview(settings: DataSettings, should_leave: ShouldLeave = lambda: False) -> Iterator[Event]:
    """Parts, classes, kinds, sizes and exact copies of the images that would be trained on and tested on.

    Sizes are those of some hundred images, spread evenly. Copies are looked for among files of the same length, where
    there are not too many of those.

    Raises:
        UserError: as for reading the images.
    """
    assert settings.folder is not None, "the config model asks for a folder"
    name, folder = yield from opened(settings.folder)
    contents = look_through(folder, settings.folder)
    split = split_images(list_images(contents), settings)
    yield album_of_files(split, settings.source)
    sizes = yield from _sizes([file.path for file in split.train + split.test], should_leave)
    copied = yield from _copied(contents.path, contents.images, should_leave)
    if should_leave():
        return
    yield FolderLookedThrough(
        folder=settings.folder,
        name=name,
        train_images=len(split.train),
        test_images=len(split.test),
        counts=_counts(split),
        kinds=tuple(Counter(ending_of(file.name) for file in contents.images).most_common()),
        sizes=tuple(Counter(sizes).most_common()),
        unreadable=sizes.count(None),
        copies=None if copied is None else len(copied) - len(set(copied.values())),
        copied=() if copied is None else tuple(sorted(copied)),
        notes=split.notes,
        left_out=tuple(said("{name}: {reason}", name=n, reason=reason) for n, reason in split.left_out[:MOST_NAMED]),
    )


def _counts(split: Split) -> tuple[tuple[str, int, int], ...]:
    """Each class with its training and test images."""
    train, test = (Counter(file.label for file in part) for part in (split.train, split.test))
    return tuple((name, train[label], test[label]) for label, name in enumerate(split.class_names))


def _sizes(paths: Sequence[str], should_leave: ShouldLeave) -> Generator[Announced, None, list[tuple[int, int] | None]]:
    """Width and height in pixels of some images, None for what cannot be read."""
    step = max(1, len(paths) // MOST_MEASURED)
    sizes: list[tuple[int, int] | None] = []
    for number, path in enumerate(paths[::step]):
        if number % FILES_BETWEEN_WORDS == 0:
            yield Announced("Measuring the images")
            if should_leave():
                break
        sizes.append(_size(path))
    return sizes


def _size(path: str) -> tuple[int, int] | None:
    try:
        return size_of(read_content(path))
    except NoImage:
        return None


def _copied(
    folder: Path, files: Sequence[FoundFile], should_leave: ShouldLeave
) -> Generator[Announced, None, dict[str, bytes] | None]:
    """The paths of all files that are there more than once, with their content as a digest.

    None where it would take too long to find out.
    """
    of_size: dict[int, list[str]] = defaultdict(list)
    for file in files:
        of_size[file.size_bytes].append(f"{folder}/{file.name}")
    alike = [path for paths in of_size.values() if len(paths) > 1 for path in paths]
    if len(alike) > MOST_COMPARED:
        return None
    content: dict[str, bytes] = {}
    for start in range(0, len(alike), FILES_BETWEEN_WORDS):
        yield Announced("Looking for copies")
        if should_leave():
            break
        some = alike[start : start + FILES_BETWEEN_WORDS]
        joined = b"".join(read_digests(some))
        digests = (joined[place : place + DIGEST_BYTES] for place in range(0, len(joined), DIGEST_BYTES))
        content |= zip(some, digests, strict=True)
    counts = Counter(content.values())
    return {path: digest for path, digest in content.items() if counts[digest] > 1}
