"""NT-Xent and its decoupled variant, over the similarities of a batch."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.distributed import SINGLE_PROCESS, ProcessGroup


@dataclass(frozen=True)
class Similarities:
    """How alike the 2N projections of a batch are.

    Attributes:
        logits: float32 (2n, 2N), cosine similarity / temperature of each anchor to all candidates, minus infinity
            to itself. Alone n is N; in a team n is the process's share.
        partners: int64 (2n,), the column of each row's other view.
    """

    logits: Tensor
    positives: Tensor


def compare(
    first: Tensor, second: Tensor, temperature: float, process_group: ProcessGroup = SINGLE_PROCESS
) -> Similarities:
    """Compares every projection with every other; row i of `first` and of `second` are views of one image.

    Args:
        first, second: shape (n, projection_dim), any float type; computed in float32.
        team: the candidates of all its processes are compared with the anchors of this one.
    """
    count = len(first)
    with torch.autocast(first.device.type, enabled=False):
        anchors = functional.normalize(torch.cat([first, second]).float(), dim=1)
        candidates = torch.cat([process_group.gather(views) for views in anchors.chunk(2)])
        logits = anchors @ candidates.T / temperature
    places = process_group.rank * count + torch.arange(count, device=first.device)
    others = count * process_group.size
    itself, positives = torch.cat([places, places + others]), torch.cat([places + others, places])
    logits.scatter_(1, itself[:, None], -torch.inf)
    return Similarities(logits, positives)


def nt_xent(similarities: Similarities) -> Tensor:
    """NT-Xent (Chen et al. 2020, eq. 1): cross entropy against the partner among the 2N - 1 others."""
    return functional.cross_entropy(similarities.logits, similarities.positives)


def decoupled(similarities: Similarities) -> Tensor:
    """Decoupled contrastive loss (Yeh et al. 2022): the partner is left out of the denominator."""
    logits, positives = similarities.logits, similarities.positives[:, None]
    positive = logits.gather(1, positives)
    negatives = logits.scatter(1, positives, -torch.inf)
    return (negatives.logsumexp(dim=1) - positive[:, 0]).mean()


LOSSES = {"nt-xent": nt_xent, "dcl": decoupled}


def contrastive_top1(similarities: Similarities) -> Tensor:
    """Share of views whose most similar other view is their partner."""
    return (similarities.logits.argmax(dim=1) == similarities.positives).float().mean()
