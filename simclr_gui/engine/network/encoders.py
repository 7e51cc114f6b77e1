"""The encoder f: a ResNet without its classifier, h = f(x), and the stem that suits the image size."""

import torch
from torch import Tensor, nn

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.settings import EncoderName, Features, Stem
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.network.resnet import STAGES, BasicBlock, Bottleneck, ResNet

AVERAGED_STAGES: dict[Features, tuple[int, ...]] = {"last-stage": (STAGES,), "multi-scale": (2, 3, STAGES)}
BLOCKS: dict[str, type[BasicBlock | Bottleneck]] = {"basic": BasicBlock, "bottleneck": Bottleneck}


class Encoder(nn.Module):
    """Normalises images and turns them into features h.

    Takes float images in [0, 1] of shape (count, 3, side_px, side_px) and gives (count, feature_dim).
    The colour statistics of the training images travel with the weights as buffers.
    """

    mean: Tensor
    deviation: Tensor

    def __init__(self, network: ResNet, mean: Tensor, deviation: Tensor) -> None:
        super().__init__()
        self.network = network
        self.feature_dim = network.feature_dim
        self.register_buffer("mean", mean.reshape(1, 3, 1, 1).clone())
        self.register_buffer("deviation", deviation.reshape(1, 3, 1, 1).clone())

    def forward(self, images: Tensor) -> Tensor:
        normalised = (images - self.mean) / self.deviation
        features: Tensor = self.network(normalised.contiguous(memory_format=torch.channels_last))
        return features


def build_encoder(
    name: EncoderName, stem: Stem, side_px: int, mean: Tensor, deviation: Tensor, features: Features = "last-stage"
) -> Encoder:
    """Builds a freshly initialised encoder; the weights come from torch's global random state.

    Args:
        stem: "auto" is resolved by `resolved_stem`.
        mean, deviation: colour statistics, shape (3,), see `channel_statistics`.
        features: which stages' maps h holds the averages of.
    """
    architecture = ENCODERS[name]
    block, stem = BLOCKS[architecture.block], resolved_stem(name, stem, side_px)
    network = ResNet(block, architecture.blocks_a_stage, architecture.width, stem, AVERAGED_STAGES[features])
    return Encoder(network, mean, deviation)


def parameter_count(module: nn.Module) -> int:
    """How many numbers the module learns."""
    return sum(parameter.numel() for parameter in module.parameters())
