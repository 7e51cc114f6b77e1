"""Names as people give them: every one can be shown, none becomes another, all can be chosen."""

import os
import unicodedata
from pathlib import Path

import pytest

from simclr_gui.engine.datasets.folder.names import clean, natural_order, text_of
from simclr_gui.engine.messages.errors import UserError
from tests.engine.datasets.folder.brought import bring, classes_of, in_parts, listed, split_of

NFC, NFD = "Café", unicodedata.normalize("NFD", "Café")


def classes(root: Path, *names: str) -> Path:
    """Three images of each."""
    return bring(root, *(f"{name}/{number}.png" for name in names for number in range(3)))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain name", "plain name"),
        (NFD, NFC),
        (os.fsdecode(b"M\xfcller"), "Müller"),
        (os.fsdecode(b"Gr\xf6\xdfe \x96 neu"), "Größe \u2013 neu"),
        (os.fsdecode("熊猫".encode("gb2312")), "熊猫"),
        (os.fsdecode("кошка".encode("cp1251")), "кошка"),
        ("a, b & c", "a, b & c"),
        ("<b>old</b>", "<b>old</b>"),
        ("=1+1", "=1+1"),
        ("{name}", "{name}"),
        ("\x1b[31mred", "␛[31mred"),
        ("two\nlines\ttab", "two␊lines␉tab"),
        ("a\u202egnp.exe", "a\ufffdgnp.exe"),
        ("a\u2028b\x7f\x85", "a\ufffdb\ufffd\ufffd"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("l" * 250, "l" * 250),
        ("", ""),
    ],
)
def test_that_a_name_becomes_text_that_can_be_shown_anywhere(raw: str, shown: str) -> None:
    assert clean(raw) == shown
    assert clean(clean(raw)) == shown
    clean(raw).encode("utf-8")


def test_that_lone_surrogates_of_other_systems_do_no_harm() -> None:
    clean("a\ud800b").encode("utf-8")


def test_that_bytes_of_no_coding_are_still_text() -> None:
    for byte in range(0x80, 0x100):
        text_of(bytes([0x61, byte, 0x62])).encode("utf-8")
        clean(os.fsdecode(bytes([0x61, byte]))).encode("utf-8")


@pytest.mark.parametrize(
    "name",
    ["cats & dogs", "<b>old", "n01440764, tench", "=SUM(A1)", "{}", "%s", "l" * 250, "🐈", "ls; rm", "a'b", 'a"b', "#"],
)
def test_that_a_class_may_be_called_anything_and_be_chosen(tmp_path: Path, name: str) -> None:
    split = split_of(classes(tmp_path, name, "zebra"))
    assert set(split.class_names) == {name, "zebra"}
    chosen = split_of(tmp_path, classes=name)
    assert chosen.class_names == (name,)
    assert len(chosen.train) + len(chosen.test) == 3


def test_that_names_that_are_no_unicode_are_classes(tmp_path: Path) -> None:
    try:
        classes(tmp_path, os.fsdecode(b"M\xfcller"), os.fsdecode(b"M\xf6ller"))
    except OSError:
        pytest.skip("this disk takes no such names")
    listing = listed(tmp_path)
    assert set(listing.class_names) == {"Müller", "Möller"}
    assert {Path(file.path).exists() for file in listing.files} == {True}
    assert split_of(tmp_path, classes="müller").class_names == ("Müller",)


def test_that_two_unicode_forms_of_one_name_stay_two_classes(tmp_path: Path) -> None:
    if len(list(classes(tmp_path, NFC, NFD).iterdir())) < 2:
        pytest.skip("to this disk they are one name")
    listing = listed(tmp_path)
    assert listing.class_names == (NFC, f"{NFC} (2)")
    assert in_parts(listing) == {"": {NFC: 3, f"{NFC} (2)": 3}}
    for name, label in classes_of(listing).items():
        assert name.split("/")[0] == label
    assert split_of(tmp_path, classes=f"{NFC} (2)").class_names == (f"{NFC} (2)",)


def test_that_two_unicode_forms_of_one_file_stay_two_images(tmp_path: Path) -> None:
    if len(list(bring(tmp_path, f"{NFC}.png", f"{NFD}.png").iterdir())) < 2:
        pytest.skip("to this disk they are one name")
    listing = listed(tmp_path)
    assert len({file.name for file in listing.files}) == len({file.path for file in listing.files}) == 2


@pytest.mark.parametrize("text", [NFC, NFD, "CAFÉ", " café ", f'"{NFC}"', f'zebra, "{NFD}"', f"zebra,{NFC}", f"{NFC},"])
@pytest.mark.parametrize("name", [NFC, NFD])
def test_that_case_and_unicode_form_do_not_matter_when_choosing(tmp_path: Path, name: str, text: str) -> None:
    classes(tmp_path, name, "zebra", "owl")
    assert split_of(tmp_path, classes=text).class_names == ((NFC, "zebra") if "zebra" in text else (NFC,))


def test_that_case_decides_where_it_is_all_that_differs(tmp_path: Path) -> None:
    classes(tmp_path, "Cat", "cat", "dog")
    assert split_of(tmp_path, classes="cat, dog").class_names == ("cat", "dog")
    with pytest.raises(UserError, match="no class called CAT"):
        split_of(tmp_path, classes="CAT")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("tench, Tinca", ("tench, Tinca",)),
        ("dog, tench, Tinca", ("dog", "tench, Tinca")),
        ("tench, Tinca, dog", ("dog", "tench, Tinca")),
        ('"tench, Tinca", dog', ("dog", "tench, Tinca")),
        ("tench", ("tench",)),
        ("tench, dog", ("dog", "tench")),
        ('say "x", dog', ("dog", 'say "x"')),
    ],
)
def test_that_a_comma_may_be_part_of_a_name(tmp_path: Path, text: str, chosen: tuple[str, ...]) -> None:
    classes(tmp_path, "tench, Tinca", "tench", "dog", 'say "x"', "owl")
    assert split_of(tmp_path, classes=text).class_names == chosen


def test_that_an_unknown_class_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    classes(tmp_path, "cat", "dog")
    with pytest.raises(UserError, match=r"There is no class called cow\. Classes here: cat, dog\.") as caught:
        split_of(tmp_path, classes="cat, cow")
    assert caught.value.field == "data.classes"


def test_that_where_there_are_no_classes_none_can_be_chosen(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no class called cat\. Classes here: none\."):
        split_of(bring(tmp_path, "1.png", "2.png"), classes="cat")


def test_that_numbers_in_names_are_ordered_as_numbers(tmp_path: Path) -> None:
    classes(tmp_path, *map(str, range(12)), "class 10", "class 2", "Class 1", "²", "12²")
    assert listed(tmp_path).class_names[:14] == (*map(str, range(12)), "12²", "Class 1")
    assert sorted(["b10", "B9", "a"], key=natural_order) == ["a", "B9", "b10"]
    assert sorted(["a010", "a9", "a0", "a" + 5_000 * "9", "a11"], key=natural_order) == [
        "a0",
        "a9",
        "a010",
        "a11",
        "a" + 5_000 * "9",
    ]
