"""Settings that differ: found in one place, told by name and as config.json has them."""

from pathlib import Path

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.differences import CHOSEN_BY_THE_MACHINE, changes_of_preset, differing_settings
from simclr_gui.engine.config.presets import PHOTOGRAPHS, SHAPES, preset_for, without_colour_changes
from simclr_gui.engine.config.settings import TrainingConfig, title_of, unit_of_setting


def test_that_settings_that_are_the_same_in_all_are_left_out() -> None:
    colder = config_with(SHAPES, {"optimisation.temperature": 0.1})
    assert differing_settings([SHAPES, SHAPES]) == {}
    assert differing_settings([SHAPES, colder, SHAPES]) == {"optimisation.temperature": (0.2, 0.1, 0.2)}


def test_that_a_stem_that_the_program_chose_is_no_other_than_the_same_one_by_name() -> None:
    left_to_it = config_with(TrainingConfig(), {"model.encoder": "resnet18-thin", "model.stem": "auto"})
    by_name = config_with(left_to_it, {"model.stem": "thin"})
    assert differing_settings([left_to_it, by_name]) == {}
    other = config_with(left_to_it, {"model.stem": "small"})
    assert differing_settings([left_to_it, by_name, other]) == {"model.stem": ("auto", "thin", "small")}


def test_that_one_config_among_several_is_enough() -> None:
    plain = SHAPES.model_copy(update={"views": without_colour_changes(SHAPES.views)})
    found = differing_settings([SHAPES, plain, SHAPES])
    assert found == {"views.jitter_probability": (0.8, 0.0, 0.8), "views.grey_probability": (0.3, 0.0, 0.3)}


def test_that_differences_come_in_the_order_of_the_window() -> None:
    found = differing_settings([SHAPES, config_with(SHAPES, {"machine.seed": 3, "data.side_px": 48})])
    assert list(found) == ["data.side_px", "machine.seed"]


def test_that_what_auto_stood_for_is_no_change_by_a_person() -> None:
    written = config_with(SHAPES, {"machine.precision": "bfloat16"})
    assert list(differing_settings([SHAPES, written])) == ["machine.precision"]
    assert differing_settings([SHAPES, written], leaves_out=CHOSEN_BY_THE_MACHINE) == {}
    assert changes_of_preset(written) == {}


def test_that_a_config_is_measured_by_the_preset_for_its_own_data() -> None:
    folder = Path("/some/images")
    preset = preset_for("folder", folder)
    assert changes_of_preset(preset) == {}
    assert preset.optimisation == PHOTOGRAPHS.optimisation != SHAPES.optimisation
    changed = config_with(preset, {"optimisation.loss": "nt-xent", "budget.epochs": 3})
    assert changes_of_preset(changed) == {"optimisation.loss": ("nt-xent", "dcl"), "budget.epochs": (3, None)}


def test_that_a_setting_is_called_as_the_window_calls_it() -> None:
    assert (title_of("budget.seconds"), unit_of_setting("budget.seconds")) == ("Time", "s")
    assert unit_of_setting("optimisation.temperature") == ""
