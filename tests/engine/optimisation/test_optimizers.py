"""The step is torch's own, and does not load torch's compiler."""

import subprocess
import sys

import pytest
import torch

from simclr_gui.engine.config.settings import OptimisationSettings
from simclr_gui.engine.optimisation.lars import Lars
from simclr_gui.engine.optimisation.optimizers import build_optimizer, take_step


@pytest.mark.parametrize("name", ["sgd", "adamw", "lars"])
def test_that_a_step_is_torchs_own_step(name: str) -> None:
    settings = OptimisationSettings(optimizer=name, learning_rate=0.05, weight_decay=0.01)
    ours, theirs = (torch.nn.Linear(5, 3) for _ in range(2))
    theirs.load_state_dict(ours.state_dict())
    our_optimizer, their_optimizer = (build_optimizer(net.parameters(), settings) for net in (ours, theirs))
    for step in range(5):
        inputs = torch.randn(8, 5, generator=torch.Generator().manual_seed(step))
        for network, optimizer in ((ours, our_optimizer), (theirs, their_optimizer)):
            optimizer.zero_grad()
            network(inputs).square().mean().backward()
        take_step(our_optimizer)
        their_optimizer.step()
    assert torch.equal(ours.weight, theirs.weight)
    assert not torch.equal(ours.weight, torch.nn.Linear(5, 3).weight)


@pytest.mark.parametrize("nesterov", [False, True])
def test_that_lars_walks_as_timms_does(nesterov: bool) -> None:
    from timm.optim import Lars as TimmsLars

    ours, theirs = (torch.nn.Sequential(torch.nn.Linear(5, 7), torch.nn.Linear(7, 3)) for _ in range(2))
    theirs.load_state_dict(ours.state_dict())
    settings = {"lr": 2.0, "momentum": 0.9, "weight_decay": 1e-2, "nesterov": nesterov}
    optimizers = (Lars(ours.parameters(), **settings), TimmsLars(theirs.parameters(), **settings))
    for step in range(8):
        inputs = torch.randn(8, 5, generator=torch.Generator().manual_seed(step))
        for network, optimizer in zip((ours, theirs), optimizers, strict=True):
            optimizer.zero_grad()
            network(inputs).square().mean().backward()
            optimizer.step()
    for our_weight, their_weight in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(our_weight, their_weight, rtol=1e-5, atol=1e-6)


def test_that_lars_neither_decays_nor_scales_biases_and_batch_norm() -> None:
    network = torch.nn.Sequential(torch.nn.Linear(5, 3), torch.nn.BatchNorm1d(3))
    optimizer = build_optimizer(network.parameters(), OptimisationSettings(optimizer="lars", weight_decay=0.1))
    decay = {id(p): group["weight_decay"] for group in optimizer.param_groups for p in group["params"]}
    assert [decay[id(p)] for p in network.parameters()] == [0.1, 0, 0, 0]


@pytest.mark.parametrize(
    ("weight_decay", "expected"),
    [
        (0.0, [3 - 1.9e-3 * 5 / 10 * 6, 4 - 1.9e-3 * 5 / 10 * 8]),  # |weights| 5, |gradient| 10
        (0.5, [3 - 1.9e-3 * 5 / 12.5 * 7.5, 4 - 1.9e-3 * 5 / 12.5 * 10]),
    ],
)
def test_that_lars_trusts_the_layers_with_weight_decay_and_without(weight_decay: float, expected: list[float]) -> None:
    network = torch.nn.Linear(2, 1)
    network.weight.data, network.bias.data = torch.tensor([[3.0, 4.0]]), torch.tensor([2.0])
    settings = OptimisationSettings(optimizer="lars", learning_rate=1.0, weight_decay=weight_decay)
    optimizer = build_optimizer(network.parameters(), settings)
    network.weight.grad, network.bias.grad = torch.tensor([[6.0, 8.0]]), torch.tensor([0.5])
    take_step(optimizer)
    torch.testing.assert_close(network.weight.detach(), torch.tensor([expected]), rtol=0, atol=1e-6)
    assert float(network.bias.detach()) == pytest.approx(2 - 1.9 * 0.5), "plain SGD with Nesterov momentum"


def test_that_training_loads_neither_torchs_compiler_nor_what_the_tests_of_its_features_need() -> None:
    program = (
        "import sys, tempfile, pathlib\n"
        "import simclr_gui.engine.experiments.experiment, simclr_gui.engine.observers\n"
        "from tests.small import train_small\n"
        "events = train_small(pathlib.Path(tempfile.mkdtemp()) / 'run')\n"
        "assert events\n"
        "unneeded = ('torch._dynamo', 'torchvision', 'sklearn', 'scipy.stats', 'scipy.special', 'PySide6')\n"
        "print([name for name in unneeded if name in sys.modules])\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.stdout.strip() == "[]", result.stderr
