"""What a person should know about a folder before anything is trained on it, in words. Loads no torch."""

from simclr_gui.engine.datasets.folder.health import FEWEST_OF_A_CLASS
from simclr_gui.engine.events import FolderLookedThrough
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.messages.shares import in_percent

MANY_COPIES = 0.1
FEWEST_IMAGES, FEWEST_TEST_IMAGES = 200, 50
VERY_UNEVEN = 10


def concerns(found: FolderLookedThrough) -> list[Sentence]:
    """The gravest first; empty where all is well."""
    return [*_about_classes(found), *_about_copies(found), *_about_amounts(found)]


def _about_classes(found: FolderLookedThrough) -> list[Sentence]:
    sizes = {name: train + test for name, train, test in found.counts}
    if not sizes:
        return [
            said("There are no classes: it can be trained on, but not scored. One sub-folder per class makes them.")
        ]
    if len(sizes) == 1:
        return [said("There is only one class, so nothing can be told apart: nothing is scored.")]
    words = []
    small = sorted((count, name) for name, count in sizes.items() if count < FEWEST_OF_A_CLASS)
    if small:
        words.append(
            counted(
                "A class is very small: {name}, {images}.",
                "{count:,} classes are very small, for example {name}: {images}.",
                count=len(small),
                name=small[0][1],
                images=counted("1 image", "{count:,} images", count=small[0][0]),
            )
        )
    largest, smallest = max(sizes.values()), min(sizes.values())
    if not small and largest >= VERY_UNEVEN * smallest:
        words.append(
            said(
                "The classes are uneven: the largest has {times} times as many images as the smallest.",
                times=largest // smallest,
            )
        )
    return words


def _about_copies(found: FolderLookedThrough) -> list[Sentence]:
    """Of a few copies the training tells."""
    files = sum(count for _, count in found.kinds)
    if not found.copies or not files or found.copies < MANY_COPIES * files:
        return []
    return [
        said("{share:.0f} % of the files are exact copies of others.", share=in_percent(found.copies / files)),
    ]


def _about_amounts(found: FolderLookedThrough) -> list[Sentence]:
    images = found.train_images + found.test_images
    if images < FEWEST_IMAGES:
        return [counted("1 image is very few.", "{count:,} images are few; SimCLR learns from hundreds.", count=images)]
    if found.counts and found.test_images < FEWEST_TEST_IMAGES:
        return [
            counted(
                "Only 1 image is for the test.",
                "Only {count:,} images are for the test: the score will be vague.",
                count=found.test_images,
            )
        ]
    return []
