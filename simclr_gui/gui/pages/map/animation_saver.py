"""The film of SimCLR's map, saved: its frames are made one at a time, then a job of the engine writes the file."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.mapping.animation import animation_endings
from simclr_gui.gui.pages.map.animating import FRAMES_PER_SECOND
from simclr_gui.gui.parts.saving import ask_for_file, attempt, require_place_for_file
from simclr_gui.jobs.player import Failure
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment

MakeFrames = Callable[[], Iterator[Pixels] | None]


class AnimationSaver(QObject):
    """Asks for a file and fills it.

    Args:
        make_frames: the film from its begin, None while there is none.
        window: over which the file is asked for.

    Signals:
        failed(object): a Failure of what was to be written.
        saved(Path): the film was written there.
    """

    failed = Signal(object)
    saved = Signal(object)

    def __init__(
        self, experiment: Experiment, requests: EvaluationRequests, make_frames: MakeFrames, window: QWidget
    ) -> None:
        super().__init__(window)
        self._experiment, self._requests, self._make_frames, self._window = experiment, requests, make_frames, window
        self._frames: Iterator[Pixels] = iter(())
        self._made: list[Pixels] = []
        self._path, self._written_before, self._is_writing = Path(), 0, False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_frame)
        experiment.phase_changed.connect(self._tell)

    @Slot()
    def begin(self) -> None:
        """Asks where to save, and goes to work."""
        attempt(self._ask_for_file, self._make, self.failed.emit)

    def _ask_for_file(self) -> Path | None:
        path = ask_for_file(self._window, self.tr("Save the film"), f"map{animation_endings()[0]}", animation_endings())
        if path is not None:
            require_place_for_file(path)
        return path

    def _make(self, path: Path) -> None:
        frames = self._make_frames()
        if frames is not None:
            self._path, self._made, self._frames = path, [], frames
            self._timer.start()

    @Slot()
    def _take_frame(self) -> None:
        """One at a time: between two of them the window answers."""
        frame = next(self._frames, None)
        if frame is not None:
            self._made.append(frame)
            return
        self._timer.stop()
        frames, self._made = self._made, []
        if not self._requests.can_ask:
            sentence = self.tr("The film was not saved: something else is running.")
            self.failed.emit(Failure(sentence, self.tr("Save it again when that has finished.")))
            return
        self._written_before = _written_at(self._path)
        self._is_writing = True
        self._requests.write_animation(self._path, frames, FRAMES_PER_SECOND)

    @Slot()
    def _tell(self) -> None:
        """Whatever has kept it from being written was told already."""
        if self._is_writing and not self._experiment.phase.is_busy:
            self._is_writing = False
            if _written_at(self._path) != self._written_before:
                self.saved.emit(self._path)


def _written_at(path: Path) -> int:
    """When a file was written, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
