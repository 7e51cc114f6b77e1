"""Folders that are parts, whatever they are called; what lies beside them is left out and told."""

from pathlib import Path

import pytest

from simclr_gui.engine.datasets.folder.parts import role_of
from tests.engine.datasets.folder.brought import bring, classes_of, in_parts, listed, series, split_of


def parted(root: Path, train: str, test: str) -> Path:
    """Three and two images of cats and dogs."""
    for name in ("cat", "dog"):
        bring(root, *series(f"{train}/{name}/{{}}.png", 3), *series(f"{test}/{name}/{{}}.png", 2))
    return root


AS_GIVEN = {"train": {"cat": 3, "dog": 3}, "test": {"cat": 2, "dog": 2}}


@pytest.mark.parametrize(
    ("train", "test"),
    [
        ("train", "test"),
        ("TRAIN", "Test"),
        ("Training", "Testing"),
        ("training_set", "test_set"),
        ("training set", "test set"),
        ("trainset", "testset"),
        ("seg_train", "seg_test"),
        ("train_images", "test_images"),
        ("train-clean", "test-clean"),
        ("train_256x256", "test_256x256"),
        ("train2017", "val2017"),
        ("01_train", "02_test"),
        ("CatsDogs.train", "CatsDogs.test"),
        ("trainingSet", "testSet"),
        ("TrainImages", "TestImages"),
        ("train", "val"),
        ("train", "valid"),
        ("train", "Validation"),
        ("train", "dev"),
        ("train", "eval"),
        ("train", "holdout"),
        ("train", "hold-out"),
        ("train", "hold_out"),
        ("data/train", "data/test"),
        ("seg_train/seg_train", "seg_test/seg_test"),
        ("train/images", "test/images"),
    ],
)
def test_that_parts_are_known_by_the_words_in_their_names(tmp_path: Path, train: str, test: str) -> None:
    listing = listed(parted(tmp_path, train, test))
    assert listing.class_names == ("cat", "dog")
    assert in_parts(listing) == AS_GIVEN
    assert listing.left_out == ()
    names = [name.removeprefix("data/").split("/")[0] + "/" for name in (train, test)]
    assert listing.notes == (f"{names[0]} and {names[1]} as given.",)


@pytest.mark.parametrize(
    "stray", ["sample.png", "examples/a.png", "masks/cat/a.png", "annotations/a.png", "extra/a.png", "pred/a.png"]
)
def test_that_what_lies_beside_the_parts_is_left_out_and_told(tmp_path: Path, stray: str) -> None:
    listing = listed(bring(parted(tmp_path, "train", "test"), stray))
    assert listing.class_names == ("cat", "dog")
    assert in_parts(listing) == AS_GIVEN
    assert listing.left_out == ((stray, "beside the parts"),)
    assert listing.notes == ("train/ and test/ as given; 1 image beside them left out.",)


def test_that_more_beside_the_parts_is_counted(tmp_path: Path) -> None:
    listing = listed(bring(parted(tmp_path, "train", "test"), "sample.png", "pred/0.png", "pred/1.png"))
    assert listing.notes == ("train/ and test/ as given; 3 images beside them left out.",)
    assert in_parts(listing) == AS_GIVEN


def test_that_a_table_beside_the_parts_changes_nothing_where_it_names_no_images(tmp_path: Path) -> None:
    parted(tmp_path, "train", "test")
    (tmp_path / "results.csv").write_text("epoch,loss\n1,0.5\n2,0.25\n")
    listing = listed(tmp_path)
    assert in_parts(listing) == AS_GIVEN
    assert listing.notes[1].startswith("results.csv was not used: none of its 2 names is in the folder")


@pytest.mark.parametrize("third", ["val", "valid", "validation", "dev"])
def test_that_of_test_and_validation_the_test_is_used_and_the_other_told(tmp_path: Path, third: str) -> None:
    bring(parted(tmp_path, "train", "test"), f"{third}/cat/0.png", f"{third}/dog/0.png")
    listing = listed(tmp_path)
    assert in_parts(listing) == AS_GIVEN
    assert dict(listing.left_out) == {
        f"{third}/cat/0.png": "not used beside test/",
        f"{third}/dog/0.png": "not used beside test/",
    }
    assert listing.notes == (f"train/ and test/ as given. {third}/ is not used (2 images).",)


def test_that_validation_with_classes_is_taken_where_the_test_has_none(tmp_path: Path) -> None:
    bring(parted(tmp_path, "train", "val"), *series("test/{}.png", 4))
    listing = listed(tmp_path)
    assert in_parts(listing) == AS_GIVEN
    assert listing.notes == ("train/ and val/ as given. test/ is not used (4 images).",)
    assert len(listing.left_out) == 4


def test_that_training_without_a_test_is_split(tmp_path: Path) -> None:
    split = split_of(bring(tmp_path, *series("train/cat/{}.png", 10), *series("train/dog/{}.png", 10)))
    assert split.class_names == ("cat", "dog")
    assert len(split.train) + len(split.test) == 20 and split.test
    assert split.notes == (
        "train/ as given.",
        "About a fifth of every class is held out for the test, chosen by the names of the files.",
    )


def test_that_images_of_an_unlabelled_part_are_trained_on_without_a_class(tmp_path: Path) -> None:
    listing = listed(bring(parted(tmp_path, "train", "test"), "unlabeled/a.png", "unlabeled/x/b.png"))
    assert in_parts(listing) == {"train": {"cat": 3, "dog": 3, "": 2}, "test": {"cat": 2, "dog": 2}}
    assert listing.class_names == ("cat", "dog")
    assert listing.notes == ("train/, unlabeled/ and test/ as given.",)


@pytest.mark.parametrize("name", ["unlabeled", "Unlabelled", "unsupervised", "train_unlabeled"])
def test_that_an_unlabelled_folder_beside_class_folders_is_no_class(tmp_path: Path, name: str) -> None:
    listing = listed(bring(tmp_path, f"{name}/0.png", "cat/0.png", "cat/1.png", "dog/0.png", "dog/1.png"))
    assert listing.class_names == ("cat", "dog")
    assert classes_of(listing) == {
        f"{name}/0.png": "",
        "cat/0.png": "cat",
        "cat/1.png": "cat",
        "dog/0.png": "dog",
        "dog/1.png": "dog",
    }
    split = split_of(tmp_path)
    assert {file.name.split("/")[0] for file in split.test} == {"cat", "dog"}


def test_that_only_the_test_part_may_have_classes(tmp_path: Path) -> None:
    bring(tmp_path, *series("unlabeled/{}.png", 4), *series("test/cat/{}.png", 2), *series("test/dog/{}.png", 2))
    listing = listed(tmp_path)
    assert in_parts(listing) == {"train": {"": 4}, "test": {"cat": 2, "dog": 2}}
    split = split_of(tmp_path)
    assert (len(split.train), len(split.test)) == (4, 4)
    assert split.notes == (
        "unlabeled/ and test/ as given.",
        "No training image has a class, so nothing is scored.",
    )


def test_that_a_flat_training_part_has_no_classes_where_the_test_has(tmp_path: Path) -> None:
    bring(tmp_path, *series("train/{}.png", 4), *series("test/cat/{}.png", 2), *series("test/dog/{}.png", 2))
    assert in_parts(listed(tmp_path)) == {"train": {"": 4}, "test": {"cat": 2, "dog": 2}}


def test_that_a_test_part_without_classes_is_told_and_a_fifth_held_out(tmp_path: Path) -> None:
    bring(tmp_path, *series("train/cat/{}.png", 10), *series("train/dog/{}.png", 10), *series("test/{}.png", 5))
    split = split_of(tmp_path)
    assert split.class_names == ("cat", "dog")
    assert len(split.train) + len(split.test) == 20
    assert all(file.name.startswith("train/") for file in split.test)
    assert split.notes == ("train/ as given; test/ has no classes, so about a fifth of every class is held out.",)
    assert dict(split.left_out) == {f"test/{n:02}.png": "a test image without a class" for n in range(5)}


def test_that_the_unlabelled_test_images_are_told_beside_labelled_ones(tmp_path: Path) -> None:
    split = split_of(bring(parted(tmp_path, "train", "test"), "test/a.png", "test/b.png"))
    assert len(split.test) == 4
    assert split.notes == ("train/ and test/ as given.", "2 test images have no class and are not tested on.")


def test_that_images_directly_in_a_part_have_no_class(tmp_path: Path) -> None:
    listing = listed(bring(parted(tmp_path, "train", "test"), "train/loose.png"))
    assert in_parts(listing) == {"train": {"cat": 3, "dog": 3, "": 1}, "test": {"cat": 2, "dog": 2}}


def test_that_a_class_that_only_the_test_has_stays_one(tmp_path: Path) -> None:
    listing = listed(bring(parted(tmp_path, "train", "test"), "test/owl/0.png"))
    assert listing.class_names == ("cat", "dog", "owl")
    assert in_parts(listing)["test"] == {"cat": 2, "dog": 2, "owl": 1}


@pytest.mark.parametrize("names", [("bus", "car", "train"), ("train", "tram"), ("trial", "test")])
def test_that_classes_with_the_names_of_parts_stay_classes(tmp_path: Path, names: tuple[str, ...]) -> None:
    listing = listed(bring(tmp_path, *(f"{name}/{number}.png" for name in names for number in range(3))))
    assert listing.class_names == tuple(sorted(names))
    assert in_parts(listing) == {"": dict.fromkeys(names, 3)}


@pytest.mark.parametrize("names", [("bus", "car", "train"), ("test", "trial")])
def test_that_they_do_so_below_parts(tmp_path: Path, names: tuple[str, ...]) -> None:
    bring(tmp_path, *(f"{part}/{name}/0.png" for part in ("train", "test") for name in names))
    assert listed(tmp_path).class_names == names


@pytest.mark.parametrize("words", ["restaurant", "protest", "detrain", "contest", "trainers", "evaluated", "devil"])
def test_that_a_word_that_holds_the_name_of_a_part_is_none(words: str) -> None:
    assert role_of(words) is None


def test_that_a_name_of_two_parts_is_none() -> None:
    assert role_of("train_and_test") is None


@pytest.mark.parametrize("stray", [(), ("preview.png",), ("__MACOSX/pets/x.png",), (".hidden/a.png",)])
@pytest.mark.parametrize("inside", [("train/", "test/"), ("",)])
def test_that_one_folder_around_everything_is_no_class(
    tmp_path: Path, stray: tuple[str, ...], inside: tuple[str, ...]
) -> None:
    names = [f"pets-main/pets/{part}{name}" for part in inside for name in ("cat/{}.png", "dog/{}.png")]
    listing = listed(bring(tmp_path, *stray, *(each for name in names for each in series(name, 6))))
    assert listing.class_names == ("cat", "dog")
    assert in_parts(listing) == {part.rstrip("/"): {"cat": 6, "dog": 6} for part in inside}
    assert listing.left_out == ((("preview.png", "beside pets-main/"),) if stray == ("preview.png",) else ())


def test_that_two_classes_with_a_stray_image_stay_classes(tmp_path: Path) -> None:
    listing = listed(bring(tmp_path, *series("cat/{}.png", 6), *series("dog/{}.png", 6), "preview.png"))
    assert listing.class_names == ("cat", "dog")
    assert in_parts(listing) == {"": {"cat": 6, "dog": 6, "": 1}}


def test_that_a_folder_of_images_alone_has_no_classes(tmp_path: Path) -> None:
    assert in_parts(listed(bring(tmp_path, *series("images/{}.png", 6)))) == {"": {"": 6}}
    assert in_parts(listed(bring(tmp_path, "1.png", "2.png"))) == {"": {"": 8}}


def test_that_a_flat_test_folder_beside_class_folders_is_no_class(tmp_path: Path) -> None:
    split = split_of(bring(tmp_path, *series("cat/{}.png", 9), *series("dog/{}.png", 9), *series("test/{}.png", 3)))
    assert split.class_names == ("cat", "dog")
    assert split.notes == ("test/ has no classes, so about a fifth of every class beside it is held out.",)
    assert {name for name, _ in split.left_out} == {"test/00.png", "test/01.png", "test/02.png"}


def test_that_class_folders_beside_a_test_of_the_same_classes_are_trained_on(tmp_path: Path) -> None:
    listing = listed(bring(tmp_path, *(f"{above}{name}/0.png" for above in ("", "test/") for name in ("cat", "dog"))))
    assert in_parts(listing) == {"train": {"cat": 1, "dog": 1}, "test": {"cat": 1, "dog": 1}}
    assert listing.notes == ("test/ as given, the folders beside it to train on.",)


def test_that_labelled_is_no_class_beside_unlabelled(tmp_path: Path) -> None:
    listing = listed(
        bring(tmp_path, *series("labeled/cat/{}.png", 2), *series("labeled/dog/{}.png", 2), "unlabeled/0.png")
    )
    assert in_parts(listing) == {"train": {"cat": 2, "dog": 2, "": 1}}


def test_that_a_validation_with_a_table_is_tested_on_where_neither_has_class_folders(tmp_path: Path) -> None:
    bring(tmp_path, *series("train/cat/images/{}.png", 3), *series("train/dog/images/{}.png", 3))
    bring(tmp_path, *series("val/images/{}.png", 4), *series("test/images/{}.png", 4))
    rows = "\n".join(f"{n:02}.png\t{('cat', 'dog')[n % 2]}\t0\t0\t32\t31" for n in range(4))
    (tmp_path / "val" / "val_annotations.txt").write_text(rows)
    listing = listed(tmp_path)
    assert in_parts(listing) == {"train": {"cat": 3, "dog": 3}, "test": {"cat": 2, "dog": 2}}
    assert listing.notes == ("train/ and val/ as given. test/ is not used (4 images).",)


def test_that_a_folder_beside_the_one_that_holds_the_parts_does_not_hide_them(tmp_path: Path) -> None:
    parted(tmp_path, "pets/train", "pets/test")
    listing = listed(bring(tmp_path, "docs/figure.png"))
    assert in_parts(listing) == AS_GIVEN
    assert listing.left_out == (("docs/figure.png", "beside pets/"),)


@pytest.mark.parametrize("name", ["test", "val"])
def test_that_a_test_part_alone_is_split(tmp_path: Path, name: str) -> None:
    split = split_of(bring(tmp_path, *series(f"{name}/cat/{{}}.png", 9), *series(f"{name}/dog/{{}}.png", 9)))
    assert split.class_names == ("cat", "dog")
    assert len(split.train) + len(split.test) == 18


def test_that_validation_is_trained_on_where_there_is_only_a_test_beside_it(tmp_path: Path) -> None:
    listing = listed(parted(tmp_path, "val", "test"))
    assert in_parts(listing) == AS_GIVEN
    assert listing.notes == ("val/ and test/ as given.",)


@pytest.mark.parametrize("beside", ["examples", "masks", "annotations", "extra", "pred", "Samples_2"])
def test_that_a_flat_training_part_stays_one_beside_what_is_no_class(tmp_path: Path, beside: str) -> None:
    listing = listed(bring(tmp_path, *series("train/{}.png", 6), f"{beside}/0.png", f"{beside}/1.png"))
    assert in_parts(listing) == {"train": {"": 6}}
    assert listing.notes == ("train/ as given; 2 images beside them left out.",)


def test_that_images_beside_a_flat_test_part_are_trained_on(tmp_path: Path) -> None:
    listing = listed(bring(tmp_path, *series("images/{}.png", 6), *series("test/{}.png", 3)))
    assert in_parts(listing) == {"train": {"": 6}, "test": {"": 3}}


def test_that_parts_are_found_in_one_of_two_folders(tmp_path: Path) -> None:
    listing = listed(bring(parted(tmp_path, "pets/train", "pets/test"), *series("scans/{}.png", 4)))
    assert in_parts(listing) == AS_GIVEN
    assert dict(listing.left_out) == {f"scans/{n:02}.png": "beside pets/" for n in range(4)}


def test_that_masks_with_the_same_parts_are_no_images(tmp_path: Path) -> None:
    names = [f"{kind}/{part}/{n}.png" for kind in ("images", "masks") for part in ("train", "test") for n in range(3)]
    listing = listed(bring(tmp_path, *names))
    assert in_parts(listing) == {"train": {"": 3}, "test": {"": 3}}
    assert all(file.name.startswith("images/") for file in listing.files)


def test_that_parts_may_lie_in_the_classes(tmp_path: Path) -> None:
    for name in ("cat", "dog"):
        bring(
            tmp_path,
            *(f"{name}/{part}/{n}.png" for part in ("train", "test", "val") for n in range(3)),
            f"{name}/x.png",
        )
    listing = listed(tmp_path)
    assert in_parts(listing) == {"train": {"cat": 3, "dog": 3}, "test": {"cat": 3, "dog": 3}}
    assert classes_of(listing)["dog/test/1.png"] == "dog"
    assert {name for name, reason in listing.left_out if reason == "beside the parts"} == {"cat/x.png", "dog/x.png"}
    assert sum(reason == "not used beside test/" for _, reason in listing.left_out) == 6
    assert listing.notes == ("train/ and test/ as given; 2 images beside them left out. val/ is not used (6 images).",)


def test_that_one_folder_in_a_test_part_that_is_no_class_of_the_training_is_none(tmp_path: Path) -> None:
    bring(tmp_path, *series("train/cat/{}.png", 9), *series("train/dog/{}.png", 9), *series("test/unknown/{}.png", 4))
    split = split_of(tmp_path)
    assert split.class_names == ("cat", "dog")
    assert split.notes == ("train/ as given; test/ has no classes, so about a fifth of every class is held out.",)
    assert len(split.left_out) == 4
