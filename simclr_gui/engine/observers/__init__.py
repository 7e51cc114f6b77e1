"""Observers: what may be watched while the network trains."""

from simclr_gui.engine.observers.batch_statistics import BatchStatisticsObserver
from simclr_gui.engine.observers.feature_maps import FeatureMapObserver
from simclr_gui.engine.observers.graph_trial import GraphTrialObserver
from simclr_gui.engine.observers.live_map import LiveMapObserver
from simclr_gui.engine.observers.live_scores import LiveScoresObserver
from simclr_gui.engine.observers.pairs import PairObserver
from simclr_gui.engine.observers.similarities import SimilarityObserver
from simclr_gui.engine.training.observer import Observer

__all__ = [
    "BatchStatisticsObserver",
    "FeatureMapObserver",
    "GraphTrialObserver",
    "LiveMapObserver",
    "LiveScoresObserver",
    "PairObserver",
    "SimilarityObserver",
    "lasting_observers",
]


def lasting_observers() -> list[Observer]:
    """Those whose measurements are kept in the run folder, whoever trains."""
    return [LiveScoresObserver(), BatchStatisticsObserver(), GraphTrialObserver()]
