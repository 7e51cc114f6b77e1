"""Plays a stream of events in the terminal: progress to stderr, results to stdout."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from simclr_gui.engine.events import (
    Announced,
    EvaluationFinished,
    Event,
    GraphTried,
    ImagesRead,
    LiveKnnMeasured,
    MapComputed,
    RunEnded,
    RunStarted,
    StepMeasured,
    Warned,
)
from simclr_gui.engine.messages.errors import Cancelled
from simclr_gui.engine.messages.sentences import counted
from simclr_gui.engine.messages.shares import percent
from simclr_gui.engine.messages.spans import measured_span
from simclr_gui.engine.training.control import Control
from simclr_gui.signals import ending_signals
from simclr_gui.terminal.printing import ReaderGone, say, tell
from simclr_gui.terminal.results import Results, images_text

BAR_WIDTH = 28
SECONDS_BETWEEN_LINES = {True: 0.1, False: 5.0}  # on a terminal the line is rewritten, in a log it is not


class ProgressLine:
    """One line of progress on stderr; a block at whose end the cursor is on a fresh line."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._last = 0.0
        self._text = ""
        self._open = False

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ReaderGone):
            self.finish()

    def show(self, text: str, *, now: bool = False) -> None:
        """Shows `text` if enough time has passed since the last line, or `now`; never twice in a row."""
        moment = time.monotonic()
        if text == self._text:
            return
        if not now and moment - self._last < SECONDS_BETWEEN_LINES[self._on_terminal]:
            return
        self._last, self._text = moment, text
        if self._on_terminal:
            tell(text, start="\r\x1b[K", end="")
            self._open = True
        else:
            tell(text)

    def finish(self) -> None:
        """Leaves the cursor on a fresh line."""
        if self._open:
            tell("")
            self._open = False


def play(events: Iterator[Event], control: Control, *, is_shown: bool = True, results: Results | None = None) -> None:
    """Plays to the end. Ctrl+C stops it, a training saves before; a second one ends the program at once.

    Raises:
        KeyboardInterrupt: it was stopped before there was anything to save.
        ReaderGone: nobody reads any more what is printed; a training was saved and stopped first.
    """
    line, results, stopping = ProgressLine(), results or Results(), Stopping(control)
    gone: ReaderGone | None = None
    knn = 0.0
    try:
        with stopping.when_asked_to(), line:
            for event in events:
                stopping.take(event)
                if isinstance(event, LiveKnnMeasured):
                    knn = event.accuracy
                if is_shown and gone is None:
                    try:
                        _show(event, line, results, knn)
                    except ReaderGone as error:
                        gone = error
                        control.request_leave()
    except Cancelled:
        if gone is None:
            raise KeyboardInterrupt from None
    if gone is not None:
        raise gone


def play_to_the_end(events: Iterator[Event], control: Control, results: Results | None = None) -> None:
    """The same for what is of no use before its end: KeyboardInterrupt wherever it was stopped."""
    play(events, control, results=results)
    if control.should_leave():
        raise KeyboardInterrupt


class Stopping:
    """How the system's signals end a stream, and what is said of it."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._is_training = False

    def take(self, event: Event) -> None:
        """Whether there is something to be saved follows from what was played."""
        match event:
            case RunStarted():
                self._is_training = True
            case RunEnded():
                self._is_training = False

    @contextmanager
    def when_asked_to(self) -> Iterator[None]:
        """Until the end of the block."""
        before = {number: signal.signal(number, self._stop) for number in ending_signals()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._control.should_leave():
            raise KeyboardInterrupt
        self._control.request_leave()
        words = b"\nStopping: the run is being saved.\n" if self._is_training else b"\nStopping.\n"
        with contextlib.suppress(Exception):  # not through the stream: it may be in the middle of a line itself
            os.write(sys.stderr.fileno(), words)


def _show(event: Event, line: ProgressLine, results: Results, knn: float) -> None:
    match event:
        case ImagesRead():
            for text in images_text(event):
                line.show(text, now=True)
                line.finish()
        case Warned():
            line.show(event.sentence, now=True)
            line.finish()
        case Announced():
            share = "" if event.share is None else f" {percent(event.share)}"
            line.show(f"{event.sentence}{share}", now=event.share is None)
        case RunStarted():
            results.saw_no_label = not event.began_elsewhere
            images = counted("1 image", "{count:,} images", count=event.train_images)
            line.show(
                f"Training {event.encoder} on {images} of {event.data} "
                f"({event.device}, {event.precision}). Run folder: {event.run_dir}",
                now=True,
            )
            line.finish()
        case StepMeasured():
            line.show(_step_line(event, knn))
        case GraphTried(graphed_ms=float(graphed_ms)):
            outcome = "kept" if event.kept else "given up"
            line.show(
                f"A step as a CUDA graph: {graphed_ms:.1f} ms, else {event.plain_ms:.1f} ms; {outcome}.", now=True
            )
            line.finish()
        case RunEnded():
            steps = counted("1 step", "{count:,} steps", count=event.step)
            line.show(
                f"{event.reason.capitalize()} after {event.elapsed_s:.1f} s of training, {steps}, "
                f"{event.epoch:.1f} epochs.",
                now=True,
            )
            line.finish()
        case EvaluationFinished():
            line.finish()
            results.show(event.result)
        case MapComputed(method="umap"):
            line.finish()
            is_imported = results.is_imported and event.features == "simclr"
            name = "the imported encoder" if is_imported else event.features
            say(
                f"Map of {name}: {percent(event.neighbours_kept)} of the nearest neighbours kept, "
                f"trustworthiness {event.trustworthiness:.3f}."
            )


def _step_line(event: StepMeasured, knn: float) -> str:
    filled = round(event.progress * BAR_WIDTH)
    left_s = event.elapsed_s / event.progress - event.elapsed_s if event.progress > 0 else 0.0
    return (
        f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {percent(event.progress):>5}  {measured_span(left_s):>8} left  "
        f"loss {event.loss:.3f}  finds its partner {percent(event.top1):>5}  kNN {percent(knn)}  "
        f"{event.images_per_second:,.0f} images/s"
    )
