"""The facts of the active run: every owner that learns from its events, told and emptied together."""

from PySide6.QtCore import QObject

from simclr_gui.engine.events import Event
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_maps import FeatureMaps
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.pairs import Pairs
from simclr_gui.state.predictions import Predictions
from simclr_gui.state.similarities import Similarities
from simclr_gui.state.timeline import Timeline


class RunFacts(QObject):
    """The experiment, which outlives its runs, and what is known of one run alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.experiment = Experiment(self)
        self.curves = Curves(self)
        self.timeline = Timeline(self)
        self.pairs = Pairs(self)
        self.feature_maps = FeatureMaps(self)
        self.feature_space = FeatureSpace(self.timeline, self)
        self.predictions = Predictions(self)
        self.similarities = Similarities(self)
        self._of_one_run = (
            self.timeline,
            self.predictions,
            self.curves,
            self.pairs,
            self.feature_maps,
            self.feature_space,
            self.similarities,
        )

    def take(self, event: Event) -> None:
        """Learns from an event of the stream, the experiment first."""
        self.experiment.take(event)
        for owner in self._of_one_run:
            owner.take(event)

    def forget_run(self) -> None:
        """Another run is about to come; the experiment is told of it separately."""
        for owner in self._of_one_run:
            owner.clear()
