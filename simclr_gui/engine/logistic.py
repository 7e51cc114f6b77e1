"""Multinomial logistic regression: scikit-learn's optimum, reached by torch's L-BFGS, which can be left at any moment.

scikit-learn needs a minute for 50,000 features of 512 numbers and cannot be interrupted.
"""

from collections.abc import Generator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.events import Announced

INVERSE_PENALTY = 1.0  # scikit-learn's C
MOST_ITERATIONS = 1_000
LARGEST_GRADIENT = 1e-4  # where scikit-learn stops
ITERATIONS_AT_A_TIME = 10
HISTORY = 10  # as scipy's L-BFGS keeps


@dataclass(frozen=True)
class LinearClassifier:
    """A fitted classifier on standardised features.

    Attributes:
        mean, deviation: of the features it was fitted on, shape (dim,).
        weights: shape (dim, classes).
        bias: shape (classes,).
        iterations: how many were needed.
    """

    mean: Tensor
    deviation: Tensor
    weights: Tensor
    bias: Tensor
    iterations: int

    def log_probabilities(self, features: Tensor) -> Tensor:
        """Log of the probability of every class; float32, shape (count, classes)."""
        return functional.log_softmax(self._standardised(features) @ self.weights + self.bias, dim=1)

    def _standardised(self, features: Tensor) -> Tensor:
        return (features - self.mean) / self.deviation


def fit_classifier(
    features: Tensor, labels: Tensor, classes: int, sentence: str = "Fitting the classifier"
) -> Generator[Announced, None, LinearClassifier]:
    """Standardises the features and fits softmax regression with an L2 penalty on the weights (C = 1).

    Args:
        features: float32, shape (count, dim); a feature that never changes counts as 0.
        labels: int64, shape (count,), below `classes`.

    Yields:
        Every few iterations, so that whoever plays the events may leave.
    """
    mean, deviation = features.mean(dim=0), features.std(dim=0, correction=0)
    deviation = torch.where(deviation > 0, deviation, 1.0)
    x = (features - mean) / deviation
    weights = torch.zeros(x.shape[1], classes, requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weights, bias],
        max_iter=ITERATIONS_AT_A_TIME,
        tolerance_grad=LARGEST_GRADIENT,
        tolerance_change=0.0,
        history_size=HISTORY,
        line_search_fn="strong_wolfe",
    )

    def objective() -> Tensor:
        optimizer.zero_grad()
        loss = functional.cross_entropy(x @ weights + bias, labels)
        loss = loss + weights.square().sum() / (2 * INVERSE_PENALTY * len(x))
        loss.backward()
        return loss

    iterations = 0
    while iterations < MOST_ITERATIONS:
        optimizer.step(objective)
        done = int(optimizer.state[weights]["n_iter"])
        if done - iterations < ITERATIONS_AT_A_TIME:  # it has converged, or rounding allows no further step
            iterations = done
            break
        iterations = done
        yield Announced(sentence)
    return LinearClassifier(mean, deviation, weights.detach(), bias.detach(), iterations)
