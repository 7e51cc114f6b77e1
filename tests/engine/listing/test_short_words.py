"""What differs from the recipe of the data, in few words."""

from typing import Any

import pytest

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import preset_for, with_and_without_colour_changes
from simclr_gui.engine.listing.short_words import differences_from_preset, short_words


def words(source: str, **changes: Any) -> list[str]:
    config = config_with(preset_for(source), {name.replace("__", "."): value for name, value in changes.items()})
    return [str(each) for each in short_words(differences_from_preset(config))]


def test_that_a_run_with_the_recipe_says_nothing() -> None:
    assert words("shapes", machine__seed=7, machine__threads=1, budget__seconds=5.0, model__encoder="resnet18") == []
    assert words("stl10") == []


@pytest.mark.parametrize("source", ["shapes", "cifar10"])
def test_that_colour_is_said_as_one_thing(source: str) -> None:
    _, colourless = with_and_without_colour_changes(preset_for(source))
    assert [str(each) for each in short_words(differences_from_preset(colourless))] == ["colour off"]


def test_that_settings_are_said_in_short_with_their_values() -> None:
    assert words("shapes", optimisation__temperature=0.1, optimisation__batch_size=1_024) == ["τ 0.1", "batch 1,024"]
    assert words("shapes", views__flip_probability=0.0, views__blur_probability=0.2) == ["mirrored off", "blur 0.2"]
    assert words("cifar10", model__features="last-stage") == ["h last-stage"]
