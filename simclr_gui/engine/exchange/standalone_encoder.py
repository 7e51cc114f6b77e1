"""An encoder that SimCLR Explorer trained, in torch alone.

from encoder import load_encoder

encoder = load_encoder("encoder.safetensors")
h = encoder(images)  # float images in [0, 1] of shape (N, 3, height, width); h is (N, D)
"""

import json
import math
from pathlib import Path

import torch
from torch import Tensor, nn


class Block(nn.Module):
    """Two convolutions (3x3) or three (1x1, 3x3, 1x1), added to what came in. `shapes` are those of its weights."""

    def __init__(self, shapes: dict[str, list[int]], stride: int) -> None:
        super().__init__()
        self.count = 3 if "conv3.weight" in shapes else 2
        for number in range(1, self.count + 1):
            shape = shapes[f"conv{number}.weight"]
            strides_here = number == (2 if self.count == 3 else 1)
            self.add_module(f"conv{number}", convolution(shape, stride if strides_here else 1))
            self.add_module(f"bn{number}", nn.BatchNorm2d(shape[0]))
        skip = shapes.get("downsample.0.weight")
        self.downsample = nn.Sequential(convolution(skip, stride), nn.BatchNorm2d(skip[0])) if skip else nn.Identity()

    def forward(self, maps: Tensor) -> Tensor:
        added = maps
        for number in range(1, self.count + 1):
            added = self.get_submodule(f"bn{number}")(self.get_submodule(f"conv{number}")(added))
            added = torch.relu(added) if number < self.count else added
        result: Tensor = torch.relu(added + self.downsample(maps))
        return result


class Encoder(nn.Module):
    """Normalises images, then a ResNet without its classifier; h is the average of the last maps, or of three stages'.

    Args:
        shapes: of all weights, by name.
        about: what the file says: "stem", "features", "mean", "std".
    """

    mean: Tensor
    std: Tensor

    def __init__(self, shapes: dict[str, list[int]], about: dict[str, str]) -> None:
        super().__init__()
        for name in ("mean", "std"):  # moved to a GPU with the network, but none of its weights
            self.register_buffer(name, torch.tensor(json.loads(about[name])).view(1, 3, 1, 1), persistent=False)
        self.averaged = (2, 3, 4) if about["features"] == "multi-scale" else (4,)
        stem = about["stem"]
        self.conv1 = convolution(shapes["conv1.weight"], 1 if stem.startswith("small") else 2)
        if stem == "small-padded":
            self.conv1.padding = (2, 2)
        self.bn1 = nn.BatchNorm2d(shapes["conv1.weight"][0])
        self.relu = nn.Identity() if stem == "small-linear" else nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1) if stem == "imagenet" else nn.Identity()
        for stage in (1, 2, 3, 4):
            blocks: list[nn.Module] = []
            while of_block := below(f"layer{stage}.{len(blocks)}.", shapes):
                blocks.append(Block(of_block, 2 if stage > 1 and not blocks else 1))
            self.add_module(f"layer{stage}", nn.Sequential(*blocks))

    def forward(self, images: Tensor) -> Tensor:
        normalised = (images - self.mean) / self.std
        maps = self.maxpool(self.relu(self.bn1(self.conv1(normalised))))
        averages = []
        for stage in (1, 2, 3, 4):
            maps = self.get_submodule(f"layer{stage}")(maps)
            if stage in self.averaged:
                averages.append(maps.mean(dim=(2, 3)))
        return torch.cat(averages, dim=1)


def convolution(shape: list[int], stride: int) -> nn.Conv2d:
    return nn.Conv2d(shape[1], shape[0], shape[2], stride, padding=shape[2] // 2, bias=False)


def below(prefix: str, shapes: dict[str, list[int]]) -> dict[str, list[int]]:
    return {name.removeprefix(prefix): shape for name, shape in shapes.items() if name.startswith(prefix)}


def load_encoder(file: str | Path) -> Encoder:
    """Reads safetensors itself: 8 bytes that say how long the header is, the header as JSON, then the numbers."""
    content = bytearray(Path(file).read_bytes())
    begin = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:begin])
    about = header.pop("__metadata__")
    weights = {}
    for name, entry in header.items():
        kind, shape = (torch.int64 if entry["dtype"] == "I64" else torch.float32), entry["shape"]
        place = begin + entry["data_offsets"][0]
        weights[name] = torch.frombuffer(content, dtype=kind, count=math.prod(shape), offset=place).reshape(shape)
    encoder = Encoder({name: list(weight.shape) for name, weight in weights.items()}, about)
    encoder.load_state_dict(weights)
    return encoder.eval()
