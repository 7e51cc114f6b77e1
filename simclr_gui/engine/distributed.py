"""Processes that train one network together, each on its share of every batch (torchrun starts them).

Every anchor of a process meets the candidates of all of them, and the gradient goes back to whoever gave a candidate;
so the gradients, averaged over the processes, are those of one process with the whole batch.
"""

import gc
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx
from torch.distributed.rendezvous import rendezvous

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said

MEETING_VARIABLES = ("RANK", "MASTER_ADDR", "MASTER_PORT")
CALL_REMEDY = said("Start all processes with torchrun, or unset WORLD_SIZE to train with this one alone.")
SECONDS_TO_MEET, SECONDS_WITHOUT_WORDS, SECONDS_BETWEEN_KNOCKS = 60, 5, 0.2
Broken = RuntimeError  # what torch raises where another process is gone


@dataclass(frozen=True)
class ProcessGroup:
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


SINGLE_PROCESS = ProcessGroup()


class _Gathered(torch.autograd.Function):
    """Everybody's rows; on the way back every row gets what all processes ask of it."""

    @staticmethod
    def forward(ctx: FunctionCtx, rows: Tensor, members: ProcessGroup) -> Tensor:
        ctx.members = members  # type: ignore[attr-defined]
        parts = [torch.empty_like(rows) for _ in range(members.size)]
        torch.distributed.all_gather(parts, rows.contiguous())
        return torch.cat(parts)

    @staticmethod
    def backward(ctx: FunctionCtx, gradient: Tensor) -> tuple[Tensor, None]:
        members: ProcessGroup = ctx.members  # type: ignore[attr-defined]
        summed = gradient.contiguous()
        torch.distributed.all_reduce(summed)
        return summed.chunk(members.size)[members.rank], None


@dataclass(frozen=True)
class Call:
    """What torchrun tells each process: which one it is, among how many, and where all of them meet."""

    rank: int
    size: int
    local_rank: int
    host: str
    port: int

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"


def call() -> Call | None:
    """The call in the environment, None without one; WORLD_SIZE alone is a left-over of something else.

    Raises:
        UserError: the variables contradict each other.
    """
    size = _whole_number("WORLD_SIZE", 1, least=1)
    if size == 1 or not any(map(os.environ.get, MEETING_VARIABLES)):
        return None
    missing = next((name for name in MEETING_VARIABLES if not os.environ.get(name)), None)
    if missing:
        raise UserError(said("WORLD_SIZE is {size}, but {name} is not set.", size=size, name=missing), CALL_REMEDY)
    rank = _whole_number("RANK", 0)
    if rank >= size:
        raise UserError(
            said("RANK is {rank}, but there are only {size} processes, from 0 on.", rank=rank, size=size), CALL_REMEDY
        )
    port = _whole_number("MASTER_PORT", 0, least=1)
    return Call(rank, size, _whole_number("LOCAL_RANK", 0), os.environ["MASTER_ADDR"], port)


def _whole_number(name: str, default: int, least: int = 0) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise UserError(
            said("{name} is {value}, which is no number of the kind that torchrun sets.", name=name, value=text),
            CALL_REMEDY,
        )
    return int(text)


@contextmanager
def process_group(tell: Callable[[str], None] = lambda _: None) -> Iterator[ProcessGroup]:
    """Joins the team that torchrun has called together; alone without it.

    Args:
        tell: takes a sentence about what is not as usual: a call that nobody else follows, a long wait.

    Raises:
        UserError: the call contradicts itself, or the others do not come.
    """
    called = call()
    if called is None:
        if _whole_number("WORLD_SIZE", 1) > 1:
            tell(said("WORLD_SIZE is set, but nobody has called others together: this process trains alone."))
        yield SINGLE_PROCESS
        return
    _meet(called, tell)
    try:
        yield ProcessGroup(called.rank, called.size)
    finally:
        gc.collect()  # a network that still held the group would keep its threads into the interpreter's end: an abort
        torch.distributed.destroy_process_group()


def _meet(called: Call, tell: Callable[[str], None]) -> None:
    waiting = said(
        "Waiting for the other processes at {address}, at most {seconds} s.",
        address=called.address,
        seconds=SECONDS_TO_MEET,
    )
    hint = threading.Timer(SECONDS_WITHOUT_WORDS, tell, [waiting])
    hint.daemon = True
    hint.start()
    try:
        _join(called)
    except Exception as error:
        raise UserError(
            said("The {size} processes have not met at {address}.", size=called.size, address=called.address),
            CALL_REMEDY,
        ) from error
    finally:
        hint.cancel()


def _join(called: Call) -> None:
    """All meet at the first one's address. Only the meeting is bounded: later a leader may read images for an hour."""
    uses_gpus = torch.cuda.is_available()
    if uses_gpus:
        torch.cuda.set_device(called.local_rank)
    if called.rank or os.environ.get("TORCHELASTIC_USE_AGENT_STORE") == "True":
        _wait_for_host(called)
    store = _meeting_place()
    store.set_timeout(torch.distributed.constants.default_pg_timeout)
    backend = "nccl" if uses_gpus else "gloo"
    torch.distributed.init_process_group(backend, store=store, rank=called.rank, world_size=called.size)


def _wait_for_host(called: Call) -> None:
    """Torch itself would wait twice as long, print its stack, and not hear of Ctrl+C."""
    deadline = time.monotonic() + SECONDS_TO_MEET
    while True:
        try:
            socket.create_connection((called.host, called.port), SECONDS_TO_MEET).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(SECONDS_BETWEEN_KNOCKS)


def _meeting_place() -> Any:
    """The store of torch's, made on another thread: in this one, a signal would have to wait until all are there."""
    outcome: list[Any] = []

    def make() -> None:
        try:
            outcome.append(next(rendezvous("env://", timeout=timedelta(seconds=SECONDS_TO_MEET)))[0])
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    thread.join()
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


@contextmanager
def telling_broken_group(members: ProcessGroup, should_leave: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Turns the loss of another process into a sentence, or an interruption where this one was to end as well."""
    try:
        yield
    except Broken as error:
        if members.size == 1 or not _is_about_the_connection(error):
            raise
        if should_leave():
            raise KeyboardInterrupt from error
        raise UserError(
            said("Another of the {count} processes has ended, so this one cannot go on.", count=members.size),
            "The last checkpoint is safe: go on with --resume.",
        ) from error


def _is_about_the_connection(error: RuntimeError) -> bool:
    words = str(error).lower()
    return any(word in words for word in ("gloo", "nccl", "connection", "socket", "peer", "timed out"))


def _meeting_device() -> torch.device:
    return torch.device("cuda" if torch.distributed.get_backend() == "nccl" else "cpu")
