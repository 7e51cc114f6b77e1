"""LARS (You et al. 2017): SGD whose step in every layer is as long as the layer's weights allow. For large batches."""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

TRUST = 0.001
SMALLEST_NORM = 1e-8


class Lars(torch.optim.Optimizer):
    """SGD with momentum and layer-wise trust ratios; groups with trust 0 are plain SGD.

    The trust ratio of a tensor is trust * |weights| / (|gradient| + weight_decay * |weights|). BatchNorm and biases
    belong into a group with trust and weight decay 0, as SimCLR has them (Chen et al. 2020, appendix B.6).
    """

    def __init__(
        self, parameters: Iterable[Any], lr: float, momentum: float, weight_decay: float, *, nesterov: bool = True
    ) -> None:
        defaults = {"lr": lr, "momentum": momentum, "weight_decay": weight_decay, "nesterov": nesterov, "trust": TRUST}
        super().__init__(parameters, defaults)

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        """One step; `closure` is not supported."""
        assert closure is None, "LARS takes no closure"
        for group in self.param_groups:
            weights = [weight for weight in group["params"] if weight.grad is not None]
            if weights:
                self._step(group, weights, [weight.grad for weight in weights])

    def _step(self, group: dict[str, Any], weights: list[Tensor], gradients: list[Tensor]) -> None:
        if group["trust"]:
            gradients = _trusted(weights, gradients, group["weight_decay"], group["trust"])
        buffers = [self._buffer(weight) for weight in weights]
        torch._foreach_mul_(buffers, group["momentum"])
        torch._foreach_add_(buffers, gradients)
        if group["nesterov"]:
            buffers = list(torch._foreach_add(gradients, buffers, alpha=group["momentum"]))
        torch._foreach_add_(weights, buffers, alpha=-group["lr"])

    def _buffer(self, weight: Tensor) -> Tensor:
        state = self.state[weight]
        if "momentum_buffer" not in state:
            state["momentum_buffer"] = torch.zeros_like(weight)
        buffer: Tensor = state["momentum_buffer"]
        return buffer


def _trusted(weights: list[Tensor], gradients: list[Tensor], weight_decay: float, trust: float) -> list[Tensor]:
    """Gradients with weight decay, each scaled by its trust ratio; 1 where weights or gradient are zero."""
    weight_norms = torch.stack(torch._foreach_norm(weights))
    gradient_norms = torch.stack(torch._foreach_norm(gradients))
    ratios = trust * weight_norms / (gradient_norms + weight_decay * weight_norms + SMALLEST_NORM)
    ratios = torch.where((weight_norms > 0) & (gradient_norms > 0), ratios, 1.0)
    decayed = torch._foreach_add(gradients, weights, alpha=weight_decay)
    return list(torch._foreach_mul(decayed, list(ratios.unbind())))
