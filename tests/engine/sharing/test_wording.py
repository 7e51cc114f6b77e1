"""Values of settings as a report tells them."""

import pytest

from simclr_gui.engine.sharing.wording import Wording


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("data.train_images", 0, "all"),
        ("data.train_images", 5_000, "5,000"),
        ("data.test_images", 0, "all"),
        ("data.drawing_seed", 0, "0"),
        ("model.projection_layers", 0, "0"),
        ("model.projection_hidden_dim", None, "none"),
        ("data.side_px", 32, "32 px"),
    ],
)
def test_that_a_value_that_stands_for_another_is_told_as_what_it_means(setting: str, value: object, words: str) -> None:
    assert Wording().setting_value(setting, value) == words
