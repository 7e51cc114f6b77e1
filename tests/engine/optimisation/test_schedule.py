"""The learning rate over the budget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simclr_gui.engine.optimisation.schedule import learning_rate_share


@pytest.mark.parametrize("warmup", [0.0, 0.05, 0.5])
def test_that_the_cosine_ends_at_exactly_zero(warmup: float) -> None:
    assert learning_rate_share(1.0, warmup) == 0.0
    assert learning_rate_share(1.7, warmup) == 0.0


def test_that_it_climbs_straight_to_the_top_and_is_half_way_down_in_the_middle() -> None:
    assert learning_rate_share(0.0, 0.1) == 0.0
    assert learning_rate_share(0.05, 0.1) == pytest.approx(0.5)
    assert learning_rate_share(0.1, 0.1) == 1.0
    assert learning_rate_share(0.55, 0.1) == pytest.approx(0.5)


@given(st.floats(0, 1, allow_subnormal=False), st.floats(0, 0.9, allow_subnormal=False))
def test_that_it_stays_between_zero_and_one(progress: float, warmup: float) -> None:
    assert 0.0 <= learning_rate_share(progress, warmup) <= 1.0


@given(st.floats(0.3, 1), st.floats(0.3, 1))
def test_that_it_never_rises_after_the_warmup(one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert learning_rate_share(early, 0.3) >= learning_rate_share(late, 0.3)
