"""Streams on real threads: order, pause, failures, the end."""

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.messages.errors import Cancelled, UserError
from simclr_gui.jobs.player import Failure, StreamPlayer, StreamRunner, as_failure


def numbers(count: int, pause_s: float = 0.0) -> Iterator[Event]:
    for number in range(count):
        time.sleep(pause_s)
        yield Announced(str(number))


def collected(player: StreamPlayer) -> list[str]:
    heard: list[str] = []
    player.played.connect(lambda event: heard.append(event.sentence))
    return heard


def test_that_events_arrive_in_order_in_the_windows_thread(qtbot: QtBot) -> None:
    threads = set()

    def make() -> Iterator[Event]:
        threads.add(threading.get_ident())
        yield from numbers(50)

    player = StreamPlayer(make)
    heard = collected(player)
    with qtbot.waitSignal(player.finished):
        player.start()
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == [str(number) for number in range(50)]
    assert threading.get_ident() not in threads
    player.wait()


def test_that_a_pause_asks_for_no_further_event_until_it_ends(qtbot: QtBot) -> None:
    player = StreamPlayer(lambda: numbers(40, 0.01))
    heard = collected(player)
    player.start()
    qtbot.waitUntil(lambda: len(heard) > 3)
    player.pause()
    qtbot.wait(80)
    count = len(heard)
    qtbot.wait(200)
    assert len(heard) == count < 40
    assert player.is_paused
    with qtbot.waitSignal(player.finished):
        player.resume()
    qtbot.waitUntil(lambda: len(heard) == 40)
    player.wait()


@pytest.mark.parametrize(
    ("error", "sentence", "has_details"),
    [
        (UserError("The disk is full.", "Make room.", "data.folder"), "The disk is full.", False),
        pytest.param(
            ZeroDivisionError("by zero"),
            "Something went wrong inside the program: by zero",
            True,
            marks=pytest.mark.logs_errors,
        ),
        pytest.param(MemoryError(), "The machine has run out of memory.", True, marks=pytest.mark.logs_errors),
    ],
)
def test_that_an_error_becomes_a_failure_with_words(
    qtbot: QtBot, error: Exception, sentence: str, has_details: bool
) -> None:
    def make() -> Iterator[Event]:
        yield Announced("begin")
        raise error

    player = StreamPlayer(make)
    failures: list[Failure] = []
    player.failed.connect(failures.append)
    with qtbot.waitSignal(player.finished):
        player.start()
    qtbot.waitUntil(lambda: len(failures) == 1)
    failure = failures[0]
    assert failure.sentence == sentence
    assert bool(failure.details) is has_details
    assert failure.remedy
    player.wait()


def test_that_a_cancelled_stream_ends_without_a_failure(qtbot: QtBot) -> None:
    def make() -> Iterator[Event]:
        yield Announced("begin")
        raise Cancelled

    player = StreamPlayer(make)
    failures: list[Failure] = []
    player.failed.connect(failures.append)
    with qtbot.waitSignal(player.finished):
        player.start()
    qtbot.wait(20)
    assert failures == []
    player.wait()


def test_that_details_hold_the_traceback() -> None:
    try:
        raise RuntimeError("deep down")
    except RuntimeError as error:
        assert "test_player.py" in as_failure(error).details


def test_that_a_stage_is_empty_when_it_tells_of_a_failure(qtbot: QtBot) -> None:
    """Whoever hears of it may play the next stream at once."""

    def broken() -> Iterator[Event]:
        yield Announced("about to break")
        raise UserError("It broke.")

    stage = StreamRunner()
    was_empty: list[bool] = []
    stage.failed.connect(lambda _failure: was_empty.append(stage.is_empty))
    with qtbot.waitSignal(stage.emptied):
        stage.play(broken)
    assert was_empty == [True]


def test_that_a_stream_can_wait_until_its_first_event_was_taken(qtbot: QtBot) -> None:
    stage, heard, heard_by_then = StreamRunner(), [], []

    def make() -> Iterator[Event]:
        for number in range(3):
            yield Announced(str(number))
            heard_by_then.append(len(heard))

    stage.played.connect(lambda event: heard.append(event.sentence))
    with qtbot.waitSignal(stage.emptied):
        stage.play(make, lets_window_paint=True)
    assert heard_by_then[0] == 1
    assert heard == ["0", "1", "2"]
