"""A long file is read in a process of its own: the same events, whatever becomes of the process."""

import json
import multiprocessing
from pathlib import Path

import pytest

from simclr_gui.engine.events import Event, StepMeasured, StepsRead
from simclr_gui.engine.runs import event_log
from simclr_gui.engine.runs.bundles import ReadOn
from simclr_gui.jobs import reading_process
from simclr_gui.jobs.reading_process import reading_ahead

STEPS = 50_000


@pytest.fixture
def long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of several parts; even so much counts as long."""
    monkeypatch.setattr(reading_process, "FEWEST_BYTES", 1)
    path = tmp_path / "events.jsonl"
    with path.open("w") as file:
        for step in range(STEPS):
            event = StepMeasured(step, 0.1, 4.0, 0.5, 0.25, 640.0, float(step), 0.5, 0.0)
            file.write(json.dumps(event.as_record()) + "\n")
    assert path.stat().st_size > 2 * event_log.BYTES_READ_AT_ONCE
    return path


def steps_read(read_on: ReadOn, place: int = 0) -> list[float]:
    events: list[Event] = []
    while (told := read_on(place)).place != place:
        events += told.events
        place = told.place
    return [step for event in events if isinstance(event, StepsRead) for step in event.columns["step"].tolist()]


def test_that_the_process_reads_all_there_is(long_file: Path) -> None:
    with reading_ahead(long_file) as read_on:
        assert steps_read(read_on) == list(range(STEPS))
    assert not multiprocessing.active_children()


def test_that_a_file_whose_process_dies_is_read_on_here(long_file: Path) -> None:
    with reading_ahead(long_file) as read_on:
        first = read_on(0)
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        steps = first.events[0].columns["step"].tolist()  # type: ignore[attr-defined]
        assert steps + steps_read(read_on, first.place) == list(range(STEPS))


def test_that_where_no_process_can_be_started_the_file_is_read_here(
    long_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_process: object) -> None:
        raise OSError

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
    with reading_ahead(long_file) as read_on:
        assert steps_read(read_on) == list(range(STEPS))


def test_that_what_is_written_after_the_process_has_read_is_read_too(long_file: Path) -> None:
    with reading_ahead(long_file) as read_on:
        place = 0
        while (told := read_on(place)).place != place:
            place = told.place
        with long_file.open("a") as file:
            file.write(long_file.read_text().splitlines()[-1].replace(str(STEPS - 1), str(STEPS)) + "\n")
        assert steps_read(read_on, place) == [STEPS]


def test_that_who_leaves_half_way_leaves_no_process_behind(long_file: Path) -> None:
    with reading_ahead(long_file) as read_on:
        read_on(0)
    assert not multiprocessing.active_children()
