"""How well a folder could be read: what was decided, what was left out, and why."""

from collections import Counter

from simclr_gui.engine.datasets.folder.cache_index import Index
from simclr_gui.engine.events import ImagesRead
from simclr_gui.engine.messages.sentences import Sentence, counted, found, said

MOST_NAMED = 1_000
FEWEST_OF_A_CLASS = 5


def report(index: Index) -> ImagesRead:
    """The event that tells of it; of very many files only the first are named."""
    left_out = [(name, found(reason)) for name, reason in index.left_out]
    reasons = Counter(reason for _, reason in left_out)
    return ImagesRead(
        read=len(index.labels),
        left_out=len(left_out),
        reasons=tuple(
            said("{reason} ({count:,})", count=count, reason=reason) for reason, count in reasons.most_common()
        ),
        names=tuple(said("{name}: {reason}", name=name, reason=reason) for name, reason in left_out[:MOST_NAMED]),
        notes=(*(found(note) for note in index.notes), *_about_the_files(index)),
        counts=_counts(index),
    )


def _about_the_files(index: Index) -> list[Sentence]:
    """What was done with images that hold more than eight bits, three colours or one page can show; small classes."""
    notes = []
    if index.scale is not None:
        notes.append(found(index.scale.words))
    if index.pages:
        notes.append(
            counted(
                "1 file holds more than one image: the first is taken.",
                "{count:,} files hold more than one image: the first is taken.",
                count=index.pages,
            )
        )
    if index.channels:
        notes.append(
            counted(
                "1 file has channels that are not used.",
                "{count:,} files have channels that are not used.",
                count=index.channels,
            )
        )
    small = [row for row in _counts(index) if row[1] + row[2] < FEWEST_OF_A_CLASS]
    if small:
        notes.append(
            said(
                "Few images of some classes, for example {name}: {count}.",
                name=small[0][0],
                count=small[0][1] + small[0][2],
            )
        )
    return notes


def _counts(index: Index) -> tuple[tuple[str, int, int], ...]:
    """Each class with its training and test images."""
    train, test = Counter(index.labels[: index.train]), Counter(index.labels[index.train :])
    return tuple((name, train[label], test[label]) for label, name in enumerate(index.class_names))
