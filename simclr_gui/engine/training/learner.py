"""What is trained, in one place: encoder, projection head, optimizer, and how far they are."""

from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import ImageStatistics
from simclr_gui.engine.devices import Machine
from simclr_gui.engine.distributed import SINGLE_PROCESS, ProcessGroup
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.network.encoders import Encoder, build_encoder
from simclr_gui.engine.network.projection import build_projection_head
from simclr_gui.engine.optimisation.optimizers import STEP_COUNTER, build_optimizer, state_names, take_step
from simclr_gui.engine.randomness import seeded
from simclr_gui.engine.training.graphed_step import GraphTrial, TrialResult, tried_as_graph

SCALER_STATE = ("scale", "_growth_tracker")


class Learner:
    """The state of a training run. What it does next depends on the config, the data and `step` alone.

    Attributes:
        encoder: gives h.
        projection_head: gives z from h.
        step: how many steps are done.
        elapsed_s: training time behind them, in seconds of the clock.
        processor_s: for how many of them the processor computed for it; off the processor all of them.
    """

    def __init__(
        self,
        config: TrainingConfig,
        statistics: ImageStatistics,
        machine: Machine,
        process_group: ProcessGroup = SINGLE_PROCESS,
    ) -> None:
        self.machine, self.process_group = machine, process_group
        self._config, self._side_px = config, statistics.side_px
        with seeded(config.machine.seed):
            colours = statistics.mean, statistics.deviation
            model = config.model
            encoder = build_encoder(model.encoder, model.stem, statistics.side_px, *colours, model.features)
            projection_head = build_projection_head(encoder.feature_dim, config.model)
        self.encoder = encoder.to(machine.device).to(memory_format=torch.channels_last)
        self.projection_head = projection_head.to(machine.device)
        if config.optimisation.batch_norm == "synchronised" and process_group.size > 1:
            self.encoder = _synchronised(self.encoder, machine)
        network = nn.Sequential(self.encoder, self.projection_head)
        self._network = tried_as_graph(network, machine) if process_group.size == 1 else process_group.joined(network)
        self._average = _average_of(self.encoder, config.optimisation.averaging)
        # float16 has so few exponents that small gradients vanish unless the loss is scaled up
        is_scaled = machine.precision is torch.float16
        self._scaler = torch.amp.GradScaler(machine.device.type, enabled=is_scaled)
        self.optimizer = build_optimizer(self.parameters(), config.optimisation, fused=not is_scaled)
        self.step = 0
        self.elapsed_s = self.processor_s = 0.0

    def as_it_began(self) -> "Learner":
        """The same network before its first step, alone on the same machine: the seed gives the same weights again."""
        mean, deviation = self.encoder.mean.flatten(), self.encoder.deviation.flatten()
        return Learner(self._config, ImageStatistics(self._side_px, mean.cpu(), deviation.cpu()), self.machine)

    def parameters(self) -> list[nn.Parameter]:
        return [*self.encoder.parameters(), *self.projection_head.parameters()]

    @property
    def evaluated_encoder(self) -> Encoder:
        """The encoder that scores and maps are of: with averaged weights where the config asks for them."""
        if self._average is None:
            return self.encoder
        return cast(Encoder, self._average.module)

    @property
    def graph_trial(self) -> TrialResult | None:
        """What trying the network as a CUDA graph gave; None before, and where it is not tried."""
        return self._network.result if isinstance(self._network, GraphTrial) else None

    def project(self, views: Tensor) -> Tensor:
        """z = g(f(views)), in the machine's precision."""
        with self.machine.autocast():
            projections: Tensor = self._network(views)
        return projections

    def descend(self, loss: Tensor, learning_rate: float) -> None:
        """Moves the weights one step against the gradient of the loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        self.optimizer.zero_grad()
        self._scaler.scale(loss).backward()
        if self._scaler.is_enabled():
            self._scaler.step(self.optimizer)
            self._scaler.update()
        else:
            take_step(self.optimizer)
        if self._average is not None:
            self._average.update_parameters(self.encoder)

    def is_sound(self) -> bool:
        """Whether all weights are numbers."""
        return all(bool(weight.isfinite().all()) for weight in self.parameters())

    def tensors(self) -> dict[str, Tensor]:
        """Everything that a checkpoint must hold, under flat names."""
        named = self._network_tensors()
        for index, state in self.optimizer.state_dict()["state"].items():
            named |= {f"optimizer.{index}.{name}": value for name, value in state.items()}
        scaling = self._scaler.state_dict()
        return named | {f"scaler.{name}": torch.tensor(scaling[name]) for name in SCALER_STATE if name in scaling}

    def shapes(self, *, with_optimizer: bool) -> dict[str, tuple[torch.Size, torch.dtype]]:
        """What `tensors` gives, the scaler left out; `with_optimizer` of a learner that has done a step."""
        shapes = {name: (value.shape, value.dtype) for name, value in self._network_tensors().items()}
        if with_optimizer:
            for index, weight in enumerate(self._optimized()):
                for name in state_names(self.optimizer):
                    is_counter = name == STEP_COUNTER
                    of_state = (torch.Size(), torch.float32) if is_counter else (weight.shape, weight.dtype)
                    shapes[f"optimizer.{index}.{name}"] = of_state
        return shapes

    def _network_tensors(self) -> dict[str, Tensor]:
        named = {f"encoder.{name}": value for name, value in self.encoder.state_dict().items()}
        named |= {f"projection_head.{name}": value for name, value in self.projection_head.state_dict().items()}
        if self._average is not None:
            named |= {f"average.{name}": value for name, value in self._average.state_dict().items()}
        return named

    def _optimized(self) -> list[nn.Parameter]:
        """The weights in the order in which the optimizer numbers them."""
        return [weight for group in self.optimizer.param_groups for weight in group["params"]]

    def note_time(self, elapsed_s: float, processor_s: float) -> None:
        """So long was trained until now."""
        self.elapsed_s = elapsed_s
        self.processor_s = processor_s if self.machine.device.type == "cpu" else elapsed_s

    def begin_from(self, tensors: Mapping[str, Tensor]) -> None:
        """Takes over encoder and projection head of a learner with the same shapes; all else is as at its own start.

        Where there is no head among them, that stays new, too.
        """
        encoder, average = _below("encoder.", tensors), _below("average.", tensors)
        self.encoder.load_state_dict(encoder)
        head = _below("projection_head.", tensors)
        if head:
            self.projection_head.load_state_dict(head)
        if self._average is not None and average:
            self._average.load_state_dict(average)
        elif self._average is not None:
            self._average.module.load_state_dict(encoder)

    def restore(self, tensors: dict[str, Tensor], step: int, elapsed_s: float, processor_s: float) -> None:
        """Takes over what `tensors` once gave; their names and shapes are those of `shapes`."""
        self.encoder.load_state_dict(_below("encoder.", tensors))
        self.projection_head.load_state_dict(_below("projection_head.", tensors))
        if self._average is not None:
            self._average.load_state_dict(_below("average.", tensors))
        optimized = self._optimized()
        optimizer_state: dict[int, dict[str, Tensor]] = {}
        for name, value in _below("optimizer.", tensors).items():
            index, _, key = name.partition(".")
            optimizer_state.setdefault(int(index), {})[key] = _laid_out_like(optimized[int(index)], value)
        settings = self.optimizer.state_dict()["param_groups"]
        self.optimizer.load_state_dict({"state": optimizer_state, "param_groups": settings})
        scaling = {name: value.item() for name, value in _below("scaler.", tensors).items()}
        if self._scaler.is_enabled():
            self._scaler.load_state_dict(self._scaler.state_dict() | scaling)
        self.step, self.elapsed_s, self.processor_s = step, elapsed_s, processor_s


def _average_of(encoder: Encoder, share_kept: float) -> AveragedModel | None:
    """A copy whose weights and BatchNorm averages follow the encoder's slowly; None where nothing is to be averaged."""
    if share_kept == 0:
        return None
    return AveragedModel(encoder, multi_avg_fn=get_ema_multi_avg_fn(share_kept), use_buffers=True)


def _synchronised(encoder: Encoder, machine: Machine) -> Encoder:
    if machine.device.type == "cpu":
        raise UserError(
            "Synchronised BatchNorm needs GPUs.", "Choose batch_norm: local.", field="optimisation.batch_norm"
        )
    synchronised: Encoder = nn.SyncBatchNorm.convert_sync_batchnorm(encoder)
    return synchronised


def _laid_out_like(parameter: nn.Parameter, value: Tensor) -> Tensor:
    """Files hold tensors row by row; the fused optimizer expects its state in memory as the weights are."""
    if value.shape != parameter.shape:
        return value  # a step counter
    return torch.empty_like(parameter.detach()).copy_(value)


def _below(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
