"""The queue of requests with streams that are made up: which are answered, in which order, and what is told."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.jobs.requests import RequestQueue


class Asked:
    """A queue, what it told, and streams that wait until they are let go."""

    def __init__(self) -> None:
        self.queue = RequestQueue()
        self.told: list[str] = []
        self.may_go_on = threading.Event()
        self.queue.began.connect(lambda kind: self.told.append(f"began {kind}"))
        self.queue.played.connect(lambda event: self.told.append(str(event.sentence)))
        self.queue.failed.connect(lambda failure: self.told.append(f"failed: {failure.sentence}"))
        self.queue.became_quiet.connect(lambda: self.told.append("quiet"))

    def held(self, *names: str) -> Callable[[], Iterator[Event]]:
        """The first name at once, the others when it may go on."""

        def make() -> Iterator[Event]:
            for name in names:
                yield Announced(name)
                self.may_go_on.wait(10)

        return make


def told(*names: str) -> Callable[[], Iterator[Event]]:
    return lambda: iter([Announced(name) for name in names])


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[Asked]:
    asked = Asked()
    yield asked
    asked.queue.close()
    asked.may_go_on.set()
    qtbot.waitUntil(lambda: asked.queue.is_quiet)


def test_that_the_newest_of_each_kind_is_answered_and_kinds_in_their_order(asked: Asked, qtbot: QtBot) -> None:
    asked.queue.request("map", asked.held("map 1"))
    asked.queue.request("pair", told("pair 1"))
    asked.queue.request("map", told("map 2"))
    asked.queue.request("pair", told("pair 2"))
    assert asked.queue.waiting == ("pair", "map")
    asked.may_go_on.set()
    qtbot.waitUntil(lambda: "quiet" in asked.told)
    assert asked.told == ["began map", "map 1", "began pair", "pair 2", "began map", "map 2", "quiet"]


def test_that_what_is_requested_while_it_is_closed_waits(asked: Asked, qtbot: QtBot) -> None:
    asked.queue.close()
    asked.queue.request("map", told("map 1"))
    qtbot.wait(20)
    assert (asked.queue.is_quiet, "map" in asked.queue, asked.told) == (True, True, [])
    asked.queue.open()
    qtbot.waitUntil(lambda: "quiet" in asked.told)
    assert asked.told == ["began map", "map 1", "quiet"]


def test_that_closing_forgets_what_waits_and_lets_the_answer_come(asked: Asked, qtbot: QtBot) -> None:
    asked.queue.request("map", asked.held("map 1", "map 2"))
    asked.queue.request("pair", told("pair 1"))
    asked.queue.close()
    asked.may_go_on.set()
    qtbot.waitUntil(lambda: "quiet" in asked.told)
    assert asked.told == ["began map", "map 1", "map 2", "quiet"]


def test_that_nothing_more_is_told_of_an_answer_that_was_left(asked: Asked, qtbot: QtBot) -> None:
    def failing() -> Iterator[Event]:
        yield from asked.held("map 1")()
        raise UserError("It broke.")

    asked.queue.request("map", failing)
    qtbot.waitUntil(lambda: "map 1" in asked.told)
    assert asked.queue.is_answering
    asked.queue.leave()
    assert not asked.queue.is_answering
    asked.queue.request("pair", told("pair 1"))
    asked.may_go_on.set()
    qtbot.waitUntil(lambda: "quiet" in asked.told)
    assert asked.told == ["began map", "map 1", "began pair", "pair 1", "quiet"]


def test_that_a_failure_is_told_and_the_next_request_answered(asked: Asked, qtbot: QtBot) -> None:
    def failing() -> Iterator[Event]:
        yield from asked.held("map 1")()
        raise UserError("It broke.")

    asked.queue.request("map", failing)
    asked.queue.request("pair", told("pair 1"))
    asked.may_go_on.set()
    qtbot.waitUntil(lambda: "quiet" in asked.told)
    assert asked.told == ["began map", "map 1", "failed: It broke.", "began pair", "pair 1", "quiet"]


def test_that_whoever_hears_of_a_failure_may_forget_what_waits(asked: Asked, qtbot: QtBot) -> None:
    def failing() -> Iterator[Event]:
        raise UserError("It broke.")

    asked.queue.failed.connect(lambda _failure: asked.queue.clear())
    asked.queue.request("map", failing)
    asked.queue.request("pair", told("pair 1"))
    qtbot.waitUntil(lambda: "quiet" in asked.told)
    assert asked.told == ["began map", "failed: It broke.", "quiet"]


def test_that_one_kind_can_be_discarded(asked: Asked, qtbot: QtBot) -> None:
    asked.queue.request("map", asked.held("map 1"))
    asked.queue.request("pair", told("pair 1"))
    asked.queue.request("facts", told("facts 1"))
    asked.queue.discard("pair")
    asked.queue.discard("nothing")
    asked.may_go_on.set()
    qtbot.waitUntil(lambda: "quiet" in asked.told)
    assert asked.told == ["began map", "map 1", "began facts", "facts 1", "quiet"]
