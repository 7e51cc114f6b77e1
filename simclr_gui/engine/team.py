"""Processes that train one network together, each on its share of every batch (torchrun starts them).

Every anchor of a process meets the candidates of all of them, and the gradient goes back to whoever gave a candidate;
so the gradients, averaged over the processes, are those of one process with the whole batch.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.sentences import said

Broken = RuntimeError  # what torch raises where another process is gone


@dataclass(frozen=True)
class Team:
    """Which process this is, among how many. Rank 0 leads: it alone writes and tells."""

    rank: int = 0
    size: int = 1

    @property
    def is_leader(self) -> bool:
        return self.rank == 0

    def share(self, image_index: Tensor) -> Tensor:
        """This process's part of a batch."""
        return image_index.chunk(self.size)[self.rank]

    def gather(self, projections: Tensor) -> Tensor:
        """The projections of all processes, in order of their ranks; gradients find their way back."""
        if self.size == 1:
            return projections
        gathered: Tensor = _Gathered.apply(projections, self)
        return gathered

    def agree(self, progress: float, stop: bool) -> tuple[float, bool]:
        """The leader's answers, for everybody: otherwise one would stop while another waits for it."""
        if self.size == 1:
            return progress, stop
        answers = torch.tensor([progress, float(stop)], dtype=torch.float64, device=_meeting_device())
        torch.distributed.broadcast(answers, src=0)
        return answers[0].item(), bool(answers[1])

    def from_leader(self, text: str) -> str:
        """The leader's text; waits until the leader gives it."""
        if self.size == 1:
            return text
        told: list[str] = [text]
        torch.distributed.broadcast_object_list(told, src=0, device=_meeting_device())
        return told[0]

    def joined(self, network: nn.Module) -> nn.Module:
        """The network as the team trains it: gradients are averaged on the way back (PyTorch's DDP)."""
        if self.size == 1:
            return network
        from torch.nn.parallel import DistributedDataParallel

        return DistributedDataParallel(network)

    def require_batch_divides(self, batch_size: int) -> None:
        """Raises UserError where the processes would get unequal shares."""
        if batch_size % self.size:
            raise UserError(
                said("A batch of {batch:,} cannot be shared by {count} processes.", batch=batch_size, count=self.size),
                said("Choose a multiple of {count}.", count=self.size),
                field="optimisation.batch_size",
            )


ALONE = Team()


class _Gathered(torch.autograd.Function):
    """Everybody's rows; on the way back every row gets what all processes ask of it."""

    @staticmethod
    def forward(ctx: FunctionCtx, rows: Tensor, members: Team) -> Tensor:
        ctx.members = members  # type: ignore[attr-defined]
        parts = [torch.empty_like(rows) for _ in range(members.size)]
        torch.distributed.all_gather(parts, rows.contiguous())
        return torch.cat(parts)

    @staticmethod
    def backward(ctx: FunctionCtx, gradient: Tensor) -> tuple[Tensor, None]:
        members: Team = ctx.members  # type: ignore[attr-defined]
        summed = gradient.contiguous()
        torch.distributed.all_reduce(summed)
        return summed.chunk(members.size)[members.rank], None


@contextmanager
def team() -> Iterator[Team]:
    """Joins the team that torchrun has called together (RANK, WORLD_SIZE, ...); alone without it."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        yield ALONE
        return
    uses_gpus = torch.cuda.is_available()
    if uses_gpus:
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    torch.distributed.init_process_group("nccl" if uses_gpus else "gloo")
    try:
        yield Team(torch.distributed.get_rank(), size)
    finally:
        gc.collect()  # a network that still held the group would keep its threads into the interpreter's end: an abort
        torch.distributed.destroy_process_group()


@contextmanager
def telling_broken_team(members: Team) -> Iterator[None]:
    """Turns the loss of another process into a sentence."""
    try:
        yield
    except Broken as error:
        if members.size == 1 or not _is_about_the_connection(error):
            raise
        raise UserError(
            said("Another of the {count} processes has ended, so this one cannot go on.", count=members.size),
            "The last checkpoint is safe: go on with --resume.",
        ) from error


def _is_about_the_connection(error: RuntimeError) -> bool:
    words = str(error).lower()
    return any(word in words for word in ("gloo", "nccl", "connection", "socket", "peer", "timed out"))


def _meeting_device() -> torch.device:
    return torch.device("cuda" if torch.distributed.get_backend() == "nccl" else "cpu")
