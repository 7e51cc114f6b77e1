"""Shares in per cent: nearest numbers, and never everything where something is missing."""

import math

import pytest

from simclr_gui.engine.messages.shares import in_percent, percent


@pytest.mark.parametrize(
    ("share", "digits", "words"),
    [
        (0.0, 0, "0 %"),
        (0.364, 0, "36 %"),
        (0.3645, 1, "36.4 %"),
        (0.994, 0, "99 %"),
        (0.995, 0, "99 %"),
        (0.9999, 0, "99 %"),
        (0.9999, 1, "99.9 %"),
        (1.0, 0, "100 %"),
        (1.0, 1, "100.0 %"),
    ],
)
def test_only_everything_is_told_as_everything(share: float, digits: int, words: str) -> None:
    assert percent(share, digits) == words


def test_what_nobody_knows_stays_unknown() -> None:
    assert math.isnan(in_percent(math.nan))


def test_more_than_everything_is_told_as_it_is() -> None:
    """A value may change by more than its size."""
    assert in_percent(1.304) == 130
