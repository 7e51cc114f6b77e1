"""How alike the projections of a batch are: what every contrastive loss is made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Similarities:
    """How alike the 2N projections of a batch are.

    Attributes:
        cosine: float32 (2n, 2N), cosine similarity of each anchor to all candidates, minus infinity to itself.
            In one process n is N; in a process group n is the process's share.
        temperature: by which the losses divide it.
        positives: int64 (2n,), the column of each row's other view.
    """

    cosine: "Tensor"
    temperature: float
    positives: "Tensor"

    @property
    def logits(self) -> "Tensor":
        """Cosine over temperature, shape (2n, 2N), minus infinity to itself."""
        return self.cosine / self.temperature

    def detached(self) -> "Similarities":
        """The same values without the graph that they were computed in."""
        return Similarities(self.cosine.detach(), self.temperature, self.positives)
