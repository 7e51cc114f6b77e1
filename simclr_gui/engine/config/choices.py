"""What can be chosen where a choice is more than a name: a line in a table here is one more encoder or data set."""

from dataclasses import dataclass
from typing import Literal

FULL_WIDTH, THIN_WIDTH = 64, 16


@dataclass(frozen=True)
class Architecture:
    """A ResNet (He et al. 2016, table 1).

    Attributes:
        title: as people write it; of a thin one without the word.
        blocks_a_stage: of its four stages.
        width: channels of the first stage; ImageNet's have 64.
    """

    title: str
    block: Literal["basic", "bottleneck"]
    blocks_a_stage: tuple[int, int, int, int]
    width: int = FULL_WIDTH

    @property
    def is_thin(self) -> bool:
        return self.width < FULL_WIDTH


ENCODERS: dict[str, Architecture] = {
    "resnet18-thin": Architecture("ResNet-18", "basic", (2, 2, 2, 2), THIN_WIDTH),
    "resnet34-thin": Architecture("ResNet-34", "basic", (3, 4, 6, 3), THIN_WIDTH),
    "resnet50-thin": Architecture("ResNet-50", "bottleneck", (3, 4, 6, 3), THIN_WIDTH),
    "resnet18": Architecture("ResNet-18", "basic", (2, 2, 2, 2)),
    "resnet34": Architecture("ResNet-34", "basic", (3, 4, 6, 3)),
    "resnet50": Architecture("ResNet-50", "bottleneck", (3, 4, 6, 3)),
    "resnet101": Architecture("ResNet-101", "bottleneck", (3, 4, 23, 3)),
    "resnet152": Architecture("ResNet-152", "bottleneck", (3, 8, 36, 3)),
}

PUBLISHED_DATA: dict[str, str] = {
    "stl10": "STL-10",
    "cifar10": "CIFAR-10",
    "cifar100": "CIFAR-100",
    "fashion-mnist": "Fashion-MNIST",
    "svhn": "SVHN",
    "imagenette": "Imagenette",
}
"""As their authors write them. How each is read stands in `datasets/published/catalogue.py`."""
