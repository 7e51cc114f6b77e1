"""Training as a stream of events: what it tells, how it stops, pauses, resumes and repeats."""

import math
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import CheckpointSaved, Event, RunEnded, RunStarted, StepMeasured
from simclr_gui.engine.losses.nt_xent import NT_XENT
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints, read_checkpoint, restore_newest
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.loop import train
from simclr_gui.engine.training.observer import StepContext
from simclr_gui.engine.training.step import Batches, contrastive_step, two_views
from tests.small import SMALL, machine, small_config, small_data, small_learner, train_small


def steps_of(events: list[object]) -> list[StepMeasured]:
    return [event for event in events if isinstance(event, StepMeasured)]


def last_weights(run_dir: Path) -> dict[str, torch.Tensor]:
    return read_checkpoint(*list_checkpoints(RunFolder(run_dir))[-1])


def test_that_a_run_tells_its_start_every_step_its_checkpoint_and_its_end(tmp_path: Path) -> None:
    events = train_small(tmp_path / "run")
    assert isinstance(events[0], RunStarted)
    assert isinstance(events[-2], CheckpointSaved)
    assert isinstance(events[-1], RunEnded)
    assert events[-1].reason == "finished"
    steps = steps_of(events)
    assert [event.step for event in steps] == list(range(1, 9))
    assert steps[-1].epoch == 2.0
    assert events[0].chance_loss == pytest.approx(math.log(31))
    assert all(math.isfinite(event.loss) and 0 <= event.top1 <= 1 for event in steps)


def test_that_the_same_seed_gives_the_same_run_bit_for_bit(tmp_path: Path) -> None:
    for name in ("one", "other"):
        train_small(tmp_path / name)
    train_small(tmp_path / "another-seed", small_config(machine__seed=1))
    one, other, another = (last_weights(tmp_path / name) for name in ("one", "other", "another-seed"))
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert not torch.equal(one["encoder.network.conv1.weight"], another["encoder.network.conv1.weight"])


def test_that_a_run_stopped_anywhere_and_resumed_equals_one_that_was_not(tmp_path: Path) -> None:
    train_small(tmp_path / "whole")
    for stop_after in (1, 3, 6):
        run_dir, control = tmp_path / f"stopped-{stop_after}", Control()
        folder, seen = RunFolder.create(run_dir, SMALL), 0
        for event in train(SMALL, small_data(), machine(), folder, control.should_stop):
            seen += isinstance(event, StepMeasured)
            if seen == stop_after:
                control.request_stop()
        resumed = train_small(run_dir)
        assert steps_of(resumed)[0].step == stop_after + 1
        whole, pieced = last_weights(tmp_path / "whole"), last_weights(run_dir)
        assert all(torch.equal(whole[name], pieced[name]) for name in whole)


@pytest.mark.parametrize(
    ("optimizer", "precision", "averaging"),
    [
        ("adamw", "float32", 0),
        ("lars", "float32", 0),
        ("sgd", "bfloat16", 0),
        ("sgd", "float16", 0),
        ("sgd", "float32", 0.9),
    ],
)
def test_that_every_optimizer_and_precision_resumes_bit_for_bit(
    tmp_path: Path, optimizer: str, precision: str, averaging: float
) -> None:
    config = small_config(
        optimisation__optimizer=optimizer, machine__precision=precision, optimisation__averaging=averaging
    )
    train_small(tmp_path / "whole", config)
    folder, control = RunFolder.create(tmp_path / "stopped", config), Control()
    for event in train(config, small_data(), choose_machine(config.machine), folder, control.should_stop):
        if isinstance(event, StepMeasured) and event.step == 3:
            control.request_stop()
    train_small(tmp_path / "stopped")
    whole, pieced = last_weights(tmp_path / "whole"), last_weights(tmp_path / "stopped")
    assert all(torch.equal(whole[name], pieced[name]) for name in whole)
    assert ("scaler.scale" in whole) is (precision == "float16")


def test_that_stopping_keeps_the_last_checkpoint_and_says_stopped(tmp_path: Path) -> None:
    control = Control()
    control.request_stop()
    events = train_small(tmp_path / "run", control=control)
    assert isinstance(events[-1], RunEnded)
    assert events[-1].reason == "stopped"
    assert RunFolder(tmp_path / "run").status().state == "stopped"
    assert list_checkpoints(RunFolder(tmp_path / "run"))[-1][0].step == 0


def test_that_training_moves_the_weights_and_lowers_the_loss(tmp_path: Path) -> None:
    config = small_config(budget__epochs=40, optimisation__temperature=0.5)
    steps = steps_of(train_small(tmp_path / "run", config))
    early = sum(event.loss for event in steps[:8]) / 8
    late = sum(event.loss for event in steps[-8:]) / 8
    assert late < early - 0.05
    untrained = small_learner(config, small_data(config)).tensors()
    assert not torch.equal(
        untrained["encoder.network.conv1.weight"], last_weights(tmp_path / "run")["encoder.network.conv1.weight"]
    )


def test_that_time_does_not_pass_while_nobody_asks_for_the_next_event(tmp_path: Path) -> None:
    config = small_config(budget__epochs=None, budget__seconds=0.5)
    folder = RunFolder.create(tmp_path / "run", config)
    paused_s = 0.0
    for event in train(config, small_data(config), machine(), folder):
        if isinstance(event, StepMeasured) and paused_s < 1.5:
            time.sleep(0.5)
            paused_s += 0.5
    assert isinstance(event, RunEnded)
    assert event.reason == "finished"
    assert 0.5 <= event.elapsed_s < 1.4


def test_that_a_time_budget_is_kept_and_the_learning_rate_ends_near_zero(tmp_path: Path) -> None:
    config = small_config(budget__epochs=None, budget__seconds=1.0)
    events = train_small(tmp_path / "run", config)
    rates = [event.learning_rate for event in steps_of(events)]
    assert events[-1].elapsed_s == pytest.approx(1.0, abs=0.5)
    assert rates[-1] < 0.02 * config.optimisation.learning_rate
    assert max(rates) <= config.optimisation.learning_rate


def test_that_a_budget_of_computing_counts_no_second_in_which_the_processor_did_something_else(tmp_path: Path) -> None:
    config = small_config(budget__epochs=None, budget__seconds=0.5, budget__counts="computing")

    class Sleeper:
        def observe(self, _context: StepContext) -> Iterator[Event]:
            time.sleep(0.05)
            yield from ()

    folder = RunFolder.create(tmp_path / "run", config)
    *_, ended = train(config, small_data(), machine(), folder, observers=[Sleeper()])
    assert isinstance(ended, RunEnded)
    assert ended.reason == "finished"
    assert ended.elapsed_s > 0.5 + 0.04 * ended.step, "the clock went on while it slept"
    manifest, _ = list_checkpoints(folder)[-1]
    assert manifest.processor_s == pytest.approx(0.5, abs=0.2)
    assert folder.condition() == "finished"
    with pytest.raises(UserError, match="used up its budget"):
        next(train(config, small_data(), machine(), folder))


def test_that_computed_time_is_counted_on_when_a_run_is_resumed(tmp_path: Path) -> None:
    config = small_config(budget__epochs=None, budget__seconds=30.0, budget__counts="computing")
    folder, control = RunFolder.create(tmp_path / "run", config), Control()
    for event in train(config, small_data(), machine(), folder, control.should_stop):
        if isinstance(event, StepMeasured) and event.step == 5:
            control.request_stop()
    before, _ = list_checkpoints(folder)[-1]
    control = Control()
    events = train(config, small_data(), machine(), folder, control.should_stop)
    first = next(event for event in events if isinstance(event, StepMeasured))
    assert before.processor_s is not None
    assert first.progress >= before.processor_s / 30
    events.close()


def test_that_a_batch_larger_than_the_data_is_refused_beside_its_field(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        train_small(tmp_path / "run", small_config(optimisation__batch_size=65))
    assert caught.value.field == "optimisation.batch_size"
    assert "64" in caught.value.remedy


def test_that_a_loss_that_is_no_number_ends_the_run_with_a_sentence_and_keeps_the_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_dir = tmp_path / "run"
    control = Control()
    control.request_stop()
    train_small(run_dir, control=control)
    broken = replace(NT_XENT, value=lambda similarities: similarities.logits.sum() * torch.nan)
    monkeypatch.setitem(LOSSES, "nt-xent", broken)
    with pytest.raises(UserError, match="no longer a number"):
        train_small(run_dir)
    assert RunFolder(run_dir).status().state == "failed"
    assert all(torch.isfinite(value).all() for value in last_weights(run_dir).values() if value.is_floating_point())


def test_that_an_epoch_shows_every_picture_once_and_the_next_in_another_order() -> None:
    batches = Batches(images=50, batch_size=10, seed=0)
    first = torch.cat([batches.at(step) for step in range(5)])
    second = torch.cat([batches.at(step) for step in range(5, 10)])
    assert sorted(first.tolist()) == list(range(50))
    assert sorted(second.tolist()) == list(range(50))
    assert not torch.equal(first, second)
    assert torch.equal(Batches(50, 10, seed=0).at(7), batches.at(7))


@pytest.mark.parametrize("loss", ["nt-xent", "dcl"])
@pytest.mark.parametrize("optimizer", ["sgd", "adamw"])
def test_that_every_loss_and_optimizer_trains_and_resumes(tmp_path: Path, loss: str, optimizer: str) -> None:
    config = small_config(optimisation__loss=loss, optimisation__optimizer=optimizer, budget__epochs=1)
    train_small(tmp_path / "run", config)
    longer = small_config(optimisation__loss=loss, optimisation__optimizer=optimizer, budget__epochs=2)
    folder = RunFolder(tmp_path / "run")
    events = list(train(longer, small_data(), machine(), folder))
    assert steps_of(events)[0].step == 5


def test_that_nothing_of_a_steps_graph_outlives_it(tmp_path: Path) -> None:
    """It would keep the next step from being captured as a CUDA graph."""
    looked: list[bool] = []

    class Looking:
        def observe(self, context: StepContext) -> Iterator[Event]:
            looked.append(context.similarities.logits.requires_grad)
            yield from ()

    train_small(tmp_path / "run", observers=[Looking()])
    config, data = small_config(), small_data()
    learner = small_learner(config, data)
    views = two_views(data.train, torch.arange(16), config, 0, learner.machine)
    before = [weight.clone() for weight in learner.parameters()]
    loss, similarities = contrastive_step(learner, views, config.optimisation, 0.1)
    assert not loss.requires_grad
    assert not similarities.logits.requires_grad
    assert looked
    assert not any(looked)
    assert any(not torch.equal(now, then) for now, then in zip(learner.parameters(), before, strict=True))


def test_that_averaged_weights_are_what_is_judged(tmp_path: Path) -> None:
    config = small_config(optimisation__averaging=0.9)
    train_small(tmp_path / "run", config)
    learner = small_learner(config, small_data(config))
    restore_newest(RunFolder(tmp_path / "run"), learner)
    first_layer, kept = "network.conv1.weight", last_weights(tmp_path / "run")
    judged = learner.evaluated_encoder.state_dict()[first_layer]
    assert torch.equal(judged, kept[f"average.module.{first_layer}"])
    assert not torch.equal(judged, learner.encoder.state_dict()[first_layer])
    untrained = small_learner(config, small_data(config)).evaluated_encoder.state_dict()[first_layer]
    assert not torch.equal(judged, untrained)


def test_that_what_watches_is_given_the_images_themselves_not_their_copy_on_the_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, shown, data = [], [], small_data()

    def copied(images: ImageSet, device: torch.device) -> ImageSet:
        taken.append(ImageSet(images.pixels.clone(), images.labels))
        return taken[0]

    class Watcher:
        def observe(self, context: StepContext) -> Iterator[Event]:
            shown.append(context.data)
            return iter(())

    monkeypatch.setattr("simclr_gui.engine.training.loop.on_device_if_it_fits", copied)
    list(train(SMALL, data, machine(), RunFolder.create(tmp_path / "run", SMALL), observers=[Watcher()]))
    assert len(taken) == 1
    assert shown and all(given is data for given in shown)
