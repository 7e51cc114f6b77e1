"""What is measured in a training because somebody looks at it: the observers follow what is chosen in the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.jobs import work
from simclr_gui.state.feature_maps import FeatureMaps
from simclr_gui.state.similarities import Similarities

if TYPE_CHECKING:
    from simclr_gui.engine.observers import FeatureMapObserver, SimilarityObserver
    from simclr_gui.engine.training.observer import Observer


class WatchedObservers(QObject):
    """Those of the present training; none between trainings."""

    def __init__(self, feature_maps: FeatureMaps, similarities: Similarities, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feature_maps, self._similarities = feature_maps, similarities
        self._of_maps: FeatureMapObserver | None = None
        self._of_similarities: SimilarityObserver | None = None
        feature_maps.choice_changed.connect(self._follow_choice)
        similarities.request_changed.connect(self._follow_choice)

    def renew(self) -> "tuple[Observer, ...]":
        """For a training that is about to begin."""
        of_maps, of_similarities = work.chosen_observers()
        self._of_maps, self._of_similarities = of_maps, of_similarities
        self._follow_choice()
        return of_maps, of_similarities

    def let_go(self) -> None:
        """The training is over."""
        self._of_maps = self._of_similarities = None

    @Slot()
    def _follow_choice(self) -> None:
        if self._of_maps is not None:
            maps = self._feature_maps
            selection = LayerSelection(maps.layer, maps.image_index, maps.beside_beginning)
            self._of_maps.choose(selection if maps.is_watched else None)
        if self._of_similarities is not None:
            self._of_similarities.set_wanted(self._similarities.is_watched)
