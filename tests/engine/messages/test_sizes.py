"""Amounts of memory in words."""

import pytest

from simclr_gui.engine.messages.sizes import size_text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (1, "1 B"),
        (949, "949 B"),
        (960, "1.0 kB"),
        (9_940, "9.9 kB"),
        (9_960, "10 kB"),
        (30_878_645, "31 MB"),
        (2_640_397_119, "2.6 GB"),
        (1_234_567_890_123, "1,235 GB"),
    ],
)
def test_that_an_amount_has_the_unit_that_suits_it(count: int, text: str) -> None:
    assert size_text(count) == text
