"""The optimizers: SGD with Nesterov momentum, and AdamW."""

from collections.abc import Iterable

import torch
from torch import nn

from simclr_gui.engine.config import OptimisationSettings

MOMENTUM = 0.9


def _leave_the_compiler_unloaded() -> None:
    """The optimizers' bookkeeping would load torch's compiler, which takes five seconds, on first use, only to
    ask it to keep away. Nothing is compiled here, so each method is told at once to run as it is."""
    for method in vars(torch.optim.Optimizer).values():
        plain = getattr(method, "__wrapped__", None)
        if plain is not None and not hasattr(plain, "__dynamo_disable"):
            plain.__dynamo_disable = plain


_leave_the_compiler_unloaded()


def build_optimizer(parameters: Iterable[nn.Parameter], settings: OptimisationSettings) -> torch.optim.Optimizer:
    """Builds the optimizer in its fused form; the learning rate is set anew before every step."""
    if settings.optimizer == "adamw":
        return torch.optim.AdamW(parameters, lr=settings.learning_rate, weight_decay=settings.weight_decay, fused=True)
    return torch.optim.SGD(
        parameters,
        lr=settings.learning_rate,
        momentum=MOMENTUM,
        nesterov=True,
        weight_decay=settings.weight_decay,
        fused=True,
    )
