"""What is watched during training is what really happens there."""

import math
from pathlib import Path

import numpy as np
import torch

from simclr_gui.engine.events import FeatureMapsTaken, LiveKnnMeasured, PairsDrawn, StepMeasured
from simclr_gui.engine.observers import FeatureMapObserver, LiveKnnObserver, PairObserver
from simclr_gui.engine.observers.interval import Interval
from simclr_gui.engine.training import Batches, Moment
from tests.small import SMALL, small_data, train_small


class Keeper:
    """Keeps the first moment of a training."""

    def __init__(self) -> None:
        self.moment: Moment | None = None

    def observe(self, moment: Moment) -> list[object]:
        self.moment = self.moment or moment
        return []


def test_that_the_pairs_shown_are_those_of_the_batch_with_their_real_similarities(tmp_path: Path) -> None:
    keeper = Keeper()
    events = train_small(
        tmp_path / "run", observers=[keeper, PairObserver(SMALL.optimisation.temperature, pairs_shown=6)]
    )
    shown = next(event for event in events if isinstance(event, PairsDrawn))
    data, index = small_data(), Batches(64, 16, SMALL.machine.seed).at(0)
    assert shown.image_index == tuple(index[:6].tolist())
    np.testing.assert_array_equal(shown.originals, data.train.pixels[index[:6]].permute(0, 2, 3, 1).numpy())
    moment = keeper.moment
    assert moment is not None
    cosines = moment.similarities.logits.detach() * SMALL.optimisation.temperature
    for pair in range(6):
        row = cosines[pair]
        assert math.isclose(shown.cosine[pair], float(row[pair + 16]), rel_tol=1e-5)
        assert shown.rank[pair] == 1 + int((row > row[pair + 16]).sum())
        expected = (moment.views[pair] * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()
        np.testing.assert_array_equal(shown.first[pair], expected)
    assert shown.others == 31


def test_that_live_accuracy_is_measured_on_test_pictures_and_says_on_how_many(tmp_path: Path) -> None:
    events = train_small(tmp_path / "run", observers=[LiveKnnObserver(bank_images=50, query_images=30)])
    measured = [event for event in events if isinstance(event, LiveKnnMeasured)]
    assert measured
    assert (measured[0].bank_images, measured[0].test_images) == (50, 30)
    assert math.isclose(measured[0].accuracy * 30, round(measured[0].accuracy * 30), abs_tol=1e-6)


def test_that_the_chosen_layer_and_picture_are_followed_at_once(tmp_path: Path) -> None:
    observer = FeatureMapObserver("stem", 2)

    class Chooser:
        def observe(self, moment: Moment) -> list[object]:
            if moment.learner.step == 3:
                observer.choose("layer3.1", 5)
            return []

    events = train_small(tmp_path / "run", observers=[Chooser(), observer])
    taken = [event for event in events if isinstance(event, FeatureMapsTaken)]
    assert [(event.step, event.layer, event.image_index) for event in taken[:2]] == [(1, "stem", 2), (3, "layer3.1", 5)]


def test_that_watching_does_not_change_what_is_learned(tmp_path: Path) -> None:
    watched = train_small(
        tmp_path / "watched", observers=[PairObserver(0.2), LiveKnnObserver(40, 20), FeatureMapObserver()]
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
