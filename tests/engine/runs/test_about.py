"""What a person says of a run is kept beside it, in a file of its own."""

import json

import pytest

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.about import LONGEST_NAME, MOST_TAGS, NOTHING, About, read_about, write_about
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import small_config


@pytest.fixture
def folder(tmp_path):
    return RunFolder.create(tmp_path / "run", small_config())


def test_that_nothing_is_said_of_a_new_run(folder):
    assert read_about(folder) == NOTHING


def test_that_what_is_said_is_read_again(folder):
    about = About(name="no colour", note="the shortcut\nin two lines, 颜色", tags=("lecture", "shapes"), archived=True)
    write_about(folder, about)
    assert read_about(folder) == about


def test_that_a_file_with_a_name_alone_is_enough(folder):
    folder.about_file.write_text(json.dumps({"name": "baseline", "colour": "not known to this version"}))
    assert read_about(folder) == About(name="baseline")


@pytest.mark.parametrize(
    "values",
    [
        {"name": 3},
        {"name": "x" * (LONGEST_NAME + 1)},
        {"tags": "lecture"},
        {"tags": [""]},
        {"tags": ["a"] * (MOST_TAGS + 1)},
        {"archived": "yes"},
        [],
    ],
)
def test_that_a_damaged_file_is_refused_in_a_sentence(folder, values):
    folder.about_file.write_text(json.dumps(values))
    with pytest.raises(UserError, match=r"about\.json"):
        read_about(folder)


def test_that_a_folder_that_has_gone_is_told_and_not_made_again(tmp_path):
    gone = RunFolder(tmp_path / "gone")
    with pytest.raises(UserError):
        write_about(gone, About(name="x"))
    assert not gone.path.exists()
