"""The session: starts and ends the engine's streams and tells their events to the owners of the facts."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from simclr_gui.engine.config.recipes import with_and_without_colour_changes
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.seed_summary import with_seed
from simclr_gui.engine.events import Event, RunEnded, RunStarted, Warned
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import cache_dir, new_run_dir
from simclr_gui.engine.training.control import Control
from simclr_gui.jobs.loading import EngineLoader
from simclr_gui.jobs.player import Failure, MakeEvents, StreamRunner
from simclr_gui.jobs.umap_process import UmapProcess
from simclr_gui.state.album import Album
from simclr_gui.state.arrivals import Arrivals
from simclr_gui.state.curves import Curves
from simclr_gui.state.evaluation_requests import EvaluationRequests, Request
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.feature_maps import FeatureMaps
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.folder_report import FolderReport
from simclr_gui.state.inspection import Inspection
from simclr_gui.state.lessons import Lessons
from simclr_gui.state.other_run import OtherCurves, OtherMap
from simclr_gui.state.pairs import Pairs
from simclr_gui.state.plan import Plan, PlannedRun
from simclr_gui.state.predictions import Predictions
from simclr_gui.state.progress import Progress
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.selection import Selection
from simclr_gui.state.sharp_images import SharpImages
from simclr_gui.state.similarities import Similarities
from simclr_gui.state.timeline import Timeline
from simclr_gui.state.tour import Tour
from simclr_gui.state.views_preview import ViewsPreview

if TYPE_CHECKING:
    from simclr_gui.engine.observers import FeatureMapObserver, SimilarityObserver
    from simclr_gui.engine.training.observer import Observer

FURTHER_SEEDS = 2
FEWEST_TESTED_EPOCHS, SHORTEST_TESTED_S = 1.0, 30.0  # what is stopped sooner is not tested unasked


class Session(QObject):
    """What a person can wish for: start, pause, stop, open, resume, leave.

    Signals:
        engine_loaded(): torch is there.
        failed(object): a Failure, of whatever the session does.
        compared(): the trainings of a plan are over and can be seen side by side.
        left(): everything has ended; the window may close.
    """

    engine_loaded = Signal()
    failed = Signal(object)
    compared = Signal()
    left = Signal()

    def __init__(self, parent: QObject | None = None, *, draws_live_map: bool = True) -> None:
        super().__init__(parent)
        self._draws_live_map = draws_live_map
        self.experiment = Experiment(self)
        self.curves = Curves(self)
        self.timeline = Timeline(self)
        self.pairs = Pairs(self)
        self.feature_maps = FeatureMaps(self)
        self.feature_space = FeatureSpace(self.timeline, self)
        self.selection = Selection(self.feature_space, self)
        self.predictions = Predictions(self)
        self.similarities = Similarities(self)
        self._owners_of_the_run = (
            self.timeline,
            self.predictions,
            self.curves,
            self.pairs,
            self.feature_maps,
            self.feature_space,
            self.similarities,
        )
        self.plan = Plan(self)
        self.progress = Progress(self.experiment, self)
        self.other_curves, self.other_map = OtherCurves(self), OtherMap(self)
        for other in (self.other_curves, self.other_map):
            other.failed.connect(self.failed)
            other.became_quiet.connect(self._leave_when_quiet)
        self.library = RunLibrary(self)
        self.is_leaving = False
        self._has_left = False
        self._umap = UmapProcess(cache_dir())
        self.evaluation_requests = EvaluationRequests(self.experiment, self.feature_space, self._umap, self)
        self.evaluation_requests.asked.connect(self._answer)
        self.arrivals = Arrivals(self.experiment, self.feature_space, self.evaluation_requests, self)
        self._request: Request | None = None
        self._tests_what_it_opens = False
        self._begun_here: Path | None = None
        self._has_refused = False
        self.experiment.unfit_changed.connect(self._note_unfit)
        self._runner = StreamRunner(self)
        self._runner.played.connect(self._take)
        self._runner.failed.connect(self._fail)
        self._runner.emptied.connect(self._clean_up)
        self._control = Control()
        self._downloads = False
        self._waiting: tuple[Path, bool] | None = None
        self._map_observer: FeatureMapObserver | None = None
        self._similarity_observer: SimilarityObserver | None = None

        self._make_lookers()
        self.tour = Tour(self, self)

    def _make_lookers(self) -> None:
        """What works beside the stream of the run: loading, looking, drawing, lessons."""
        self._loader = EngineLoader(self)
        self._loader.loaded.connect(self._start_what_waits)
        self._loader.failed.connect(self._fail)
        self._loader.finished.connect(self._leave_when_quiet)
        self._is_loaded = False

        self.inspection = Inspection(
            self.experiment, self.feature_maps, self.similarities, self.pairs, self.timeline, self
        )
        self.inspection.became_quiet.connect(self._leave_when_quiet)
        self.inspection.failed.connect(self.failed)
        self.preview = ViewsPreview(self.experiment, self)
        self.preview.became_quiet.connect(self._leave_when_quiet)
        self.preview.failed.connect(self.failed)
        self.folder_report = FolderReport(self.experiment, self)
        self.folder_report.became_quiet.connect(self._leave_when_quiet)
        self.album = Album(self.experiment, self.folder_report, self)
        self.album.became_quiet.connect(self._leave_when_quiet)
        self.sharp_images = SharpImages(self.experiment, self.feature_space, self)
        self.sharp_images.became_quiet.connect(self._leave_when_quiet)
        self.lessons = Lessons(self.experiment, self)
        self.lessons.became_quiet.connect(self._leave_when_quiet)
        self.lessons.failed.connect(self.failed)
        self.feature_maps.choice_changed.connect(self._follow_choice)
        self.similarities.request_changed.connect(self._follow_choice)

    def load_engine(self) -> None:
        """Loads torch beside the window; to be called once it shows."""
        self._loader.start()

    def start(self, run_dir: Path | None = None) -> None:
        """Trains a new run with the current settings, in `run_dir` or a folder of its own."""
        if self._refuse_unfit():
            return
        self._begin(run_dir or new_run_dir(self.experiment.config.data.name), resume=False)

    def _refuse_unfit(self) -> bool:
        """What stands in a field and does not fit is not what the settings hold: nothing is trained in silence."""
        unfit = next(iter(self.experiment.unfit.values()), None)
        self._has_refused = unfit is not None
        if unfit is not None:
            self.failed.emit(
                Failure(said("A setting does not fit: {sentence}", sentence=unfit), "Mend it, then start.")
            )
        return unfit is not None

    @Slot()
    def _note_unfit(self) -> None:
        """What was said about a setting ends when it fits."""
        if self._has_refused and not self.experiment.unfit:
            self._has_refused = False
            self.experiment.mended.emit()

    def train_twice(self) -> None:
        """Trains with and without colour changes, all else equal; the maps of both are seen side by side in the end."""
        if not self._runner.is_empty or self.is_leaving or self._refuse_unfit():
            return
        colourful, colourless = with_and_without_colour_changes(self.experiment.config)
        name = colourful.data.name
        self.plan.make(
            PlannedRun(colourful, new_run_dir(f"{name}-with-colour")),
            PlannedRun(colourless, new_run_dir(f"{name}-without-colour")),
            compares=True,
        )
        self._begin_planned()

    def train_without_colour(self) -> None:
        """Trains again without colour changes, all else equal; its map forms beside that of the run in hand."""
        with_colour = self.experiment.run_dir
        if with_colour is None or not self._runner.is_empty or self.is_leaving:
            return
        _, colourless = with_and_without_colour_changes(self.experiment.active_config)
        self._begin(new_run_dir(f"{colourless.data.name}-without-colour"), resume=False, config=colourless)
        self.other_map.choose(with_colour)

    def train_further_seeds(self) -> None:
        """Trains the run in hand again with other seeds, all else equal; its scores are then summed up over all."""
        if not self._runner.is_empty or self.is_leaving:
            return
        config = self.experiment.active_config
        seeds = range(config.machine.seed + 1, config.machine.seed + 1 + FURTHER_SEEDS)
        name = config.data.name
        self.plan.make(*(PlannedRun(with_seed(config, seed), new_run_dir(f"{name}-seed-{seed}")) for seed in seeds))
        self._begin_planned()

    def resume_run(self, run_dir: Path) -> None:
        """Goes on with a run that was stopped or lost."""
        if self._show_run(run_dir):
            self._begin(run_dir, resume=True)

    def open_run(self, run_dir: Path) -> None:
        """Shows an earlier run; one that another process trains is followed to its end."""
        if not self._show_run(run_dir):
            return
        control = self._control = Control()
        is_alive = RunFolder(run_dir).is_trained_elsewhere
        self.experiment.begin(run_dir, Phase.FOLLOWING if is_alive else Phase.OPENING)
        self._play(lambda: _followed(run_dir, control), lets_window_paint=True)

    def name_images(self, place: Path) -> None:
        """Writes down where the images of the run that is shown lie now, and opens it again."""
        run_dir = self.experiment.run_dir
        if run_dir is None or not self._runner.is_empty:
            return
        from simclr_gui.engine.experiments.run_images import name_place

        try:
            name_place(RunFolder.open(run_dir), place)
        except UserError as error:
            self.failed.emit(Failure(error.sentence, error.remedy))
            return
        self.open_run(run_dir)

    def accept(self, proposal: Proposal) -> None:
        """Does what was offered about the last failure, and starts again."""
        if proposal.changes:
            self.experiment.change_config(proposal.changes)
        self._downloads = bool(proposal.download)
        self.start()

    def pause(self) -> None:
        if self.experiment.phase is Phase.TRAINING:
            self._runner.pause()
            self.experiment.set_phase(Phase.PAUSED)
            self._control.note_pause(True)

    def go_on(self) -> None:
        """Ends a pause."""
        if self.experiment.phase is Phase.PAUSED:
            self._control.note_pause(False)
            self.experiment.set_phase(Phase.TRAINING)
            self._runner.resume()

    def stop(self) -> None:
        """Ends the training, which saves; evaluation and maps follow where it was long enough for them.

        Ends those when they are running.
        """
        self.plan.give_up()
        phase = self.experiment.phase
        if phase in (Phase.TRAINING, Phase.PAUSED):
            if self._is_worth_a_test():
                self._control.request_stop()
            else:
                self._control.request_leave()
            self.experiment.set_phase(Phase.STOPPING)
        elif phase.is_busy:
            self._control.request_leave()
            if self._waiting is not None:
                self._waiting = None
                self.experiment.set_phase(Phase.IDLE)
            if phase is Phase.MAPPING:
                self._umap.cancel()
        self._control.note_pause(False)
        self._runner.resume()

    def _is_worth_a_test(self) -> bool:
        step = self.experiment.last_step
        return step is not None and (step.epoch >= FEWEST_TESTED_EPOCHS or step.elapsed_s >= SHORTEST_TESTED_S)

    def test_run(self, run_dir: Path) -> None:
        """Shows an earlier run, then scores it and draws its maps."""
        self.open_run(run_dir)
        self._tests_what_it_opens = self.experiment.phase is Phase.OPENING

    @property
    def has_something_to_save(self) -> bool:
        """Whether a training is in progress here."""
        return self.experiment.phase in (Phase.TRAINING, Phase.PAUSED, Phase.STOPPING)

    def leave(self) -> None:
        """Ends everything; `left` follows once training has saved and all threads are through."""
        self.is_leaving = True
        self.plan.give_up()
        self._waiting = None
        self._control.request_leave()
        self._loader.hurry()
        self.inspection.pause()
        self.preview.close()
        self.folder_report.close()
        self.album.close()
        self.sharp_images.close()
        self.lessons.close()
        self.other_curves.close()
        self.other_map.close()
        self._umap.close()
        self._control.note_pause(False)
        self._runner.resume()
        QTimer.singleShot(0, self._leave_when_quiet)  # never from within the window's closing itself

    def _begin_planned(self) -> None:
        planned = self.plan.active_run
        self._begin(planned.run_dir, resume=False, config=planned.config)

    def _begin(self, run_dir: Path, *, resume: bool, config: TrainingConfig | None = None) -> None:
        if not self._runner.is_empty or self.is_leaving:
            return
        self._begun_here = None
        self.evaluation_requests.forget()
        if not resume:
            self._forget_run()
        self.experiment.begin(run_dir, config=config)
        self._drop_comparisons(self.experiment.active_config, run_dir)
        self._begun_here = None if resume else run_dir
        self._waiting = (run_dir, resume)
        if self._is_loaded:
            self._start_what_waits()

    @Slot()
    def _start_what_waits(self) -> None:
        if not self._is_loaded:
            self._is_loaded = True
            self._umap.start()
            if not self.is_leaving:
                self.preview.open()
                self.lessons.open()
            self.engine_loaded.emit()
        if self._waiting is None:
            return
        run_dir, resume = self._waiting
        self._waiting = None
        self._loader.hurry()
        self._train(run_dir, resume=resume)

    @Slot(object)
    def _answer(self, request: Request) -> None:
        """Plays the answer to a question about the run in hand."""
        if not self._runner.is_empty or self.is_leaving:
            return
        from simclr_gui.engine.experiments.experiment import until

        control = self._control = Control()
        self._request = request
        self.experiment.set_phase(request.phase)
        self._play(lambda: until(control.should_leave, request.make_events()))

    def _train(self, run_dir: Path, *, resume: bool) -> None:
        self.lessons.stop()
        from simclr_gui.engine.experiments.experiment import experiment, resumed
        from simclr_gui.engine.observers import (
            FeatureMapObserver,
            LiveMapObserver,
            PairObserver,
            SimilarityObserver,
            lasting_observers,
        )

        config = self.experiment.active_config
        self._control = Control()
        self._map_observer, self._similarity_observer = FeatureMapObserver(), SimilarityObserver()
        self._follow_choice()
        observers: list[Observer] = [
            PairObserver(),
            self._map_observer,
            self._similarity_observer,
            *([LiveMapObserver(self._umap)] if self._draws_live_map else []),
            *lasting_observers(),
        ]
        control, embed = self._control, self._umap.embed
        downloads, self._downloads = self._downloads, False
        if resume:
            self._play(lambda: _went_before(run_dir, resumed(run_dir, control, embed, observers)))
        else:
            self._play(lambda: experiment(config, run_dir, control, embed, observers, downloads=downloads))

    def _play(self, make_events: MakeEvents, *, lets_window_paint: bool = False) -> None:
        self.inspection.pause()
        self._runner.play(make_events, lets_window_paint=lets_window_paint)

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, Warned):
            self.failed.emit(Failure(event.sentence, ""))
        self.experiment.take(event)
        for owner in self._owners_of_the_run:
            owner.take(event)

    def _forget_run(self) -> None:
        for owner in self._owners_of_the_run:
            owner.clear()

    def _drop_comparisons(self, config: TrainingConfig, run_dir: Path) -> None:
        """A run of other data says nothing beside one of these, and a run nothing beside itself."""
        for other in (self.other_curves, self.other_map):
            beside = other.config
            if other.run_dir is not None and (beside is None or beside.data != config.data or other.run_dir == run_dir):
                other.choose(None)

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        self.plan.give_up()
        if self.experiment.phase in (Phase.OPENING, Phase.FOLLOWING):
            self._forget_run()  # half of a run that cannot be shown must not stay
        if self._request is None:
            self.experiment.fail(failure)
        self.failed.emit(failure)

    @Slot()
    def _clean_up(self) -> None:
        """Whatever goes wrong here, a window that is closing must close."""
        try:
            self._tidy_up()
        finally:
            self._leave_when_quiet()

    def _tidy_up(self) -> None:
        self._map_observer = self._similarity_observer = None
        request, self._request = self._request, None
        if request is not None and request.is_about_the_run and self._control.should_leave() and not self.is_leaving:
            self._show_again()
            return
        self.feature_space.let_go_of_live_maps()
        if self.experiment.phase.is_busy:
            self._discard_untrained()
            self.experiment.set_phase(Phase.DONE)
        self.library.refresh()
        tests, self._tests_what_it_opens = self._tests_what_it_opens, False
        if tests and self.evaluation_requests.can_ask and not self.is_leaving:
            self.evaluation_requests.test()
            return
        if self.plan.count and not self.plan.is_at_its_end:
            self.plan.move_on()
            self._begin_planned()
            return
        if not self.is_leaving:
            self.inspection.go_on()
        if self.plan.count:
            first, compares = self.plan.first.run_dir, self.plan.compares
            self.plan.give_up()
            if compares:
                self.other_map.choose(first)
                self.compared.emit()

    def _discard_untrained(self) -> None:
        """A run that was begun here and stopped before its first step holds nothing that anybody would keep."""
        run_dir, ended = self._begun_here, self.experiment.ended
        self._begun_here = None
        if run_dir is not None and ended is not None and ended.step == 0:
            shutil.rmtree(run_dir, ignore_errors=True)
            self.experiment.let_go()

    def _show_again(self) -> None:
        """A question was left: what the folder holds is shown instead of the half of an answer."""
        run_dir = self.experiment.run_dir
        if run_dir is not None:
            self._runner.play(lambda: _judged(run_dir))

    @Slot()
    def _follow_choice(self) -> None:
        if self._map_observer is not None:
            from simclr_gui.engine.features.feature_maps import LayerSelection

            maps = self.feature_maps
            layer_selection = LayerSelection(maps.layer, maps.image_index, maps.beside_beginning)
            self._map_observer.choose(layer_selection if maps.is_watched else None)
        if self._similarity_observer is not None:
            self._similarity_observer.set_wanted(self.similarities.is_watched)

    def _show_run(self, run_dir: Path) -> bool:
        """Takes over the settings of a run; False, with a failure shown, where it cannot be read."""
        if not self._runner.is_empty:
            return False
        try:
            config = RunFolder.open(run_dir).config()
        except UserError as error:
            self._fail(Failure(error.sentence, error.remedy))
            return False
        self._forget_run()
        self._drop_comparisons(config, run_dir)
        self.experiment.replace_config(config)
        return True

    @property
    def _lookers(
        self,
    ) -> tuple[Inspection | ViewsPreview | FolderReport | Album | SharpImages | Lessons | OtherCurves | OtherMap, ...]:
        others = self.other_curves, self.other_map
        return self.inspection, self.preview, self.folder_report, self.album, self.sharp_images, self.lessons, *others

    def _all_are_quiet(self) -> bool:
        return all(looker.is_quiet for looker in self._lookers)

    @Slot()
    def _leave_when_quiet(self) -> None:
        if not self.is_leaving or self._has_left:
            return
        if self._runner.is_empty and not self._loader.isRunning() and self._all_are_quiet():
            self._loader.wait()
            self._has_left = True
            self.left.emit()


def _went_before(run_dir: Path, events: Iterator[Event]) -> Iterator[Event]:
    """The curves of a resumed run so far, then what is still to come; that it once began and ended is past."""
    from simclr_gui.engine.experiments.replay import replay_curves

    for event in replay_curves(RunFolder.open(run_dir)):
        if not isinstance(event, (RunStarted, RunEnded)):
            yield event
    yield from events


def _followed(run_dir: Path, control: Control) -> Iterator[Event]:
    from simclr_gui.engine.experiments.replay import follow

    yield from follow(RunFolder.open(run_dir), control.should_leave)


def _judged(run_dir: Path) -> Iterator[Event]:
    from simclr_gui.engine.experiments.replay import replay_predictions

    yield from replay_predictions(RunFolder.open(run_dir))
