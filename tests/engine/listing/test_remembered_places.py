"""Folders opened once elsewhere are listed with the rest, until somebody forgets them."""

import json
from pathlib import Path

import pytest

from simclr_gui.engine.listing.remembered_places import forget_place, places_file, remember_place, remembered_places
from simclr_gui.engine.listing.run_keeping import PlaceOpened, RunsDescribed, described, opened_place, said_again
from simclr_gui.engine.listing.run_list import RunList
from simclr_gui.engine.listing.run_summary import RunsListed
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.about import About, read_about
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL


def names(runs: RunList) -> list[str]:
    *_, last = runs.listed()
    assert isinstance(last, RunsListed)
    return [run.path.name for run in last.runs]


@pytest.fixture
def elsewhere(tmp_path: Path, home: Path) -> Path:
    RunFolder.create(home / "runs" / "own", SMALL)
    for name in ("one", "two"):
        RunFolder.create(tmp_path / "elsewhere" / name, SMALL)
    return tmp_path / "elsewhere"


def test_that_a_run_elsewhere_and_a_folder_of_runs_are_listed_by_the_next_program_too(elsewhere: Path) -> None:
    runs = RunList()
    assert names(runs) == ["own"]
    *_, last = opened_place(runs, elsewhere / "one")
    assert last == PlaceOpened(elsewhere / "one", is_run=True)
    assert names(RunList()) == ["own", "one"]
    *_, last = opened_place(runs, elsewhere)
    assert last == PlaceOpened(elsewhere, is_run=False)
    assert names(RunList()) == ["own", "one", "two"], "each once"
    assert names(RunList()) == ["own", "one", "two"], "from the index"


def test_that_a_place_that_is_gone_is_dropped_from_the_list_and_comes_back(elsewhere: Path) -> None:
    remember_place(elsewhere)
    elsewhere.rename(elsewhere.with_name("away"))
    assert names(RunList()) == ["own"]
    elsewhere.with_name("away").rename(elsewhere)
    assert names(RunList()) == ["own", "two", "one"]
    forget_place(elsewhere)
    assert (names(RunList()), remembered_places()) == (["own"], [])


def test_that_what_is_listed_anyway_is_not_written_down(elsewhere: Path, home: Path) -> None:
    assert not remember_place(home / "runs")
    assert not remember_place(home / "runs" / "own")
    assert remember_place(elsewhere)
    assert not remember_place(elsewhere / "one")
    assert remembered_places() == [elsewhere]


def test_that_a_folder_without_runs_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    with pytest.raises(UserError, match="There is no run in"):
        list(opened_place(RunList(), tmp_path / "images"))
    with pytest.raises(UserError, match="There is no run in"):
        list(opened_place(RunList(), tmp_path / "nowhere"))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"folders": [1]}', '{"folders": "x"}', "[" * 100_000])
def test_that_a_damaged_file_hides_no_run_and_is_put_aside(elsewhere: Path, content: str) -> None:
    places_file().parent.mkdir(parents=True, exist_ok=True)
    places_file().write_text(content)
    assert names(RunList()) == ["own"]
    assert remember_place(elsewhere)
    assert remembered_places() == [elsewhere]
    assert places_file().with_name("places.json.damaged").read_text() == content
    assert json.loads(places_file().read_text()) == {"folders": [str(elsewhere)]}


def test_that_a_name_is_written_and_the_list_follows(elsewhere: Path, home: Path) -> None:
    runs, own = RunList(), home / "runs" / "own"
    names(runs)
    told, listed = described(runs, [own], lambda about: About("a name", about.note, ("x",)))
    assert isinstance(told, RunsDescribed)
    assert (told.before, told.after) == ({own: About()}, {own: About("a name", "", ("x",))})
    assert isinstance(listed, RunsListed)
    assert (listed.runs[0].title, listed.runs[0].tags) == ("a name", ("x",))
    assert list(described(runs, [own], lambda about: about)) == [], "nothing has changed"
    (listed,) = said_again(runs, told.before)
    assert isinstance(listed, RunsListed)
    assert read_about(RunFolder(own)) == About()


def test_that_what_was_written_before_the_trouble_is_told(elsewhere: Path, home: Path) -> None:
    runs, own = RunList(), home / "runs" / "own"
    names(runs)
    told = []
    with pytest.raises(UserError, match="no config"):
        for event in described(runs, [own, home / "nowhere"], lambda _: About("a name")):
            told.append(event)
    assert [type(event) for event in told] == [RunsDescribed, RunsListed]
    assert list(told[0].after) == [own]


def test_that_a_damaged_name_is_told_hides_nothing_and_can_be_given_anew(elsewhere: Path, home: Path) -> None:
    own = home / "runs" / "own"
    (own / "about.json").write_text("{")
    runs = RunList()
    *_, listed = runs.listed()
    assert isinstance(listed, RunsListed)
    assert "about.json is damaged" in listed.runs[0].trouble
    assert listed.runs[0].can_open
    list(described(runs, [own], lambda _: About("new")))
    assert read_about(RunFolder(own)).name == "new"
    assert (own / "about.json.damaged").read_text() == "{"
