"""The window ends in any state, by any way; a few of both, of which the campaign tries all."""

import os
from pathlib import Path

import pytest

from tests.campaign.exits import CELLS, CLOSED, KILLED, Place, make_images, tried

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")

FEW = [("starting", CLOSED), ("file dialog", "SIGTERM"), ("training", "SIGHUP"), ("reading images", KILLED)]


@pytest.mark.parametrize(("state", "ending"), FEW)
def test_that_the_window_ends_and_leaves_nothing_behind(state: str, ending: str, tmp_path: Path) -> None:
    assert (state, ending) in CELLS
    template = Place(tmp_path / "template" / "home")
    template.home.mkdir(parents=True)
    if state == "reading images":
        make_images(tmp_path / "template" / "images")
    trial = tried(state, ending, template.home, starts_again=ending == KILLED)
    assert not trial.wrong
