"""Looking while nothing is trained: the opened run at a moment of its history, what a network would cost."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event, ModelChecked
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.runs.kept_checkpoints import kept_checkpoints
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure, MakeEvents
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_maps import FeatureMaps
from simclr_gui.state.pairs import Pairs
from simclr_gui.state.similarities import Similarities
from simclr_gui.state.timeline import Timeline

if TYPE_CHECKING:
    from simclr_gui.engine.experiments.run_inspector import RunInspector


class Inspection(QObject):
    """One look at a time, the newest request of each kind next; silent while the engine trains.

    Signals:
        became_quiet(): no look is being taken.
        failed(object): a Failure.
    """

    became_quiet = Signal()
    failed = Signal(object)

    def __init__(
        self,
        experiment: Experiment,
        feature_maps: FeatureMaps,
        similarities: Similarities,
        pairs: Pairs,
        timeline: Timeline,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._timeline = experiment, timeline
        self._feature_maps, self._similarities, self._pairs = feature_maps, similarities, pairs
        self._requests = RequestQueue(self)
        self._requests.began.connect(self._note_run)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._tell_failure)
        self._requests.became_quiet.connect(self._become_quiet)
        self._looked_at: Path | None = None
        self._viewer: RunInspector | None = None
        feature_maps.choice_changed.connect(self.look_at_maps)
        feature_maps.layers_changed.connect(self.look_at_maps)
        similarities.request_changed.connect(self.look_at_similarities)
        pairs.request_changed.connect(self.look_at_pair)
        timeline.step_changed.connect(self._look_at_all)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet

    @Slot()
    def pause(self) -> None:
        """The engine is about to work: no further looks."""
        self._requests.close()
        self._tell_timeline()

    def close(self) -> None:
        """Nobody looks any more."""
        self.pause()

    def go_on(self) -> None:
        """The engine is through; the opened run can be looked at."""
        self._requests.open()
        self._viewer = None
        run_dir = self._experiment.run_dir
        if run_dir is not None and self._experiment.run is not None:
            folder = RunFolder(run_dir)
            self._request("moments", lambda: kept_checkpoints(folder))
        self._look_at_all()
        self._tell_timeline()

    @Slot()
    def _look_at_all(self) -> None:
        """Whatever is watched, at the chosen moment."""
        self.look_at_maps()
        self.look_at_similarities()
        self.look_at_pair()

    def check_model(self) -> None:
        """Finds out what a run with the current settings would be like."""
        config = self._experiment.config
        self._request("model", lambda: work.check_model(config))

    @Slot()
    def look_at_maps(self) -> None:
        """Takes the chosen feature maps of the active run, if it is one that was trained."""
        viewer = self._viewer_of_the_run() if self._feature_maps.is_watched else None
        if viewer is not None:
            choice = self._feature_maps
            layer_selection = LayerSelection(choice.layer, choice.image_index, choice.beside_beginning)
            moment = self._timeline.step
            self._request("maps", lambda: viewer.look(layer_selection, moment))

    @Slot()
    def look_at_similarities(self) -> None:
        """Compares views of test images by the active run, if it is one that was trained."""
        viewer = self._viewer_of_the_run() if self._similarities.is_watched else None
        if viewer is not None:
            moment = self._timeline.step
            self._request("similarities", lambda: viewer.compare(moment))

    @Slot()
    def look_at_pair(self) -> None:
        """Compares two views of a test image once somebody looks back; until then the last batch's pair stays."""
        moment, latest = self._timeline.step, self._pairs.latest
        looks_back = moment is not None or (latest is not None and latest.unseen)
        viewer = self._viewer_of_the_run() if self._pairs.is_watched and looks_back else None
        if viewer is not None:
            self._request("pair", lambda: viewer.pair(moment))

    def _viewer_of_the_run(self) -> "RunInspector | None":
        run_dir = self._experiment.run_dir
        if run_dir is None or self._experiment.run is None or not self._requests.is_open:
            return None
        if self._viewer is None or self._viewer.folder.path != run_dir:
            self._viewer = work.open_inspector(run_dir)
        return self._viewer

    def _request(self, kind: str, make_events: MakeEvents) -> None:
        if self._requests.is_open:
            self._requests.request(kind, make_events)
            self._tell_timeline()

    def _tell_timeline(self) -> None:
        """While it plays, every moment is seen on the page that is watched."""
        self._timeline.await_images(not self._requests.is_open or not self._requests.is_quiet)

    @Slot()
    def _note_run(self) -> None:
        self._looked_at = self._experiment.run_dir

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, ModelChecked):
            self._experiment.take(event)
        elif self._is_wanted_still:
            for owner in (self._timeline, self._feature_maps, self._similarities, self._pairs):
                owner.take(event)

    @property
    def _is_wanted_still(self) -> bool:
        """Another run may have begun, or been opened, while a look at the last one was taken."""
        return self._requests.is_open and self._looked_at == self._experiment.run_dir

    @Slot(object)
    def _tell_failure(self, failure: Failure) -> None:
        if self._is_wanted_still:
            self._requests.clear()
            self._timeline.pause()
            self.failed.emit(failure)

    @Slot()
    def _become_quiet(self) -> None:
        self._tell_timeline()
        self.became_quiet.emit()
