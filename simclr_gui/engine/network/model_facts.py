"""What a network costs, known before it is trained: parameters, arithmetic, memory."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache

import torch
from torch import Tensor, nn

from simclr_gui.engine.config.settings import ModelSettings, TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.network.encoders import build_encoder, parameter_count
from simclr_gui.engine.network.projection import build_projection_head

BYTES_PER_FLOAT = 4
COPIES_OF_WEIGHTS = {"sgd": 3, "lars": 3, "adamw": 4}  # weights, gradients, and what the optimizer remembers
HALF_PRECISION_SHARE = 0.5
IMAGES = 2  # BatchNorm cannot train on one
NETWORKS_REMEMBERED = 64


@dataclass(frozen=True)
class ModelFacts:
    """The cost of an encoder and its projection head.

    Attributes:
        encoder_parameters, head_parameters: numbers that are learned.
        multiply_adds: of one image's way forward, encoder and head.
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
        """Memory of one training step with two views an image; the similarities included."""
        share = HALF_PRECISION_SHARE if precision != torch.float32 else 1.0
        similarities = 3 * (2 * batch_size) ** 2 * BYTES_PER_FLOAT
        return self.weight_bytes + similarities + int(2 * batch_size * self.activation_bytes * share)


def model_facts(config: TrainingConfig) -> ModelFacts:
    """Computed from the shapes alone: nothing is allocated and nothing is multiplied."""
    costs = _network_costs(config.model, config.data.side_px)
    weights = costs.encoder_parameters + costs.head_parameters
    return ModelFacts(
        stem=resolved_stem(config.model.encoder, config.model.stem, config.data.side_px),
        weight_bytes=weights * BYTES_PER_FLOAT * COPIES_OF_WEIGHTS[config.optimisation.optimizer],
        **asdict(costs),
    )


@dataclass(frozen=True)
class _NetworkCosts:
    """What the network alone decides; see ModelFacts."""

    feature_dim: int
    encoder_parameters: int
    head_parameters: int
    multiply_adds: int
    activation_bytes: int


@lru_cache(NETWORKS_REMEMBERED)
def _network_costs(settings: ModelSettings, side_px: int) -> _NetworkCosts:
    """Remembered, since a form asks again at every change of whatever else."""
    with torch.device("meta"):
        colours = torch.zeros(3), torch.ones(3)
        encoder = build_encoder(settings.encoder, settings.stem, side_px, *colours, settings.features)
        head = build_projection_head(encoder.feature_dim, settings)
        images = torch.zeros(IMAGES, 3, side_px, side_px)
        both = nn.ModuleList([encoder, head])
        kept = _KeptTensors(both)
        with kept, multiply_adds_counted(both) as multiply_adds:
            head(encoder(images))
    return _NetworkCosts(
        feature_dim=encoder.feature_dim,
        encoder_parameters=parameter_count(encoder),
        head_parameters=parameter_count(head),
        multiply_adds=sum(multiply_adds) // IMAGES,
        activation_bytes=kept.bytes // IMAGES,
    )


@contextmanager
def multiply_adds_counted(network: nn.Module) -> Iterator[list[int]]:
    """While open, every dense and convolution layer that is passed appends its multiplications to the list."""
    counts: list[int] = []

    def count(module: nn.Module, _inputs: object, output: Tensor) -> None:
        weight = module.weight
        assert isinstance(weight, Tensor), "convolutions and dense layers have weights"
        counts.append(output.numel() * math.prod(weight.shape[1:]))

    layers = [module for module in network.modules() if isinstance(module, (nn.Conv2d, nn.Linear))]
    handles = [layer.register_forward_hook(count) for layer in layers]
    try:
        yield counts
    finally:
        for handle in handles:
            handle.remove()


class _KeptTensors:
    """Counts while open the bytes of tensors kept for the way back, weights left out."""

    def __init__(self, network: nn.Module) -> None:
        self.bytes = 0
        self._weights = {parameter.untyped_storage()._cdata for parameter in network.parameters()}
        self._kept: dict[int, Tensor] = {}
        self._keeping = torch.autograd.graph.saved_tensors_hooks(self._keep, lambda tensor: tensor)

    def __enter__(self) -> None:
        self._keeping.__enter__()

    def __exit__(self, *details: object) -> None:
        self._keeping.__exit__(*details)
        self.bytes = sum(tensor.untyped_storage().nbytes() for tensor in self._kept.values())

    def _keep(self, tensor: Tensor) -> Tensor:
        kept = tensor.detach()  # the tensor itself would hold its graph, and the graph it, where no collector looks
        storage = kept.untyped_storage()._cdata
        if storage not in self._weights:
            self._kept[storage] = kept
        return kept
