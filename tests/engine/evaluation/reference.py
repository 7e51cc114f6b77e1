"""The same judgements by scikit-learn, and features whose answers are known."""

from typing import Any

import torch
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler


def fitted_by_sklearn(features: Any, labels: Any, tol: float = 1e-4) -> Pipeline:
    """The protocol as it is written down; with a smaller `tol` nearer to the optimum."""
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1_000, tol=tol)).fit(features, labels)


def accuracy_by_sklearn(features: Any, labels: Any, unseen: Any, unseen_labels: Any) -> float:
    return float(fitted_by_sklearn(features, labels).score(unseen, unseen_labels))


def blobs(count: int, classes: int, dim: int, seed: int, spread: float = 0.3) -> tuple[torch.Tensor, torch.Tensor]:
    """Classes in directions of their own."""
    generator = torch.Generator().manual_seed(seed)
    labels = torch.arange(count) % classes
    centres = torch.eye(dim)[:classes]
    return centres[labels] + spread * torch.randn(count, dim, generator=generator), labels
