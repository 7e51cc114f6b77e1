"""The Map page: maps, scores and mistakes of the active run, and where an image from outside lands."""

from itertools import islice

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from simclr_gui.engine.config.differences import CHOSEN_BY_THE_MACHINE, differing_settings
from simclr_gui.engine.config.presets import has_colour_changes
from simclr_gui.engine.config.settings import TrainingConfig, title_of
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.figures import percent_done
from simclr_gui.gui.look.language import listed, spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.map.colouring import OWN
from simclr_gui.gui.pages.map.maps_view import MapsView
from simclr_gui.gui.pages.map.mistakes import MistakesView
from simclr_gui.gui.pages.map.scores import ScoresView
from simclr_gui.gui.parts.card import EmptyState, Page, row
from simclr_gui.gui.parts.empty_page import offered, show_empty
from simclr_gui.gui.words.experiment import is_colour_experiment, story
from simclr_gui.gui.words.finding import finding_of
from simclr_gui.gui.words.names import class_name, setting_text
from simclr_gui.gui.words.standing import is_waiting, words_without_maps
from simclr_gui.state.experiment import Phase
from simclr_gui.state.session import Session
from simclr_gui.state.standing import Offer, facts_of, standing_of
from simclr_gui.state.standing import Page as PageName

MAPS_TAB, SCORES_TAB, MISTAKES_TAB = range(3)
MOST_DIFFERENCES = 3
WHILE_TRAINING = (Phase.TRAINING, Phase.PAUSED, Phase.STOPPING)


class MapPage(Page):
    """Maps, scores and mistakes, a tab each.

    Signals:
        export_requested(object): a Path, the run that is to be exported.
    """

    export_requested = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._experiment, self._space, self._predictions = (
            session.experiment,
            session.feature_space,
            session.predictions,
        )
        self._other = session.other_map
        self.maps = MapsView(
            session.experiment,
            session.feature_space,
            session.selection,
            session.predictions,
            session.sharp_images,
            session.evaluation_requests,
            session.other_map,
            session.library,
            session.timeline,
            theme,
        )
        self.maps.failed.connect(self.failed)
        self.maps.saved.connect(self.saved)
        self.maps.tools.export_requested.connect(self._request_export)
        self.scores: ScoresView | None = None  # both are made when first asked for: the window must show quickly
        self.mistakes: MistakesView | None = None
        self.empty_state = EmptyState(
            self._content(),
            self.tr(
                "Every test image becomes a point; images that look alike to the network lie together. "
                "As the trained network sees them, as the untrained network does, and by their raw pixels (PCA)."
            ),
        )
        self.empty_state.requested.connect(self._do_offered)
        self.body.addWidget(self.empty_state, 1)
        space = self._space
        for signal in (
            space.images_changed,
            space.map_changed,
            space.kept_steps_changed,
            space.placed,
            session.arrivals.waiting_changed,
            self._other.changed,
            self._predictions.changed,
            self._experiment.result_changed,
            self._experiment.phase_changed,
            self._experiment.announced,
            self.maps.colouring.currentIndexChanged,
        ):
            signal.connect(self._tell)
        self._tell()

    def _content(self) -> QWidget:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for name, tip in (
            (self.tr("Maps"), self.tr("All images, laid out by their features")),
            (self.tr("Scores"), self.tr("Linear evaluation and kNN, layer by layer, and with few labels")),
            (self.tr("Mistakes"), self.tr("Confusion matrix and hardest images")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(name), tip)
        self.tabs.currentChanged.connect(self._show_tab)
        self._stack = QStackedWidget()
        self._drawn = EmptyState(self.maps, "", self.tr("Draw the maps"))
        self._drawn.requested.connect(self._session.evaluation_requests.compute_maps)
        self._stack.addWidget(self._drawn)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        line = row(self.tabs, self.maps.tools)
        line.insertStretch(1, 1)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        return content

    @Slot(int)
    def _show_tab(self, tab: int) -> None:
        self.maps.tools.setVisible(tab == MAPS_TAB)
        self._stack.setCurrentWidget(self._view_of(tab))
        self._tell()

    def _view_of(self, tab: int) -> QWidget:
        if tab == SCORES_TAB and self.scores is None:
            self.scores = ScoresView(self._experiment, self._session.evaluation_requests, self._theme)
            self.scores.seeds_requested.connect(self._session.train_further_seeds)
            self._stack.addWidget(self.scores)
        if tab == MISTAKES_TAB and self.mistakes is None:
            self.mistakes = MistakesView(self._predictions, self._space, self._session.sharp_images, self._theme)
            self._stack.addWidget(self.mistakes)
        view = (self._drawn, self.scores, self.mistakes)[tab]
        assert view is not None
        return view

    @property
    def _has_content(self) -> bool:
        return self._space.images is not None or self._experiment.result is not None

    @Slot()
    def _do_offered(self) -> None:
        if offered(PageName.MAP, self._experiment) is Offer.TEST:
            self._session.evaluation_requests.test()
        else:
            self.start_requested.emit()

    @Slot()
    def _request_export(self) -> None:
        if self._experiment.run_dir is not None:
            self.export_requested.emit(self._experiment.run_dir)

    @Slot()
    def show_maps(self) -> None:
        """Whatever tab was used last."""
        self.tabs.setCurrentIndex(MAPS_TAB)

    @Slot()
    def show_own_colours(self) -> None:
        """Gives every dot its image's colour."""
        self.maps.colouring.choose(OWN)

    @property
    def shows_maps(self) -> bool:
        return self._has_content and self.tabs.currentIndex() == MAPS_TAB and self._space.images is not None

    def figure(self) -> QImage:
        """The maps on white, for a paper."""
        return self.maps.figure()

    def let_go(self) -> None:
        """Of the image or images that are looked at, and of the tool that circles them."""
        self.maps.tools.lasso.setChecked(False)
        self.maps.let_go()

    # the sentence

    @Slot()
    def _tell(self) -> None:
        self.empty_state.show_content(self._has_content)
        self._drawn.show_content(self._space.images is not None)
        standing = standing_of(facts_of(self._experiment))
        self._drawn.say(words_without_maps(standing))
        can_ask = self._session.evaluation_requests.can_ask
        self._drawn.offer(self.tr("Draw the maps") if can_ask else "", is_waiting=is_waiting(PageName.MAP, standing))
        waiting = self.tr("Your image is waiting to be placed.") if self._session.arrivals.is_waiting else ""
        self.sentence.setText(spoken_in_a_row(self._sentence(), waiting))

    def _sentence(self) -> str:
        space, experiment = self._space, self._experiment
        if not self._has_content:
            return show_empty(self.empty_state, PageName.MAP, experiment)
        if experiment.phase in (Phase.EVALUATING, Phase.MAPPING) and experiment.announcement is not None:
            return self._doing()
        tab = self.tabs.currentIndex()
        if tab == MISTAKES_TAB:
            return self._mistakes()
        if tab == MAPS_TAB and space.live_step is not None and experiment.phase in WHILE_TRAINING:
            return self._live(space.live_step)
        if tab == MAPS_TAB and space.query_image is not None:
            return self._query_shown()
        if tab == MAPS_TAB and self._session.timeline.step is not None:
            return self._earlier(self._session.timeline.step)
        if tab == MAPS_TAB and self._other.run_dir is not None:
            return self._comparison()
        return self._worth()

    def _doing(self) -> str:
        announcement = self._experiment.announcement
        assert announcement is not None
        doing = spoken(announcement.sentence)
        share = "" if announcement.share is None else f" {percent_done(announcement.share)} %"
        if self._space.is_sketch:
            return self.tr("A first sketch by two principal components. {doing}{share}…").format(
                doing=doing, share=share
            )
        return f"{doing}{share}…"

    def _live(self, step: int) -> str:
        images = self._space.images
        assert images is not None
        if not images.class_names:
            return self.tr("Live, after %Ln steps: images that the network finds similar lie together.", None, step)
        if not self._experiment.saw_no_label:
            return self.tr("Live, after %Ln steps: unseen images, coloured by class.", None, step)
        return self.tr(
            "Live, after %Ln steps: unseen images, coloured by class. The network never sees a class label.", None, step
        )

    def _earlier(self, step: int) -> str:
        """Another map than the chosen moment's is never passed off as its own."""
        shown = self._space.moment
        if shown == step:
            return (
                self.tr("SimCLR's map after %Ln steps. The other maps do not change with its training.", None, step)
                if step
                else self.tr("SimCLR's map before training. The other maps do not change with its training.")
            )
        when = self.tr("after %Ln steps", None, step) if step else self.tr("before training")
        shown = self._session.timeline.steps[-1] if shown is None else shown
        nearest = self.tr("after %Ln steps", None, shown) if shown else self.tr("before training")
        return self.tr("There is no map {when}. What you see is the nearest one, {nearest}.").format(
            when=when, nearest=nearest
        )

    def _worth(self) -> str:
        result, images = self._experiment.result, self._space.images
        saw_no_label = self._experiment.saw_no_label
        if images is not None and not images.class_names:
            if not saw_no_label:
                return self.tr("Images that the network finds similar lie close together.")
            return self.tr("Images that the network finds similar lie close together. It never saw a class label.")
        if result is None:
            if not saw_no_label:
                return self.tr("Colours show the classes.")
            return self.tr("Colours show the classes. The network never saw a class label.")
        return finding_of(self._experiment, result, self._session.curves.positives_found)

    def _query_shown(self) -> str:
        query_image = self._space.query_image
        assert query_image is not None
        if not query_image.recognised:
            return self.tr("Your image lies between the images that are nearest to it.")
        name, probability = query_image.recognised[0]
        name = class_name(name, self._space.images.class_names if self._space.images else ())
        return self.tr("Your image is recognised as {name}, {sure:.0f} % sure; it lies among its neighbours.").format(
            name=name, sure=in_percent(probability)
        )

    def _mistakes(self) -> str:
        predicted = self._predictions.predicted
        if predicted is None and self._experiment.result is not None:
            return self.tr("Which images were mistaken, the next test of this run will tell.")
        if predicted is None:
            return self.tr("Mistakes can be told only of images with classes, after an evaluation.")
        wrong = int((predicted.labels != predicted.predictions).sum())
        words = self.tr("%Ln of {count:,} test images were misclassified. Click a number to see them.", None, wrong)
        return words.format(count=len(predicted.labels))

    def _comparison(self) -> str:
        """What the two runs differ in."""
        config = self._other.config
        if not self.maps.is_comparable or config is None:
            return self.tr("The other run has no map of these images, so it cannot be seen beside this one.")
        result, theirs = self._experiment.result, self._other.result
        told = self._story(config)
        if told:
            return told
        scores = (
            self.tr("Recognised: {ours:.0f} %; in the other run {theirs:.0f} %.").format(
                ours=in_percent(result.simclr.linear), theirs=in_percent(theirs.simclr.linear)
            )
            if result and theirs
            else ""
        )
        return spoken_in_a_row(scores, self._differences(config))

    def _story(self, other: TrainingConfig) -> str:
        """The experiment with and without colour changes, where it is one and both halves are scored."""
        ours, result, theirs = self._experiment.active_config, self._experiment.result, self._other.result
        if result is None or theirs is None or not is_colour_experiment(ours, other):
            return ""
        if has_colour_changes(ours):
            return story(result, theirs, None)
        return story(theirs, result, self._session.curves.positives_found)

    def _differences(self, other: TrainingConfig) -> str:
        configs = [self._experiment.active_config, other]
        differences = differing_settings(configs, leaves_out=CHOSEN_BY_THE_MACHINE)
        if not differences:
            return self.tr("Both runs were made with the same settings.")
        words = [
            self.tr("{title} {here} (there {there})").format(
                title=spoken(title_of(name)), here=setting_text(name, here), there=setting_text(name, there)
            )
            for name, (here, there) in islice(differences.items(), MOST_DIFFERENCES)
        ]
        if len(differences) > MOST_DIFFERENCES:
            words.append(self.tr("{count} more").format(count=len(differences) - MOST_DIFFERENCES))
        return self.tr("Different: {words}.").format(words=listed(words))
