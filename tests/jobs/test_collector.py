"""What a window leaves behind is destroyed in its thread, whatever other threads do."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from simclr_gui.jobs.collector import Collector, collect_everything

MORE_THAN_PYTHON_WAITS_FOR = 10 * gc.get_threshold()[0]  # which is another in each version


class Ring(QObject):
    """Something that only the collector can destroy; it notes in which thread it was."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.itself, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


@pytest.fixture
def collector() -> Iterator[Collector]:
    """Made in a process whose garbage Python would collect."""
    gc.enable()
    made = Collector()
    yield made
    made.deleteLater()
    gc.disable()  # as in all other tests
    gc.collect()
    gc.freeze()


def make_garbage() -> None:
    kept: list[object] = []
    kept.extend([kept] for _ in range(MORE_THAN_PYTHON_WAITS_FOR))


def test_that_no_other_thread_destroys_what_the_window_left(collector: Collector, qtbot: QtBot) -> None:
    ends: list[int] = []
    Ring(ends)
    thread = threading.Thread(target=make_garbage)
    thread.start()
    thread.join()
    assert ends == []
    collector.start()
    qtbot.waitUntil(lambda: bool(ends), timeout=10_000)
    assert ends == [threading.get_ident()]


def test_that_what_grew_old_before_it_was_left_goes_too(collector: Collector) -> None:
    ends: list[int] = []
    ring = Ring(ends)
    gc.collect(1)
    del ring
    for _ in range(1_000):
        make_garbage()
        collector.collect_what_is_due()
        if ends:
            return
    pytest.fail("the oldest generation was never looked at")


def test_that_little_is_left_for_later(collector: Collector) -> None:
    gc.collect()
    ends: list[int] = []
    Ring(ends)
    collector.collect_what_is_due()
    assert ends == []


def test_that_at_the_end_everything_goes_that_nobody_holds_before_qt_visits_it(collector: Collector) -> None:
    ends: list[int] = []
    Ring(ends)
    gc.freeze()
    collect_everything()
    assert ends
