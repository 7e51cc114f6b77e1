"""Tables that name classes: read where it can be decided, and told of where not."""

import json
import unicodedata
from pathlib import Path

import pytest

from tests.engine.datasets.folder.brought import bring, classes_of, in_parts, listed, series

FILES = series("all/{}.png", 12)
EXPECTED = {name: ("cat", "dog")[number % 2] for number, name in enumerate(FILES)}


def rows(line: str, labels: tuple[str, str] = ("cat", "dog")) -> str:
    """One line for every file: `{n}` its number of two digits, `{label}` its class."""
    return "\n".join(line.format(n=f"{n:02}", label=labels[n % 2]) for n in range(12)) + "\n"


def said_by(root: Path, text: str, table: str = "labels.csv", coding: str = "utf-8") -> dict[str, str]:
    """The classes that come of the table, which must be used without a word."""
    bring(root, *FILES)
    (root / table).write_bytes(text.encode(coding))
    listing = listed(root)
    assert listing.notes == ()
    return classes_of(listing)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", ", "])
@pytest.mark.parametrize("table", ["labels.csv", "labels.tsv", "labels.txt", "LABELS.CSV", "all/labels.csv"])
def test_that_any_separator_is_found(tmp_path: Path, separator: str, table: str) -> None:
    text = f"filename{separator}label\n" + rows("{n}.png" + separator + "{label}")
    assert said_by(tmp_path, text, table) == EXPECTED


@pytest.mark.parametrize(
    ("coding", "labels"),
    [
        ("utf-8", ("Bär", "Bör")),
        ("utf-8-sig", ("Bär", "Bör")),
        ("utf-16", ("Bär", "熊猫")),
        ("utf-16-le", ("Bär", "Bör")),
        ("utf-16-be", ("Bär", "Bör")),
        ("cp1252", ("Bär", "Bör")),
        ("cp1252", ("œuf", "façade – à l’été")),
        ("cp1250", ("łoś", "żółw")),
        ("cp1254", ("kuş", "ağaç")),
        ("cp1253", ("γάτα", "σκύλος")),
        ("gb18030", ("猫", "狗")),
        ("gb18030", ("玫瑰", "郁金香")),
        ("cp932", ("ねこ", "犬")),
        ("cp949", ("고양이", "개")),
        ("big5", ("貓", "狗")),
        ("cp1251", ("кошка", "собака")),
        ("cp1251", ("Волк", "Лиса")),
        ("cp1251", ("КОТ И ПЁС", "їжак")),
        ("gb18030", ("猫咪", "狗狗")),
        ("shift_jis", ("ねこ", "いぬ")),
        ("shift_jis", ("ネコ", "イヌ")),
        ("shift_jis", ("東京の猫", "日本犬")),
        ("gb18030", ("苹果", "香蕉")),
    ],
)
def test_that_any_usual_coding_gives_its_letters(tmp_path: Path, coding: str, labels: tuple[str, str]) -> None:
    found = said_by(tmp_path, "filename,label\n" + rows("{n}.png,{label}", labels), coding=coding)
    assert found == {name: labels[number % 2] for number, name in enumerate(FILES)}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_any_line_ending_is_read(tmp_path: Path, end: str) -> None:
    assert said_by(tmp_path, ("filename,label\n" + rows("{n}.png,{label}")).replace("\n", end)) == EXPECTED


@pytest.mark.parametrize(
    "head",
    [
        "image_id,dx",
        "image_name,target",
        "img,y",
        "Image Path,Class Name",
        "FILENAME,Label",
        "id,breed",
        "id,species",
        "photo,tag",
        "Datei,Klasse",
        "anything,whatever",
        "file_name,labels",
    ],
)
def test_that_columns_are_known_by_many_names_or_none(tmp_path: Path, head: str) -> None:
    assert said_by(tmp_path, head + "\n" + rows("{n}.png,{label}")) == EXPECTED


def test_that_columns_may_stand_in_any_order_among_others(tmp_path: Path) -> None:
    assert said_by(tmp_path, "label,age,image_id,site\n" + rows("{label},7{n},{n},north")) == EXPECTED


def test_that_a_table_needs_no_head(tmp_path: Path) -> None:
    assert said_by(tmp_path, rows("{n}.png,{label}")) == EXPECTED


def test_that_a_list_of_names_and_numbers_needs_no_head(tmp_path: Path) -> None:
    found = said_by(tmp_path, rows("all/{n}.png {label}", ("0", "1")), "list.txt")
    assert found == {name: str(number % 2) for number, name in enumerate(FILES)}


@pytest.mark.parametrize(
    "name",
    [
        "{n}.png",
        "{n}",
        "all/{n}.png",
        "./all/{n}.png",
        "all\\{n}.png",
        ".\\all\\{n}",
        "/home/someone/pets/all/{n}.png",
        "C:\\Users\\someone\\pets\\all\\{n}.png",
        "../pets/all/{n}.png",
        "ALL/{n}.PNG",
    ],
)
def test_that_images_are_found_however_the_table_writes_them(tmp_path: Path, name: str) -> None:
    assert said_by(tmp_path, "filename,label\n" + rows(name + ",{label}")) == EXPECTED


@pytest.mark.parametrize(("on_disk", "in_table"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_that_the_unicode_form_does_not_matter(tmp_path: Path, on_disk: str, in_table: str) -> None:
    bring(tmp_path, *(unicodedata.normalize(on_disk, f"Größé{n:02}.png") for n in range(12)))
    text = unicodedata.normalize(in_table, "filename,label\n" + rows("Größé{n}.png,{label}"))
    (tmp_path / "labels.csv").write_text(text, encoding="utf-8")
    listing = listed(tmp_path)
    assert listing.notes == ()
    assert classes_of(listing) == {f"Größé{n:02}.png": ("cat", "dog")[n % 2] for n in range(12)}


def test_that_a_column_for_each_class_may_mark_it(tmp_path: Path) -> None:
    text = "image,cat,dog\n" + "".join(f"{n:02},{(n + 1) % 2}.0,{n % 2}.0\n" for n in range(12))
    assert said_by(tmp_path, text) == EXPECTED


@pytest.mark.parametrize("head", ["", "index", "Unnamed: 0"])
@pytest.mark.parametrize("names", ["filename,label", "Datei,Klasse"])
def test_that_a_column_that_counts_the_rows_is_no_name_and_no_class(tmp_path: Path, head: str, names: str) -> None:
    text = f"{head},{names}\n" + "".join(f"{n},all/{n:02}.png,{('cat', 'dog')[n % 2]}\n" for n in range(12))
    assert said_by(tmp_path, text) == EXPECTED


@pytest.mark.parametrize("head", ["label,class_name", "class_id,class_name", "target,category", "label,label_name"])
def test_that_names_of_classes_are_preferred_to_their_numbers(tmp_path: Path, head: str) -> None:
    text = f"filename,{head}\n" + "".join(f"{n:02}.png,{n % 2},{('cat', 'dog')[n % 2]}\n" for n in range(12))
    assert said_by(tmp_path, text) == EXPECTED


def test_that_quoted_cells_may_hold_the_separator_and_quotes(tmp_path: Path) -> None:
    bring(tmp_path, *(f"a, b {n:02}.png" for n in range(12)))
    text = rows('"a, b {n}.png","{label}"', ("tench, Tinca", 'the ""big"" one'))
    (tmp_path / "labels.csv").write_text("filename,label\n" + text)
    listing = listed(tmp_path)
    assert listing.class_names == ("tench, Tinca", 'the "big" one')
    assert in_parts(listing) == {"": {"tench, Tinca": 6, 'the "big" one': 6}}
    assert listing.notes == ()


@pytest.mark.parametrize("table", ["metadata.jsonl", "labels.json", "map.json"])
def test_that_objects_of_json_are_read(tmp_path: Path, table: str) -> None:
    records = [{"file_name": name, "label": label, "width": 32, "boxes": []} for name, label in EXPECTED.items()]
    text = "\n".join(map(json.dumps, records)) if table.endswith("l") else json.dumps(records)
    assert said_by(tmp_path, json.dumps(EXPECTED) if table == "map.json" else text, table) == EXPECTED


def test_that_json_may_list_the_names_of_each_class(tmp_path: Path) -> None:
    lists = {label: [name for name, its in EXPECTED.items() if its == label] for label in ("cat", "dog")}
    assert said_by(tmp_path, json.dumps(lists), "classes.json") == EXPECTED


@pytest.mark.parametrize("form", ["lists of lines", "lists of json", "without endings", "column alone"])
def test_that_lists_of_names_may_tell_the_parts_of_class_folders(tmp_path: Path, form: str) -> None:
    names = [f"{name}/{number}.png" for name in ("cat", "dog") for number in range(5)]
    bring(tmp_path, *(f"images/{name}" for name in names))
    lists = {"train": [name for name in names if "0" not in name], "test": [name for name in names if "0" in name]}
    if form == "lists of json":
        (tmp_path / "split.json").write_text(json.dumps(lists))
    for part, every in lists.items():
        if form in ("lists of lines", "without endings"):
            lines = (name.removesuffix(".png") if form == "without endings" else name for name in every)
            (tmp_path / f"{part}.txt").write_text("\n".join(lines))
        elif form == "column alone":
            (tmp_path / f"{part}.csv").write_text("\n".join(["path", *every]))
    assert in_parts(listed(tmp_path)) == {"train": {"cat": 4, "dog": 4}, "test": {"cat": 1, "dog": 1}}


@pytest.mark.parametrize(
    ("table", "text", "reason"),
    [
        ("names.txt", "\n".join(FILES), "it names images, but neither their classes nor their part"),
        ("about.json", json.dumps([{"file_name": FILES[0]}]), "it has no column called label"),
        ("about.json", json.dumps([{"where": FILES[0], "label": "cat"}]), "it has no column called file_name"),
    ],
)
def test_that_a_text_that_names_images_and_tells_nothing_is_told_of(
    tmp_path: Path, table: str, text: str, reason: str
) -> None:
    bring(tmp_path, *FILES)
    (tmp_path / table).write_text(text)
    assert listed(tmp_path).notes == (f"{table} was not used: {reason}.",)


@pytest.mark.parametrize("table", ["metadata.csv", "metadata.jsonl"])
def test_that_each_part_may_have_its_table(tmp_path: Path, table: str) -> None:
    for part, labels in (("train", ("cat", "dog")), ("test", ("dog", "cat"))):
        bring(tmp_path, *series(part + "/{}.png", 12))
        records = [{"file_name": f"{n:02}.png", "label": labels[n % 2]} for n in range(12)]
        lines = [json.dumps(record) for record in records]
        if table.endswith(".csv"):
            lines = ["file_name,label", *(",".join(record.values()) for record in records)]
        (tmp_path / part / table).write_text("\n".join(lines))
    listing = listed(tmp_path)
    assert listing.notes == ("train/ and test/ as given.",)
    assert in_parts(listing) == {"train": {"cat": 6, "dog": 6}, "test": {"cat": 6, "dog": 6}}
    assert classes_of(listing)["train/00.png"] == "cat"
    assert classes_of(listing)["test/00.png"] == "dog"


@pytest.mark.parametrize("names", [("train.csv", "test.csv"), ("train_labels.csv", "TestLabels.csv")])
def test_that_tables_called_after_parts_speak_of_those(tmp_path: Path, names: tuple[str, str]) -> None:
    for part, table, labels in zip(("train", "test"), names, (("cat", "dog"), ("dog", "cat")), strict=True):
        bring(tmp_path, *series(part + "/{}.png", 12))
        (tmp_path / table).write_text("filename,label\n" + rows("{n}.png,{label}", labels))
    listing = listed(tmp_path)
    assert listing.notes == ("train/ and test/ as given.",)
    assert [classes_of(listing)[f"{part}/00.png"] for part in ("train", "test")] == ["cat", "dog"]
    assert in_parts(listing) == {"train": {"cat": 6, "dog": 6}, "test": {"cat": 6, "dog": 6}}


def test_that_one_table_tells_the_parts_by_the_folders_in_its_names(tmp_path: Path) -> None:
    bring(tmp_path, *series("train/{}.png", 6), *series("test/{}.png", 6))
    lines = [f"{part}/{n:02}.png,{label}" for part, label in (("train", "cat"), ("test", "dog")) for n in range(6)]
    (tmp_path / "labels.csv").write_text("\n".join(["path,label", *lines]))
    assert in_parts(listed(tmp_path)) == {"train": {"cat": 6}, "test": {"dog": 6}}


def test_that_tables_called_after_parts_part_a_single_folder(tmp_path: Path) -> None:
    bring(tmp_path, *FILES)
    lines = ("filename,label\n" + rows("{n}.png,{label}")).splitlines()
    (tmp_path / "train.csv").write_text("\n".join(lines[:9]))
    (tmp_path / "val.csv").write_text("\n".join([lines[0], *lines[9:]]))
    listing = listed(tmp_path)
    assert classes_of(listing) == EXPECTED
    assert in_parts(listing) == {"train": {"cat": 4, "dog": 4}, "test": {"cat": 2, "dog": 2}}


@pytest.mark.parametrize("column", ["split", "set", "subset", "Part"])
def test_that_a_column_may_tell_the_parts(tmp_path: Path, column: str) -> None:
    bring(tmp_path, *FILES)
    parts = ["train"] * 6 + ["TEST"] * 2 + ["val"] * 2 + ["training", "validation"]
    lines = [f"{n:02}.png,{('cat', 'dog')[n % 2]},{parts[n]}" for n in range(12)]
    (tmp_path / "labels.csv").write_text("\n".join([f"filename,label,{column}", *lines]))
    listing = listed(tmp_path)
    part = {file.name: file.part for file in listing.files}
    assert [part[name] for name in FILES[:8]] == ["train"] * 6 + ["test"] * 2
    assert part[FILES[10]] == "train"
    assert classes_of(listing)[FILES[0]] == "cat"


def test_that_tables_that_disagree_are_told_and_not_believed(tmp_path: Path) -> None:
    bring(tmp_path, *FILES)
    (tmp_path / "labels.csv").write_text("filename,label\n" + rows("{n}.png,{label}"))
    (tmp_path / "labels_old.csv").write_text("filename,label\n00.png,dog\n01.png,dog\n")
    listing = listed(tmp_path)
    assert classes_of(listing) == EXPECTED | {"all/00.png": ""}
    assert listing.notes == (
        "labels.csv, labels_old.csv: the rows disagree about 1 image, which has no class; all/00.png: cat or dog.",
    )


def test_that_rows_that_disagree_are_told_and_rows_that_repeat_are_not(tmp_path: Path) -> None:
    bring(tmp_path, *FILES)
    text = "filename,label\n" + rows("{n}.png,{label}") + "00.png,dog\n01.png,cat\n02.png,cat\n"
    (tmp_path / "labels.csv").write_text(text)
    listing = listed(tmp_path)
    assert classes_of(listing) == EXPECTED | {"all/00.png": "", "all/01.png": ""}
    assert listing.notes == (
        "labels.csv: the rows disagree about 2 images, which have no class; for example all/00.png: cat or dog.",
    )


def test_that_boxes_of_one_class_an_image_name_it(tmp_path: Path) -> None:
    lines = "filename,class,xmin,ymin\n" + rows("{n}.png,{label},1,2") + rows("{n}.png,{label},3,4")
    assert said_by(tmp_path, lines) == EXPECTED


def test_that_a_name_that_several_images_share_says_nothing(tmp_path: Path) -> None:
    bring(tmp_path, "all/a/00.png", "all/b/00.png", "all/01.png", "all/02.png")
    (tmp_path / "all" / "labels.csv").write_text("filename,label\n00.png,cat\n01.png,dog\n02.png,cat\n")
    assert listed(tmp_path).notes[0] == "all/labels.csv: 1 row names several images, and is not used."
    bring(tmp_path, "all/a/01.png")  # a further one does not make the exact path of the other less exact
    assert listed(tmp_path).notes[0] == "all/labels.csv: 1 row names several images, and is not used."
    (tmp_path / "all" / "labels.csv").write_text("filename,label\n00,cat\n00.png,dog\n01.png,dog\n02.png,cat\n")
    assert listed(tmp_path).notes[0] == "all/labels.csv: 2 rows name several images each, and are not used."


def test_that_an_example_of_a_submission_is_no_list_of_classes(tmp_path: Path) -> None:
    bring(tmp_path, *series("train/cat/{}.png", 4), *series("train/dog/{}.png", 4), *series("test/{}.png", 4))
    (tmp_path / "sample_submission.csv").write_text("id,label\n00,cat\n01,cat\n02,cat\n03,cat\n")
    listing = listed(tmp_path)
    assert in_parts(listing) == {"train": {"cat": 4, "dog": 4}, "test": {"": 4}}
    assert listing.notes[1:] == (
        "sample_submission.csv was not used: it is an example of a submission, not a list of classes.",
    )


@pytest.mark.parametrize("separator", ["|", ";", ","])
def test_that_several_classes_at_once_are_told_and_not_made_into_one(tmp_path: Path, separator: str) -> None:
    bring(tmp_path, *FILES)
    labels = ["cat", "dog", f"cat{separator}dog"] * 4
    lines = [f'{n:02}.png\t"{label}"' for n, label in enumerate(labels)]
    (tmp_path / "labels.tsv").write_text("\n".join(["filename\tlabel", *lines]))
    listing = listed(tmp_path)
    assert listing.class_names == ("cat", "dog")
    assert in_parts(listing) == {"": {"cat": 4, "dog": 4, "": 4}}
    assert listing.notes == (
        f"labels.tsv: 4 images have several classes at once, for example cat{separator}dog; they are learned from, "
        "but not scored.",
    )


def test_that_captions_are_no_classes(tmp_path: Path) -> None:
    bring(tmp_path, *FILES)
    (tmp_path / "captions.csv").write_text("image,caption\n" + rows("{n}.png,a {label} number {n} sits"))
    listing = listed(tmp_path)
    assert listing.class_names == ()
    assert listing.notes == (
        "captions.csv was not used: nearly every image in it has a class of its own, for example a cat number 00 sits.",
    )


@pytest.mark.parametrize("with_classes", [False, True])
def test_that_a_table_that_names_nothing_here_is_told_of_with_an_example(tmp_path: Path, with_classes: bool) -> None:
    bring(tmp_path, *FILES)
    if with_classes:
        bring(tmp_path, "cat/0.png", "dog/0.png")
    (tmp_path / "labels.csv").write_text("filename,label\nelsewhere1.png,cat\nelsewhere2.png,dog\n")
    listing = listed(tmp_path)
    assert listing.class_names == (("all", "cat", "dog") if with_classes else ())
    assert listing.notes == (
        "labels.csv was not used: none of its 2 names is in the folder, for example elsewhere1.png.",
    )


def test_that_a_table_without_a_column_of_classes_is_told_of(tmp_path: Path) -> None:
    bring(tmp_path, *FILES)
    (tmp_path / "sizes.csv").write_text("filename,width,height\n" + rows("{n}.png,32,1{n}"))
    assert listed(tmp_path).notes == ("sizes.csv was not used: it has no column called label, class.",)


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 50, b"\xff\xfe\0", b'"' * 200, b"one\n", b"a,b\n" * 2 + b'"' + b"x" * 200_000]
)
def test_that_rubbish_that_is_called_a_table_is_told_of(tmp_path: Path, content: bytes) -> None:
    bring(tmp_path, *FILES)
    (tmp_path / "labels.csv").write_bytes(content)
    (tmp_path / "labels.jsonl").write_bytes(content)
    listing = listed(tmp_path)
    assert len(listing.files) == 12 and listing.class_names == ()
    assert [note.split(" was not used: ")[0] for note in listing.notes] == ["labels.csv", "labels.jsonl"]


def test_that_a_text_that_is_no_table_needs_no_word(tmp_path: Path) -> None:
    bring(tmp_path, *FILES)
    (tmp_path / "notes.txt").write_text("Photographed in June.\nBy me, with a camera.\n")
    (tmp_path / "settings.json").write_text('{"a": {"b": [1, 2]}}')
    assert listed(tmp_path).notes == ()


def in_folders(root: Path, table: str) -> Path:
    """Six images each in cat/ and dog/, and a table."""
    bring(root, *series("cat/{}.png", 6), *series("dog/{}.png", 6))
    (root / "labels.csv").write_text(table)
    return root


def test_that_a_table_of_most_images_tells_more_than_the_folders_and_says_so(tmp_path: Path) -> None:
    lines = [f"{place}/{n:02}.png,{('old', 'new')[n % 2]}" for place in ("cat", "dog") for n in range(6)]
    listing = listed(in_folders(tmp_path, "\n".join(["path,age", *lines[:-1]])))
    assert in_parts(listing) == {"": {"old": 6, "new": 5, "": 1}}
    assert listing.notes == ("The classes are those of the tables, not of the folders (for example cat/, dog/).",)


def test_that_a_table_of_few_images_does_not_overrule_the_folders(tmp_path: Path) -> None:
    listing = listed(in_folders(tmp_path, "filename,remark\ncat/00.png,blurred\ncat/01.png,dark\n"))
    assert in_parts(listing) == {"": {"cat": 6, "dog": 6}}
    assert listing.notes == (
        "The tables name other classes than the folders, and not for most images: the folders are taken.",
    )


def test_that_a_table_corrects_the_folders_and_says_so(tmp_path: Path) -> None:
    listing = listed(in_folders(tmp_path, "filename,label\ncat/00.png,dog\ncat/01.png,cat\n"))
    assert classes_of(listing)["cat/00.png"] == "dog"
    assert in_parts(listing) == {"": {"cat": 5, "dog": 7}}
    assert listing.notes == ("1 image has another class by its table than by its folder: cat/00.png: dog.",)


def test_that_mere_numbers_of_the_folders_do_not_take_their_names_away(tmp_path: Path) -> None:
    lines = [f"{place}/{n:02}.png,{number}" for number, place in enumerate(("cat", "dog")) for n in range(6)]
    listing = listed(in_folders(tmp_path, "\n".join(["path,label", *lines])))
    assert in_parts(listing) == {"": {"cat": 6, "dog": 6}}
    assert listing.notes == ()


def test_that_a_table_of_the_test_leaves_the_other_classes_of_the_training(tmp_path: Path) -> None:
    bring(tmp_path, *(f"train/{name}/{n}.png" for name in ("cat", "dog", "owl") for n in range(3)))
    bring(tmp_path, *series("test/{}.png", 4))
    (tmp_path / "test.csv").write_text("filename,label\n00.png,cat\n01.png,dog\n02.png,cat\n03.png,dog\n")
    listing = listed(tmp_path)
    assert in_parts(listing) == {"train": {"cat": 3, "dog": 3, "owl": 3}, "test": {"cat": 2, "dog": 2}}
    assert listing.notes == ("train/ and test/ as given.",)


def test_that_names_of_a_table_that_are_not_in_the_folder_are_counted(tmp_path: Path) -> None:
    bring(tmp_path, *FILES)
    (tmp_path / "labels.csv").write_text("filename,label\n" + rows("{n}.png,{label}") + "gone.png,cat\n")
    listing = listed(tmp_path)
    assert classes_of(listing) == EXPECTED
    assert listing.notes == ("labels.csv: not in the folder is 1 of its 13 names: gone.png.",)


def test_that_a_table_may_tell_the_parts_of_class_folders(tmp_path: Path) -> None:
    names = [f"{name}/{name}{number}.png" for name in ("cat", "dog") for number in range(5)]
    rows = [f"{name},{'test' if number % 5 == 0 else 'train'}" for number, name in enumerate(names)]
    (bring(tmp_path, *names) / "splits.csv").write_text("\n".join(["path,split", *rows]))
    assert in_parts(listed(tmp_path)) == {"train": {"cat": 4, "dog": 4}, "test": {"cat": 1, "dog": 1}}


def test_that_whole_numbers_are_the_same_class_however_a_spreadsheet_writes_them(tmp_path: Path) -> None:
    bring(tmp_path, *series("train/{}.png", 4), *series("test/{}.png", 4))
    (tmp_path / "train.csv").write_text("id,label\n" + "\n".join(f"{n:02},{n % 2}" for n in range(4)))
    (tmp_path / "test.csv").write_text("id,label\n" + "\n".join(f"{n:02},{n % 2}.0" for n in range(4)))
    assert in_parts(listed(tmp_path)) == {"train": {"0": 2, "1": 2}, "test": {"0": 2, "1": 2}}


@pytest.mark.parametrize("name", ["sample_submission.csv", "sampleSubmission.csv", "submit_example.csv", "sample.csv"])
def test_that_a_form_for_answers_gives_no_classes(tmp_path: Path, name: str) -> None:
    bring(tmp_path, *series("train/a{}.png", 10), *series("test/b{}.png", 4))
    (tmp_path / "train.csv").write_text("id,label\n" + "\n".join(f"a{n:02},{n % 2}" for n in range(10)))
    (tmp_path / name).write_text("id,label\n" + "\n".join(f"b{n:02},0" for n in range(4)))
    listing = listed(tmp_path)
    assert in_parts(listing)["test"] == {"": 4}
    assert f"{name} was not used: it is an example of a submission, not a list of classes." in listing.notes


def test_that_a_table_called_a_sample_may_name_classes(tmp_path: Path) -> None:
    bring(tmp_path, *series("{}.png", 4))
    (tmp_path / "sample_labels.csv").write_text("id,label\n" + "\n".join(f"{n:02},{n % 2}" for n in range(4)))
    assert in_parts(listed(tmp_path)) == {"": {"0": 2, "1": 2}}


def test_that_a_table_in_a_folder_without_images_speaks_of_those_beside_it(tmp_path: Path) -> None:
    bring(tmp_path, *series("images/{}.png", 4))
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "labels.csv").write_text("file,label\n" + "\n".join(f"{n:02}.png,{n % 2}" for n in range(4)))
    assert in_parts(listed(tmp_path)) == {"": {"0": 2, "1": 2}}


def test_that_names_of_classes_with_commas_are_no_lists_though_one_is_the_beginning_of_another(tmp_path: Path) -> None:
    names = ("maillot", "maillot, tank suit", "sunglass", "sunglasses, dark glasses")
    bring(tmp_path, *series("{}.png", 8))
    (tmp_path / "l.csv").write_text("file,label\n" + "\n".join(f'{n:02}.png,"{names[n % 4]}"' for n in range(8)))
    assert listed(tmp_path).class_names == names
