"""The settings of the views: which changes of an image the network learns to ignore."""

from pydantic import model_validator

from simclr_gui.engine.config.section import Section, setting
from simclr_gui.engine.messages.sentences import said

SMALLEST_BLURRED_SIDE_PX = 64  # below it a blur would take what there is to see
WITHOUT_OPERATION: dict[str, dict[str, float]] = {
    "crop": {"crop_area_min": 1.0, "crop_area_max": 1.0},
    "flip": {"flip_probability": 0.0},
    "jitter": {"jitter_probability": 0.0},
    "grey": {"grey_probability": 0.0},
    "blur": {"blur_probability": 0.0},
}
"""The settings that leave out one operation of a view, in the order in which they happen."""


class ViewSettings(Section):
    """How an image is changed into two views: what the network learns to ignore."""

    crop_area_min: float = setting(
        0.65,
        "Smallest crop",
        "Share of the image's area that a random crop keeps at least. Small crops make the task hard.",
        usual="0.08 (paper) to 0.65 (Shapes)",
        ge=0.01,
        le=1.0,
    )
    crop_area_max: float = setting(
        1.0,
        "Largest crop",
        "Share of the image's area that a random crop keeps at most.",
        usual="1",
        ge=0.01,
        le=1.0,
    )
    flip_probability: float = setting(
        0.5, "Mirrored", "How often a view is mirrored left to right.", usual="0.5", ge=0.0, le=1.0
    )
    jitter_probability: float = setting(
        0.8,
        "Colours changed",
        "How often the colours of a view are changed. Without it the network may match images by colour alone.",
        usual="0.8",
        ge=0.0,
        le=1.0,
        changes_colours=True,
    )
    brightness: float = setting(
        0.8,
        "Brightness",
        "Brightness is multiplied by 1 plus or minus up to this.",
        usual="0.4 to 0.8",
        ge=0.0,
        le=1.0,
    )
    contrast: float = setting(
        0.8, "Contrast", "Contrast is multiplied by 1 plus or minus up to this.", usual="0.4 to 0.8", ge=0.0, le=1.0
    )
    saturation: float = setting(
        0.8,
        "Saturation",
        "Saturation is multiplied by 1 plus or minus up to this.",
        usual="0.4 to 0.8",
        ge=0.0,
        le=1.0,
    )
    hue: float = setting(
        0.5,
        "Hue",
        "Hue turns by up to this share of the colour circle; 0.5 reaches every colour.",
        usual="0.1 (photographs), 0.5 (Shapes)",
        ge=0.0,
        le=0.5,
    )
    grey_probability: float = setting(
        0.3,
        "Made grey",
        "How often a view loses its colours altogether.",
        usual="0.1 to 0.3",
        ge=0.0,
        le=1.0,
        changes_colours=True,
    )
    blur_probability: float = setting(
        0.5,
        "Blurred",
        "How often a view is blurred (sigma 0.1 to 2 px). Images below 64 px are never blurred.",
        usual="0.5",
        ge=0.0,
        le=1.0,
    )

    @model_validator(mode="after")
    def _crop_range_is_ordered(self) -> "ViewSettings":
        if self.crop_area_min > self.crop_area_max:
            raise ValueError(said("the smallest crop must not be larger than the largest crop"))
        return self
