"""The crop and the operations that make a view, in order. A new one is a file beside these and a line here."""

from simclr_gui.engine.augmentation.operations.blur import BLUR
from simclr_gui.engine.augmentation.operations.crop import CROP
from simclr_gui.engine.augmentation.operations.grey import GREY
from simclr_gui.engine.augmentation.operations.jitter import JITTER
from simclr_gui.engine.augmentation.operations.operation import Operation, Sampling

OPERATIONS: tuple[Operation, ...] = (
    JITTER,
    GREY,
    BLUR,
)


def samplings() -> tuple[Sampling, ...]:
    """Of the crop, with which every view begins, and of all operations."""
    return (CROP, *OPERATIONS)
