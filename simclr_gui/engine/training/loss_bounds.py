"""The two lines between which the loss moves, without loading torch."""

import math


def chance_loss(loss: str, batch_size: int) -> float:
    """The loss of a network to which all views are equally alike: ln(2N - 1), or ln(2N - 2) decoupled."""
    return math.log(2 * batch_size - 1 if loss == "nt-xent" else 2 * batch_size - 2)


def floor_loss(loss: str, batch_size: int, temperature: float) -> float:
    """The loss of perfect pairs spread evenly: partners coincide, all others have cosine -1 / (N - 1)."""
    exponent = -(1 + 1 / (batch_size - 1)) / temperature
    negatives = 2 * batch_size - 2
    if loss == "nt-xent":
        return math.log1p(negatives * math.exp(exponent))
    return math.log(negatives) + exponent
