"""The one time slider: the kept moments of the active run, and the one at which every page shows its network."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from simclr_gui.engine.events import CheckpointsKept, Event, RunStarted

MS_BETWEEN_STEPS = 700


class Timeline(QObject):
    """What is chosen on one page is chosen on all; there is nothing to choose from while a run is trained.

    Attributes:
        steps: the untrained network (0) and every kept checkpoint, the newest last; empty where only now can be seen.
        step: the chosen one, None for the newest.
        playing: whether it moves on by itself, towards the newest.

    Signals:
        steps_changed(): `steps` are others; where it was of no use any more, `step` is None.
        step_changed(): another moment of the same run is chosen.
        playing_changed(): it begins or ends to play.
    """

    steps_changed = Signal()
    step_changed = Signal()
    playing_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.steps: tuple[int, ...] = ()
        self.step: int | None = None
        self.playing = False
        self._awaits_images = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)  # each moment is seen as long, however late its images came
        self.timer.setInterval(MS_BETWEEN_STEPS)
        self.timer.timeout.connect(self._move_on)

    @property
    def shown_step(self) -> int:
        """The chosen moment, the newest too by its step."""
        newest = self.steps[-1] if self.steps else 0
        return newest if self.step is None else self.step

    def clear(self) -> None:
        """Another run is about to come."""
        self.pause()
        self._keep(())

    def choose(self, step: int | None) -> None:
        """Shows the network as it was after `step` steps, on every page."""
        step = None if step not in self.steps[:-1] else step
        if step != self.step:
            self.step = step
            self.step_changed.emit()

    def play(self) -> None:
        """Steps through the moments; from the first where it stands at the last."""
        if not self.steps:
            return
        if self.step is None:
            self.choose(self.steps[0])
        self._set_playing(True)

    def pause(self) -> None:
        self._set_playing(False)

    def await_images(self, awaited: bool) -> None:
        """Whether somebody looks at a page that does not show the chosen moment yet: until it does, none follows."""
        self._awaits_images = awaited
        if awaited:
            self.timer.stop()
        elif self.playing and not self.timer.isActive():
            self.timer.start()

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit()
        self.timer.stop()
        if playing and not self._awaits_images:
            self.timer.start()

    @Slot()
    def _move_on(self) -> None:
        place = self.steps.index(self.shown_step)
        self.choose(self.steps[min(place + 1, len(self.steps) - 1)])
        self._set_playing(self.step is not None)

    def _keep(self, steps: tuple[int, ...]) -> None:
        if steps != self.steps:
            self.steps = steps
            if self.step not in steps[:-1]:
                self.step = None
                self.pause()
            self.steps_changed.emit()

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                self.clear()
            case CheckpointsKept():
                self._keep(event.steps)
