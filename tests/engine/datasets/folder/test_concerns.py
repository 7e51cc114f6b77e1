"""What a person is told about a folder before anything is trained on it."""

from pathlib import Path

from simclr_gui.engine.datasets.folder.concerns import concerns
from simclr_gui.engine.events import FolderLookedThrough

EVEN = (("cat", 200, 50), ("dog", 200, 50))


def found(counts: tuple[tuple[str, int, int], ...] = EVEN, copies: int = 0) -> FolderLookedThrough:
    train, test = (sum(row[place] for row in counts) for place in (1, 2))
    kinds = (("jpg", train + test),)
    return FolderLookedThrough(Path("pets"), "pets", train, test, counts, kinds, (), 0, copies, (), ())


def test_that_nothing_is_said_of_a_good_folder() -> None:
    assert concerns(found()) == []


def test_that_a_class_of_three_images_is_named() -> None:
    assert concerns(found((*EVEN, ("newt", 2, 1)))) == ["A class is very small: newt, 3 images."]


def test_that_one_class_alone_is_told_to_be_no_task() -> None:
    assert concerns(found(EVEN[:1])) == ["There is only one class, so nothing can be told apart: nothing is scored."]


def test_that_many_copies_are_told_and_few_are_not() -> None:
    assert concerns(found(copies=200)) == ["40 % of the files are exact copies of others."]
    assert concerns(found(copies=4)) == []


def test_that_uneven_classes_and_few_images_are_told() -> None:
    assert "20 times" in concerns(found((("cat", 1_600, 400), ("dog", 80, 20))))[0]
    assert concerns(found((("cat", 40, 10), ("dog", 40, 10)))) == ["100 images are few; SimCLR learns from hundreds."]
