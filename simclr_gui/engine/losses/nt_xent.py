"""NT-Xent, the normalised temperature-scaled cross entropy of SimCLR (Chen et al. 2020, eq. 1)."""

import math
from typing import TYPE_CHECKING

from simclr_gui.engine.losses.loss import Loss, spread_exponent
from simclr_gui.engine.losses.similarities import Similarities

if TYPE_CHECKING:
    from torch import Tensor


def nt_xent(similarities: Similarities) -> "Tensor":
    """Cross entropy against the positive among the 2N - 1 other views, shape ()."""
    from torch.nn import functional

    return functional.cross_entropy(similarities.logits, similarities.positives)


def _chance(batch_size: int) -> float:
    return math.log(2 * batch_size - 1)


def _floor(batch_size: int, temperature: float) -> float:
    return math.log1p((2 * batch_size - 2) * math.exp(spread_exponent(batch_size, temperature)))


NT_XENT = Loss("nt-xent", "NT-Xent", nt_xent, _chance, _floor)
