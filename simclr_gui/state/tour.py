"""The tour: six scenes over the real window, trained for real, from the images to the experiment with colours."""

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.config.presets import SHAPES, has_colour_changes
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.state.experiment import Phase

if TYPE_CHECKING:
    from simclr_gui.state.session import Session

SECONDS_OF_A_TRAINING = 30.0  # of each of the two


class Scene(Enum):
    """What is shown, in this order."""

    IMAGES = "images"
    VIEWS = "views"
    TRAINING = "training"
    LAYERS = "layers"
    RESULT = "result"
    COLOURS = "colours"


SCENES = tuple(Scene)


class Tour(QObject):
    """Which scene is on, and what it needs done: the training begins at its scene, the experiment at the last.

    It can be left at any point; what trains goes on, and the settings are what they were.

    Signals:
        changed(): `scene` is another, None while nobody is being shown around.
    """

    changed = Signal()

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._experiment = session, session.experiment
        self.scene: Scene | None = None
        self._settings: TrainingConfig | None = None
        self._has_trained = self._has_compared = False
        self._experiment.phase_changed.connect(self._catch_up)

    @property
    def place(self) -> int:
        """Of the scene that is on, from 0."""
        return SCENES.index(self.scene) if self.scene is not None else 0

    @property
    def can_begin(self) -> bool:
        return self.scene is None and not self._experiment.phase.is_busy and not self._session.is_leaving

    def begin(self) -> None:
        """Shows the first scene; the data are the shapes that the program draws."""
        if not self.can_begin:
            return
        self._settings = self._experiment.config
        self._has_trained = self._has_compared = False
        budget = SHAPES.budget.model_copy(update={"seconds": SECONDS_OF_A_TRAINING})
        self._experiment.replace_config(SHAPES.model_copy(update={"budget": budget}))
        self._show(SCENES[0])

    def go_on(self) -> None:
        """The next scene; the last one is followed by the window as it is."""
        if self.scene is None:
            return
        if self.place + 1 == len(SCENES):
            self.leave()
        else:
            self._show(SCENES[self.place + 1])

    def go_back(self) -> None:
        if self.scene is not None and self.place > 0:
            self._show(SCENES[self.place - 1])

    def leave(self) -> None:
        """Whatever is in progress goes on."""
        if self.scene is None:
            return
        self.scene = None
        if self._settings is not None:
            self._experiment.replace_config(self._settings)
        self.changed.emit()

    def _show(self, scene: Scene) -> None:
        self.scene = scene
        self.changed.emit()
        self._catch_up()

    @Slot()
    def _catch_up(self) -> None:
        """Does what the scene needs, as soon as nothing else is in progress."""
        if self.scene is None or self._experiment.phase.is_busy:
            return
        if self.place >= SCENES.index(Scene.TRAINING) and not self._has_trained:
            self._has_trained = True
            self._session.start()
        elif self.scene is Scene.COLOURS and not self._has_compared and self._has_map_to_compare:
            self._has_compared = True
            self._session.train_without_colour()

    @property
    def _has_map_to_compare(self) -> bool:
        is_done = self._experiment.phase is Phase.DONE and "simclr" in self._session.feature_space.umaps
        return is_done and has_colour_changes(self._experiment.active_config)
