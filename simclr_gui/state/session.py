"""The session: what the window talks to. It puts the owners of the facts together and passes requests on to them."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import Event, Warned
from simclr_gui.engine.messages.errors import Changes, Proposal
from simclr_gui.engine.planning.longer import longer_training
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import cache_dir
from simclr_gui.engine.training.control import until
from simclr_gui.jobs import work
from simclr_gui.jobs.loading import EngineLoader
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.umap_process import UmapProcess
from simclr_gui.state.album import Album
from simclr_gui.state.arrivals import Arrivals
from simclr_gui.state.comparison import Comparison
from simclr_gui.state.earlier_runs import EarlierRuns
from simclr_gui.state.evaluation_requests import EvaluationRequests, Request
from simclr_gui.state.experiment import Phase
from simclr_gui.state.folder_report import FolderReport
from simclr_gui.state.foresight import Foresight
from simclr_gui.state.importing import Importing
from simclr_gui.state.inspection import Inspection
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.other_run import OtherCurves, OtherMap
from simclr_gui.state.phases import Happening
from simclr_gui.state.planned_trainings import PlannedTrainings
from simclr_gui.state.planning import Planning
from simclr_gui.state.progress import Progress
from simclr_gui.state.queue_foresight import QueueForesight
from simclr_gui.state.run_facts import RunFacts
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.run_stream import RunStream
from simclr_gui.state.selection import Selection
from simclr_gui.state.sharing import Sharing
from simclr_gui.state.sharp_images import SharpImages
from simclr_gui.state.small_maps import SmallMaps
from simclr_gui.state.tour import Tour
from simclr_gui.state.training_queue import TrainingQueue
from simclr_gui.state.trainings import Trainings
from simclr_gui.state.views_preview import ViewsPreview

SHORT_PHASES = (Phase.OPENING, Phase.PREPARING)  # a second click on Start falls into them, and means nothing
PHASES_TO_WAIT_IN = tuple(phase for phase in Phase if phase.is_busy and phase not in SHORT_PHASES)


class Looker(Protocol):
    """Whoever computes or reads beside the stream of the run."""

    became_quiet: SignalInstance

    @property
    def is_quiet(self) -> bool: ...

    def close(self) -> None: ...


class Session(QObject):
    """What a person can ask for: start, pause, stop, open, resume, leave.

    Args:
        speak: puts words that are written into a run into the language of the window.

    Signals:
        engine_loaded(): torch is there.
        failed(object): a Failure, of whatever the session does.
        compared(): the trainings with and without colour changes are over, and seen side by side.
        offered(object): a Failure, which none is: several trainings are over, and can be compared.
        left(): everything has ended; the window may close.
    """

    engine_loaded = Signal()
    failed = Signal(object)
    compared = Signal()
    offered = Signal(object)
    left = Signal()

    def __init__(
        self, parent: QObject | None = None, *, draws_live_map: bool = True, speak: Callable[[str], str] = str
    ) -> None:
        super().__init__(parent)
        self._speak = speak
        self.is_leaving = self._has_left = self.is_loaded = False
        self._request: Request | None = None
        self._umap = UmapProcess(cache_dir())
        self._make_facts()
        self._make_lookers()
        self._make_loader()
        self._make_stream(draws_live_map=draws_live_map)
        self.tour = Tour(self, self)

    def _make_facts(self) -> None:
        """What is known, of the active run and of others."""
        facts = self._facts = RunFacts(self)
        self.experiment, self.curves, self.timeline, self.pairs = (
            facts.experiment,
            facts.curves,
            facts.timeline,
            facts.pairs,
        )
        self.feature_maps, self.feature_space = facts.feature_maps, facts.feature_space
        self.predictions, self.similarities = facts.predictions, facts.similarities
        self.selection = Selection(self.feature_space, self)
        self.progress = Progress(self.experiment, self)
        self.library, self.small_maps = RunLibrary(self), SmallMaps(self)
        self.evaluation_requests = EvaluationRequests(self.experiment, self.feature_space, self._umap, self)
        self.evaluation_requests.asked.connect(self._answer)
        self.arrivals = Arrivals(self.experiment, self.feature_space, self.evaluation_requests, self)

    def _make_lookers(self) -> None:
        """What works beside the stream of the run: looking, drawing, reading, lessons."""
        experiment = self.experiment
        self.other_curves, self.other_map = OtherCurves(self), OtherMap(self)
        self.inspection = Inspection(experiment, self.feature_maps, self.similarities, self.pairs, self.timeline, self)
        self.preview = ViewsPreview(experiment, self)
        self.folder_report = FolderReport(experiment, self)
        self.album = Album(experiment, self.folder_report, self)
        self.foresight = Foresight(experiment, self.album, self.library, self)
        self.sharp_images = SharpImages(experiment, self.feature_space, self)
        self.lessons = Lessons(experiment, self)
        self.comparison, self.sharing, self.importing = Comparison(self), Sharing(self), Importing(self)
        tellers = self.inspection, self.preview, self.lessons, self.other_curves, self.other_map, self.library
        for teller in (*tellers, self.comparison, self.sharing):
            teller.failed.connect(self.failed)

    def _make_loader(self) -> None:
        self._loader = EngineLoader(self)
        self._loader.loaded.connect(self._open)
        self._loader.failed.connect(self.fail)
        self._loader.finished.connect(self._leave_when_quiet)

    def _make_stream(self, *, draws_live_map: bool) -> None:
        """The stream of the run, and who has something played on it."""
        self.stream = RunStream(self.experiment, self)
        self.stream.began.connect(self.inspection.pause)
        self.stream.began.connect(self.comparison.looks.rest)
        self.stream.played.connect(self._take)
        self.stream.failed.connect(self.fail)
        self.stream.emptied.connect(self.clean_up)
        self._trainings = Trainings(self._facts, self.stream, self._umap, self, draws_live_map=draws_live_map)
        self._trainings.prepared.connect(self._make_room)
        self._trainings.began.connect(self._loader.hurry)
        self._trainings.began.connect(self.lessons.stop)
        self._trainings.failed.connect(self.failed)
        self.queue = TrainingQueue(self.stream, self._trainings, self)
        self.queue.failed.connect(self.failed)
        self.library.changed.connect(self.queue.refresh)
        self.queue_foresight = QueueForesight(self.experiment, self.queue, self.library, self)
        self.planning = Planning(self.experiment, self.library, self.queue, self)
        self._planned = PlannedTrainings(
            self.experiment, self._trainings, self.queue, self.other_map, self._speak, self
        )
        self._planned.compared.connect(self.compared)
        self._planned.offered.connect(self.offered)
        self._earlier = EarlierRuns(self._facts, self.stream, self._trainings, self)
        self._earlier.shown.connect(self._drop_comparisons)
        self._earlier.shown.connect(self._remember)
        self._earlier.failed.connect(self.fail)
        self._earlier.named_in_vain.connect(self.failed)
        for looker in self._lookers:
            looker.became_quiet.connect(self._leave_when_quiet)

    def load_engine(self) -> None:
        """Loads torch beside the window; to be called once it shows."""
        self._loader.start()

    @Slot()
    def _open(self) -> None:
        """The engine is loaded."""
        if not self.is_loaded:
            self.is_loaded = True
            self._umap.start()
            if not self.is_leaving:
                self.preview.open()
                self.lessons.open()
                self.foresight.open()
                self.importing.open()
            self.engine_loaded.emit()
        self._trainings.open()

    def start(self, run_dir: Path | None = None) -> None:
        """Trains a new run with the current settings, in `run_dir` or a folder of its own.

        While another one is trained, evaluated or followed it waits in the queue.
        """
        if not self.has_to_wait:
            self._trainings.start(run_dir)
        elif not self._trainings.refuses_unfit():
            self.queue.add([PlannedTraining(self.experiment.config)])

    @property
    def has_to_wait(self) -> bool:
        """Whether what is started now waits in the queue."""
        return self.experiment.phase in PHASES_TO_WAIT_IN

    def accept(self, proposal: Proposal) -> None:
        """Does what was offered about the last failure, and starts again."""
        if proposal.changes:
            self.experiment.change_config(proposal.changes)
        self._trainings.downloads = bool(proposal.download) and not self.has_to_wait
        self.start()

    def train_twice(self) -> None:
        """Trains with and without colour changes, all else equal; the maps of both are seen side by side in the end."""
        self._planned.train_twice()

    def train_without_colour(self) -> None:
        """Trains again without colour changes, all else equal; its map forms beside that of the active run."""
        self._planned.train_without_colour()

    def train_further_seeds(self) -> None:
        """Trains the active run again with other seeds, all else equal; its scores are then summed up over all."""
        self._planned.train_further_seeds()

    @property
    def active_name(self) -> str:
        """What a person calls the run that is shown, else its folder's name; empty where there is none."""
        run_dir = self.experiment.run_dir
        if run_dir is None:
            return ""
        row = self.library.row_of(run_dir)
        return (self.library.runs[row].name if row >= 0 else "") or run_dir.name

    def train_longer(self, run_dir: Path, name: str, config: TrainingConfig, seconds: float) -> None:
        """Goes on with a run of that name and these settings in a new one, which begins with its weights."""
        changes: Changes = {"budget.seconds": seconds, "budget.epochs": None}
        is_imported = RunFolder(run_dir).is_imported
        self.queue.add([longer_training(run_dir, name, config, changes, is_imported=is_imported)])

    def open_run(self, run_dir: Path) -> None:
        """Shows an earlier run; one that another process trains is followed to its end."""
        self._earlier.open(run_dir)

    def resume_run(self, run_dir: Path) -> None:
        """Goes on with a run that was stopped or lost."""
        self._earlier.resume(run_dir)

    def test_run(self, run_dir: Path) -> None:
        """Shows an earlier run, then scores it and draws its maps."""
        self._earlier.test(run_dir)

    def name_images(self, place: Path) -> None:
        """Writes down where the images of the run that is shown lie now, and opens it again."""
        self._earlier.name_images(place)

    def pause(self) -> None:
        self.stream.pause()

    def go_on(self) -> None:
        """Ends a pause."""
        self.stream.go_on()

    def stop(self) -> None:
        """Ends the training, which saves; evaluation and maps follow where it was long enough for them.

        Ends those when they are running.
        """
        self.queue.stop()
        self.stream.stop()
        if self.experiment.phase is Phase.MAPPING:
            self._umap.cancel()
        if self._trainings.withdraw():
            self.queue.note_end(is_complete=False)

    @property
    def has_something_to_save(self) -> bool:
        """Whether a training is in progress here."""
        return self.experiment.phase in (Phase.TRAINING, Phase.PAUSED, Phase.STOPPING)

    def leave(self) -> None:
        """Ends everything; `left` follows once training has saved and all threads are through."""
        self.is_leaving = True
        self.queue.close()
        self._trainings.close()
        self.stream.close()
        if self.stream.is_empty:
            self.queue.note_end(is_complete=False)  # it waited for the engine
        self._loader.hurry()
        for looker in self._lookers:
            looker.close()
        self._umap.close()
        QTimer.singleShot(0, self._leave_when_quiet)  # never from within the window's closing itself

    @property
    def _lookers(self) -> tuple[Looker, ...]:
        others = self.other_curves, self.other_map, self.foresight, self.queue_foresight
        looking = self.inspection, self.preview, self.folder_report, self.album, self.sharp_images, self.lessons
        return (
            *looking,
            *others,
            self.comparison,
            self.sharing,
            self.importing,
            self.library,
            self.small_maps,
            self.queue,
            self.planning,
        )

    @Slot(object)
    def _answer(self, request: Request) -> None:
        """Plays the answer to a question about the active run."""
        if self.stream.is_free:
            self._request = request
            self.experiment.note(request.happening)
            self.stream.play(lambda control: until(control.should_leave, request.make_events()))

    @Slot()
    def _make_room(self) -> None:
        """Another training is about to begin."""
        self.evaluation_requests.forget()
        run_dir = self.experiment.run_dir
        assert run_dir is not None
        self._drop_comparisons(self.experiment.active_config, run_dir)

    @Slot(object, object)
    def _remember(self, _config: TrainingConfig, run_dir: Path) -> None:
        self.library.remember(run_dir)

    @Slot(object, object)
    def _drop_comparisons(self, config: TrainingConfig, run_dir: Path) -> None:
        for other in (self.other_curves, self.other_map):
            other.drop_unless_comparable(config, run_dir)

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, Warned):
            self.failed.emit(Failure(event.sentence, ""))
        self._facts.take(event)

    @Slot(object)
    def fail(self, failure: Failure) -> None:
        failure = self.queue.note_failure(failure)
        if self.experiment.phase.is_of_the_past:
            self._facts.forget_run()  # half of a run that cannot be shown must not stay
        if self._request is None:
            self.experiment.fail(failure)
        self.failed.emit(failure)

    @Slot()
    def clean_up(self) -> None:
        """Whatever goes wrong here, a window that is closing must close."""
        try:
            self._tidy_up()
        finally:
            self._leave_when_quiet()

    def _tidy_up(self) -> None:
        self._trainings.observers.let_go()
        request, self._request = self._request, None
        if request is not None and request.is_about_the_run and self.stream.was_left and not self.is_leaving:
            self._show_again()
            return
        self.feature_space.let_go_of_live_maps()
        if self.experiment.phase.is_busy:
            self._trainings.discard_untrained()
            self.experiment.note(Happening.STREAM_ENDED)
        self.library.refresh()
        self.comparison.refresh()
        if self._earlier.takes_test_request() and self.evaluation_requests.can_ask and not self.is_leaving:
            self.evaluation_requests.test()
            return
        if not self.is_leaving:
            self.inspection.go_on()
            self.comparison.looks.go_on()
        self.queue.note_end(is_complete=not self.is_leaving)

    def _show_again(self) -> None:
        """A question was left: what the folder holds is shown instead of the half of an answer."""
        run_dir = self.experiment.run_dir
        if run_dir is not None:
            self.stream.play(lambda _control: work.replay_predictions(run_dir))

    @Slot()
    def _leave_when_quiet(self) -> None:
        if not self.is_leaving or self._has_left:
            return
        if self.stream.is_empty and not self._loader.isRunning() and all(each.is_quiet for each in self._lookers):
            self._loader.wait()
            self._has_left = True
            self.left.emit()
