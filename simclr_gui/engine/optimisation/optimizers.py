"""The optimizers: SGD with Nesterov momentum, AdamW, and LARS for large batches."""

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn

from simclr_gui.engine.config.settings import OptimisationSettings
from simclr_gui.engine.optimisation.lars import Lars

MOMENTUM = 0.9
STEP_COUNTER = "step"


def build_optimizer(
    parameters: Iterable[nn.Parameter], settings: OptimisationSettings, *, fused: bool = True
) -> torch.optim.Optimizer:
    """Builds the optimizer; the learning rate is set anew before every step.

    Args:
        fused: one operation a step. Not with a scaled loss: where the very first step is left out because its
            gradients are too large, the fused SGD goes on from a momentum that was never set.
    """
    if settings.optimizer == "adamw":
        return torch.optim.AdamW(parameters, lr=settings.learning_rate, weight_decay=settings.weight_decay, fused=fused)
    if settings.optimizer == "lars":
        return Lars(_with_and_without_decay(parameters, settings.weight_decay), settings.learning_rate, MOMENTUM, 0.0)
    return torch.optim.SGD(
        parameters,
        lr=settings.learning_rate,
        momentum=MOMENTUM,
        nesterov=True,
        weight_decay=settings.weight_decay,
        fused=fused,
    )


def state_names(optimizer: torch.optim.Optimizer) -> tuple[str, ...]:
    """What the optimizer keeps for every weight once it has moved it; the counter is a single number."""
    return (STEP_COUNTER, "exp_avg", "exp_avg_sq") if isinstance(optimizer, torch.optim.AdamW) else ("momentum_buffer",)


def _with_and_without_decay(parameters: Iterable[nn.Parameter], weight_decay: float) -> list[dict[str, Any]]:
    """BatchNorm's numbers and biases are neither pulled towards zero nor scaled by trust ratios."""
    parameters = list(parameters)
    return [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": weight_decay},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0, "trust": 0.0},
    ]


def take_step(optimizer: torch.optim.Optimizer) -> None:
    """`optimizer.step()` itself, without its outer wrappers.

    They load torch's compiler, which takes as long again as torch itself, only to ask it to keep away.
    """
    step: Any = type(optimizer).step
    while hasattr(step, "__wrapped__"):
        step = step.__wrapped__
    with torch.no_grad():
        step(optimizer)


def _leave_the_compiler_unloaded() -> None:
    """The optimizers' bookkeeping would load it on first use, for the same reason; it is told to run as it is."""
    for method in vars(torch.optim.Optimizer).values():
        plain = getattr(method, "__wrapped__", None)
        if plain is not None and not hasattr(plain, "__dynamo_disable"):
            plain.__dynamo_disable = plain


_leave_the_compiler_unloaded()
