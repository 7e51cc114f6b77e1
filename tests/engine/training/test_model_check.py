"""What a run would be like, and what is proposed when it does not fit."""

from pathlib import Path

import pytest
import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import ModelChecked
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.training import step as step_module
from simclr_gui.engine.training.memory import free_bytes, is_out_of_memory, out_of_memory
from simclr_gui.engine.training.model_check import check_model
from tests.small import SMALL, small_config, train_small


def test_that_a_network_is_counted_and_timed_before_it_is_trained() -> None:
    (check,) = check_model(SMALL)
    assert isinstance(check, ModelChecked)
    assert check.images_per_second > 0
    assert check.largest_batch >= 64
    assert check.feature_dim == 128


def test_that_a_batch_that_fits_needs_less_than_what_is_free() -> None:
    (check,) = check_model(config_with(SMALL, {"model.encoder": "resnet18", "data.side_px": 32}))
    (large,) = check_model(
        config_with(
            SMALL,
            {
                "model.encoder": "resnet18",
                "data.side_px": 32,
                "optimisation.batch_size": check.largest_batch,
                "data.train_images": check.largest_batch,
            },
        )
    )
    assert check.step_bytes < large.step_bytes < free_bytes(torch.device("cpu"))


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory."),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 99 bytes."),
        RuntimeError("MPS backend out of memory"),
    ],
)
def test_that_a_lack_of_memory_becomes_proposals_and_changes_nothing(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_out_of_memory(error)

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(step_module, "compare", fail)
    config = small_config(optimisation__batch_size=64, model__encoder="resnet18")
    with pytest.raises(UserError, match="does not fit into the memory") as caught:
        train_small(tmp_path / "run", config)
    changes = [proposal.changes for proposal in caught.value.proposals]
    assert {"optimisation.batch_size": 32} in changes
    assert {"model.encoder": "resnet50-thin"} in changes
    assert {"model.stem": "thin"} in changes


def test_that_every_proposal_needs_less_memory() -> None:
    from simclr_gui.engine.network.model_facts import model_facts

    config = config_with(TrainingConfig(), {"model.encoder": "resnet50", "optimisation.batch_size": 256})
    before = model_facts(config).step_bytes(256, torch.float32)
    for proposal in out_of_memory(config).proposals:
        smaller = config_with(config, proposal.changes)
        assert model_facts(smaller).step_bytes(smaller.optimisation.batch_size, torch.float32) < before


def test_that_other_errors_are_not_taken_for_a_lack_of_memory() -> None:
    assert not is_out_of_memory(RuntimeError("shapes do not match"))
    assert not is_out_of_memory(ValueError("out of memory"))
