"""What lies below a folder: links, closed folders, endings, and what cannot be read here."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from simclr_gui.engine.datasets.folder.files import look_through
from simclr_gui.engine.datasets.folder.naming import IMAGE_ENDINGS, ending_of
from simclr_gui.engine.messages.errors import UserError
from tests.engine.datasets.folder.brought import bring, in_parts, listed


def found(root: Path) -> list[str]:
    return [file.name for file in look_through(root).images]


def linked(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no links")


def refusal(folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        look_through(folder)
    assert caught.value.field == "data.folder"
    return caught.value


def test_that_linked_class_folders_and_images_are_followed(tmp_path: Path) -> None:
    bring(tmp_path / "store", "owl/0.png", "owl/1.png", "one.png")
    bring(tmp_path / "p", "cat/0.png", "dog/0.png")
    linked(tmp_path / "p" / "owl", tmp_path / "store" / "owl")
    linked(tmp_path / "p" / "cat" / "more.png", tmp_path / "store" / "one.png")
    listing = listed(tmp_path / "p")
    assert in_parts(listing) == {"": {"cat": 2, "dog": 1, "owl": 2}}
    assert listing.left_out == ()


def test_that_links_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    bring(tmp_path, "cat/0.png", "dog/0.png")
    linked(tmp_path / "cat" / "all", tmp_path)
    linked(tmp_path / "dog" / "self", tmp_path / "dog")
    assert found(tmp_path) == ["cat/0.png", "dog/0.png"]


def test_that_of_two_ways_to_a_folder_the_real_one_is_taken(tmp_path: Path) -> None:
    bring(tmp_path, "z/0.png", "b/0.png")
    linked(tmp_path / "a", tmp_path / "z")
    linked(tmp_path / "c", tmp_path / "z")
    assert found(tmp_path) == ["b/0.png", "z/0.png"]


def test_that_of_two_links_to_one_folder_the_first_is_followed(tmp_path: Path) -> None:
    bring(tmp_path, "store/0.png", "p/b/0.png")
    linked(tmp_path / "p" / "x", tmp_path / "store")
    linked(tmp_path / "p" / "a", tmp_path / "store")
    folder = look_through(tmp_path / "p")
    assert [file.name for file in folder.images] == ["a/0.png", "b/0.png"]
    assert folder.left_out == (("x/", "a link to a folder that is there already"),)


def test_that_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    bring(tmp_path, "cat/0.png")
    linked(tmp_path / "cat" / "gone.png", tmp_path / "nowhere.png")
    linked(tmp_path / "dog", tmp_path / "nowhere")
    assert look_through(tmp_path).left_out == (
        ("cat/gone.png", "a link that leads nowhere"),
        ("dog", "a link that leads nowhere"),
    )


def test_that_pipes_are_not_waited_for(tmp_path: Path) -> None:
    bring(tmp_path, "cat/0.png")
    os.mkfifo(tmp_path / "cat" / "pipe.png")
    assert look_through(tmp_path).left_out == (("cat/pipe.png", "not a plain file"),)


def test_that_a_closed_folder_is_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(tmp_path, "cat/0.png", "dog/0.png", "secret/0.png")
    scandir = os.scandir

    def guarded(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("secret"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    listing = listed(tmp_path)
    assert listing.class_names == ("cat", "dog")
    assert listing.left_out == (("secret/", "cannot be opened"),)


def test_that_a_folder_that_breaks_off_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tmp_path, "cat/0.png", "far/0.png")
    scandir = os.scandir

    def broken(path: str) -> Iterator[os.DirEntry[str]]:
        yield from scandir(path)
        if str(path).endswith("far"):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "scandir", broken)
    folder = look_through(tmp_path)
    assert ("far/", "cannot be opened") in folder.left_out
    assert "cat/0.png" in [file.name for file in folder.images]


@pytest.mark.parametrize("ending", sorted(IMAGE_ENDINGS))
def test_that_every_ending_of_images_is_taken_in_any_case(tmp_path: Path, ending: str) -> None:
    assert found(bring(tmp_path, f"a{ending}", f"B{ending.upper()}")) == [f"B{ending.upper()}", f"a{ending}"]


def test_that_files_without_ending_may_be_images(tmp_path: Path) -> None:
    names = ["0001", "1.2.840.10008", "a.b c", "photo."]
    assert found(bring(tmp_path, *names, "README", "cat/LICENSE", "Makefile")) == sorted(names)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PNG", ".png"), ("a", ""), (".png", ""), ("a.tar.gz", ".gz"), ("x/a.b/c", ""), ("a.", ""), ("a.b c", "")],
)
def test_that_an_ending_is_what_stands_behind_the_last_dot(name: str, ending: str) -> None:
    assert ending_of(name) == ending


def test_that_what_is_hidden_or_of_another_system_is_passed_over(tmp_path: Path) -> None:
    bring(tmp_path, "a.png", "._a.png", ".cache/b.png", "__MACOSX/a.png", "Thumbs.db", "desktop.ini", ".DS_Store")
    folder = look_through(tmp_path)
    assert [file.name for file in folder.images] == ["a.png"]
    assert (folder.notes, folder.left_out) == ((), ())


def test_that_other_files_are_counted_by_kind_the_most_frequent_first(tmp_path: Path) -> None:
    bring(tmp_path, "a.png", "1.dcm", "2.DCM", "3.dcm", "1.npy", "1.xyz", "2.xyz", "1.abc", "2.abc", "3.abc", "4.abc")
    assert look_through(tmp_path).notes == (
        "4 .abc files are no images and are left out.",
        "3 .dcm files are not images that can be read here: convert them to PNG or TIFF.",
        "2 .xyz files are no images and are left out.",
        "1 .npy file is not an image that can be read here: convert it to PNG or TIFF.",
    )


def test_that_one_other_file_is_told_in_the_singular(tmp_path: Path) -> None:
    assert look_through(bring(tmp_path, "a.png", "1.xyz")).notes == ("1 .xyz file is no image and is left out.",)


def test_that_a_folder_of_other_kinds_alone_is_refused_with_their_names(tmp_path: Path) -> None:
    refused = refusal(bring(tmp_path / "scans", "1.dcm", "2.dcm", "cat/1.npy", "labels.csv"))
    assert str(refused) == (
        f"{tmp_path}/scans holds no images that can be read here, but 2 .dcm, 1 .npy. Convert them to PNG or TIFF."
    )


def test_that_archives_in_a_folder_are_named(tmp_path: Path) -> None:
    refused = refusal(bring(tmp_path / "d", "a.zip", "b.zip"))
    assert str(refused) == f"{tmp_path}/d holds no images, but other archives: 2. Unpack them, and choose the folder."
    assert look_through(bring(tmp_path / "e", "a.png", "b.zip", "c.tar")).notes == (
        "2 archives are not looked into: unpack them to use what is in them.",
    )


def test_that_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert str(refusal(tmp_path)) == f"{tmp_path} holds no images. Choose a folder of images."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cat.png", "is a file, not a folder. Choose a folder of images, or a zip or tar of one."),
        ("pets.7z", "is an archive of a kind that cannot be read here. Unpack it yourself, and choose the folder."),
        ("pets.RAR", "is an archive of a kind that cannot be read here. Unpack it yourself, and choose the folder."),
    ],
)
def test_that_a_file_is_called_what_it_is(tmp_path: Path, name: str, words: str) -> None:
    assert str(refusal(bring(tmp_path, name) / name)) == f"{tmp_path / name} {words}"


@pytest.mark.parametrize("address", ["file:///home/someone/pets", "https://example.org/pets.zip"])
def test_that_an_address_is_no_folder(address: str) -> None:
    assert "as the file manager shows it; addresses are not opened" in str(refusal(Path(address)))


def test_that_a_path_of_thousands_of_letters_is_refused_in_words(tmp_path: Path) -> None:
    assert "cannot be opened: file name too long." in str(refusal(tmp_path / ("l" * 5_000)))


def test_that_a_path_below_a_file_is_refused_in_words(tmp_path: Path) -> None:
    assert "cannot be opened: not a directory." in str(refusal(bring(tmp_path, "a.png") / "a.png" / "b"))


def test_that_a_path_with_a_zero_byte_is_refused_in_words() -> None:
    refusal(Path("a\0b"))
