"""What the experiment with and without colour changes has shown is told only as far as its numbers show it."""

import pytest

from simclr_gui.engine.events import EvaluationResult
from simclr_gui.gui.words.experiment import story
from tests.small import evaluated
from tests.state.test_state import RESULT


def scored(linear: float, test_images: int = 1_000) -> EvaluationResult:
    return evaluated(RESULT, simclr={"linear": linear, "knn": linear}, test_images=test_images)


@pytest.mark.parametrize(
    ("with_colour", "without_colour", "found", "told"),
    [
        (scored(0.9), scored(0.3), 0.95, "it found 95 % of the partners, for which colour is enough: only 30 %"),
        (scored(0.9), scored(0.3), None, "may pair images by their colour alone: only 30 %"),
        (scored(0.9), scored(0.3), 0.2, "may pair images by their colour alone: only 30 %"),
        (scored(0.3), scored(0.9), 0.95, "Here the colour changes did not help: 30 %"),
        (scored(0.177), scored(0.173), 0.2, "No difference is proven: 18 %"),
        (scored(0.5), scored(0.5), 0.9, "No difference is proven"),
        (scored(0.9, 10), scored(0.7, 10), 0.95, "No difference is proven"),
    ],
)
def test_that_a_difference_is_told_where_it_is_surely_one(
    with_colour: EvaluationResult, without_colour: EvaluationResult, found: float | None, told: str
) -> None:
    assert told in story(with_colour, without_colour, found)
