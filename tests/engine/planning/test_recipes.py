"""Recipes: runs that differ in one thing alone, each with a name, and words for what does not fit."""

import pytest

from simclr_gui.engine.augmentation.operations.table import samplings
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.differences import differing_settings
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.config.views import WITHOUT_OPERATION
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.planning.recipes import MOST_RUNS, RECIPES, Series, grid_series, recipe_named

CONFIG = TrainingConfig()
LARGE = preset_for("stl10")


def made(name: str, config: TrainingConfig = CONFIG) -> Series:
    return recipe_named(name).make(config)


def differing(series: Series) -> dict[str, tuple[object, ...]]:
    return {name: tuple(values) for name, values in differing_settings([t.config for t in series.trainings]).items()}


@pytest.mark.parametrize("name", RECIPES)
@pytest.mark.parametrize("config", [CONFIG, LARGE, preset_for("cifar10")])
def test_that_every_run_has_a_name_of_its_own_and_its_recipe_as_a_tag(name: str, config: TrainingConfig) -> None:
    series = made(name, config)
    names = [training.name for training in series.trainings]
    assert names
    assert len(set(names)) == len(names)
    assert all(training.tags == (name,) for training in series.trainings)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("temperature", {"optimisation.temperature": (0.05, 0.1, 0.2, 0.5, 1.0)}),
        ("batch-size", {"optimisation.batch_size": (32, 64, 128, 256, 512)}),
        ("head", {"model.projection_layers": (0, 1, 2)}),
        ("loss", {"optimisation.loss": ("nt-xent", "dcl")}),
        ("seeds", {"machine.seed": (0, 1, 2, 3, 4)}),
        ("epochs", {"budget.epochs": (10, 20, 50, 100)}),
        ("colour", {"views.jitter_probability": (0.8, 0.0), "views.grey_probability": (0.3, 0.0)}),
    ],
)
def test_that_all_else_is_equal(name: str, settings: dict[str, tuple[object, ...]]) -> None:
    assert differing(made(name)) == settings


def test_that_each_view_operation_is_left_out_once_after_all_of_them() -> None:
    series = made("each-view-left-out", LARGE)
    baseline, *others = series.trainings
    assert baseline.config == LARGE
    assert [training.name for training in others] == [
        "without crops",
        "without mirroring",
        "without colour jitter",
        "without grey",
        "without blur",
    ]
    assert not series.left_out
    assert others[0].config.views.crop_area_min == 1


def test_that_every_operation_of_the_views_can_be_left_out() -> None:
    assert len(WITHOUT_OPERATION) == len(samplings()) + 1, "the crop mirrors, too"


def test_that_an_operation_that_is_off_already_is_told_of() -> None:
    without_grey = config_with(CONFIG, {"views.grey_probability": 0.0})
    assert made("each-view-left-out", without_grey).left_out == (
        "without grey is left out: these views have none.",
        "without blur is left out: below 64 px nothing is blurred.",
    )


def test_that_thin_and_full_networks_have_the_same_first_layer() -> None:
    thin, full = (training.config for training in made("width").trainings)
    assert (thin.model.encoder, full.model.encoder) == ("resnet18-thin", "resnet18")
    assert thin.model.stem == full.model.stem == resolved_stem("resnet18-thin", "auto", 32)
    assert made("width", config_with(CONFIG, {"model.encoder": "resnet101"})).left_out == (
        "There is no thin ResNet-101.",
    )


def test_that_a_batch_which_the_images_do_not_fill_is_told_of() -> None:
    series = made("batch-size", config_with(CONFIG, {"data.train_images": 100}))
    assert [training.config.optimisation.batch_size for training in series.trainings] == [32, 64]
    assert series.left_out[0] == (
        "batch 128 is left out. The batch (128) is larger than the number of training images (100)."
    )


def test_that_chosen_epochs_are_trained_shorter_and_longer() -> None:
    assert differing(made("epochs", config_with(CONFIG, {"budget.epochs": 8}))) == {"budget.epochs": (2, 4, 8, 16)}


def test_that_the_course_notes_experiment_is_theirs() -> None:
    (training,) = made("course-notes").trainings
    config = training.config
    assert (config.data.source, config.data.part, config.data.side_px) == ("stl10", "train+unlabeled", 224)
    model = config.model
    assert (model.encoder, model.projection_layers) == ("resnet50", 2)
    assert model.projection_hidden_dim == model.projection_dim == 2_048
    assert config.budget == CONFIG.budget


def test_that_a_grid_combines_all_values_and_tells_which_do_not_go_together() -> None:
    over = {"optimisation.temperature": ["0.1", "0.5"], "optimisation.batch_size": ["64", "128"]}
    series = grid_series(CONFIG, over)
    assert [training.name for training in series.trainings][:2] == [
        "Temperature 0.1, Batch 64",
        "Temperature 0.1, Batch 128",
    ]
    assert len(series.trainings) == 4
    crops = grid_series(CONFIG, {"views.crop_area_min": ["0.2", "0.9"], "views.crop_area_max": ["0.5", "1"]})
    assert len(crops.trainings) == 3
    assert "Smallest crop 0.9, Largest crop 0.5 is left out" in crops.left_out[0]


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({}, "one or two settings"),
        ({"optimisation.warmth": ["1"]}, "no setting called optimisation.warmth"),
        ({"optimisation.temperature": []}, "has no values"),
        ({"optimisation.temperature": ["hot"]}, "Temperature hot is left out"),
        ({"machine.seed": [str(seed) for seed in range(MOST_RUNS + 1)]}, "101 runs is too large"),
    ],
)
def test_that_a_grid_that_cannot_be_is_refused_in_words(over: dict[str, list[str]], words: str) -> None:
    with pytest.raises(UserError, match=words):
        grid_series(CONFIG, over)


def test_that_none_stands_for_no_value() -> None:
    series = grid_series(CONFIG, {"model.projection_hidden_dim": ["none", "64"]})
    assert [training.config.model.projection_hidden_dim for training in series.trainings] == [None, 64]


def test_that_an_unknown_recipe_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(UserError, match="There are: each-view-left-out, "):
        recipe_named("soup")
