"""Settings that were measured to work, one recipe for each kind of data."""

from pathlib import Path

from simclr_gui.engine.config import TrainingConfig, config_with

SHAPES = TrainingConfig()

PHOTOGRAPHS = config_with(
    TrainingConfig(),
    {
        "data.train_images": 0,
        "data.test_images": 0,
        "views.crop_area_min": 0.25,
        "views.brightness": 0.4,
        "views.contrast": 0.4,
        "views.saturation": 0.4,
        "views.hue": 0.1,
        "views.grey_probability": 0.1,
        "optimisation.loss": "dcl",
        "optimisation.batch_size": 128,
        "optimisation.learning_rate": 0.1,
        "budget.seconds": 300.0,
    },
)


def recipe_for_folder(folder: Path) -> TrainingConfig:
    """The photograph recipe, pointed at a folder of pictures."""
    return config_with(PHOTOGRAPHS, {"data.source": "folder", "data.folder": folder})
