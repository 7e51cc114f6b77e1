"""Which images of a published data set are taken."""

import numpy as np

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.class_names import chosen_classes
from simclr_gui.engine.datasets.published.catalogue import UNLABELLED, Block, Contents

Chosen = tuple[Block, np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]


def chosen_blocks(contents: Contents, settings: DataSettings) -> tuple[tuple[str, ...], list[Chosen], list[Chosen]]:
    """Class names, then for training and test: each block, the places that are taken, the labels of all places."""
    random = np.random.default_rng(settings.drawing_seed)
    class_names = chosen_classes(settings.classes, contents.class_names)
    train = [_chosen(block, contents, class_names) for block in _train_blocks(contents, settings.part)]
    test = [_chosen(block, contents, class_names) for block in contents.test]
    return class_names, _some(train, settings.train_images, random), _some(test, settings.test_images, random)


def _train_blocks(contents: Contents, part: str) -> list[Block]:
    """All, or those with a class; where the others alone are trained on, the features are still tested with these."""
    return [block for block in contents.train if part != "train" or (block.labels != UNLABELLED).any()]


def _chosen(block: Block, contents: Contents, names: tuple[str, ...]) -> Chosen:
    """The block, the places of images of the chosen classes (all of those without), their new labels."""
    new = np.array([names.index(n) if n in names else UNLABELLED for n in contents.class_names] + [UNLABELLED])
    labels = new[block.labels]
    index = np.flatnonzero((labels != UNLABELLED) | (block.labels == UNLABELLED))
    return block, index, labels


def _some(blocks: list[Chosen], most: int, random: np.random.Generator) -> list[Chosen]:
    """At most so many images, drawn by the seed from all blocks; 0 for all. In order, for the disk's sake."""
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
