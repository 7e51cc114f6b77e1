"""Logistic regression: scikit-learn's optimum, reached by torch's L-BFGS, which can be left at any moment.

scikit-learn needs a minute for 50,000 features of 512 numbers and cannot be interrupted.
"""

import math
from collections.abc import Generator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.background import run_in_thread
from simclr_gui.engine.events import Announced
from simclr_gui.engine.features.features import require_numbers
from simclr_gui.engine.messages.sentences import said

INVERSE_PENALTY = 1.0  # scikit-learn's C
MOST_ITERATIONS = 1_000
MOST_NUMBERS_FOR_FLOAT64 = 1_000_000  # float32 takes a quarter of the time, and is up to 3 % off in a probability
ITERATIONS_AT_A_TIME, EVALUATIONS_AT_A_TIME = 10, 40
LIMITS = {  # the largest gradient, and the smallest fall of the loss over some iterations, at which the fit is done
    torch.float32: (5e-5, 1e-6),  # it gets no further down than about 2e-5; scikit-learn stops at 1e-4
    torch.float64: (1e-6, 1e-9),
}
HISTORY = 10  # as scipy's L-BFGS keeps
NARROWEST_PRODUCT = 16  # matrix products with ten columns take ten times as long
FITTING = said("Fitting the classifier")
NEVER = -1e9  # the logit of a class that does not exist


@dataclass(frozen=True)
class LinearClassifier:
    """A fitted classifier on standardised features.

    Attributes:
        mean, deviation: of the features it was fitted on, shape (dim,); infinite of one that never changes.
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
        logits = self._standardised(features) @ self.weights.double() + self.bias
        return functional.log_softmax(logits, dim=1).float()

    def _standardised(self, features: Tensor) -> Tensor:
        """In float64, which no distance from the mean exceeds, however small the deviation."""
        return (features.double() - self.mean) / self.deviation


def fit_classifier(
    features: Tensor, labels: Tensor, classes: int, sentence: str = FITTING
) -> Generator[Announced, None, LinearClassifier]:
    """Standardises the features and fits logistic regression with an L2 penalty on the weights (C = 1).

    A class that no label names has no part in the fit and the probability 0.

    Args:
        features: float32, shape (count, dim); a feature that never changes counts as 0.
        labels: int64, shape (count,), below `classes`.

    Yields:
        Several times a second, so that whoever plays the events may leave.

    Raises:
        UserError: a feature is not a number or infinite.
    """
    require_numbers(features.numpy())
    present, places = labels.unique(return_inverse=True)
    mean, deviation = _mean_and_deviation(features)
    standardised = (features.double() - mean) / deviation
    fitted, bias, iterations = yield from _fit(standardised, places, len(present), sentence)
    weights, biases = torch.zeros(len(mean), classes), torch.full((classes,), NEVER)
    weights[:, present], biases[present] = fitted, bias
    return LinearClassifier(mean, deviation, weights, biases, iterations)


def _mean_and_deviation(features: Tensor) -> tuple[Tensor, Tensor]:
    """Of every feature, shapes (dim,); infinite where it changes by no more than the rounding of a float32."""
    variance, mean = torch.var_mean(features.double(), dim=0, correction=0)
    deviation = variance.sqrt()
    changes = deviation > torch.finfo(torch.float32).eps * mean.abs()
    return mean.float(), torch.where(changes, deviation, torch.inf).float()


def _fit(
    standardised: Tensor, labels: Tensor, classes: int, sentence: str
) -> Generator[Announced, None, tuple[Tensor, Tensor, int]]:
    """Weights (dim, classes), bias (classes,) and the iterations that were needed; every class has a label."""
    penalty = 1 / (2 * INVERSE_PENALTY * len(labels))
    if classes == 2:  # scikit-learn takes one vector w for two classes; half of it for each has half its penalty
        penalty *= 2
    if standardised.numel() > MOST_NUMBERS_FOR_FLOAT64:
        standardised = standardised.float()
    largest_gradient, smallest_fall = LIMITS[standardised.dtype]
    axes = yield from run_in_thread(lambda: _even_axes(standardised), sentence)
    x = standardised @ axes
    columns = -(-classes // NARROWEST_PRODUCT) * NARROWEST_PRODUCT
    along_axes = torch.zeros(x.shape[1], columns, dtype=x.dtype, requires_grad=True)
    bias = torch.full((columns,), NEVER, dtype=x.dtype)
    bias[:classes] = 0
    bias.requires_grad_()
    optimizer = torch.optim.LBFGS(
        [along_axes, bias],
        max_iter=ITERATIONS_AT_A_TIME,
        max_eval=EVALUATIONS_AT_A_TIME,
        tolerance_grad=largest_gradient,
        tolerance_change=0.0,
        history_size=HISTORY,
        line_search_fn="strong_wolfe",
    )

    def objective() -> Tensor:
        optimizer.zero_grad()
        loss = functional.cross_entropy(x @ along_axes + bias, labels)
        loss = loss + penalty * (axes @ along_axes).square().sum()
        loss.backward()
        return loss

    loss, before = math.inf, math.inf
    while not math.isfinite(before) or before - loss > smallest_fall:
        yield from run_in_thread(lambda: optimizer.step(objective), sentence)
        before, loss = loss, float(objective().detach())
        if optimizer.state[along_axes]["n_iter"] >= MOST_ITERATIONS:
            break
    iterations = int(optimizer.state[along_axes]["n_iter"])
    return (axes @ along_axes.detach())[:, :classes].float(), bias.detach()[:classes].float(), iterations


def _even_axes(x: Tensor) -> Tensor:
    """Axes along which the features vary alike, shape (dim, axes): the loss is round there, and the way down short.

    The optimum does not depend on them; of fewer images than features it lies in what the images span, so that as many
    axes do. Scikit-learn walks along the features' own axes, ten times as far.
    """
    values = x.double()
    if len(values) < values.shape[1]:
        _, extents, rows = torch.linalg.svd(values, full_matrices=False)
        spreads, directions = extents.square() / len(values), rows.T
    else:
        spreads, directions = torch.linalg.eigh(values.T @ values / len(values))
    axes: Tensor = (directions / (spreads.clamp(min=0) + 1 / len(x)).sqrt()).to(x.dtype)
    return axes
