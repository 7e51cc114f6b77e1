"""The curves of several runs, each read once and then followed while somebody trains it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from simclr_gui.engine.comparison.compared import CurvesReadUpTo
from simclr_gui.engine.events import Event, RunStarted
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.curves import Curves

MS_BETWEEN_LOOKS = 2_000
Axis = Literal["step", "epoch", "images", "seconds"]
Measure = Literal["loss", "top1", "probe", "knn", "rank"]
AXES: tuple[Axis, ...] = ("step", "epoch", "images", "seconds")
MEASURES: tuple[Measure, ...] = ("loss", "top1", "probe", "knn", "rank")
SMOOTHINGS = (1, 25, 100)  # points that a mean is taken of
OF_EVERY_STEP = ("loss", "top1")
Values = NDArray[np.float64]


class FollowedRun:
    """What the training of one run has told.

    Attributes:
        place: in its events, up to which they are read.
        images_per_step: None while nobody has said.
        layers: of its network.
        trouble: why it cannot be read.
    """

    def __init__(self) -> None:
        self.curves = Curves()
        self.place = 0
        self.is_read = self.is_alive = self.is_tested = False
        self.layers: tuple[str, ...] = ()
        self.images_per_step: float | None = None
        self.trouble = ""

    def take(self, event: Event) -> None:
        self.curves.take(event)
        if isinstance(event, RunStarted):
            self.layers = event.layers
            self.images_per_step = event.train_images / event.steps_per_epoch

    def curve(self, measure: Measure, axis: Axis) -> tuple[Values, Values]:
        """Where it was measured, in the units of the axis, and what; both of the same length."""
        curves = self.curves
        table, column = {
            "loss": (curves.steps, "loss"),
            "top1": (curves.steps, "top1"),
            "probe": (curves.probe, "accuracy"),
            "knn": (curves.knn, "accuracy"),
            "rank": (curves.rank, "rank"),
        }[measure]
        match axis:
            case "images":
                x = table.column("step") * (self.images_per_step or 0.0)
            case "seconds":
                x = table.column("elapsed_s")
            case _:
                x = table.column(axis)
        return x, table.column(column)


class ComparedCurves(QObject):
    """One run after the other; those that are being trained are looked at every two seconds while somebody watches.

    Attributes:
        runs: what is known, by folder.
        axis, measure, smoothing: how it is shown.

    Signals:
        extended(object): further points of the run in this folder (Path).
        choice_changed(): `axis`, `measure` or `smoothing` is another.
        ended(): a run that was trained is so no more, was tested, or was trained on after it had ended.
        became_quiet(): nothing is being read.
    """

    extended = Signal(object)
    choice_changed = Signal()
    ended = Signal()
    became_quiet = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: dict[Path, FollowedRun] = {}
        self._read_anew: dict[Path, FollowedRun] = {}  # take the place of those on show once they are read
        self.axis: Axis = "step"
        self.measure: Measure = "loss"
        self.smoothing = SMOOTHINGS[1]
        self._is_watched = False
        self._requests = RequestQueue(self, lets_window_paint=True)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._fail)
        self._requests.became_quiet.connect(self.became_quiet)
        self.timer = QTimer(self)
        self.timer.setInterval(MS_BETWEEN_LOOKS)
        self.timer.timeout.connect(self._look_at_trained)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet

    def close(self) -> None:
        self.timer.stop()
        self._requests.close()
        self._requests.leave()

    def set_watched(self, is_watched: bool) -> None:
        """Whether somebody looks; what was written meanwhile is read at once."""
        self._is_watched = is_watched
        self._run_timer()
        if is_watched:
            self.look_again()

    def follow(self, paths: Sequence[Path]) -> None:
        """Reads these runs; what is known of others is forgotten."""
        if self._requests.is_answering and Path(self._requests.kind) not in paths:
            self._requests.leave()
        for kind in self._requests.waiting:
            self._requests.discard(kind)
        known, self.runs = self.runs, {}
        for path in paths:
            self.runs[path] = known.get(path) or FollowedRun()
        self._read_anew = {path: run for path, run in self._read_anew.items() if path in self.runs}
        for path in paths:
            if not self.runs[path].is_read:
                self._read(path)

    def choose(self, axis: Axis | None = None, measure: Measure | None = None, smoothing: int | None = None) -> None:
        """Shows another measure, over another axis, or smoothed otherwise."""
        before = self.axis, self.measure, self.smoothing
        self.axis, self.measure = axis or self.axis, measure or self.measure
        self.smoothing = smoothing or self.smoothing
        if (self.axis, self.measure, self.smoothing) != before:
            self.choice_changed.emit()

    @Slot()
    def look_again(self) -> None:
        """Reads on in every run: one that had ended may have been resumed."""
        for path, run in self.runs.items():
            if run.is_read:
                self._read(path)

    @Slot()
    def _look_at_trained(self) -> None:
        """Reads on where a training may have told more."""
        for path, run in self.runs.items():
            if run.is_read and (run.is_alive or not run.is_tested):
                self._read(path)

    def _read(self, path: Path) -> None:
        run = self._read_anew.get(path) or self.runs[path]
        if str(path) not in self._requests and not (self._requests.is_answering and self._requests.kind == str(path)):
            self._requests.request(str(path), lambda: work.read_curves_from(path, run.place))

    @Slot(object)
    def _take(self, event: Event) -> None:
        path = Path(self._requests.kind)
        if path not in self.runs:
            return
        run = self._read_anew.get(path) or self.runs[path]
        if not isinstance(event, CurvesReadUpTo):
            run.take(event)
        elif run.is_read and not run.is_alive and event.place != run.place:
            self._begin_anew(path)
        else:
            self._note_end(path, event)

    def _begin_anew(self, path: Path) -> None:
        """It was trained on, from a checkpoint behind which its events may have been cut off: places are others."""
        run = self._read_anew[path] = FollowedRun()
        self._requests.request(str(path), lambda: work.read_curves_from(path, run.place))
        self.ended.emit()

    def _note_end(self, path: Path, event: CurvesReadUpTo) -> None:
        """What could be read was read."""
        run = self.runs[path] = self._read_anew.pop(path, self.runs[path])
        has_ended = run.is_read and (run.is_alive, run.is_tested) != (event.is_alive, event.is_tested)
        has_news = event.place != run.place or not run.is_read or bool(run.trouble)
        run.trouble = ""
        run.place, run.is_alive, run.is_tested, run.is_read = event.place, event.is_alive, event.is_tested, True
        self._run_timer()
        if has_news:
            self.extended.emit(path)
        if has_ended:
            self.ended.emit()

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        path = Path(self._requests.kind)
        self._read_anew.pop(path, None)
        if path in self.runs:
            self.runs[path].trouble, self.runs[path].is_read = failure.sentence, True
            self.runs[path].is_tested = True  # nobody looks again
            self.extended.emit(path)

    def _run_timer(self) -> None:
        is_wanted = self._is_watched and any(run.is_alive for run in self.runs.values())
        if is_wanted != self.timer.isActive():
            self.timer.start() if is_wanted else self.timer.stop()
