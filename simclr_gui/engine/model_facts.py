"""What a network costs, known before it is trained: parameters, arithmetic, memory."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from simclr_gui.engine.config import TrainingConfig
from simclr_gui.engine.encoders import build_encoder, parameter_count, resolved_stem
from simclr_gui.engine.projection import build_projection_head

BYTES_PER_FLOAT = 4
COPIES_OF_WEIGHTS = {"sgd": 3, "lars": 3, "adamw": 4}  # weights, gradients, and what the optimizer remembers
HALF_PRECISION_SHARE = 0.5
PICTURES = 2  # BatchNorm cannot train on one


@dataclass(frozen=True)
class ModelFacts:
    """The cost of an encoder and its projection head.

    Attributes:
        encoder_parameters, head_parameters: numbers that are learned.
        multiply_adds: of one picture's way forward, encoder and head.
        activation_bytes: what one view leaves in memory until the way back, in float32.
        weight_bytes: weights, their gradients and the optimizer's memory.
    """

    stem: str
    feature_dim: int
    encoder_parameters: int
    head_parameters: int
    multiply_adds: int
    activation_bytes: int
    weight_bytes: int

    def step_bytes(self, batch_size: int, precision: torch.dtype) -> int:
        """Memory of one training step with two views a picture; the similarities included."""
        share = HALF_PRECISION_SHARE if precision != torch.float32 else 1.0
        similarities = 3 * (2 * batch_size) ** 2 * BYTES_PER_FLOAT
        return self.weight_bytes + similarities + int(2 * batch_size * self.activation_bytes * share)


def model_facts(config: TrainingConfig) -> ModelFacts:
    """Computed from the shapes alone: nothing is allocated and nothing is multiplied."""
    side_px, settings = config.data.side_px, config.model
    with torch.device("meta"):
        encoder = build_encoder(settings.encoder, settings.stem, side_px, torch.zeros(3), torch.ones(3))
        head = build_projection_head(encoder.feature_dim, settings)
        pictures = torch.zeros(PICTURES, 3, side_px, side_px)
        counter = _Counter(nn.ModuleList([encoder, head]))
        with counter:
            head(encoder(pictures))
    weights = parameter_count(encoder) + parameter_count(head)
    return ModelFacts(
        stem=resolved_stem(settings.encoder, settings.stem, side_px),
        feature_dim=encoder.feature_dim,
        encoder_parameters=parameter_count(encoder),
        head_parameters=parameter_count(head),
        multiply_adds=counter.multiply_adds // PICTURES,
        activation_bytes=counter.kept_bytes // PICTURES,
        weight_bytes=weights * BYTES_PER_FLOAT * COPIES_OF_WEIGHTS[config.optimisation.optimizer],
    )


class _Counter:
    """Counts while open: multiplications of dense and convolution layers, and tensors kept for the way back."""

    def __init__(self, network: nn.Module) -> None:
        self.multiply_adds = 0
        self.kept_bytes = 0
        self._network = network
        self._handles: list[torch.utils.hooks.RemovableHandle] = []
        self._weights = {parameter.untyped_storage()._cdata for parameter in network.parameters()}
        self._kept: dict[int, Tensor] = {}
        self._keeping = torch.autograd.graph.saved_tensors_hooks(self._keep, lambda tensor: tensor)

    def __enter__(self) -> None:
        for module in self._network.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                self._handles.append(module.register_forward_hook(self._count))
        self._keeping.__enter__()

    def __exit__(self, *details: object) -> None:
        self._keeping.__exit__(*details)
        for handle in self._handles:
            handle.remove()
        self.kept_bytes = sum(tensor.untyped_storage().nbytes() for tensor in self._kept.values())

    def _count(self, module: nn.Module, _inputs: object, output: Tensor) -> None:
        weight = module.weight
        assert isinstance(weight, Tensor), "convolutions and dense layers have weights"
        self.multiply_adds += output.numel() * math.prod(weight.shape[1:])

    def _keep(self, tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()._cdata
        if storage not in self._weights:
            self._kept[storage] = tensor
        return tensor
