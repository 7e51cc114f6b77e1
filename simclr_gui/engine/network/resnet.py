"""ResNets (He et al. 2015) without the classifier, equal to torchvision's name by name and number by number.

Written out here because they are what this program explains, and because importing torchvision's brings torch's
compiler along, which takes as long again as torch itself: longer than a visitor waits for the first point of a curve.
"""

import torch
from torch import Tensor, nn

from simclr_gui.engine.network.small_maps import convolve

STAGES = 4


class BasicBlock(nn.Module):
    """Two 3x3 convolutions and the way around them."""

    expansion = 1

    def __init__(self, channels_in: int, width: int, stride: int) -> None:
        super().__init__()
        channels_out = width * self.expansion
        self.conv1 = convolution(channels_in, width, 3, stride)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = convolution(width, width, 3)
        self.bn2 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = skip_connection(channels_in, channels_out, stride)

    def forward(self, maps: Tensor) -> Tensor:
        residual = self.relu(self.bn1(self.conv1(maps)))
        residual = self.bn2(self.conv2(residual))
        result: Tensor = self.relu(residual.add_(self.downsample(maps)))
        return result


class Bottleneck(nn.Module):
    """1x1 down, 3x3, 1x1 up, and the way around them; the stride is at the 3x3 (ResNet v1.5)."""

    expansion = 4

    def __init__(self, channels_in: int, width: int, stride: int) -> None:
        super().__init__()
        channels_out = width * self.expansion
        self.conv1 = convolution(channels_in, width, 1)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = convolution(width, width, 3, stride)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = convolution(width, channels_out, 1)
        self.bn3 = nn.BatchNorm2d(channels_out)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = skip_connection(channels_in, channels_out, stride)

    def forward(self, maps: Tensor) -> Tensor:
        residual = self.relu(self.bn1(self.conv1(maps)))
        residual = self.relu(self.bn2(self.conv2(residual)))
        residual = self.bn3(self.conv3(residual))
        result: Tensor = self.relu(residual.add_(self.downsample(maps)))
        return result


class ResNet(nn.Module):
    """Stem, four stages of blocks, averages over the image.

    Takes (count, 3, height, width), gives (count, feature_dim).

    Args:
        block: BasicBlock or Bottleneck.
        blocks_per_stage: such as (2, 2, 2, 2) for ResNet-18.
        width: channels of the first stage, 64 in the paper; every further stage doubles them.
        stem: see `make_stem`.
        averaged: the stages whose maps' averages are given, side by side; a ResNet's usual features are the last's.
    """

    def __init__(
        self,
        block: type[BasicBlock | Bottleneck],
        blocks_per_stage: tuple[int, ...],
        width: int,
        stem: str,
        averaged: tuple[int, ...] = (STAGES,),
    ) -> None:
        super().__init__()
        self.averaged = averaged
        self.conv1, self.maxpool = make_stem(stem, width)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu: nn.Module = nn.Identity() if stem == "small-linear" else nn.ReLU(inplace=True)
        channels = width
        for stage, blocks in enumerate(blocks_per_stage):
            stage_width, stride = width * 2**stage, 1 if stage == 0 else 2
            layers = [block(channels, stage_width, stride)]
            channels = stage_width * block.expansion
            layers += [block(channels, stage_width, 1) for _ in range(blocks - 1)]
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layers))
        self.feature_dim = sum(width * 2 ** (stage - 1) * block.expansion for stage in averaged)
        self.apply(_initialise)

    def stage(self, number: int) -> nn.Sequential:
        """The blocks of stage 1 to 4."""
        blocks: nn.Sequential = getattr(self, f"layer{number}")
        return blocks

    def forward(self, images: Tensor) -> Tensor:
        maps: Tensor = self.maxpool(self.relu(self.bn1(self.conv1(images))))
        averages = []
        for number in range(1, STAGES + 1):
            maps = self.stage(number)(maps)
            if number in self.averaged:
                averages.append(maps.mean(dim=(2, 3)))
        return torch.cat(averages, dim=1)


def make_stem(stem: str, width: int) -> tuple[nn.Conv2d, nn.Module]:
    """The first convolution and what pools after it.

    "imagenet": 7x7 stride 2, then 3x3 max pooling stride 2. "small": 3x3 stride 1. "thin": 3x3 stride 2.
    "small-padded": as small, the maps 2 px wider than the image (solo-learn's for CIFAR). "small-linear": as small, no
    ReLU behind it (the modules of lightly's first ResNet in a row).
    """
    if stem == "imagenet":
        return convolution(3, width, 7, 2), nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
    if stem == "small-padded":
        return nn.Conv2d(3, width, 3, padding=2, bias=False), nn.Identity()
    return convolution(3, width, 3, 2 if stem == "thin" else 1), nn.Identity()


class SmallKernel(nn.Conv2d):
    """A 1x1 or 3x3 convolution that knows the quicker and safer ways over small maps; the same numbers as nn.Conv2d."""

    def forward(self, maps: Tensor) -> Tensor:
        if maps.device.type != "cpu" or maps.shape[-1] != maps.shape[-2]:
            return super().forward(maps)
        return convolve(maps, self.weight, self.stride[0])


def convolution(channels_in: int, channels_out: int, kernel: int, stride: int = 1) -> nn.Conv2d:
    """A convolution without bias (BatchNorm follows) that keeps the size but for its stride."""
    kind = SmallKernel if kernel <= 3 else nn.Conv2d
    return kind(channels_in, channels_out, kernel, stride, padding=kernel // 2, bias=False)


def skip_connection(channels_in: int, channels_out: int, stride: int) -> nn.Module:
    if stride == 1 and channels_in == channels_out:
        return nn.Identity()
    return nn.Sequential(convolution(channels_in, channels_out, 1, stride), nn.BatchNorm2d(channels_out))


@torch.no_grad()
def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
