"""What a training needs of memory and disk, and which batch the memory holds."""

from pathlib import Path

import pytest

from simclr_gui.engine.network.model_facts import model_facts
from simclr_gui.engine.planning import costs
from simclr_gui.engine.planning.costs import needs_of
from simclr_gui.engine.training.checkpoints import list_checkpoints
from simclr_gui.engine.training.model_check import SHARE_OF_MEMORY
from tests.small import small_config, train_small

CONFIG = small_config(optimisation__batch_size=64)


def step_bytes(batch: int) -> int:
    return model_facts(CONFIG).step_bytes(batch, costs.choose_machine(CONFIG.machine).precision)


def leave_free(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """A training could take so many bytes."""
    monkeypatch.setattr(costs, "free_bytes", lambda _device: round(count / SHARE_OF_MEMORY))


def test_that_a_step_that_fits_keeps_its_batch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leave_free(monkeypatch, step_bytes(64) + 1_000)
    needs = needs_of(CONFIG, tmp_path)
    assert needs.step_bytes == step_bytes(64)
    assert needs.batch_that_fits == 64


@pytest.mark.parametrize(("batch", "fits"), [(32, 32), (16, 16), (20, 16)])
def test_that_the_largest_power_of_two_that_fits_is_found(
    batch: int, fits: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    leave_free(monkeypatch, step_bytes(batch) + 1_000)
    assert needs_of(CONFIG, tmp_path).batch_that_fits == fits


def test_that_the_smallest_batch_is_two_however_little_is_free(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leave_free(monkeypatch, 10)
    assert needs_of(CONFIG, tmp_path).batch_that_fits == 2


def test_that_nothing_is_claimed_of_memory_that_nobody_knows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(costs, "free_bytes", lambda _device: 0)
    needs = needs_of(CONFIG, tmp_path)
    assert needs.batch_that_fits is None
    assert needs.memory_words.endswith("how much memory is free is unknown.")


def test_that_a_run_keeps_no_more_than_was_foreseen(tmp_path: Path) -> None:
    config = small_config(budget__epochs=3)
    train_small(tmp_path / "run", config)
    from simclr_gui.engine.runs.run_folder import RunFolder

    kept = sum(path.stat().st_size for _, path in list_checkpoints(RunFolder(tmp_path / "run")))
    assert 0 < kept <= needs_of(config, tmp_path).disk_bytes


def test_that_a_place_that_is_not_there_yet_lies_on_the_disk_of_the_folder_above_it(tmp_path: Path) -> None:
    assert needs_of(CONFIG, tmp_path / "not" / "yet").free_disk_bytes > 0
