"""Settings that were measured to work, one preset for each kind of data."""

from pathlib import Path

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.section import colour_settings
from simclr_gui.engine.config.settings import Source, TrainingConfig
from simclr_gui.engine.config.views import ViewSettings

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
        "model.features": "multi-scale",
        "optimisation.loss": "dcl",
        "optimisation.batch_size": 128,
        "optimisation.learning_rate": 0.1,
        "budget.seconds": 300.0,
    },
)

LARGE_PHOTOGRAPHS = config_with(  # this stem leaves a quarter of what the thin one leaves: four times as many steps
    PHOTOGRAPHS, {"data.side_px": 96, "model.stem": "imagenet", "budget.seconds": 600.0}
)

PAPER_VIEWS = ViewSettings(  # Chen et al. 2020, appendix A, strength 1
    crop_area_min=0.08, brightness=0.8, contrast=0.8, saturation=0.8, hue=0.2, grey_probability=0.2
)
VIEW_PRESETS: dict[str, ViewSettings] = {"paper": PAPER_VIEWS, "photographs": PHOTOGRAPHS.views, "shapes": SHAPES.views}


def without_colour_changes(views: ViewSettings) -> ViewSettings:
    """The same views, but the colours stay: the network may then tell images apart by colour alone."""
    return views.model_copy(update=dict.fromkeys(colour_settings(ViewSettings), 0.0))


def has_colour_changes(config: TrainingConfig) -> bool:
    """Whether views may differ in their colours at all."""
    return without_colour_changes(config.views) != config.views


def with_and_without_colour_changes(config: TrainingConfig) -> tuple[TrainingConfig, TrainingConfig]:
    """Two configs that differ in nothing else; where the given one has no colour changes, the preset's are taken."""
    plain = without_colour_changes(config.views)
    views = config.views if plain != config.views else preset_for(config.data.source, config.data.folder).views
    colourful, colourless = (config.model_copy(update={"views": chosen}) for chosen in (views, plain))
    return colourful, colourless


def fitting_batch(images: int) -> int:
    """The largest power of two that so many training images fill, at least 2."""
    return 1 << max(1, images.bit_length() - 1)


def suited_to(preset: TrainingConfig, images: int) -> TrainingConfig:
    """A preset for so many training images: a batch that they do not fill becomes one that they do."""
    if preset.optimisation.batch_size <= images:
        return preset
    return config_with(preset, {"optimisation.batch_size": fitting_batch(images)})


_OF_LARGE_PHOTOGRAPHS: tuple[Source, ...] = ("stl10", "imagenette")


def preset_for(source: Source, folder: Path | None = None) -> TrainingConfig:
    """The preset that suits the data; a folder of images is named, others may lie in one."""
    if source == "shapes":
        return SHAPES
    preset = LARGE_PHOTOGRAPHS if source in _OF_LARGE_PHOTOGRAPHS else PHOTOGRAPHS
    return config_with(preset, {"data.source": source, "data.folder": folder})
