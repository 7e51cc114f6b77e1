"""What is measured of the window."""

import numpy as np
import pytest

from simclr_gui.bench import window
from simclr_gui.bench.window import Training


class PlayedRun:
    """A run that was watched, without the run."""

    first_loss_ms, loaded_ms, judged_s, first_map_s = 1.0, 2.0, 3.0, 4.0
    map_intervals_s = np.array([2.0, 2.5, 3.0])

    def __init__(self, *_: object) -> None:
        pass

    def play(self) -> None:
        pass

    def gaps_ms(self, *_: object) -> object:
        return np.array([4.0])


def test_that_the_first_images_and_the_cost_of_the_live_map_are_among_the_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    launches = iter([(900.0, 250.0), (1_000.0, 100.0), (1_100.0, 150.0), (1_000.0, 300.0), (1_000.0, 200.0)])
    monkeypatch.setattr(window, "measure_launch", lambda: next(launches))
    monkeypatch.setattr(window, "WatchedRun", PlayedRun)
    monkeypatch.setattr(window, "compile_views", lambda: None)
    monkeypatch.setattr(
        window, "train_in_window", lambda *_, draws_live_map=True: Training(97 if draws_live_map else 99, 1.5)
    )
    monkeypatch.setattr(window, "train_in_terminal", lambda *_: Training(100))
    monkeypatch.setattr(window, "page_figures", dict)
    figures = window.window_figures(1.0)
    assert figures["first_images_ms"] == 200.0
    assert figures["window_ms"] == 1_000.0
    assert figures["live_map_cost_percent"] == pytest.approx(100 * 2 / 99)
    assert figures["loss_without_live_map_percent"] == pytest.approx(1)
    assert figures["throughput_loss_percent"] == pytest.approx(3)
    assert figures["window_thread_percent"] == 1.5
    assert figures["steps_in_window"] == [97, 97, 97, 97]
    assert (figures["live_map_interval_p50_s"], figures["live_map_interval_max_s"]) == (2.5, 3.0)


def test_that_a_launch_tells_when_the_window_and_its_first_images_are_painted() -> None:
    window_ms, images_ms = window.measure_launch()
    assert 0 < images_ms < window_ms + 10_000
    assert window_ms > 0
