"""A run, or a folder of runs, is known for what it is before it is taken for images."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.listing.remembered_places import remembered_places
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.state.arrivals import Brought, Fate
from simclr_gui.state.session import Session
from tests.listed import wait_until_quiet
from tests.small import SMALL


@pytest.mark.parametrize(("name", "fate"), [("run", Fate.RUN), ("", Fate.RUNS), ("images", Fate.DATA)])
def test_that_what_lies_in_a_folder_decides(qtbot: QtBot, tmp_path: Path, name: str, fate: Fate) -> None:
    place = tmp_path / "elsewhere"
    RunFolder.create(place / "run", SMALL).write_status("finished")
    (place / "images").mkdir()
    arrival = Session().arrivals.assess(Brought((place / name,)))
    assert (arrival.fate, arrival.path) == (fate, place / name)


def test_that_a_run_that_was_opened_elsewhere_is_listed_from_then_on(qtbot: QtBot, tmp_path: Path) -> None:
    session, run = Session(), RunFolder.create(tmp_path / "run", SMALL)
    run.write_status("finished")
    session.open_run(run.path)
    qtbot.waitUntil(lambda: session.stream.is_empty and session.library.row_of(run.path) >= 0, timeout=20_000)
    wait_until_quiet(session.library, qtbot)
    assert remembered_places() == [run.path]
    with qtbot.waitSignal(session.left, timeout=20_000):
        session.leave()
