"""Observers: what may be watched while the network trains."""

from simclr_gui.engine.observers.feature_maps import FeatureMapObserver
from simclr_gui.engine.observers.live_knn import LiveKnnObserver
from simclr_gui.engine.observers.pairs import PairObserver

__all__ = ["FeatureMapObserver", "LiveKnnObserver", "PairObserver"]
