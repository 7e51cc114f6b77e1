"""SimCLR's map through the training: the time slider, and its maps to be drawn or saved as a film."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.card import row
from simclr_gui.gui.parts.checkpoint_slider import CheckpointSlider
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.timeline import Timeline

SLIDER_PX = 88  # or its notches could not be told apart


class CheckpointsBar(QWidget):
    """Offers to draw the moments while some have no map.

    Signals:
        drawing_requested(): maps of the kept checkpoints are to be drawn.
        film_requested(): they are to be saved as a film.
    """

    drawing_requested = Signal()
    animation_requested = Signal()

    def __init__(
        self, experiment: Experiment, space: FeatureSpace, timeline: Timeline, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._timeline = experiment, space, timeline
        self.slider = CheckpointSlider(timeline, theme, self)
        self.slider.slider.setMinimumWidth(SLIDER_PX)
        self.draw = QPushButton(self.tr("Watch the map form"))
        self.draw.setToolTip(self.tr("Draw SimCLR's map at every saved checkpoint"))
        self.draw.clicked.connect(self.drawing_requested)
        self.animation = QPushButton(self.tr("Save as a film…"))
        self.animation.clicked.connect(self.animation_requested)
        self._offer = QStackedWidget()
        self._offer.addWidget(self.draw)
        self._offer.addWidget(self.animation)
        line = row(self.slider, self._offer, spacing=2 * SPACE)
        line.setStretch(0, 1)
        self.setLayout(line)
        for widget, across in (
            (self, QSizePolicy.Policy.Preferred),
            (self.slider, QSizePolicy.Policy.Expanding),
            (self._offer, QSizePolicy.Policy.Fixed),
        ):
            policy = QSizePolicy(across, QSizePolicy.Policy.Fixed)
            policy.setRetainSizeWhenHidden(True)  # what stands beside it stays where it is
            widget.setSizePolicy(policy)
        for signal in (space.kept_steps_changed, space.images_changed, space.map_changed, experiment.phase_changed):
            signal.connect(self.show_steps)
        self.show_steps()

    @Slot()
    def show_steps(self) -> None:
        space, is_busy = self._space, self._experiment.phase.is_busy
        earlier = self._timeline.steps[:-1]
        self._offer.setVisible(bool(earlier))
        self._offer.setCurrentWidget(self.animation if set(earlier) <= set(space.kept_steps) else self.draw)
        self.draw.setEnabled(not is_busy and bool(space.umaps))
        self.animation.setEnabled(not is_busy)
        self.setVisible(space.images is not None and not space.shows_planes)
