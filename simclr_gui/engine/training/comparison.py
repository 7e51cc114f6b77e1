"""The projections of a batch compared with each other, over all processes that train together."""

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.distributed import SINGLE_PROCESS, ProcessGroup
from simclr_gui.engine.losses.similarities import Similarities


def compare(
    first: Tensor, second: Tensor, temperature: float, process_group: ProcessGroup = SINGLE_PROCESS
) -> Similarities:
    """Compares every projection with every other; row i of `first` and of `second` are views of one image.

    Args:
        first, second: shape (n, projection_dim), any float type; computed in float32.
        process_group: the candidates of all its processes are compared with the anchors of this one.
    """
    count = len(first)
    with torch.autocast(first.device.type, enabled=False):
        anchors = functional.normalize(torch.cat([first, second]).float(), dim=1)
        candidates = torch.cat([process_group.gather(views) for views in anchors.chunk(2)])
        cosine = anchors @ candidates.T
    places = process_group.rank * count + torch.arange(count, device=first.device)
    others = count * process_group.size
    itself, positives = torch.cat([places, places + others]), torch.cat([places + others, places])
    cosine.scatter_(1, itself[:, None], -torch.inf)
    return Similarities(cosine, temperature, positives)


def contrastive_top1(similarities: Similarities) -> Tensor:
    """Share of views whose most similar other view is their positive."""
    return (similarities.cosine.argmax(dim=1) == similarities.positives).float().mean()
