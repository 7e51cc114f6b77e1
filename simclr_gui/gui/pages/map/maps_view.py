"""The maps side by side, linked: what is pointed at, clicked or circled in one lights up in all."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from simclr_gui.engine.events import ImagesChosen, MapComputed, Pixels
from simclr_gui.engine.mapping.animation import animation_endings
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.map.animating import FRAMES_PER_SECOND, animation_frames
from simclr_gui.gui.pages.map.checkpoints_bar import CheckpointsBar
from simclr_gui.gui.pages.map.colouring import Colouring, can_be_predicted, colour_dots, longest_keys
from simclr_gui.gui.pages.map.colouring_box import ColouringBox
from simclr_gui.gui.pages.map.exporting import export_images
from simclr_gui.gui.pages.map.figure import maps_figure
from simclr_gui.gui.pages.map.image_panel import ImagePanel
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.map_card import MapCard
from simclr_gui.gui.pages.map.selection_panel import SelectionPanel
from simclr_gui.gui.pages.map.tools import Tools
from simclr_gui.gui.parts.card import Card, row
from simclr_gui.gui.parts.run_box import WIDEST_PX, RunBox
from simclr_gui.gui.parts.saving import ask_for_file, attempt, require_place_for_file
from simclr_gui.gui.words.experiment import colour_words, is_colour_experiment
from simclr_gui.gui.words.names import class_names_of, features_name
from simclr_gui.jobs.player import Failure
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.other_run import OtherMap
from simclr_gui.state.predictions import Predictions
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.selection import NOTHING, Selection
from simclr_gui.state.sharp_images import SharpImages
from simclr_gui.state.timeline import Timeline

PANEL_WIDTH_PX, OTHER_BOX_PX = 232, 190


class MapsView(QWidget):
    """SimCLR, the untrained network or another run, and PCA.

    Signals:
        failed(object): a Failure of what was to be written.
        saved(Path): something was written there.
    """

    failed = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        experiment: Experiment,
        space: FeatureSpace,
        selection: Selection,
        predictions: Predictions,
        sharp: SharpImages,
        evaluation_requests: EvaluationRequests,
        other: OtherMap,
        library: RunLibrary,
        timeline: Timeline,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._selection = experiment, space, selection
        self._predictions, self._evaluation_requests, self._other, self._theme = (
            predictions,
            evaluation_requests,
            other,
            theme,
        )
        self._timeline = timeline
        self._coloured: Colouring | None = None
        self._animation: list[Pixels] = []
        self._animation_path, self._animation_before, self._is_writing_animation = Path(), 0, False
        titles = {kind: features_name(kind) for kind in KINDS} | {"untrained": self.tr("Untrained network")}
        self.cards = {kind: MapCard(title, theme) for kind, title in titles.items()}
        self.other_card = MapCard("", theme)
        self.tools = Tools(experiment, space, evaluation_requests, theme)
        self.legend, self.colouring = Legend(), ColouringBox()
        self.other_box = RunBox(
            other, experiment, library, self.tr("Compare with…"), self.tr("Compare with the map of an earlier run")
        )
        self.kept_steps = CheckpointsBar(experiment, space, timeline, theme, self)
        self.image = ImagePanel(space, selection, predictions, sharp, theme)
        self.gallery = SelectionPanel(space, selection)
        self._animating = QTimer(self)
        self._animating.setInterval(0)
        self._animating.timeout.connect(self._take_frame)
        self._lay_out()
        self._connect()
        self._show_all()

    def _lay_out(self) -> None:
        self._side = QStackedWidget()
        self._side.addWidget(self.image)
        self._side.addWidget(self.gallery)
        panel = Card()
        self._panel = panel
        panel.body.addWidget(self._side)
        maps = QHBoxLayout()
        maps.setSpacing(CARD_GAP - 4)
        for card in self._all_cards():
            maps.addWidget(card, 1)
        maps.addWidget(panel)
        below = Card()
        line = row(self.kept_steps, self.colouring, self.other_box)
        line.setStretch(0, 1)
        below.body.addWidget(self.legend)
        below.body.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP - 4)
        column.addLayout(maps, 1)
        column.addWidget(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        """What holds words grows with the type; names of runs are longer, but what stands beside must not move."""
        fixed_px = 2 * CARD_GAP + self.kept_steps.minimumSizeHint().width() + 2 * SPACE
        spare_px = (self.width() - fixed_px - self.colouring.buttons_px) / self._theme.larger
        other_px = round(max(OTHER_BOX_PX, min(WIDEST_PX, spare_px)) * self._theme.larger)
        self.other_box.setFixedWidth(other_px)
        self._panel.setFixedWidth(round(PANEL_WIDTH_PX * self._theme.larger))
        self._show_side()
        self.colouring.show_as_buttons(self.width() - fixed_px - other_px >= self.colouring.buttons_px + CARD_GAP)
        self._keep_room_for_keys()

    def _keep_room_for_keys(self) -> None:
        """The maps must not move when another colouring brings other keys."""
        self.legend.explain(longest_keys() if self._coloured is not None else (), by_class=False)
        self.legend.setMinimumHeight(self.legend.heightForWidth(max(1, self.width() - 2 * CARD_GAP)))
        if self._coloured is not None:
            self.legend.explain(self._coloured.keys, by_class=self._coloured.by_class)

    def _connect(self) -> None:
        space, selection = self._space, self._selection
        space.images_changed.connect(self._show_images)
        space.map_changed.connect(self._show_map)
        space.kept_steps_changed.connect(self._show_step)
        self._timeline.steps_changed.connect(self._share_room)  # the slider's words are as wide as the longest
        space.pointed.connect(self._ring)
        space.placed.connect(self._show_query_marker)
        selection.pinned_changed.connect(self._ring)
        selection.pinned_changed.connect(self._show_side)
        selection.selected_changed.connect(self._show_selected)
        selection.hidden_changed.connect(self._show_hidden)
        self._other.changed.connect(self._show_other)
        self._predictions.changed.connect(self.colour)
        self._experiment.result_changed.connect(self._show_scores)
        self._theme.changed.connect(self.colour)
        self._theme.changed.connect(self._share_room)
        self.colouring.currentIndexChanged.connect(self.colour)
        self.tools.lassoing.connect(self._set_lassoing)
        self.tools.sought.connect(self._seek)
        self.tools.image_requested.connect(self._choose_image)
        self.legend.toggled.connect(selection.toggle_class)
        self.legend.isolated.connect(selection.show_only)
        self.image.closed.connect(self.let_go)
        self.gallery.export_requested.connect(self._export)
        self.kept_steps.drawing_requested.connect(self._evaluation_requests.compute_checkpoint_maps)
        self.kept_steps.animation_requested.connect(self._begin_animation)
        self._experiment.phase_changed.connect(self._tell_of_animation)
        for card in self._all_cards():
            card.scatter.pointed.connect(space.point_at)
            card.scatter.clicked.connect(self._click)
            card.scatter.lassoed.connect(self._select)

    def _all_cards(self) -> tuple[MapCard, ...]:
        return self.cards["simclr"], self.cards["untrained"], self.other_card, self.cards["pca"]

    def _cards_with_points(self) -> tuple[MapCard, ...]:
        """All but the other run's where it shows nothing."""
        return tuple(card for card in self._all_cards() if card is not self.other_card or not card.isHidden())

    def figure(self) -> QImage:
        """What is seen of the maps, on white."""
        run_dir = self._experiment.run_dir
        cards = [card for card in self._all_cards() if not card.isHidden()]
        return maps_figure(cards, self.legend.entries, run_dir.name if run_dir is not None else "")

    # what is shown

    def _show_all(self) -> None:
        """A window that is made anew shows what is known."""
        self._show_images()
        for kind in self.cards:
            self._show_map(kind)
        self._show_step()
        self._show_hidden()
        self._show_selected()
        self._ring()

    @Slot()
    def _show_images(self) -> None:
        images = self._space.images
        if images is None:
            self.tools.lasso.setChecked(False)  # the next run begins as the first did
        self.legend.show_classes(class_names_of(images.class_names) if images else ())
        for card in self.cards.values():
            card.scatter.show_images(images)
        self._show_other()
        self._show_query_marker()

    @Slot(str)
    def _show_map(self, kind: str) -> None:
        if kind == "simclr" and self._space.moment is not None:
            return
        if kind in self.cards and kind in self._space.maps:
            self.cards[kind].scatter.show_map(self._space.maps[kind])
        self._show_scores()

    @Slot()
    def _show_step(self) -> None:
        """SimCLR's map as it was, or as it is."""
        moment = self._space.kept_steps.get(self._space.moment) if self._space.moment is not None else None
        if moment is not None:
            drawn = MapComputed("simclr", "umap", moment.coordinates, moment.neighbours_kept)
            now = self._space.maps.get("simclr")  # turned as it is, so that from moment to moment only points move
            self.cards["simclr"].scatter.show_map(drawn, None if now is None else now.coordinates)
        elif "simclr" in self._space.maps:
            self.cards["simclr"].scatter.show_map(self._space.maps["simclr"])
        self._show_query_marker()
        self._show_scores()

    @Slot()
    def _show_other(self) -> None:
        """The other run's map takes the untrained network's place, where it is of the very same images."""
        drawn = self._other.space.maps.get("simclr")
        is_shown = drawn is not None and self.is_comparable
        self.other_card.setVisible(is_shown)
        self.cards["untrained"].setVisible(not is_shown)
        self._name_maps(is_shown=is_shown)
        self.other_card.scatter.show_images(self._space.images if is_shown else None)
        if is_shown and drawn is not None:
            self.other_card.scatter.show_map(drawn)
        self.colour()
        self._show_hidden()
        self._show_selected()
        self._show_scores()

    def _name_maps(self, *, is_shown: bool) -> None:
        """Two halves of the colour experiment are called after what they differ in."""
        other = self._other.config if is_shown else None
        if other is None:
            names = (features_name("simclr"), "")
        elif is_colour_experiment(self._experiment.active_config, other):
            names = (colour_words(self._experiment.active_config), colour_words(other))
        else:
            names = (self.tr("SimCLR, this run"), self.tr("SimCLR, the other run"))
        self.cards["simclr"].title.setText(names[0])
        self.other_card.title.setText(names[1])
        self.other_card.title.show()

    @property
    def is_comparable(self) -> bool:
        ours, theirs = self._space.images, self._other.space.images
        return ours is not None and theirs is not None and _are_the_same(ours, theirs)

    @Slot()
    def colour(self) -> None:
        images = self._space.images
        has_predictions = can_be_predicted(images, self._predictions.predicted)
        self.colouring.offer_predictions(has_predictions)
        if images is None:
            return
        predicted = self._predictions.predicted if has_predictions else None
        coloured = self._coloured = colour_dots(images, predicted, self.colouring.colouring, self._theme.colours)
        self._keep_room_for_keys()
        for card in self._cards_with_points():
            card.scatter.set_colours(coloured.colours)

    @Slot()
    def _show_scores(self) -> None:
        result, other, space = self._experiment.result, self._other, self._space
        for kind, card in self.cards.items():
            drawn = space.maps.get(kind)
            if kind == "simclr" and space.moment is not None:
                card.show_step(space.moment, space.kept_steps[space.moment].neighbours_kept)
            else:
                card.show_words(result.scores(kind) if result else None, drawn)
        self.other_card.show_words(other.result.simclr if other.result else None, other.space.maps.get("simclr"))

    @Slot()
    def _ring(self) -> None:
        for card in self._all_cards():
            card.scatter.ring(self.image.point if self._space.pointed_at < 0 else self._space.pointed_at)

    @Slot()
    def _show_query_marker(self) -> None:
        query_image = self._space.query_image
        for kind, card in self.cards.items():
            is_of_now = kind != "simclr" or self._space.moment is None  # nobody knows where it would have been
            placement = query_image.placements.get(kind) if query_image and is_of_now else None
            card.scatter.show_query_marker(
                placement.coordinates if placement else None, query_image.pixels if query_image else None
            )
        self._show_side()

    @Slot()
    def _show_selected(self) -> None:
        for card in self._cards_with_points():
            card.scatter.select(self._selection.selected)
        self._show_side()

    @Slot()
    def _show_hidden(self) -> None:
        self.legend.show_hidden(self._selection.hidden)
        for card in self._cards_with_points():
            card.scatter.show_only(self._selection.visible())

    @Slot()
    def _show_side(self) -> None:
        """The gallery of what was circled, unless one image is looked at; an audience sees it only then."""
        is_one = self._selection.pinned >= 0 or self._space.query_image is not None
        self._panel.setHidden(self._theme.is_presented and not is_one and not len(self._selection.selected))
        self._side.setCurrentWidget(self.gallery if len(self._selection.selected) and not is_one else self.image)

    # what is done

    @Slot(bool)
    def _set_lassoing(self, lassoing: bool) -> None:
        for card in self._all_cards():
            card.scatter.set_lassoing(lassoing)

    @Slot(int)
    def _click(self, point: int) -> None:
        self._space.forget_query_image()
        self._selection.pin(point)

    @Slot(object)
    def _select(self, places: object) -> None:
        self._space.forget_query_image()
        self._selection.pin(-1)
        self._selection.select(np.asarray(places))

    @Slot()
    def let_go(self) -> None:
        """Of whatever is looked at: first the newcomer or the clicked image, then what was circled."""
        if self._space.query_image is not None or self._selection.pinned >= 0:
            self._space.forget_query_image()
            self._selection.pin(-1)
        else:
            self._selection.select(NOTHING)

    @Slot(int)
    def _seek(self, number: int) -> None:
        images = self._space.images
        if images is None:
            return
        found = np.flatnonzero(images.image_index == number - 1)
        if len(found):
            self._click(int(found[0]))
            return
        sentence = self.tr("There is no test image {number:,} on the maps.").format(number=number)
        last = int(images.image_index.max()) + 1
        self.failed.emit(Failure(sentence, self.tr("They show the first {last:,}.").format(last=last)))

    @Slot()
    def _choose_image(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("An image to place on the maps"))
        if name:
            self._evaluation_requests.place(Path(name))

    @Slot()
    def _export(self) -> None:
        attempt(self._export_selected, self.saved.emit, self.failed.emit)

    def _export_selected(self) -> Path | None:
        name = QFileDialog.getExistingDirectory(self, self.tr("A folder for the selected images"))
        if not name or self._space.images is None:
            return None
        export_images(Path(name), self._space.images, self._predictions.predicted, self._selection.selected)
        return Path(name)

    @Slot()
    def _begin_animation(self) -> None:
        attempt(self._ask_for_animation, self._make_animation, self.failed.emit)

    def _ask_for_animation(self) -> Path | None:
        path = ask_for_file(self, self.tr("Save the film"), f"map{animation_endings()[0]}", animation_endings())
        if path is not None:
            require_place_for_file(path)
        return path

    def _make_animation(self, path: Path) -> None:
        images = self._space.images
        if images is None or not self._space.umaps:
            return
        self._animation_path = path
        predicted = self._predictions.predicted if can_be_predicted(images, self._predictions.predicted) else None
        colours = colour_dots(images, predicted, self.colouring.colouring, self._theme.colours).colours
        kept_steps = [self._space.kept_steps[step].coordinates for step in self._space.steps]
        kept_steps.append(self._space.umaps["simclr"].coordinates)
        self._animation, self._frames = [], animation_frames(images, colours, kept_steps, self._theme)
        self._animating.start()

    @Slot()
    def _take_frame(self) -> None:
        """One at a time: between two of them the window answers."""
        frame = next(self._frames, None)
        if frame is not None:
            self._animation.append(frame)
            return
        self._animating.stop()
        frames, self._animation = self._animation, []
        if not self._evaluation_requests.can_ask:
            sentence = self.tr("The film was not saved: something else is running.")
            self.failed.emit(Failure(sentence, self.tr("Save it again when that has finished.")))
            return
        self._animation_before = _written_at(self._animation_path)
        self._is_writing_animation = True
        self._evaluation_requests.write_animation(self._animation_path, frames, FRAMES_PER_SECOND)

    @Slot()
    def _tell_of_animation(self) -> None:
        """Whatever has kept it from being written was told already."""
        if self._is_writing_animation and not self._experiment.phase.is_busy:
            self._is_writing_animation = False
            if _written_at(self._animation_path) != self._animation_before:
                self.saved.emit(self._animation_path)


def _written_at(path: Path) -> int:
    """When a file was written, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _are_the_same(ours: ImagesChosen, theirs: ImagesChosen) -> bool:
    return ours.images.shape == theirs.images.shape and bool(np.array_equal(ours.images, theirs.images))
