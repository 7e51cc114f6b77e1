"""What follows the training does so once a second, all at the same moment, and where it is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.gui.look.theme import MS_BETWEEN_UPDATES
from simclr_gui.gui.parts import throttled
from simclr_gui.gui.parts.throttled import Throttled


class Source(QObject):
    came = Signal()


class Reader(QWidget):
    def __init__(self, source: Source) -> None:
        super().__init__()
        self.heard = 0
        self.throttled = Throttled(source.came, self)
        self.throttled.triggered.connect(self.hear)

    def hear(self) -> None:
        self.heard += 1


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def reader(source: Source, qtbot: QtBot) -> Iterator[Reader]:
    reader = Reader(source)
    qtbot.addWidget(reader)
    yield reader


def test_that_the_first_is_passed_on_at_once_and_many_later_ones_as_one(
    source: Source, reader: Reader, qtbot: QtBot
) -> None:
    reader.show()
    for _ in range(5):
        source.came.emit()
    assert reader.heard == 1
    qtbot.waitUntil(lambda: reader.heard == 2)
    qtbot.wait(MS_BETWEEN_UPDATES + 100)
    assert reader.heard == 2, "nothing else came"


def test_that_a_reader_that_nobody_sees_hears_of_it_when_it_is_shown(source: Source, reader: Reader) -> None:
    for _ in range(3):
        source.came.emit()
    assert reader.heard == 0
    reader.show()
    assert reader.heard == 1
    reader.hide()
    reader.show()
    assert reader.heard == 1, "there is nothing new"


@pytest.mark.parametrize(("clock_s", "wait_ms"), [(20.0, 1_000), (20.3, 700), (20.9994, 1), (21.5, 500)])
def test_that_all_wait_for_the_same_moment(
    clock_s: float, wait_ms: int, source: Source, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttled.time, "monotonic", lambda: clock_s)
    waits: list[int] = []
    monkeypatch.setattr(reader.throttled.timer, "start", waits.append)
    reader.show()
    source.came.emit()
    assert waits == [wait_ms]
