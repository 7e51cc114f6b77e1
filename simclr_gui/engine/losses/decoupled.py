"""The decoupled contrastive loss (Yeh et al. 2022): the positive is left out of the denominator."""

import math
from typing import TYPE_CHECKING

from simclr_gui.engine.losses.loss import Loss, spread_exponent
from simclr_gui.engine.losses.similarities import Similarities

if TYPE_CHECKING:
    from torch import Tensor


def decoupled(similarities: Similarities) -> "Tensor":
    """Mean over the anchors of log of the sum over negatives less the positive's logit, shape ()."""
    import torch

    logits, positives = similarities.logits, similarities.positives[:, None]
    negatives = logits.scatter(1, positives, -torch.inf)
    return (negatives.logsumexp(dim=1) - logits.gather(1, positives)[:, 0]).mean()


def _chance(batch_size: int) -> float:
    return math.log(2 * batch_size - 2)


def _floor(batch_size: int, temperature: float) -> float:
    return math.log(2 * batch_size - 2) + spread_exponent(batch_size, temperature)


DECOUPLED = Loss("dcl", "DCL", decoupled, _chance, _floor)
