"""Charts on paper: tidy ticks, true places, text as text."""

import math
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simclr_gui.engine.sharing.charts import Bar, Line, Reference, averaged, bar_chart, line_chart, tidy_ticks
from simclr_gui.engine.sharing.document import Figure
from simclr_gui.engine.sharing.map_charts import confusion_figure, maps_figure

SVG = "{http://www.w3.org/2000/svg}"


def texts(figure: Figure) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(figure.svg).iter(f"{SVG}text")]


@given(st.floats(-1e6, 1e6, allow_subnormal=False), st.floats(1e-3, 1e6))  # torch flushes them for the process
def test_that_ticks_are_few_even_and_within(low: float, width: float) -> None:
    ticks = tidy_ticks(low, low + width)
    assert 1 <= len(ticks) <= 6
    assert all(low - 1e-6 * width <= tick <= low + width * (1 + 1e-6) for tick in ticks)
    steps = np.diff(ticks)
    if len(steps):
        step = float(steps[0])
        assert np.allclose(steps, step, rtol=1e-3)
        assert min(abs(step / 10 ** math.floor(math.log10(step) + 1e-6) - size) for size in (1, 2, 5, 10)) < 1e-2


def test_that_many_steps_become_their_means() -> None:
    x = np.arange(1_000, dtype=np.float64)
    means, values, together = averaged(x, 2 * x, most=100)
    assert (len(means), together) == (100, 10)
    assert means[0] == pytest.approx(4.5)
    np.testing.assert_allclose(values, 2 * means)
    assert averaged(x[:7], x[:7], most=100)[2] == 1
    assert averaged(x[:7], x[:7], most=3)[0].tolist() == [1.0, 4.0, 6.0]


def test_that_a_line_chart_names_axes_lines_and_references() -> None:
    x = np.linspace(0, 10, 50)
    figure = line_chart([Line("A & <b>", "#000000", x, x / 20)], "epochs", "%", [Reference(0.5, "PCA")], is_share=True)
    assert {"epochs", "%", "PCA", "A & <b>  50.0 %", "0 %", "100 %", "10"} <= set(texts(figure))


@pytest.mark.parametrize("values", [[1.0], [2.0, 2.0], [0.0, 0.0, 0.0], [-3.0, 1e9]])
def test_that_one_point_and_a_level_line_can_be_drawn(values: list[float]) -> None:
    y = np.array(values)
    assert "nan" not in line_chart([Line("loss", "#000000", np.arange(len(y), dtype=float), y)], "x", "y").svg


def test_that_a_bar_is_as_long_as_its_share() -> None:
    figure = bar_chart([Bar("a", 0.25, "#111111", (0.2, 0.3)), Bar("b", 1.0, "#222222")], 0.1, "chance")
    boxes = {
        box.get("fill"): float(box.get("width", 0)) for box in ElementTree.fromstring(figure.svg).iter(f"{SVG}rect")
    }
    assert boxes["#111111"] == pytest.approx(boxes["#222222"] / 4, abs=0.1)
    assert {"25.0 %", "100.0 %", "chance"} <= set(texts(figure))


def test_that_maps_have_one_legend_and_every_point_a_dot() -> None:
    labels = np.array([0, 1, 1, -1, 0])
    points = np.random.default_rng(0).normal(size=(5, 2)).astype(np.float32)
    figure = maps_figure([("one", points, labels), ("two", points, labels)], ("cat", "dog"))
    assert [text for text in texts(figure) if text in ("one", "two", "cat", "dog")] == ["one", "two", "cat", "dog"]
    assert figure.svg.count("h.1") == 2 * 5 + 2
    assert "nan" not in maps_figure([("all alike", np.zeros((4, 2), np.float32), np.zeros(4, np.int64))], ()).svg


@pytest.mark.parametrize("classes", [2, 10, 100])
def test_that_a_confusion_matrix_shows_every_count_that_can_be_read(classes: int) -> None:
    counts = np.eye(classes, dtype=np.int64) * 7
    figure = confusion_figure(counts, tuple(f"class {n}" for n in range(classes)), "true", "predicted")
    assert texts(figure).count("7") == (classes if classes <= 10 else 0)
    assert ("class 0" in texts(figure)) == (classes <= 30)
