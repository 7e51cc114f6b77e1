"""The Train page: setup below, the live map or the curves in the middle, the pair and the result at the side."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.training.health import assess
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.train.origin_card import OriginCard
from simclr_gui.gui.pages.train.pair_card import PairCard
from simclr_gui.gui.pages.train.result_card import ResultCard
from simclr_gui.gui.pages.train.setup_bar import SetupBar
from simclr_gui.gui.pages.train.start import StartView
from simclr_gui.gui.parts.card import Page
from simclr_gui.gui.parts.late import Late
from simclr_gui.gui.parts.throttled import Throttled
from simclr_gui.gui.words.finding import finding_of
from simclr_gui.gui.words.standing import headline
from simclr_gui.gui.words.training import training_words
from simclr_gui.state.album import Album
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.folder_report import FolderReport
from simclr_gui.state.foresight import Foresight
from simclr_gui.state.other_run import OtherCurves
from simclr_gui.state.pairs import Pairs
from simclr_gui.state.race import race_of
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.selection import Selection
from simclr_gui.state.standing import WITHOUT_A_RUN, Standing, facts_of, standing_of
from simclr_gui.state.timeline import Timeline
from simclr_gui.state.tour import Scene
from simclr_gui.state.views_preview import ViewsPreview

if TYPE_CHECKING:  # the window must show quickly: what is drawn with pyqtgraph is imported when it is made
    from simclr_gui.gui.pages.train.charts import ChartBoard
    from simclr_gui.gui.pages.train.expert_view import ExpertView
    from simclr_gui.gui.pages.train.overview import Overview

SIDE_WIDTH_PX, SIDE_SHARE = 316, 0.24  # at least, and of a large window
MOST_OF_THE_PAGE = 0.36
OVERVIEW_TAB, CURVES_TAB = range(2)


class TrainPage(Page):
    """Composes its parts and says in one sentence how it goes.

    Signals:
        check_requested(): it should be found out what the network costs on this machine.
        maps_requested(), drawing_requested(): as the Overview's.
    """

    check_requested = Signal()
    maps_requested = Signal()
    drawing_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        curves: Curves,
        pairs: Pairs,
        space: FeatureSpace,
        selection: Selection,
        preview: ViewsPreview,
        other: OtherCurves,
        library: RunLibrary,
        report: FolderReport,
        timeline: Timeline,
        album: Album,
        foresight: Foresight,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._curves, self._theme = experiment, curves, theme
        self._overview = Late(lambda: self._make_overview(space, selection))
        self._charts = Late(lambda: self._make_charts(other, library))
        self.expert: ExpertView | None = None  # made when it is first asked for
        self.setup = SetupBar(experiment, report, foresight, theme)
        self.pair = PairCard(experiment, pairs, preview, timeline, theme)
        self.origin = OriginCard(experiment)
        self.result = ResultCard(experiment, curves, theme)
        self.start = StartView(experiment, album, report, library, preview, foresight, self.setup, theme)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._make_watching())
        self.setup.expert_toggled.connect(self._show_expert)
        self._lay_out()
        self._scene: Scene | None = None
        theme.changed.connect(self._share_room)
        self._share_room()
        experiment.phase_changed.connect(self._choose_screen)
        self._choose_screen()
        self._throttled = Throttled(experiment.progressed, self)
        self._follow_experiment()
        self._say_how_it_goes()

    def _lay_out(self) -> None:
        side = self._side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP - 4)
        column.addWidget(self.origin)
        column.addWidget(self.pair)
        column.addWidget(self.result, 1)
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(CARD_GAP - 4)
        upper.addWidget(self._middle, 1)
        upper.addWidget(side)
        self._upper = QStackedWidget()  # the first screen takes the place of charts that are still empty
        self._upper.addWidget(self.start)
        watching = QWidget()
        watching.setLayout(upper)
        self._upper.addWidget(watching)
        self.body.addWidget(self._upper, 1)
        self.body.addWidget(self.setup)

    def _follow_experiment(self) -> None:
        experiment = self._experiment
        self._throttled.triggered.connect(self._follow_training)
        for signal in (
            experiment.phase_changed,
            experiment.result_changed,
            experiment.announced,
            experiment.config_changed,
        ):
            signal.connect(self._say_how_it_goes)

    def _make_watching(self) -> QWidget:
        """What is watched while a network learns: the map for everybody, the curves for those who read them."""
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name, tip in (
            (self.tr("Overview"), self.tr("The images gather as the network learns")),
            (self.tr("Curves"), self.tr("Loss, scores, learning rate and speed")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(name), tip)
        stack = QStackedWidget()
        stack.addWidget(self._overview.place)
        stack.addWidget(self._charts.place)
        self.tabs.currentChanged.connect(stack.setCurrentIndex)
        self._watching = QWidget()
        column = QVBoxLayout(self._watching)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.tabs)
        column.addWidget(stack, 1)
        return self._watching

    def _make_overview(self, space: FeatureSpace, selection: Selection) -> "Overview":
        from simclr_gui.gui.pages.train.overview import Overview

        overview = Overview(self._experiment, space, selection, self._theme)
        overview.maps_requested.connect(self.maps_requested)
        overview.drawing_requested.connect(self.drawing_requested)
        return overview

    def _make_charts(self, other: OtherCurves, library: RunLibrary) -> "ChartBoard":
        from simclr_gui.gui.pages.train.charts import ChartBoard

        return ChartBoard(self._experiment, self._curves, other, library, self._theme)

    @property
    def overview(self) -> "Overview":
        return self._overview.part

    @property
    def charts(self) -> "ChartBoard":
        return self._charts.part

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        """The pair grows with the window; an audience has no use for the settings."""
        least = min(SIDE_WIDTH_PX * self._theme.larger, MOST_OF_THE_PAGE * self.width())
        self._side.setFixedWidth(round(max(least, SIDE_SHARE * self.width())))
        is_spectator = self._theme.is_presented or self._scene is not None
        self.setup.setHidden(is_spectator and not self.setup.expert.isChecked())

    def show_scene(self, scene: Scene | None) -> None:
        """Who is shown around has no use for the settings either, and sees the images first."""
        self._scene = scene
        self._share_room()
        self._choose_screen()
        self._say_how_it_goes()

    def let_go(self) -> None:
        """Of the settings."""
        self.show_charts()

    @Slot()
    def show_charts(self) -> None:
        """Puts the settings aside: a training is to be watched."""
        self.setup.expert.setChecked(False)

    @Slot(bool)
    def _show_expert(self, shown: bool) -> None:
        if self.expert is None:
            from simclr_gui.gui.pages.train.expert_view import ExpertView

            self.expert = ExpertView(self._experiment)
            self.expert.check_requested.connect(self.check_requested)
            self.expert.close_requested.connect(self.show_charts)
            self._middle.addWidget(self.expert)
        focused = QApplication.focusWidget()
        if not shown and focused is not None and self.expert.isAncestorOf(focused):
            self.setup.expert.setFocus()  # else it lands wherever the next widget is
        self._middle.setCurrentWidget(self.expert if shown else self._watching)
        self._side.setVisible(not shown)  # the settings need the room
        self._choose_screen()
        self._share_room()

    @Slot()
    def _choose_screen(self) -> None:
        """Before anything is trained or opened there is nothing to watch; the tour begins there, too."""
        is_first = self._scene is Scene.IMAGES or standing_of(facts_of(self._experiment)) in WITHOUT_A_RUN
        is_imported = self._experiment.origin is not None
        self.pair.setVisible(not is_imported)
        self.tabs.setTabVisible(CURVES_TAB, not is_imported)  # there was no training that could have drawn some
        self._upper.setCurrentIndex(0 if is_first and not self.setup.expert.isChecked() else 1)

    @Slot()
    def _follow_training(self) -> None:
        """Says how it goes now and then."""
        if self.isVisible():
            self._say_how_it_goes()

    @Slot()
    def _say_how_it_goes(self) -> None:
        self.sentence.setText(self._sentence())

    def _sentence(self) -> str:
        experiment = self._experiment
        standing = standing_of(facts_of(experiment))
        if self._scene is Scene.IMAGES and not experiment.phase.is_busy:
            return self.tr("These are the images it learns from.")
        match standing:
            case Standing.TRAINING:
                return self._how_well() or headline(standing)  # at the first step the curves are still empty
            case Standing.FOLLOWED | Standing.PAUSED:
                return spoken_in_a_row(headline(standing), self._how_well())
            case Standing.MAPPING | Standing.FINISHED | Standing.EVALUATING if experiment.result:
                return finding_of(experiment, experiment.result, self._curves.positives_found)
            case Standing.PREPARING if experiment.announcement:  # what was announced is over at the first step
                return spoken(experiment.announcement.sentence) + "…"
            case Standing.FINISHED if experiment.has_classes and experiment.origin is None:
                return self.tr(
                    "Trained. Nothing is scored, since fewer than two classes have training images; the map shows what "
                    "lies together."
                )
        return headline(standing, is_imported=experiment.origin is not None)

    def _how_well(self) -> str:
        steps, batch_statistics = self._curves.steps, self._curves.batch_statistics
        if len(steps) == 0:
            return ""
        optimisation = self._experiment.active_config.optimisation
        loss = LOSSES[optimisation.loss]
        health = assess(
            steps.column("loss"),
            steps.column("top1"),
            loss.chance(optimisation.batch_size),
            loss.floor(optimisation.batch_size, optimisation.temperature),
            negative_cosine=float(batch_statistics.column("negative")[-1]) if len(batch_statistics) else None,
            is_over=self._experiment.ended is not None,
            elapsed_s=steps.column("elapsed_s"),
            images_per_second=steps.column("images_per_second"),
            core_share=self._curves.core_share,
        )
        return training_words(health, 1 / (2 * optimisation.batch_size - 1), race_of(self._curves))
