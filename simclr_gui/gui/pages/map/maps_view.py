"""The maps and what stands around them: tools, colours, kept steps, another run, and what is looked at."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from simclr_gui.engine.events import ImagesPredicted, Pixels
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.map.animating import animation_frames
from simclr_gui.gui.pages.map.animation_saver import AnimationSaver
from simclr_gui.gui.pages.map.checkpoints_bar import CheckpointsBar
from simclr_gui.gui.pages.map.colouring import Colouring, can_be_predicted, colour_dots, longest_keys
from simclr_gui.gui.pages.map.colouring_box import ColouringBox
from simclr_gui.gui.pages.map.exporting import export_images
from simclr_gui.gui.pages.map.figure import maps_figure
from simclr_gui.gui.pages.map.image_panel import ImagePanel
from simclr_gui.gui.pages.map.image_picker import ImagePicker
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.linked_maps import LinkedMaps
from simclr_gui.gui.pages.map.selection_panel import SelectionPanel
from simclr_gui.gui.pages.map.tools import Tools
from simclr_gui.gui.parts.card import Card, row
from simclr_gui.gui.parts.painting import PAPER_SCALE
from simclr_gui.gui.parts.paper import on_paper
from simclr_gui.gui.parts.run_box import WIDEST_PX, RunBox
from simclr_gui.gui.parts.saving import attempt
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.other_run import OtherMap
from simclr_gui.state.predictions import Predictions
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.selection import Selection
from simclr_gui.state.sharp_images import SharpImages
from simclr_gui.state.timeline import Timeline

PANEL_WIDTH_PX, OTHER_BOX_PX = 232, 190


class MapsView(QWidget):
    """Composes the linked maps and what stands around them.

    Attributes:
        linked: the maps; `cards` and `other_card` are theirs.

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
        self._predictions, self._evaluation_requests, self._theme = predictions, evaluation_requests, theme
        self._coloured: Colouring | None = None
        self.linked = LinkedMaps(experiment, space, selection, other, theme, self)
        self.cards, self.other_card = self.linked.cards, self.linked.other_card
        self.picker = ImagePicker(space, selection, self)
        self.tools = Tools(experiment, space, evaluation_requests, theme)
        self.legend, self.colouring = Legend(), ColouringBox()
        self.other_box = RunBox(
            other, experiment, library, self.tr("Compare with…"), self.tr("Compare with the map of an earlier run")
        )
        self.kept_steps = CheckpointsBar(experiment, space, timeline, theme, self)
        self.image = ImagePanel(space, selection, predictions, sharp, theme)
        self.gallery = SelectionPanel(space, selection)
        self.animation = AnimationSaver(experiment, evaluation_requests, self._frames, self)
        for card in self.linked.all_cards:
            card.scatter.panel_menu.drawing = partial(maps_figure, [card], self.legend.entries)
        self._lay_out()
        self._follow_facts(timeline, other)
        self._connect_parts()
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
        for card in self.linked.all_cards:
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

    def _follow_facts(self, timeline: Timeline, other: OtherMap) -> None:
        space, selection = self._space, self._selection
        space.images_changed.connect(self._show_images)
        space.map_changed.connect(self.linked.show_map)
        space.kept_steps_changed.connect(self._show_step)
        timeline.steps_changed.connect(self._share_room)  # the slider's words are as wide as the longest
        space.pointed.connect(self._ring)
        space.placed.connect(self._show_query_marker)
        selection.pinned_changed.connect(self._ring)
        selection.pinned_changed.connect(self._show_side)
        selection.selected_changed.connect(self._show_selected)
        selection.hidden_changed.connect(self._show_hidden)
        other.changed.connect(self._show_other)
        self._predictions.changed.connect(self.colour)
        for signal in (self._experiment.result_changed, self._experiment.phase_changed):
            signal.connect(self.linked.show_scores)
        self._theme.changed.connect(self.colour)
        self._theme.changed.connect(self._share_room)

    def _connect_parts(self) -> None:
        linked, picker = self.linked, self.picker
        self.colouring.currentIndexChanged.connect(self.colour)
        self.tools.lassoing.connect(linked.set_lassoing)
        self.tools.sought.connect(picker.seek)
        self.tools.image_requested.connect(self._choose_image)
        self.legend.toggled.connect(self._selection.toggle_class)
        self.legend.isolated.connect(self._selection.show_only)
        self.image.closed.connect(picker.let_go)
        self.gallery.export_requested.connect(self._export)
        self.kept_steps.drawing_requested.connect(self._evaluation_requests.compute_checkpoint_maps)
        self.kept_steps.animation_requested.connect(self.animation.begin)
        linked.pointed.connect(self._space.point_at)
        linked.clicked.connect(picker.click)
        linked.lassoed.connect(picker.select)
        picker.failed.connect(self.failed)
        self.animation.failed.connect(self.failed)
        self.animation.saved.connect(self.saved)

    def figure(self) -> QImage:
        """What is seen of the maps, on white."""
        run_dir = self._experiment.run_dir
        cards = [card for card in self.linked.all_cards if not card.isHidden()]
        with Theme.printed(PAPER_SCALE):
            source = run_dir.name if run_dir is not None else ""
            return on_paper(maps_figure(cards, self.legend.entries), source)

    def let_go(self) -> None:
        """Of whatever is looked at, one thing at a time."""
        self.picker.let_go()

    @property
    def is_comparable(self) -> bool:
        """Whether the other run's map is of the very same images."""
        return self.linked.is_comparable

    def _show_all(self) -> None:
        """A window that is made anew shows what is known."""
        self._show_images()
        self.linked.show_all()
        self.legend.show_hidden(self._selection.hidden)
        self._show_side()
        self._ring()

    @Slot()
    def _show_images(self) -> None:
        images = self._space.images
        if images is None:
            self.tools.lasso.setChecked(False)  # the next run begins as the first did
        self.legend.show_classes(class_names_of(images.class_names) if images else ())
        self.linked.show_images()
        self._fit_to_maps()
        self._show_query_marker()

    @Slot()
    def _show_step(self) -> None:
        self.linked.show_step()
        self._show_side()

    @Slot()
    def _show_other(self) -> None:
        self.linked.show_other()
        self._fit_to_maps()

    def _fit_to_maps(self) -> None:
        """What depends on which maps there are."""
        self.colour()
        self.legend.show_hidden(self._selection.hidden)
        self._show_side()

    @property
    def _predicted(self) -> ImagesPredicted | None:
        """Where every dot has its prediction."""
        predicted = self._predictions.predicted
        return predicted if can_be_predicted(self._space.images, predicted) else None

    @Slot()
    def colour(self) -> None:
        """Colours the dots of all maps, and explains the colours."""
        images, predicted = self._space.images, self._predicted
        self.colouring.offer_predictions(predicted is not None)
        if images is None:
            return
        self._coloured = colour_dots(images, predicted, self.colouring.colouring, self._theme.colours)
        self._keep_room_for_keys()
        self.linked.set_colours(self._coloured.colours, self._coloured.kind)

    @Slot()
    def _ring(self) -> None:
        self.linked.ring(self.image.point if self._space.pointed_at < 0 else self._space.pointed_at)

    @Slot()
    def _show_query_marker(self) -> None:
        self.linked.show_query_marker()
        self._show_side()

    @Slot()
    def _show_selected(self) -> None:
        self.linked.show_selected()
        self._show_side()

    @Slot()
    def _show_hidden(self) -> None:
        self.legend.show_hidden(self._selection.hidden)
        self.linked.show_hidden()

    @Slot()
    def _show_side(self) -> None:
        """The gallery of what was circled, unless one image is looked at; an audience sees it only then."""
        is_one, count = self.picker.is_one, len(self._selection.selected)
        self._panel.setHidden(self._theme.is_presented and not is_one and not count)
        self._side.setCurrentWidget(self.gallery if count and not is_one else self.image)

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

    def _frames(self) -> Iterator[Pixels] | None:
        """The film from the first kept step to now."""
        images = self._space.images
        if images is None or not self._space.umaps:
            return None
        colours = colour_dots(images, self._predicted, self.colouring.colouring, self._theme.colours).colours
        kept_steps = [self._space.kept_steps[step].coordinates for step in self._space.steps]
        kept_steps.append(self._space.umaps["simclr"].coordinates)
        return animation_frames(images, colours, kept_steps, self._theme)
