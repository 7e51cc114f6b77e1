"""Nearest neighbours by cosine, and what they vote for."""

import torch
from torch import Tensor
from torch.nn import functional

VOTERS = 200
VOTE_TEMPERATURE = 0.1
CHUNK = 2_000


def knn_accuracy(bank: Tensor, bank_labels: Tensor, queries: Tensor, query_labels: Tensor, classes: int) -> float:
    """Share of queries whose class wins the vote of the most similar features (Wu et al. 2018; as LightlySSL).

    k is 200, or a fifth of the smallest class of the bank if that is fewer; a vote weighs
    exp(cosine / 0.1).

    Args:
        bank, queries: features, shapes (bank, dim) and (queries, dim).
        bank_labels, query_labels: int64.

    Returns:
        Accuracy, 0 to 1.
    """
    voters = voters_for(bank_labels)
    bank = functional.normalize(bank.float(), dim=1)
    queries = functional.normalize(queries.float(), dim=1)
    correct = 0
    for chunk, labels in zip(queries.split(CHUNK), query_labels.split(CHUNK), strict=True):
        similarity, index = (chunk @ bank.T).topk(voters, dim=1)
        votes = torch.zeros(len(chunk), classes, device=chunk.device)
        votes.scatter_add_(1, bank_labels[index], (similarity / VOTE_TEMPERATURE).exp())
        correct += int((votes.argmax(dim=1) == labels).sum())
    return correct / len(queries)


def voters_for(bank_labels: Tensor) -> int:
    """k: 200, or a fifth of the smallest class that occurs, at least 1."""
    counts = bank_labels.bincount()
    return max(1, min(VOTERS, int(counts[counts > 0].min()) // 5))


def nearest(features: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The exact Euclidean nearest neighbours of every point among all, itself first.

    Args:
        features: float, shape (points, dim).

    Returns:
        Indices int64 and distances float32, both (points, count), nearest first.
    """
    squared = features.square().sum(dim=1)
    indices, distances = [], []
    for start in range(0, len(features), CHUNK):
        chunk = features[start : start + CHUNK]
        gaps = squared[start : start + CHUNK, None] + squared[None, :] - 2 * chunk @ features.T
        rows = torch.arange(len(chunk))
        gaps[rows, start + rows] = -1.0  # itself comes first, however the rounding falls
        smallest, index = gaps.topk(count, dim=1, largest=False)
        indices.append(index)
        distances.append(smallest.clamp(min=0).sqrt())
    return torch.cat(indices), torch.cat(distances)
