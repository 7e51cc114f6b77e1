"""The Overview: the test images as a map that forms while the network learns."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simclr_gui.engine.mapping.settings import FEWEST_POINTS
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.colouring import BY_CLASS
from simclr_gui.gui.pages.map.figure import with_legend
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.map_words import map_words
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.pages.train.pointed_image import PointedImage
from simclr_gui.gui.parts.card import Card, EmptyState, label, row
from simclr_gui.gui.parts.panel_menu import painted
from simclr_gui.gui.parts.paper import Drawing, titled
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.gui.words.standing import is_waiting, words_before_map
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.selection import Selection
from simclr_gui.state.standing import Page, Standing, facts_of, standing_of


class Overview(QWidget):
    """SimCLR's map alone, as large as can be; the Map page shows it beside the others.

    Signals:
        maps_requested(): an image was clicked: what lies near it is shown on the Map page.
        drawing_requested(): the run has no maps, and some are wanted.
    """

    maps_requested = Signal()
    drawing_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        space: FeatureSpace,
        selection: Selection,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._selection = experiment, space, selection
        self.scatter = Scatter(theme)
        self.scatter.setAccessibleName(self.tr("Map of unseen images"))
        self.legend = Legend()
        self.scatter.panel_menu.drawing = self._on_paper
        self.pointed = PointedImage(space, self.scatter)
        self.when = label("", "caption")
        card = Card()
        card.title.setText(self.tr("Unseen images: those it finds alike lie together"))
        card.title.show()
        head = row(card.title, self.when)
        head.setStretch(1, 1)
        card.body.insertLayout(0, head)
        card.body.addWidget(self.scatter, 1)
        card.body.addWidget(self.legend)
        self.empty_state = EmptyState(card, "")
        self.empty_state.requested.connect(self.drawing_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty_state)
        self._connect(theme)
        self._show_images()
        self._show_map("simclr")
        self._show_hidden()

    def _on_paper(self) -> Drawing:
        """The map, and the names of its colours below."""
        return titled(with_legend(painted(self.scatter), self.legend.entries), self.scatter.panel_menu.title)

    def _connect(self, theme: Theme) -> None:
        space, selection = self._space, self._selection
        space.images_changed.connect(self._show_images)
        space.map_changed.connect(self._show_map)
        space.pointed.connect(self._ring)
        selection.hidden_changed.connect(self._show_hidden)
        self.scatter.pointed.connect(space.point_at)
        self.scatter.clicked.connect(self._click)
        self.legend.toggled.connect(selection.toggle_class)
        self.legend.isolated.connect(selection.show_only)
        self._experiment.phase_changed.connect(self._tell)
        theme.changed.connect(self._show_hidden)

    @Slot()
    def _show_images(self) -> None:
        images = self._space.images
        self.legend.show_classes(class_names_of(images.class_names) if images else ())
        self.scatter.show_images(images)
        self._tell()

    @Slot(str)
    def _show_map(self, kind: str) -> None:
        if kind == "simclr" and kind in self._space.maps:
            self.scatter.show_map(self._space.maps[kind])
        self._tell()

    @Slot()
    def _show_hidden(self) -> None:
        self.legend.show_hidden(self._selection.hidden)
        self.scatter.show_only(self._selection.visible())
        self._tell()

    @Slot()
    def _ring(self) -> None:
        self.scatter.ring(self._space.pointed_at)

    @Slot(int)
    def _click(self, point: int) -> None:
        if point >= 0:
            self._selection.pin(point)
            self.maps_requested.emit()

    @Slot()
    def _tell(self) -> None:
        """Of which moment the map is, or that one is on its way."""
        has_map = self._space.images is not None and "simclr" in self._space.maps
        self.empty_state.show_content(has_map)
        if not has_map:
            self._promise(standing_of(facts_of(self._experiment)))
        self.when.setText(self._moment())
        images = self._space.images if has_map else None
        features = "imported" if self._space.is_imported else "simclr"
        self.scatter.describe(map_words(images, features, BY_CLASS, self._selection.hidden))

    def _promise(self, standing: Standing) -> None:
        run = self._experiment.run
        if run is not None and run.test_images < FEWEST_POINTS:
            self.empty_state.say(self.tr("A map needs {count} test images or more.").format(count=FEWEST_POINTS))
            self.empty_state.offer("")
        else:
            self.empty_state.say(words_before_map(standing))
            is_asked_for = standing is Standing.FINISHED  # else the test draws them, or they come by themselves
            action = self.tr("Draw the maps") if is_asked_for else ""
            self.empty_state.offer(action, is_waiting=is_waiting(Page.TRAIN, standing))

    def _moment(self) -> str:
        step = self._space.live_step
        if step is None or self._experiment.phase not in (Phase.TRAINING, Phase.PAUSED, Phase.STOPPING):
            return ""
        return self.tr("after %Ln steps", None, step) if step else self.tr("untrained")
