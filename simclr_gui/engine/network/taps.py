"""Where a network can be tapped: the names of its layers, what they give on the way, and how much each unit sees."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from simclr_gui.engine.events import ReceptiveField
from simclr_gui.engine.network.encoders import Encoder
from simclr_gui.engine.network.resnet import STAGES

STEM, H, Z = "stem", "h", "z"


def layer_names(encoder: Encoder) -> tuple[str, ...]:
    """What can be looked at, from the pixels upwards: stem, every residual block, h and z."""
    return (*blocks(encoder), H, Z)


def blocks(encoder: Encoder) -> dict[str, nn.Module]:
    """The stem's maps are those that enter the first stage; each block is tapped at its output."""
    modules: dict[str, nn.Module] = {STEM: encoder.network.maxpool}
    for stage in range(1, STAGES + 1):
        for number, block in enumerate(encoder.network.stage(stage), start=1):
            modules[f"layer{stage}.{number}"] = block
    return modules


@contextmanager
def tapped(module: nn.Module, *, copies: bool = False) -> Iterator[list[Tensor]]:
    """While open, every forward pass appends the module's output to the list; a copy where what follows changes it."""
    outputs: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, output: Tensor) -> None:
        outputs.append(output.detach().clone() if copies else output.detach())

    handle = module.register_forward_hook(keep)
    try:
        yield outputs
    finally:
        handle.remove()


@contextmanager
def evaluating(module: nn.Module) -> Iterator[None]:
    """Eval mode (BatchNorm uses and keeps its running statistics) without gradients, then back."""
    with in_eval_mode(module), torch.inference_mode():
        yield


@contextmanager
def in_eval_mode(module: nn.Module) -> Iterator[None]:
    """BatchNorm uses and keeps its running statistics; then back. Gradients are as they were."""
    was_training = module.training
    module.eval()
    try:
        yield
    finally:
        module.train(was_training)


def receptive_field(encoder: Encoder, layer: str) -> ReceptiveField:
    """What a unit of a layer can see of the image."""
    size, stride, middle = 1, 1, 0.5
    for kernel, step, padding in _windows(encoder, layer):
        size += (kernel - 1) * stride
        middle += ((kernel - 1) / 2 - padding) * stride
        stride *= step
    return ReceptiveField(size, stride, middle)


def _windows(encoder: Encoder, layer: str) -> Iterator[tuple[int, int, int]]:
    """Kernel, stride and padding of every convolution and pooling up to a layer, along the longest way."""
    network = encoder.network
    yield _window(network.conv1)
    if isinstance(network.maxpool, nn.MaxPool2d):
        yield _window(network.maxpool)
    for name, block in blocks(encoder).items():
        if name != STEM:
            for part, module in block.named_children():
                if part.startswith("conv"):
                    yield _window(module)
        if name == layer:
            return


def _window(module: nn.Module) -> tuple[int, int, int]:
    kernel, stride, padding = (getattr(module, name) for name in ("kernel_size", "stride", "padding"))
    return tuple(value[0] if isinstance(value, tuple) else value for value in (kernel, stride, padding))
