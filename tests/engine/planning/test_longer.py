"""A run that goes on for longer: the same settings, other random numbers, and a parent that is named."""

from pathlib import Path

import pytest

from simclr_gui.engine.config.continued import LARGEST_SEED, continued_config
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.planning.longer import longer_training
from tests.small import small_config

FIRST = small_config(optimisation__temperature=0.3, machine__seed=4)


def test_that_it_keeps_the_settings_and_names_its_parent() -> None:
    training = longer_training(
        Path("/runs/first"), "no colour", FIRST, {"budget.epochs": None, "budget.seconds": 600.0}
    )
    assert (training.name, training.tags, training.parent) == ("no colour, longer", ("longer",), Path("/runs/first"))
    assert (training.config.budget.epochs, training.config.budget.seconds) == (None, 600)
    assert training.config.optimisation == FIRST.optimisation
    assert (training.config.data, training.config.views, training.config.model) == (
        FIRST.data,
        FIRST.views,
        FIRST.model,
    )


def test_that_its_views_are_others_unless_the_seed_is_named() -> None:
    assert continued_config(FIRST, {}).machine.seed == 5
    assert continued_config(FIRST, {"machine.seed": 4}) == FIRST
    assert continued_config(small_config(machine__seed=LARGEST_SEED), {}).machine.seed == 0


def test_that_a_change_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UserError, match="Time"):
        longer_training(Path("first"), "first", FIRST, {"budget.seconds": -1.0})
