"""Which device computes, and in which precision: found out by doing a step, not by asking for a name."""

import ctypes
import functools
import os
import platform
import statistics
import time
from dataclasses import dataclass

import torch
from torch import nn

from simclr_gui.engine.config.settings import MachineSettings
from simclr_gui.engine.kept_precision import Circumstances, PrecisionName, keep_precision, kept_precision
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.randomness import seeded

PROBE_BATCH, PROBE_CHANNELS = 64, 16  # about a step of the demonstration
GPU_PROBE_BATCH, GPU_PROBE_CHANNELS = 512, 128  # a small step would time the launches, and those take equally long
PAIRS_TIMED = 7
WINNING_SHARE = 0.95  # of float32's time
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3  # names and numbers of glibc's malloc.h
_PRECISIONS = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


@dataclass(frozen=True)
class Machine:
    """Where and how a run computes.

    Attributes:
        name: what a person calls the device ("CPU, 2 threads").
        precision: below float32 means autocast; the weights stay float32.
    """

    device: torch.device
    name: str
    precision: torch.dtype

    @property
    def precision_name(self) -> str:
        return str(self.precision).removeprefix("torch.")

    def autocast(self, *, keeps_casts: bool = True) -> torch.autocast:
        """The context in which the network runs; a graph that is captured must not reuse what was cast before it."""
        is_half = self.precision is not torch.float32
        half = self.precision if is_half else torch.bfloat16
        return torch.autocast(self.device.type, dtype=half, enabled=is_half, cache_enabled=keeps_casts)


def choose_machine(settings: MachineSettings) -> Machine:
    """Resolves "auto" and proves that the device works.

    Raises:
        UserError: the device asked for is missing or cannot do one convolution forward and backward.
    """
    _make_first_tensor()
    _treat_tiny_numbers_as_zero()
    _keep_freed_memory()
    device = _choose_device(settings.device)
    precision = fastest_precision(device) if settings.precision == "auto" else _PRECISIONS[settings.precision]
    return Machine(device, device_name(device), precision)


@functools.cache
def _make_first_tensor() -> None:
    """The first tensor that torch makes of Python's numbers imports a module under a lock of its own.

    Two threads that make it at the same time wait for each other for ever: one holds that lock and needs Python's, the
    other holds Python's. So it is made here, by the thread that loads the engine, before there is another.
    """
    torch.asarray([0.0])


def _treat_tiny_numbers_as_zero() -> None:
    """Numbers below 1e-38 make x86 processors crawl and change no result that is shown."""
    torch.set_flush_denormal(True)


@functools.cache
def _keep_freed_memory() -> None:
    """Makes glibc keep what a step frees for the next one; fetching it anew cost a third of the time of the views.

    Other C libraries are left as they are.
    """
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):
        return
    for setting, megabytes in ((M_MMAP_THRESHOLD, 32), (M_TRIM_THRESHOLD, 512), (M_TOP_PAD, 64)):
        mallopt(setting, megabytes * 2**20)


def _choose_device(wanted: str) -> torch.device:
    if wanted != "auto":
        device = torch.device(wanted)
        trouble = device_trouble(device)
        if trouble:
            raise UserError(
                said("The device {name} cannot be used: {reason}.", name=wanted, reason=trouble),
                "Choose auto or cpu.",
                field="machine.device",
            )
        return device
    for name in ("cuda", "mps"):
        if device_trouble(torch.device(name)) is None:
            return torch.device(name)
    return torch.device("cpu")


@functools.cache
def device_trouble(device: torch.device) -> str | None:
    """Why the device cannot train, in words; None where one real step worked."""
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if not available[device.type]:
        return said("this machine has none that torch can see")
    try:
        _probe_step(device, torch.float32)
    except Exception as error:  # drivers fail in many ways; each means the same here
        return str(error).splitlines()[0]
    return None


def device_name(device: torch.device) -> str:
    """What a person calls the device."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    if device.type == "mps":
        return "Apple GPU"
    threads = torch.get_num_threads()
    return f"CPU, {threads} thread{'s' if threads > 1 else ''}"


@functools.cache
def fastest_precision(device: torch.device) -> torch.dtype:
    """The precision that "auto" stands for: measured once on a machine, and kept there for all later runs.

    Half is bfloat16, which needs no scaling of the loss, or float16 on GPUs that only emulate that.
    """
    if device.type == "mps" or (device.type == "cpu" and not multiplies_bfloat16()):
        return torch.float32
    half: PrecisionName = "bfloat16"
    if device.type == "cuda" and not torch.cuda.is_bf16_supported(including_emulation=False):
        half = "float16"
    name = processor_name() if device.type == "cpu" else device_name(device)
    circumstances = Circumstances(name, torch.__version__, torch.get_num_threads())
    precision = kept_precision(circumstances)
    if precision not in ("float32", half):
        measured: PrecisionName = half if is_faster(device, _PRECISIONS[half]) else "float32"
        precision = kept_precision(circumstances)  # another process may have measured meanwhile
        if precision not in ("float32", half):
            precision = measured
            keep_precision(circumstances, precision)
    return _PRECISIONS[precision]


def multiplies_bfloat16() -> bool:
    """Whether the processor may have instructions for it; without them trying takes seconds, and is never faster."""
    has = torch.cpu.get_capabilities()
    return bool(has["architecture"] != "x86_64" or has["avx512_bf16"] or has["amx_bf16"])


def is_faster(device: torch.device, half: torch.dtype) -> bool:
    """Whether a few convolutions win 5 % by half precision; both take turns, as what else runs here slows both.

    Takes about half a second.
    """
    size = (PROBE_BATCH, PROBE_CHANNELS) if device.type == "cpu" else (GPU_PROBE_BATCH, GPU_PROBE_CHANNELS)
    steps = [ProbeNetwork(device, precision, *size) for precision in (torch.float32, half)]
    for step in steps:
        step.run()
    shares = []
    for _ in range(PAIRS_TIMED):
        full_s, half_s = [seconds_of(step) for step in steps]
        shares.append(half_s / full_s)
    return statistics.median(shares) < WINNING_SHARE


def seconds_of(step: "ProbeNetwork") -> float:
    """How long a step takes, from its call until the device is done."""
    start = time.perf_counter()
    step.run()
    return time.perf_counter() - start


def _probe_step(device: torch.device, precision: torch.dtype) -> None:
    ProbeNetwork(device, precision).run()


class ProbeNetwork:
    """A few convolutions, forward and backward, without touching the random state."""

    def __init__(
        self, device: torch.device, precision: torch.dtype, batch: int = PROBE_BATCH, channels: int = PROBE_CHANNELS
    ) -> None:
        with seeded(0):
            layers = [nn.Conv2d(channels, channels, 3, padding=1, bias=False) for _ in range(4)]
            beginning, end = nn.Conv2d(3, channels, 3, 2, 1), nn.Linear(256 * channels, 10)
            network = nn.Sequential(beginning, *layers, nn.Flatten(), end)
            images = torch.randn(2 * batch, 3, 32, 32)
        self._network = network.to(device).to(memory_format=torch.channels_last)
        self._images = images.to(device, memory_format=torch.channels_last)
        self.machine = Machine(device, "", precision)

    def run(self) -> None:
        with self.machine.autocast():
            result = self._network(self._images)
        result.float().square().mean().backward()
        result.float().sum().item()  # waits until the device is done


def machine_description() -> str:
    """The machine in one line, for benchmarks and reports."""
    return (
        f"{platform.system()} {platform.machine()}, {processor_name()}, {os.cpu_count()} CPU cores, "
        f"{torch.get_num_threads()} torch threads, Python {platform.python_version()}, torch {torch.__version__}"
    )


def processor_name() -> str:
    """The processor as the system calls it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or "unknown processor"
