"""Tries the network as a CUDA graph while it trains, and keeps that where whole steps are quicker.

Small networks leave a GPU waiting for the next launch; a graph launches them all at once. On a processor there is
nothing to gain, and a process group's gradients travel while the network is still at work: both train as they are.
"""

import itertools
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from simclr_gui.engine.devices import Machine
from simclr_gui.engine.training.memory import is_out_of_memory

STEPS_BEFORE = 20  # the device's libraries choose their kernels in the first ones
STEPS_TIMED = 20
NEEDED_GAIN = 1.02

Network = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class TrialResult:
    """What the trial found.

    Attributes:
        plain_ms, graphed_ms: median of a whole step, in milliseconds; `graphed_ms` is None where no graph was made.
        kept: whether the graph computes from now on.
        trouble: why no graph was made; empty where one was.
    """

    plain_ms: float
    graphed_ms: float | None
    kept: bool
    trouble: str = ""


class GraphTrial:
    """Stands in for the network: some steps as it is, some as a graph, then whichever was quicker.

    A step is timed from one call to the next, so what else it does counts too.

    Attributes:
        result: None until the trial is over.
    """

    def __init__(
        self,
        network: nn.Module,
        graphed: Callable[[nn.Module, Tensor], Network],
        now_s: Callable[[], float],
    ) -> None:
        self.result: TrialResult | None = None
        self._network, self._graphed, self._now_s = network, graphed, now_s
        self._way: Network = network
        self._calls_s: list[float] = []
        self._plain_ms: float | None = None

    def __call__(self, views: Tensor) -> Tensor:
        if self.result is None:
            self._calls_s.append(self._now_s())
            if len(self._calls_s) > STEPS_BEFORE + STEPS_TIMED:
                self._judge(views)
        return self._way(views)

    def _judge(self, views: Tensor) -> None:
        median_ms = 1_000 * statistics.median(_differences(self._calls_s[STEPS_BEFORE:]))
        if self._plain_ms is None:
            self._plain_ms, self._calls_s = median_ms, []
            self._make_graph(views)
            return
        kept = median_ms * NEEDED_GAIN < self._plain_ms
        if not kept:
            self._way = self._network
        self.result = TrialResult(self._plain_ms, median_ms, kept)

    def _make_graph(self, views: Tensor) -> None:
        """A network that cannot be captured, for want of memory or otherwise, trains on as it is."""
        assert self._plain_ms is not None, "steps are timed as they are first"
        before = [buffer.clone() for buffer in self._network.buffers()]
        try:
            self._way = self._graphed(self._network, views)
        except RuntimeError as error:
            trouble = "not enough memory" if is_out_of_memory(error) else str(error).splitlines()[0]
            self.result = TrialResult(self._plain_ms, None, kept=False, trouble=trouble)
        for buffer, value in zip(self._network.buffers(), before, strict=True):
            buffer.copy_(value)  # capturing runs the network a few times, which moves BatchNorm's averages


def tried_as_graph(network: nn.Module, machine: Machine) -> Network:
    """The network, or on a CUDA device a trial of it."""
    if machine.device.type != "cuda":
        return network

    def now_s() -> float:
        torch.cuda.synchronize()
        return time.perf_counter()

    return GraphTrial(network, lambda module, views: cuda_graph(module, views, machine), now_s)


def cuda_graph(network: nn.Module, views: Tensor, machine: Machine) -> Network:
    """Forward and backward of the network for views of this shape as CUDA graphs (PyTorch's make_graphed_callables)."""

    class Uncaptured(nn.Module):
        """make_graphed_callables changes the module it is given; the network itself must stay as it is."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, images: Tensor) -> Tensor:
            result: Tensor = self.network(images)
            return result

    with machine.autocast(keeps_casts=False):
        graphed = torch.cuda.make_graphed_callables(Uncaptured().train(network.training), (views.clone(),))
    return cast(Network, graphed)


def _differences(seconds: Sequence[float]) -> list[float]:
    return [later - earlier for earlier, later in itertools.pairwise(seconds)]
