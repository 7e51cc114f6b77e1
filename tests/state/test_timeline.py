"""The time slider: one chosen moment, and playing that waits for whoever looks."""

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import CheckpointsKept
from simclr_gui.state.timeline import Timeline
from tests.state.test_state import started

KEPT = (0, 40, 80)


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    timeline = Timeline()
    timeline.timer.setInterval(10)
    timeline.take(CheckpointsKept(KEPT))
    return timeline


def test_that_the_newest_checkpoint_is_now(timeline: Timeline) -> None:
    assert (timeline.step, timeline.shown_step) == (None, 80)
    timeline.choose(40)
    assert (timeline.step, timeline.shown_step) == (40, 40)
    timeline.choose(80)
    assert timeline.step is None


def test_that_only_a_kept_moment_can_be_chosen(timeline: Timeline) -> None:
    timeline.choose(41)
    assert timeline.step is None


def test_that_a_choice_is_told_once(timeline: Timeline, qtbot: QtBot) -> None:
    told: list[int | None] = []
    timeline.step_changed.connect(lambda: told.append(timeline.step))
    for step in (40, 40, 0):
        timeline.choose(step)
    assert told == [40, 0]


def test_that_the_choice_stays_when_the_same_moments_are_found_again_and_goes_with_its_checkpoint(
    timeline: Timeline,
) -> None:
    timeline.choose(40)
    timeline.take(CheckpointsKept(KEPT))
    assert timeline.step == 40
    timeline.take(CheckpointsKept((0, 60, 80)))
    assert timeline.step is None


def test_that_a_training_has_no_past_to_look_at(timeline: Timeline) -> None:
    timeline.choose(40)
    timeline.play()
    timeline.take(started())
    assert (timeline.steps, timeline.step, timeline.playing) == ((), None, False)


def test_that_it_plays_from_the_first_moment_and_stops_at_the_newest(timeline: Timeline, qtbot: QtBot) -> None:
    told: list[int | None] = []
    timeline.step_changed.connect(lambda: told.append(timeline.step))
    timeline.play()
    qtbot.waitUntil(lambda: not timeline.playing, timeout=5_000)
    assert told == [0, 40, None]


def test_that_it_plays_on_from_where_it_was_paused(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.choose(40)
    timeline.play()
    timeline.pause()
    qtbot.wait(50)
    assert timeline.step == 40
    timeline.play()
    qtbot.waitUntil(lambda: timeline.step is None, timeout=5_000)


def test_that_it_waits_for_a_page_that_has_no_picture_of_the_moment_yet(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.step_changed.connect(lambda: timeline.await_images(True))
    timeline.play()
    qtbot.wait(50)
    assert timeline.step == 0
    timeline.await_images(False)
    qtbot.waitUntil(lambda: timeline.step == 40, timeout=5_000)
    qtbot.wait(50)
    assert timeline.step == 40
