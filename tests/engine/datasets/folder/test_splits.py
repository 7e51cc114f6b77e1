"""The split: decided by names, so that an image that comes or goes moves no other across."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.datasets.data_record import DataRecord, ImageRecord
from simclr_gui.engine.datasets.folder.earlier_split import split_as_before
from simclr_gui.engine.datasets.folder.listing import UNLABELLED, ImageFile, Listing, Part
from simclr_gui.engine.datasets.folder.splits import Split, split_as_remembered, split_images
from simclr_gui.engine.messages.errors import UserError
from tests.engine.datasets.folder.brought import bring, listed, series, settings_for, split_of


def listing_of(counts: dict[str, int], part: Part | None = None) -> Listing:
    """So many images of each class; those of the class "" have none."""
    names = tuple(name for name in counts if name)
    files = (
        ImageFile(f"/d/{name}/{n}.png", f"{name}/{n}.png", names.index(name) if name else UNLABELLED, part)
        for name, count in counts.items()
        for n in range(count)
    )
    return Listing(names, tuple(sorted(files, key=lambda file: file.name)))


def with_files(listing: Listing, files: list[ImageFile]) -> Listing:
    return Listing(listing.class_names, tuple(sorted(files, key=lambda file: file.name)), listing.notes)


def split(listing: Listing, **values: object) -> Split:
    return split_images(listing, settings_for(Path("/d"), **values))


def sides(result: Split) -> dict[str, str]:
    return {f.name: "train" for f in result.train} | {f.name: "test" for f in result.test}


def names(files: tuple[ImageFile, ...]) -> list[str]:
    return [file.name for file in files]


def test_that_about_a_fifth_of_every_class_is_held_out() -> None:
    result = split(listing_of({"cat": 500, "dog": 500}))
    for label in (0, 1):
        assert 75 < sum(file.label == label for file in result.test) < 125
    assert len(result.train) + len(result.test) == 1_000


def test_that_a_hundred_changes_of_the_folder_move_nobody_across() -> None:
    listing = listing_of({"cat": 60, "dog": 60})
    before = sides(split(listing))
    files, chance = list(listing.files), random.Random(0)
    for number in range(100):
        if chance.random() < 0.5:
            files.remove(chance.choice(files))
        else:
            files.append(ImageFile(f"/d/new{number}.png", f"cat/new{number}.png", 0, None))
        now = sides(split(with_files(listing, files)))
        assert {name: now[name] for name in now if name in before} == {n: s for n, s in before.items() if n in now}
        before |= now


def test_that_the_seed_decides() -> None:
    listing = listing_of({"cat": 60, "dog": 60})
    one, same, other = (split(listing, drawing_seed=seed) for seed in (0, 0, 1))
    assert names(one.train) == names(same.train) and names(one.test) == names(same.test)
    assert set(names(one.test)) != set(names(other.test))
    assert names(one.train) != sorted(names(one.train)), "classes are mixed"


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize(("count", "least"), [(1, 0), (2, 1), (3, 1), (4, 1)])
def test_that_small_classes_are_neither_lost_nor_taken_whole(count: int, least: int, seed: int) -> None:
    result = split(listing_of({"few": count, "many": 40}), drawing_seed=seed)
    held = sum(file.label == 0 for file in result.test)
    assert least <= held <= max(0, count - 1)
    assert sum(file.label == 0 for file in result.train) == count - held


def test_that_images_without_a_class_are_trained_on_behind_the_others_and_not_tested_on() -> None:
    result = split(listing_of({"": 40, "cat": 10, "dog": 10}))
    assert {file.label for file in result.test} == {0, 1}
    labels = [file.label for file in result.train]
    assert labels[-40:] == [UNLABELLED] * 40 and UNLABELLED not in labels[:-40]


def test_that_a_part_of_the_images_is_the_same_every_time_and_of_every_class() -> None:
    listing = listing_of({"cat": 50, "dog": 50})
    whole, part = split(listing), split(listing, train_images=20, test_images=5)
    assert (len(part.train), len(part.test)) == (20, 5)
    assert names(part.train) == names(whole.train)[:20] and names(part.test) == names(whole.test)[:5]
    assert {file.label for file in part.train} == {0, 1}
    assert len(split(listing, train_images=1_000).train) == len(whole.train)


def test_that_a_given_test_part_is_taken_as_it_is() -> None:
    train, test = listing_of({"cat": 5, "dog": 5}, "train"), listing_of({"cat": 4, "dog": 0}, "test")
    files = [*train.files, *(ImageFile(f.path, f"test/{f.name}", f.label, f.part) for f in test.files)]
    result = split(with_files(train, files))
    assert len(result.train) == 10
    assert sorted(names(result.test)) == [f"test/cat/{n}.png" for n in range(4)]


@pytest.mark.parametrize(
    ("counts", "part", "sentence"),
    [
        ({"": 1}, None, "There is no image to test on."),
        ({"cat": 1, "dog": 1}, None, "There is no image to test on."),
        ({"cat": 3}, "test", "There is no image to train on."),
    ],
)
def test_that_nothing_to_train_or_test_on_is_told(counts: dict[str, int], part: Part | None, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        split(listing_of(counts, part))
    assert str(caught.value).startswith(sentence)
    assert caught.value.field == "data.folder"


def remembered(result: Split, left_out: int = 0) -> DataRecord:
    def images(files: tuple[ImageFile, ...]) -> tuple[ImageRecord, ...]:
        return tuple(ImageRecord(name=file.name, digest="0" * 32, label=file.label) for file in files)

    return DataRecord(
        source="folder",
        class_names=result.class_names,
        notes=("As it was.", "Another word."),
        train=images(result.train),
        test=images(result.test[left_out:]),
        left_out=tuple({"name": file.name, "reason": "damaged"} for file in result.test[:left_out]),
        scale=None,
    )


def test_that_a_run_gets_its_own_images_back_whatever_has_come_or_gone() -> None:
    listing = listing_of({"cat": 20, "dog": 20})
    first = split(listing)
    gone = first.test[0].name
    new = [ImageFile(f"/d/a{n}.png", f"ape/a{n}.png", 0, None) for n in range(3)]
    changed = Listing(("ape", "cat", "dog"), tuple([f for f in listing.files if f.name != gone] + new))
    again = split_as_remembered(changed, settings_for(Path("/d")), remembered(first))
    assert again.class_names == ("cat", "dog")
    assert names(again.train) == names(first.train)
    assert names(again.test) == names(first.test)[1:]
    assert [file.label for file in again.train] == [file.label for file in first.train]
    assert again.notes == (
        "As it was.",
        "3 images were added since the run began and are left out, for example ape/a0.png.",
    )


def test_that_what_a_run_left_out_is_not_new() -> None:
    listing = listing_of({"cat": 20, "dog": 20})
    again = split_as_remembered(listing, settings_for(Path("/d")), remembered(split(listing), left_out=2))
    assert again.notes == ("As it was.",)


def test_that_one_new_image_is_told_in_the_singular_and_none_where_only_some_are_taken() -> None:
    listing = listing_of({"cat": 20, "dog": 20})
    record = remembered(split(listing))
    more = with_files(listing, [*listing.files, ImageFile("/d/x.png", "cat/x.png", 0, None)])
    again = split_as_remembered(more, settings_for(Path("/d")), record)
    assert again.notes[1:] == ("1 image was added since the run began and is left out: cat/x.png.",)
    assert split_as_remembered(more, settings_for(Path("/d"), train_images=5), record).notes == ("As it was.",)


def test_that_a_run_without_its_images_is_refused() -> None:
    record = remembered(split(listing_of({"cat": 20, "dog": 20})))
    with pytest.raises(UserError, match="images of this run are not there any more"):
        split_as_remembered(listing_of({"owl": 20}), settings_for(Path("/d")), record)


def as_it_was(listing: Listing, seed: int) -> tuple[list[str], list[str]]:
    """The old way, written out: everything shuffled by numpy, the first fifth of each class is the test."""
    order = np.random.default_rng(seed).permutation(len(listing.files))
    shuffled = [listing.files[place] for place in order]
    test: list[ImageFile] = []
    for label in {file.label for file in shuffled}:
        members = [file for file in shuffled if file.label == label]
        if len(members) > 1:
            test += members[: max(1, round(len(members) / 5))]
    held = {file.name for file in test}
    return [f.name for f in shuffled if f.name not in held], [f.name for f in shuffled if f.name in held]


@pytest.mark.parametrize("seed", [0, 1, 7])
@pytest.mark.parametrize("counts", [{"cat": 20, "dog": 20}, {"cat": 1, "dog": 2, "owl": 33}, {"": 17}])
def test_that_runs_of_earlier_versions_are_split_as_those_did(counts: dict[str, int], seed: int) -> None:
    listing = listing_of(counts)
    result = split_as_before(listing, settings_for(Path("/d"), drawing_seed=seed))
    assert (names(result.train), names(result.test)) == as_it_was(listing, seed)


def test_that_a_run_finds_its_images_also_where_further_folders_now_say_otherwise(tmp_path: Path) -> None:
    bring(tmp_path, *series("cat/{}.png", 9), *series("dog/{}.png", 9))
    first = split_of(tmp_path)
    bring(tmp_path, *series("train/owl/{}.png", 3), *series("test/owl/{}.png", 3))
    assert split_of(tmp_path).class_names == ("owl",)
    again = split_as_remembered(listed(tmp_path), settings_for(tmp_path), remembered(first))
    assert (again.class_names, again.train, again.test) == (
        ("cat", "dog"),
        tuple(replace(file, part="train") for file in first.train),
        tuple(replace(file, part="test") for file in first.test),
    )
