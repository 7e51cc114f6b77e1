"""How long the window is held up while the lessons of the Learn page are touched."""

from collections.abc import Callable

import numpy as np

from simclr_gui.bench.ticker import Ticker
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.degradation import DegradationLesson
from simclr_gui.gui.pages.learn.slider_row import SliderRow
from simclr_gui.jobs.player import Failure
from simclr_gui.state.session import Session

PLACES_OF_A_SLIDER, SECONDS_A_PLACE = 12, 0.05
SECONDS_OF_LOOKING, SECONDS_OF_RACING = 1.0, 10.0


def lessons_touched(window: MainWindow, session: Session, wait: Callable[[float], None]) -> dict[str, dict[str, float]]:
    """Opens every lesson and moves each of its sliders from end to end; of degradation the race begins.

    Args:
        wait: lets the event loop run for so many seconds.

    Returns:
        By title the gaps' 99th percentile and the worst, in milliseconds.

    Raises:
        RuntimeError: a lesson had nothing to show.
    """
    window.show_page(names.LEARN)
    page = window.pages.learn
    failures: list[Failure] = []
    session.lessons.failed.connect(failures.append)
    measured = {}
    for number in range(page.list.count()):
        ticker = Ticker()
        ticker.start()
        page.list.setCurrentRow(number)
        wait(SECONDS_OF_LOOKING)
        lesson = page.lesson
        if isinstance(lesson, DegradationLesson):
            session.lessons.start_race()
            wait(SECONDS_OF_RACING)
            session.lessons.stop_race()
        for row in lesson.findChildren(SliderRow):
            _slide(row, wait)
        while not session.lessons.is_quiet:
            wait(SECONDS_A_PLACE)
        ticker.stop()
        if failures:
            raise RuntimeError(failures[0].sentence)
        title = page.list.item(number).toolTip()
        measured[title] = {
            "gap_p99_ms": float(np.percentile(ticker.gaps_ms, 99)),
            "gap_max_ms": float(ticker.gaps_ms.max()),
        }
    return measured


def _slide(row: SliderRow, wait: Callable[[float], None]) -> None:
    slider, before = row.slider, row.slider.value()
    for place in np.linspace(slider.minimum(), slider.maximum(), PLACES_OF_A_SLIDER):
        slider.setValue(round(place))
        wait(SECONDS_A_PLACE)
    slider.setValue(before)


def lessons_table(measured: dict[str, dict[str, float]]) -> list[str]:
    """The figures for people, a line each."""
    return [
        f"  {title}: 99 % of gaps below {gaps['gap_p99_ms']:.1f} ms, worst {gaps['gap_max_ms']:.1f} ms"
        for title, gaps in measured.items()
    ]
