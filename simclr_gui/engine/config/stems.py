"""Which first layer suits the size of the images."""

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.settings import EncoderName, Stem

SMALLEST_SIDE_FOR_IMAGENET_STEM_PX = 64


def resolved_stem(name: EncoderName, stem: Stem, side_px: int) -> Stem:
    """The stem that "auto" stands for at this image size."""
    if stem != "auto":
        return stem
    if ENCODERS[name].is_thin:
        return "thin"
    return "imagenet" if side_px >= SMALLEST_SIDE_FOR_IMAGENET_STEM_PX else "small"
