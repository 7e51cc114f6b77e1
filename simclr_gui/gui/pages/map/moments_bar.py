"""SimCLR's map through the training: a slider over the kept checkpoints, playable, saved as a film."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import row
from simclr_gui.gui.parts.moments import MomentSlider
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace

MS_BETWEEN_MOMENTS = 700


class MomentsBar(QWidget):
    """Offers to draw the moments while there are none.

    Signals:
        drawing_wished(): maps of the kept checkpoints are to be drawn.
        film_wished(): they are to be saved as a film.
    """

    drawing_wished = Signal()
    film_wished = Signal()

    def __init__(
        self, experiment: Experiment, space: FeatureSpace, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space = experiment, space
        self.draw = QPushButton(self.tr("Watch the map form"))
        self.draw.setToolTip(self.tr("Draw SimCLR's map at every saved checkpoint"))
        self.draw.clicked.connect(self.drawing_wished)
        self.play = ToolButton(self.tr("Play from the beginning"), "play", theme)
        self.play.clicked.connect(self.toggle_playing)
        self.slider = MomentSlider()
        self.slider.wished.connect(self._show)
        self.film = QPushButton(self.tr("Save as a film…"))
        self.film.clicked.connect(self.film_wished)
        self._timer = QTimer(self)
        self._timer.setInterval(MS_BETWEEN_MOMENTS)
        self._timer.timeout.connect(self._step)
        offer, player = QWidget(), QWidget()
        offered = row(self.draw)
        offered.addStretch(1)
        offer.setLayout(offered)
        played = row(self.play, self.slider, self.film, spacing=2 * SPACE)
        played.setStretch(1, 1)
        player.setLayout(played)
        self._stack = QStackedWidget()
        self._stack.addWidget(offer)
        self._stack.addWidget(player)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)  # what stands beside it stays where it is
        self.setSizePolicy(policy)
        for signal in (space.moments_changed, space.pictures_changed, space.map_changed, experiment.phase_changed):
            signal.connect(self.show_moments)
        self.show_moments()

    @property
    def steps(self) -> tuple[int, ...]:
        """Every moment that has a map, the newest included."""
        checkpoint = (self._experiment.result or {}).get("checkpoint", {}).get("step")
        last = self._experiment.last_step
        newest = checkpoint or (last.step if last is not None else 0)
        return (*(step for step in self._space.steps if step < newest), newest)

    @Slot()
    def show_moments(self) -> None:
        space, is_busy = self._space, self._experiment.phase.is_busy
        self._stack.setCurrentIndex(1 if space.moments else 0)
        self.draw.setEnabled(not is_busy and bool(space.umaps))
        self.film.setEnabled(not is_busy)
        self.setVisible(space.pictures is not None and not space.shows_planes)
        if space.moments:
            steps = self.steps
            self.slider.show_moments(steps, steps[-1] if space.moment is None else space.moment)
        elif self._timer.isActive():
            self.toggle_playing()

    @Slot(int)
    def _show(self, step: int) -> None:
        self._space.show_moment(None if step == self.steps[-1] else step)

    @Slot()
    def toggle_playing(self) -> None:
        """Plays from the beginning where it stands at the end, else from where it is."""
        if self._timer.isActive():
            self._timer.stop()
            self.play.show_icon("play")
            return
        if self._space.moment is None and self.steps:
            self._show(self.steps[0])
        self.play.show_icon("pause")
        self._timer.start()

    @Slot()
    def _step(self) -> None:
        steps, now = self.steps, self._space.moment
        place = len(steps) - 1 if now is None else steps.index(now)
        if place + 1 >= len(steps):
            self.toggle_playing()
            return
        self._show(steps[place + 1])
