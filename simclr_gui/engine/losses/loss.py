"""What a loss has to offer: its name, its value, and the two lines between which it moves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simclr_gui.engine.losses.similarities import Similarities

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Loss:
    """One contrastive loss.

    Attributes:
        name: as it stands in config.json and on the command line.
        title: as people write it.
        value: of a batch, shape (), from its `Similarities`.
        chance: of a network to which all views are equally alike, by the images in a batch.
        floor: of perfect pairs spread evenly (positives coincide, all others have cosine -1 / (N - 1)), by the
            images in a batch and the temperature.
    """

    name: str
    title: str
    value: Callable[[Similarities], "Tensor"]
    chance: Callable[[int], float]
    floor: Callable[[int, float], float]

    def __call__(self, similarities: Similarities) -> "Tensor":
        return self.value(similarities)


def spread_exponent(batch_size: int, temperature: float) -> float:
    """Logit of a negative less that of the positive, where perfect pairs are spread evenly."""
    return -(1 + 1 / (batch_size - 1)) / temperature
