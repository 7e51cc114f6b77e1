"""Nearest neighbours by cosine, and what they vote for."""

import torch
from torch import Tensor
from torch.nn import functional

VOTERS = 200
VOTE_TEMPERATURE = 0.1
CHUNK = 2_000
MOST_DISTANCES = 20_000_000


def knn_predictions(bank: Tensor, bank_labels: Tensor, queries: Tensor, classes: int) -> Tensor:
    """The class of every query that wins the vote of the most similar features (Wu et al. 2018; as LightlySSL).

    k is 200, or a fifth of the smallest class of the bank if that is fewer; a vote weighs
    exp(cosine / 0.1).

    Args:
        bank, queries: features, shapes (bank, dim) and (queries, dim).
        bank_labels: int64.

    Returns:
        int64, shape (queries,).
    """
    voters = voters_for(bank_labels)
    bank, queries = _of_length_one(bank.float()), _of_length_one(queries.float())
    predicted = []
    for chunk in queries.split(CHUNK):
        similarity, index = (chunk @ bank.T).topk(voters, dim=1)
        votes = torch.zeros(len(chunk), classes, device=chunk.device)
        votes.scatter_add_(1, bank_labels[index], (similarity / VOTE_TEMPERATURE).exp())
        predicted.append(votes.argmax(dim=1))
    return torch.cat(predicted)


def knn_accuracy(bank: Tensor, bank_labels: Tensor, queries: Tensor, query_labels: Tensor, classes: int) -> float:
    """Share of queries of which `knn_predictions` are right, 0 to 1."""
    predicted = knn_predictions(bank, bank_labels, queries, classes)
    return int((predicted == query_labels).sum()) / len(queries)


def _of_length_one(features: Tensor) -> Tensor:
    """Scaled before, as the squares of numbers above 1e19 or below 1e-19 leave float32."""
    largest = features.abs().amax(dim=1, keepdim=True)
    return functional.normalize(features / torch.where(largest > 0, largest, 1.0), dim=1)


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
    rows = rows_at_a_time(len(features))
    found = [nearest_to(features, begin, begin + rows, count) for begin in range(0, len(features), rows)]
    return torch.cat([index for index, _ in found]), torch.cat([distances for _, distances in found])


def nearest_to(features: Tensor, begin: int, end: int, count: int) -> tuple[Tensor, Tensor]:
    """The same for the points from `begin` to before `end` alone; shapes (end - begin, count)."""
    chunk = features[begin:end]
    gaps = chunk.square().sum(dim=1)[:, None] + features.square().sum(dim=1)[None, :] - 2 * chunk @ features.T
    rows = torch.arange(len(chunk))
    gaps[rows, begin + rows] = -1.0  # itself comes first, however the rounding falls
    smallest, index = gaps.topk(count, dim=1, largest=False)
    return index, smallest.clamp(min=0).sqrt()


def rows_at_a_time(points: int) -> int:
    """So many that their distances to all points fit into 80 MB and are soon found."""
    return max(1, MOST_DISTANCES // max(1, points))
