"""The precision that "auto" stands for is measured once on a machine and then stays."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from simclr_gui.engine import devices
from simclr_gui.engine.config.settings import MachineSettings
from simclr_gui.engine.devices import choose_machine, fastest_precision
from simclr_gui.engine.kept_precision import precision_file
from simclr_gui.terminal import doctor

CPU = torch.device("cpu")
HALF, FULL = torch.bfloat16, torch.float32


class Stopwatch:
    """Takes the place of the clock: half precision takes this share of float32's second."""

    def __init__(self, share: float) -> None:
        self.share, self.measured = share, 0

    def seconds_of(self, step: Any) -> float:
        self.measured += 1
        return self.share if step.machine.precision is HALF else 1.0


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has measured nothing, on a processor for which measuring is worthwhile."""
    provide(monkeypatch, avx512_bf16=True)
    fastest_precision.cache_clear()
    yield
    fastest_precision.cache_clear()


def timed(monkeypatch: pytest.MonkeyPatch, share: float) -> Stopwatch:
    """What a new process of this machine would measure."""
    watch = Stopwatch(share)
    monkeypatch.setattr(devices, "seconds_of", watch.seconds_of)
    fastest_precision.cache_clear()
    return watch


def provide(monkeypatch: pytest.MonkeyPatch, architecture: str = "x86_64", **instructions: bool) -> None:
    """A processor that has these instructions."""
    has = {"architecture": architecture, "avx512_bf16": False, "amx_bf16": False, **instructions}
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: has)


def told_precision() -> doctor.Finding:
    """What simclr-gui doctor tells of the precision."""
    (finding,) = (finding for finding in doctor.findings() if finding.subject == "Precision")
    return finding


@pytest.mark.parametrize(("share", "expected"), [(0.5, HALF), (0.94, HALF), (0.96, FULL), (1.5, FULL)])
def test_that_half_precision_must_win_five_percent(
    monkeypatch: pytest.MonkeyPatch, share: float, expected: torch.dtype
) -> None:
    timed(monkeypatch, share)
    assert fastest_precision(CPU) == expected


def test_that_a_processor_without_instructions_for_half_precision_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    provide(monkeypatch)
    watch = timed(monkeypatch, 0.5)
    assert fastest_precision(CPU) == FULL
    assert watch.measured == 0


@pytest.mark.parametrize(("architecture", "instruction"), [("x86_64", "amx_bf16"), ("aarch64", "not known here")])
def test_that_a_processor_that_may_have_them_is_timed(
    monkeypatch: pytest.MonkeyPatch, architecture: str, instruction: str
) -> None:
    provide(monkeypatch, architecture, **{instruction: True})
    watch = timed(monkeypatch, 0.5)
    assert fastest_precision(CPU) == HALF
    assert watch.measured > 0


def test_that_a_graphics_card_is_timed_on_a_step_that_is_not_all_launches(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []

    class Sized:
        def __init__(self, _device: torch.device, _precision: torch.dtype, batch: int, channels: int) -> None:
            sizes.append((batch, channels))

        def run(self) -> None:
            pass

    monkeypatch.setattr(devices, "ProbeNetwork", Sized)
    for device in ("cpu", "cuda"):
        devices.is_faster(torch.device(device), HALF)
    on_cpu, _, on_gpu, _ = sizes
    assert on_gpu[0] * on_gpu[1] ** 2 > 100 * on_cpu[0] * on_cpu[1] ** 2


def test_that_one_slow_moment_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([1.0, 0.5, 1.0, 50.0, 0.01, 0.5, *[1.0, 0.5] * 10])
    timed(monkeypatch, 1.0)
    monkeypatch.setattr(devices, "seconds_of", lambda _: next(seconds))
    assert fastest_precision(CPU) == HALF


@pytest.mark.parametrize("first", [HALF, FULL])
def test_that_a_later_process_takes_what_was_decided(monkeypatch: pytest.MonkeyPatch, first: torch.dtype) -> None:
    shares = [0.5, 2.0] if first is HALF else [2.0, 0.5]
    timed(monkeypatch, shares[0])
    assert choose_machine(MachineSettings(device="cpu")).precision == first
    watch = timed(monkeypatch, shares[1])
    assert choose_machine(MachineSettings(device="cpu")).precision == first
    assert watch.measured == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff{",
        b"[]",
        b'{"decisions": 7}',
        b'{"decisions": [{"device": 1, "torch": [], "threads": "2", "precision": "bfloat16"}]}',
    ],
)
def test_that_a_damaged_file_costs_a_measurement_and_is_mended(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    precision_file().parent.mkdir(parents=True)
    precision_file().write_bytes(content)
    assert timed(monkeypatch, 0.5).measured == 0
    assert fastest_precision(CPU) == HALF
    timed(monkeypatch, 2.0)
    assert fastest_precision(CPU) == HALF, "kept again"


def test_that_a_precision_that_cannot_be_auto_here_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, 0.5)
    fastest_precision(CPU)
    precision_file().write_text(precision_file().read_text().replace("bfloat16", "float16"))
    timed(monkeypatch, 2.0)
    assert fastest_precision(CPU) == FULL


def test_that_a_cache_that_cannot_be_written_to_costs_only_the_keeping(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    home.write_text("a file where the folder should be")
    timed(monkeypatch, 0.5)
    assert fastest_precision(CPU) == HALF
    timed(monkeypatch, 2.0)
    assert fastest_precision(CPU) == FULL
    assert "not kept" in told_precision().sentence


@pytest.mark.parametrize("change", ["torch", "threads", "processor"])
def test_that_another_torch_processor_or_thread_count_is_measured_anew(
    monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    timed(monkeypatch, 0.5)
    assert fastest_precision(CPU) == HALF
    with monkeypatch.context() as elsewhere:
        if change == "torch":
            elsewhere.setattr(torch, "__version__", "99.0")
        elif change == "threads":
            elsewhere.setattr(torch, "get_num_threads", lambda: 77)
        else:
            elsewhere.setattr(devices, "processor_name", lambda: "Another processor")
        timed(elsewhere, 2.0)
        assert fastest_precision(CPU) == FULL
    timed(monkeypatch, 2.0)
    assert fastest_precision(CPU) == HALF, "the first decision is still there"
    assert len(json.loads(precision_file().read_text())["decisions"]) == 2


def test_that_doctor_tells_the_precision_and_where_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, 0.5)
    assert told_precision().sentence == f"bfloat16 (measured once, kept in {precision_file()})."


def test_that_doctor_says_why_nothing_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    provide(monkeypatch)
    assert told_precision().sentence == "float32 (the processor has no instructions for bfloat16)."
