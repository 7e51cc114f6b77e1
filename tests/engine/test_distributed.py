"""Two processes that train together: the same gradients as one, and a run that survives the loss of one."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from simclr_gui.engine import distributed
from simclr_gui.engine.distributed import SINGLE_PROCESS, Call, call, process_group, telling_broken_group
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.comparison import compare

GRADIENTS = """
import sys, torch
from tests.engine.test_distributed import example_network, example_images, TEMPERATURE
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.training.comparison import compare
from simclr_gui.engine.distributed import process_group
def save_gradients(members):
    network = members.joined(example_network())
    first, second = (members.share(views) for views in example_images().chunk(2))
    projections = network(torch.cat([first, second])).chunk(2)
    similarities = compare(*projections, TEMPERATURE, members)
    LOSSES[sys.argv[1]](similarities).backward()
    torch.save([p.grad for p in network.parameters()], f"{sys.argv[2]}/{members.rank}.pt")
with process_group() as members:
    save_gradients(members)  # in a function, so that nothing holds the group when it parts
"""
TEMPERATURE = 0.3


def example_network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Linear(16, 8))


def example_images() -> torch.Tensor:
    return torch.randn(24, 6, generator=torch.Generator().manual_seed(1))


def start_two(*command: str) -> list[subprocess.Popen[str]]:
    """The environment that torchrun gives."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    common = os.environ | {
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
        "WORLD_SIZE": "2",
        "OMP_NUM_THREADS": "1",
    }
    return [
        subprocess.Popen(
            [sys.executable, *command],
            env=common | {"RANK": str(rank), "LOCAL_RANK": str(rank)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(2)
    ]


def small_training(run_dir: Path, *options: str) -> list[str]:
    settings = ["--side-px", "16", "--train-images", "64", "--test-images", "20", "--batch-size", "16"]
    computing = ["--precision", "float32", "--threads", "1"]  # as quick beside other tests
    return ["-m", "simclr_gui", "train", "--run-dir", str(run_dir), *computing, *settings, *options]


@pytest.mark.parametrize("loss", LOSSES)
def test_that_two_processes_have_the_gradients_of_one_with_the_whole_batch(loss: str, tmp_path: Path) -> None:
    processes = start_two("-c", GRADIENTS, loss, str(tmp_path))
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    network = example_network()
    first, second = network(example_images()).chunk(2)
    LOSSES[loss](compare(first, second, TEMPERATURE, SINGLE_PROCESS)).backward()
    for rank in range(2):
        for ours, whole in zip(torch.load(tmp_path / f"{rank}.pt"), network.parameters(), strict=True):
            torch.testing.assert_close(ours, whole.grad, rtol=0, atol=1e-6)


def test_that_a_team_trains_one_run_and_the_leader_alone_writes(tmp_path: Path) -> None:
    processes = start_two(*small_training(tmp_path / "run", "--epochs", "2"))
    outputs = [process.communicate(timeout=180) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    folder = RunFolder.open(tmp_path / "run")
    status = folder.status()
    assert status is not None
    assert (status.state, status.pid) == ("finished", processes[0].pid)
    assert len([event for event in folder.events() if event["event"] == "step"]) == 8
    assert "Finished after" in outputs[0][1]
    assert outputs[1][1] == ""


def test_that_a_process_that_was_to_end_as_well_is_no_victim_of_another_one() -> None:
    members = replace(SINGLE_PROCESS, size=2)
    lost = RuntimeError("Connection closed by peer")
    with pytest.raises(UserError, match="Another of the 2"), telling_broken_group(members):
        raise lost
    with pytest.raises(KeyboardInterrupt), telling_broken_group(members, lambda: True):
        raise lost


def test_that_a_killed_process_leaves_a_run_that_goes_on(tmp_path: Path) -> None:
    run_dir = tmp_path / "run"
    processes = start_two(*small_training(run_dir, "--epochs", "150"))
    folder = RunFolder(run_dir)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not any(e["event"] == "step" for e in folder.events()):
        assert processes[0].poll() is None, processes[0].communicate()
        time.sleep(0.1)
    processes[1].send_signal(signal.SIGKILL)
    processes[1].communicate(timeout=30)
    _, told = processes[0].communicate(timeout=120)
    assert processes[0].returncode == 2, told
    assert "Another of the 2 processes has ended" in told
    status = folder.status()
    assert status is not None
    assert status.state == "failed"
    again = subprocess.run(
        [sys.executable, "-m", "simclr_gui", "train", "--resume", str(run_dir)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert again.returncode == 0, again.stderr


def test_that_a_batch_that_cannot_be_shared_is_refused(tmp_path: Path) -> None:
    processes = start_two(*small_training(tmp_path / "run", "--batch-size", "15", "--epochs", "1"))
    outputs = [process.communicate(timeout=120) for process in processes]
    assert processes[0].returncode == 2
    assert "cannot be shared by 2 processes" in outputs[0][1]


CALLED = {"WORLD_SIZE": "2", "RANK": "1", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29500"}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in (*CALLED, "LOCAL_RANK", "TORCHELASTIC_USE_AGENT_STORE"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_that_a_process_called_by_torchrun_knows_its_place(environment: pytest.MonkeyPatch) -> None:
    assert call() is None
    for name, value in CALLED.items():
        environment.setenv(name, value)
    assert call() == Call(rank=1, size=2, local_rank=0, host="127.0.0.1", port=29500)


def test_that_a_size_that_somebody_has_left_behind_means_one_process_and_is_told(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("WORLD_SIZE", "8")
    told: list[str] = []
    with process_group(told.append) as members:
        assert members is SINGLE_PROCESS
    assert told == ["WORLD_SIZE is set, but nobody has called others together: this process trains alone."]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"WORLD_SIZE": "two"}, "WORLD_SIZE is two"),
        ({"WORLD_SIZE": "-1"}, "WORLD_SIZE is -1"),
        ({"WORLD_SIZE": "0"}, "WORLD_SIZE is 0"),
        ({"RANK": "2"}, "RANK is 2, but there are only 2 processes"),
        ({"RANK": "first"}, "RANK is first"),
        ({"RANK": ""}, "RANK is not set"),
        ({"MASTER_ADDR": ""}, "MASTER_ADDR is not set"),
        ({"MASTER_PORT": "http"}, "MASTER_PORT is http"),
        ({"LOCAL_RANK": "x"}, "LOCAL_RANK is x"),
    ],
)
def test_that_a_call_that_contradicts_itself_is_refused(
    changes: dict[str, str], words: str, environment: pytest.MonkeyPatch
) -> None:
    for name, value in (CALLED | changes).items():
        environment.setenv(name, value)
    with pytest.raises(UserError, match=words) as refused:
        call()
    assert "unset WORLD_SIZE" in refused.value.remedy


@pytest.mark.parametrize("rank", ["0", "1"])
def test_that_others_who_do_not_come_are_waited_for_with_words_and_not_for_ever(
    rank: str, environment: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, value in (CALLED | {"RANK": rank, "MASTER_PORT": str(port)}).items():
        environment.setenv(name, value)
    environment.setattr(distributed, "SECONDS_TO_MEET", 1)
    environment.setattr(distributed, "SECONDS_WITHOUT_WORDS", 0.05)
    told: list[str] = []
    with (
        pytest.raises(UserError, match=f"The 2 processes have not met at 127.0.0.1:{port}"),
        process_group(told.append),
    ):
        pytest.fail("nobody else has come")
    assert told == [f"Waiting for the other processes at 127.0.0.1:{port}, at most 1 s."]
