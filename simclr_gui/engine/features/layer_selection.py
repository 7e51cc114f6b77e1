"""Which feature maps are looked at: of which layer, of which image, at which point of the training."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerSelection:
    """What is looked at.

    Attributes:
        layer: None for the first.
        image_index: which test image; it goes round.
        beside_beginning: whether the maps of the untrained network are wanted too.
    """

    layer: str | None = None
    image_index: int = 0
    beside_beginning: bool = False
