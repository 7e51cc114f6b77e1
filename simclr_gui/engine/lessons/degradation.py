"""Degradation: plain and residual networks of two depths learn side by side, and the deeper plain one falls behind."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.images import ImageSet, channel_statistics
from simclr_gui.engine.events import ErrorMeasured, Event
from simclr_gui.engine.lessons.material import lesson_data
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.network.resnet import SmallKernel
from simclr_gui.engine.randomness import Stream, generator_for, seeded
from simclr_gui.engine.training.pace import Stopwatch

CHANNELS, STAGES = 12, 3
SHALLOW, DEEP = 2, 9  # pairs of layers a stage: 14 and 56 layers with stem and classifier
BATCH, LEARNING_RATE, MOMENTUM = 64, 0.05, 0.9
SMOOTHING = 0.97
STEPS_BETWEEN_EVENTS = 5


@dataclass(frozen=True)
class Contestant:
    """A network with its optimizer and its smoothed training error."""

    name: str
    layers: int
    is_residual: bool
    network: nn.Module
    optimizer: torch.optim.Optimizer


class _Pair(nn.Module):
    """Two 3x3 convolutions with BatchNorm, with or without the way around them: all else is the same."""

    def __init__(self, channels_in: int, channels: int, *, is_residual: bool) -> None:
        super().__init__()
        stride = 1 if channels_in == channels else 2
        self.first = SmallKernel(channels_in, channels, 3, stride, padding=1, bias=False)
        self.second = SmallKernel(channels, channels, 3, padding=1, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(channels) for _ in range(2)])
        self._is_residual = is_residual
        self._extra, self._stride = channels - channels_in, stride

    def forward(self, maps: Tensor) -> Tensor:
        result: Tensor = self.norms[1](self.second(self.norms[0](self.first(maps)).relu()))
        if self._is_residual:  # without a weight of its own: every other pixel, further channels 0 (He et al. 2015)
            around = maps[:, :, :: self._stride, :: self._stride]
            result = result + functional.pad(around, (0, 0, 0, 0, 0, self._extra))
        return result.relu()


def build_network(pairs: int, classes: int, *, is_residual: bool) -> nn.Module:
    """A stem, three stages of so many pairs of layers, average and classifier (He et al. 2015, section 4.2)."""
    channels = [CHANNELS * 2**stage for stage in range(STAGES)]
    layers: list[nn.Module] = [
        SmallKernel(3, CHANNELS, 3, 2, padding=1, bias=False),
        nn.BatchNorm2d(CHANNELS),
        nn.ReLU(),
    ]
    width = CHANNELS
    for stage_channels in channels:
        for _ in range(pairs):
            layers.append(_Pair(width, stage_channels, is_residual=is_residual))
            width = stage_channels
    network = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, classes))
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    return network


def race_networks(settings: DataSettings, seconds: float) -> Iterator[Event]:
    """Plain and residual networks of two depths learn side by side; UserError where the images have no classes."""
    data = yield from lesson_data(settings)
    if not data.can_be_scored:
        raise UserError("These images have no classes to be told apart.", "Choose data with classes, such as Shapes.")
    yield from watch_degradation(data.bank, len(data.class_names), seconds)


def watch_degradation(images: ImageSet, classes: int, seconds: float, seed: int = 0) -> Iterator[Event]:
    """Four networks take turns, a step each on the same images, until the time is used up.

    Args:
        images: images with classes.

    Yields:
        ErrorMeasured of each network in turn.
    """
    contestants = [
        _contestant(pairs, classes, is_residual=is_residual, seed=seed)
        for is_residual in (False, True)
        for pairs in (SHALLOW, DEEP)
    ]
    mean, deviation = (values.reshape(1, 3, 1, 1) for values in channel_statistics(images))
    generator = generator_for(seed, Stream.DEGRADATION_ORDER)
    errors = dict.fromkeys((contestant.name for contestant in contestants), 1 - 1 / classes)
    watch, step = Stopwatch(), 0
    while watch.seconds < seconds:
        index = torch.randint(len(images), (BATCH,), generator=generator)
        pixels = (images.pick(index).float() / 255 - mean) / deviation
        labels = images.labels[index]
        for contestant in contestants:
            watch.start()
            error = _learn(contestant, pixels, labels)
            watch.stop()
            errors[contestant.name] = SMOOTHING * errors[contestant.name] + (1 - SMOOTHING) * error
            if step % STEPS_BETWEEN_EVENTS == 0:
                share = min(1.0, watch.seconds / seconds)
                yield ErrorMeasured(
                    contestant.name, contestant.layers, contestant.is_residual, step, errors[contestant.name], share
                )
        step += 1


def _contestant(pairs: int, classes: int, *, is_residual: bool, seed: int) -> Contestant:
    with seeded(seed):
        network = build_network(pairs, classes, is_residual=is_residual)
    network = network.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(network.parameters(), LEARNING_RATE, MOMENTUM)
    layers = 2 * STAGES * pairs + 2
    return Contestant(f"{'residual' if is_residual else 'plain'}-{layers}", layers, is_residual, network, optimizer)


def _learn(contestant: Contestant, pixels: Tensor, labels: Tensor) -> float:
    """One step; the share of images that were mistaken before it."""
    logits = contestant.network(pixels.contiguous(memory_format=torch.channels_last))
    contestant.optimizer.zero_grad()
    functional.cross_entropy(logits, labels).backward()
    contestant.optimizer.step()
    return float((logits.argmax(dim=1) != labels).float().mean())
