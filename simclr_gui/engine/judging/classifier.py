"""Multinomial logistic regression: scikit-learn's optimum, reached by torch's L-BFGS, which can be left at any moment.

scikit-learn needs a minute for 50,000 features of 512 numbers and cannot be interrupted.
"""

import math
from collections.abc import Generator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.events import Announced
from simclr_gui.engine.sentences import said
from simclr_gui.engine.waiting import meanwhile

INVERSE_PENALTY = 1.0  # scikit-learn's C
MOST_ITERATIONS = 1_000
LARGEST_GRADIENT = 5e-5  # float32 gets no further down than about 2e-5; scikit-learn stops at 1e-4
ITERATIONS_AT_A_TIME, EVALUATIONS_AT_A_TIME = 10, 40
SMALLEST_FALL = 1e-6  # of the loss over some iterations
HISTORY = 10  # as scipy's L-BFGS keeps
NARROWEST_PRODUCT = 16  # matrix products with ten columns take ten times as long
FITTING = said("Fitting the classifier")
NEVER = -1e9  # the logit of a class that does not exist


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
    features: Tensor, labels: Tensor, classes: int, sentence: str = FITTING
) -> Generator[Announced, None, LinearClassifier]:
    """Standardises the features and fits softmax regression with an L2 penalty on the weights (C = 1).

    Args:
        features: float32, shape (count, dim); a feature that never changes counts as 0.
        labels: int64, shape (count,), below `classes`.

    Yields:
        Several times a second, so that whoever plays the events may leave.
    """
    mean, deviation = features.mean(dim=0), features.std(dim=0, correction=0)
    deviation = torch.where(deviation > 0, deviation, 1.0)
    standardised = (features - mean) / deviation
    axes = yield from meanwhile(lambda: _even_axes(standardised), sentence)
    x = standardised @ axes
    columns = -(-classes // NARROWEST_PRODUCT) * NARROWEST_PRODUCT
    along_axes = torch.zeros(x.shape[1], columns, requires_grad=True)
    bias = torch.full((columns,), NEVER)
    bias[:classes] = 0
    bias.requires_grad_()
    optimizer = torch.optim.LBFGS(
        [along_axes, bias],
        max_iter=ITERATIONS_AT_A_TIME,
        max_eval=EVALUATIONS_AT_A_TIME,
        tolerance_grad=LARGEST_GRADIENT,
        tolerance_change=0.0,
        history_size=HISTORY,
        line_search_fn="strong_wolfe",
    )

    def objective() -> Tensor:
        optimizer.zero_grad()
        loss = functional.cross_entropy(x @ along_axes + bias, labels)
        loss = loss + (axes @ along_axes).square().sum() / (2 * INVERSE_PENALTY * len(x))
        loss.backward()
        return loss

    loss, before = math.inf, math.inf
    while not math.isfinite(before) or before - loss > SMALLEST_FALL:
        yield from meanwhile(lambda: optimizer.step(objective), sentence)
        before, loss = loss, float(objective().detach())
        if optimizer.state[along_axes]["n_iter"] >= MOST_ITERATIONS:
            break
    iterations = int(optimizer.state[along_axes]["n_iter"])
    weights = (axes @ along_axes.detach())[:, :classes]
    return LinearClassifier(mean, deviation, weights, bias.detach()[:classes], iterations)


def _even_axes(x: Tensor) -> Tensor:
    """Axes along which the features vary alike, shape (dim, dim): the loss is round there, and the way down short.

    The optimum does not depend on them. Scikit-learn walks along the features' own axes, ten times as far.
    """
    values = x.double()
    spreads, directions = torch.linalg.eigh(values.T @ values / len(values))
    axes: Tensor = (directions / (spreads.clamp(min=0) + 1 / len(x)).sqrt()).float()
    return axes
