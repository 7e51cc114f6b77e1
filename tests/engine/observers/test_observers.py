"""What is watched during training is what really happens there."""

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from simclr_gui.engine.events import (
    BaselineProbed,
    BatchStatisticsTaken,
    FeatureMapsTaken,
    LiveKnnMeasured,
    LiveProbeMeasured,
    MeasurementsRead,
    PairsTaken,
    RankMeasured,
    SimilaritiesTaken,
    StepMeasured,
)
from simclr_gui.engine.experiments.experiment import recorded_training
from simclr_gui.engine.experiments.replay import replay_curves
from simclr_gui.engine.features.feature_maps import look_inside
from simclr_gui.engine.features.features import pixel_components
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.observers import (
    BatchStatisticsObserver,
    FeatureMapObserver,
    LiveScoresObserver,
    PairObserver,
    SimilarityObserver,
    lasting_observers,
)
from simclr_gui.engine.observers.batch_statistics import alignment, mean_of_negatives, uniformity
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.observers.live_scores import effective_rank, probe_accuracy
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.observer import StepContext
from simclr_gui.engine.training.step import Batches
from tests.small import SMALL, small_config, small_data, small_learner, train_small


class Keeper:
    """Keeps the first moment of a training."""

    def __init__(self) -> None:
        self.context: StepContext | None = None

    def observe(self, context: StepContext) -> list[object]:
        self.context = self.context or context
        return []


def test_that_the_pairs_shown_are_those_of_the_batch_with_their_real_similarities(tmp_path: Path) -> None:
    keeper = Keeper()
    events = train_small(tmp_path / "run", observers=[keeper, PairObserver(pairs_shown=6)])
    shown = next(event for event in events if isinstance(event, PairsTaken))
    data, index = small_data(), Batches(64, 16, SMALL.machine.seed).at(0)
    assert shown.image_index == tuple(index[:6].tolist())
    np.testing.assert_array_equal(shown.originals, data.train.pixels[index[:6]].permute(0, 2, 3, 1).numpy())
    context = keeper.context
    assert context is not None
    cosines = context.similarities.cosine.detach()
    for pair in range(6):
        row = cosines[pair]
        assert math.isclose(shown.cosine[pair], float(row[pair + 16]), rel_tol=1e-5)
        assert shown.rank[pair] == 1 + int((row > row[pair + 16]).sum())
        expected = (context.views[pair] * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()
        np.testing.assert_array_equal(shown.first[pair], expected)
    assert shown.others == 31


def test_that_live_accuracy_is_measured_on_test_pictures_and_says_on_how_many(tmp_path: Path) -> None:
    events = train_small(tmp_path / "run", observers=[LiveScoresObserver(bank_images=50, query_images=30)])
    measured = [event for event in events if isinstance(event, LiveKnnMeasured)]
    assert measured
    assert (measured[0].bank_images, measured[0].test_images) == (50, 30)
    assert math.isclose(measured[0].accuracy * 30, round(measured[0].accuracy * 30), abs_tol=1e-6)


def test_that_the_pulse_is_what_the_batch_and_its_gradients_say(tmp_path: Path) -> None:
    keeper = Keeper()
    events = train_small(tmp_path / "run", observers=[keeper, BatchStatisticsObserver()])
    batch_statistics = next(event for event in events if isinstance(event, BatchStatisticsTaken))
    context = keeper.context
    assert context is not None
    z = context.similarities.cosine.detach()
    positives = torch.cat([torch.arange(16, 32), torch.arange(16)])
    is_positive = torch.nn.functional.one_hot(positives, 32).bool()
    is_negative = ~is_positive & ~torch.eye(32, dtype=torch.bool)
    assert math.isclose(batch_statistics.positive, float(z[is_positive].mean()), rel_tol=1e-5)
    assert math.isclose(batch_statistics.negative, float(z[is_negative].mean()), rel_tol=1e-5)
    assert math.isclose(batch_statistics.alignment, 2 - 2 * batch_statistics.positive, rel_tol=1e-4)
    assert math.isclose(
        batch_statistics.uniformity, math.log(float((-4 + 4 * z[is_negative]).exp().mean())), abs_tol=1e-4
    )
    better = (z > z[is_positive][:, None]).sum(dim=1)
    assert math.isclose(batch_statistics.top5, float((better < 5).float().mean()))
    assert len(batch_statistics.watched) == 8
    assert all(-1.001 <= cosine <= 1.001 for cosine in batch_statistics.watched)
    assert len(batch_statistics.gradients) == 6
    assert all(gradient > 0 for gradient in batch_statistics.gradients)
    assert batch_statistics.memory_bytes > 50_000_000


def test_that_the_matrix_is_the_batch_that_was_trained_on(tmp_path: Path) -> None:
    keeper, observer = Keeper(), SimilarityObserver()
    observer.set_wanted(True)
    events = train_small(tmp_path / "run", observers=[keeper, observer])
    taken = next(event for event in events if isinstance(event, SimilaritiesTaken))
    context = keeper.context
    assert context is not None
    z = (context.similarities.cosine.detach()).numpy()
    off_diagonal = ~np.eye(32, dtype=bool)
    np.testing.assert_allclose(taken.cosine[off_diagonal], z[off_diagonal], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(np.diag(taken.cosine), 1.0)
    np.testing.assert_array_equal(taken.labels, small_data().train.labels[context.image_index].numpy())
    assert taken.views.shape == (32, 16, 16, 3)


def test_that_no_matrix_is_taken_for_nobody(tmp_path: Path) -> None:
    events = train_small(tmp_path / "run", observers=[SimilarityObserver()])
    assert not any(isinstance(event, SimilaritiesTaken) for event in events)


def test_that_points_in_one_place_and_points_all_around_have_the_extreme_uniformities() -> None:
    itself_and_positive = torch.full((5, 2), -torch.inf)
    for cosine, expected in ((1.0, 0.0), (0.0, -4.0)):
        negatives = torch.cat([itself_and_positive, torch.full((5, 20), cosine)], dim=1)
        assert uniformity(negatives) == pytest.approx(expected, abs=1e-5)
        assert mean_of_negatives(negatives) == pytest.approx(cosine)
    assert alignment(torch.ones(10)) == pytest.approx(0.0)
    assert alignment(-torch.ones(10)) == pytest.approx(4.0)


def test_that_the_effective_rank_counts_directions() -> None:
    generator = torch.Generator().manual_seed(0)
    line = torch.randn(200, 1, generator=generator) @ torch.randn(1, 32, generator=generator)
    assert effective_rank(line) == pytest.approx(1.0, abs=1e-3)
    assert effective_rank(torch.ones(50, 8)) == pytest.approx(1.0, abs=1e-3)
    assert 7.8 < effective_rank(torch.randn(5_000, 8, generator=generator)) <= 8.001


def test_that_the_probe_recognises_what_a_line_can_separate_and_guesses_elsewhere() -> None:
    generator = torch.Generator().manual_seed(0)
    labels = torch.arange(300) % 3
    x = torch.randn(300, 10, generator=generator)
    assert probe_accuracy(x[:200], labels[:200], x[200:], labels[200:], 3) < 0.55
    x[torch.arange(300), labels] += 5
    assert probe_accuracy(x[:200], labels[:200], x[200:], labels[200:], 3) > 0.95


def test_that_pictures_without_classes_have_a_rank_but_no_scores(tmp_path: Path) -> None:
    data = small_data()
    unnamed = dataclasses.replace(data, class_names=())
    folder = RunFolder.create(tmp_path / "run", SMALL)
    events = list(recorded_training(folder, unnamed, Control(), lasting_observers()))
    assert any(isinstance(event, RankMeasured) for event in events)
    assert not any(isinstance(event, (LiveKnnMeasured, LiveProbeMeasured)) for event in events)


@pytest.mark.parametrize("label", [-1, 1])
def test_that_fewer_than_two_classes_of_training_images_have_a_rank_but_no_scores(tmp_path: Path, label: int) -> None:
    data = small_data()
    train = dataclasses.replace(data.train, labels=torch.full_like(data.train.labels, label))
    folder = RunFolder.create(tmp_path / "run", SMALL)
    events = list(recorded_training(folder, dataclasses.replace(data, train=train), Control(), lasting_observers()))
    assert any(isinstance(event, RankMeasured) for event in events)
    assert not any(isinstance(event, (LiveKnnMeasured, LiveProbeMeasured)) for event in events)


def test_that_a_class_without_training_images_leaves_the_scores_of_the_others(tmp_path: Path) -> None:
    data = small_data()
    more = dataclasses.replace(data, class_names=(*data.class_names, "never seen"))
    folder = RunFolder.create(tmp_path / "run", SMALL)
    events = list(recorded_training(folder, more, Control(), lasting_observers()))
    assert any(isinstance(event, LiveKnnMeasured) and 0 <= event.accuracy <= 1 for event in events)
    assert any(isinstance(event, LiveProbeMeasured) and 0 <= event.accuracy <= 1 for event in events)


def test_that_what_observers_measured_is_read_back_from_the_run_folder(tmp_path: Path) -> None:
    kinds = (LiveKnnMeasured, LiveProbeMeasured, RankMeasured, BatchStatisticsTaken)
    told = [e for e in train_small(tmp_path / "run", observers=lasting_observers()) if isinstance(e, kinds)]
    assert {type(event) for event in told} == set(kinds)
    bundles = [e for e in replay_curves(RunFolder.open(tmp_path / "run")) if isinstance(e, MeasurementsRead)]
    assert {type(bundle.last) for bundle in bundles} == set(kinds)
    for bundle in bundles:
        of_its_kind = [event for event in told if type(event) is type(bundle.last)]
        assert bundle.last == of_its_kind[-1]
        for name, values in bundle.columns.items():
            np.testing.assert_array_equal(values, [getattr(event, name) for event in of_its_kind])


def test_that_the_chosen_layer_and_picture_are_followed_at_once(tmp_path: Path) -> None:
    observer = FeatureMapObserver(LayerSelection("stem", 2))

    class Chooser:
        def observe(self, context: StepContext) -> list[object]:
            if context.learner.step == 3:
                observer.choose(LayerSelection("layer3.1", 5, beside_beginning=True))
            return []

    events = train_small(tmp_path / "run", observers=[Chooser(), observer])
    taken = [event for event in events if isinstance(event, FeatureMapsTaken)]
    assert [(event.step, event.layer, event.image_index) for event in taken[:2]] == [(1, "stem", 2), (3, "layer3.1", 5)]
    assert taken[0].before is None
    data = small_data()
    untrained = look_inside(small_learner(SMALL, data), SMALL, data.test, LayerSelection("layer3.1", 5))
    assert taken[1].before is not None
    assert taken[1].before.shape == untrained.maps.shape[1:]
    correlation = np.corrcoef(taken[1].before.ravel(), untrained.maps[0].ravel())[0, 1]
    assert correlation > 0.999, "the beginning is the network of the same seed"


def test_that_watching_does_not_change_what_is_learned(tmp_path: Path) -> None:
    watched = train_small(
        tmp_path / "watched",
        observers=[
            PairObserver(),
            LiveScoresObserver(40, 20),
            BatchStatisticsObserver(),
            FeatureMapObserver(LayerSelection()),
        ],
    )
    alone = train_small(tmp_path / "alone")
    losses = [[event.loss for event in run if isinstance(event, StepMeasured)] for run in (watched, alone)]
    assert losses[0] == losses[1]


def test_that_a_costly_look_is_taken_seldom() -> None:
    interval = Interval(seconds=0.0, share=0.5)
    assert interval.is_due(0.0)
    import time

    began = time.perf_counter() - 10.0  # a look that took ten seconds
    interval.looked(began)
    now = time.perf_counter()
    assert not interval.is_due(now + 19)
    assert interval.is_due(now + 21)


def test_that_each_rival_is_measured_once_by_the_same_classifier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simclr_gui.engine.observers.live_scores.SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr("simclr_gui.engine.observers.live_scores.SHARE_OF_TIME", 1e9)
    events = train_small(tmp_path / "run", small_config(budget__epochs=2), observers=[LiveScoresObserver()])
    probed = [event for event in events if isinstance(event, BaselineProbed)]
    assert [event.features for event in probed] == ["pca", "untrained"]
    data = small_data()
    features, _ = pixel_components(data.bank, data.test)
    seen, unseen = torch.from_numpy(features.train), torch.from_numpy(features.test)
    expected = probe_accuracy(seen, data.bank.labels, unseen, data.test.labels, len(data.class_names))
    assert probed[0].accuracy == pytest.approx(expected)
    assert probed[0].test_images == len(data.test)
