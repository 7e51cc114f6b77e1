"""Training that breaks down is stopped with a diagnosis."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from simclr_gui.engine.losses.nt_xent import NT_XENT, nt_xent
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.breakdown import STEPS_UNTIL_SURE, Watch
from simclr_gui.engine.training.checkpoints import CheckpointPace, list_checkpoints, read_checkpoint
from simclr_gui.engine.training.comparison import compare
from tests.small import small_config, train_small

TEMPERATURE = 0.2


def projections(spread: float) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    return torch.ones(16, 32) + spread * torch.randn(16, 32, generator=generator)


def test_that_a_loss_that_is_no_number_stops_the_run_at_its_last_good_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    losses = iter([1.0] * 20 + [math.nan] * 5)
    monkeypatch.setitem(
        LOSSES, "nt-xent", replace(NT_XENT, value=lambda similarities: next(losses) * nt_xent(similarities))
    )
    monkeypatch.setattr(CheckpointPace, "is_due", lambda _pace, _now_s: True)
    with pytest.raises(UserError, match="step 21: the loss is no longer a number") as caught:
        train_small(tmp_path / "run", small_config(budget__epochs=40))
    assert caught.value.field == "optimisation.learning_rate"
    folder = RunFolder(tmp_path / "run")
    assert folder.status().state == "failed"
    checkpoints = list_checkpoints(folder)
    assert checkpoints[-1][0].step == 20
    for manifest, file in checkpoints:
        assert all(tensor.isfinite().all() for tensor in read_checkpoint(manifest, file).values())


def test_that_a_lasting_collapse_is_told_and_a_short_one_is_not() -> None:
    watch = Watch()
    same = compare(projections(1e-3), projections(1e-3), TEMPERATURE)
    spread = compare(projections(5.0), projections(5.0), TEMPERATURE)
    for step in range(STEPS_UNTIL_SURE):
        watch.look(step, 3.0, same)
    watch.look(STEPS_UNTIL_SURE, 3.0, spread)
    for step in range(STEPS_UNTIL_SURE + 1, 2 * STEPS_UNTIL_SURE + 1):
        watch.look(step, 3.0, same)
    with pytest.raises(UserError, match="collapsed"):
        watch.look(2 * STEPS_UNTIL_SURE + 1, 3.0, same)


@pytest.mark.parametrize("loss", [math.nan, math.inf])
def test_that_every_kind_of_non_number_is_noticed(loss: float) -> None:
    with pytest.raises(UserError, match="step 1,234"):
        Watch().look(1_234, loss, compare(projections(1.0), projections(1.0), TEMPERATURE))


def test_that_weights_that_are_no_numbers_are_never_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watch, "look", lambda *_: None)
    monkeypatch.setitem(
        LOSSES, "nt-xent", replace(NT_XENT, value=lambda similarities: math.nan * nt_xent(similarities))
    )
    with pytest.raises(UserError, match="run away"):
        train_small(tmp_path / "run")
    assert list_checkpoints(RunFolder(tmp_path / "run")) == []
