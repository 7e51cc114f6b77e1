"""Spans of time are told in the same words everywhere."""

import pytest

from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.messages.spans import budget_span, chosen_span, expected_span, measured_span


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (42, "42 s"), (185, "3 min 05 s"), (300, "5 min 00 s"), (7_800, "2 h 10 min")]
)
def test_that_a_measured_span_always_has_the_same_units(seconds: float, words: str) -> None:
    assert measured_span(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.5, "0.5 s"),
        (30, "30 s"),
        (60, "1 min"),
        (90, "1 min 30 s"),
        (300, "5 min"),
        (7_200, "2 h"),
        (5_400, "1 h 30 min"),
    ],
)
def test_that_a_chosen_span_is_told_as_it_is_chosen(seconds: float, words: str) -> None:
    assert chosen_span(seconds) == words


def test_that_an_expected_span_claims_no_fractions() -> None:
    assert expected_span(33.333) == "33 s"
    assert expected_span(299.8) == "5 min"
    assert expected_span(599.0) == "9 min 59 s"
    assert expected_span(1_413.0) == "24 min"


def test_that_a_budget_is_told_in_what_it_counts_and_can_be_translated() -> None:
    assert [budget_span(epochs, 60.0) for epochs in (None, 1, 1_000)] == ["1 min", "1 epoch", "1,000 epochs"]
    assert isinstance(budget_span(None, 60.0), Sentence)
