"""What goes wrong around the window while it is used, and is well again a few actions later."""

import builtins
import errno
import io
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication

from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.jobs import player
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.stage import Stage
from tests.campaign.monkey.watch import Injected

COSTLY = ("another language", "another design", "the system's design")


class Harms:
    """Each is a method that does it, and may give what mends it."""

    def __init__(self, stage: Stage, places: Places, random: Random) -> None:
        self._stage, self._places, self._random = stage, places, random
        self._disk, self._clock = Disk(places.home), Clock()
        self._errors = Errors()
        self._mends: list[tuple[int, Callable[[], object]]] = []
        self._kinds = {
            "a stream raises UserError": lambda: self._errors.arm(UserError("The monkey is in the way.", "Wait.")),
            "a stream raises another error": lambda: self._errors.arm(Injected("the monkey was here")),
            "no memory in a step": self._errors.arm_step,
            "the disk is full": self._fill_disk,
            "another size": self._resize,
            "another screen": self._change_screen,
            "minimised": self._minimise,
            "UMAP's process is killed": self._kill_umap,
            "the open run is removed": self._remove_run,
            "the clock jumps": lambda: self._clock.jump(self._random.choice((-86_400, -1, 3_600, 31_536_000))),
        }

    def choose(self, *, is_free: bool) -> str:
        """A harm by name; what makes the whole window anew comes seldom, and never while a dialog is open."""
        return self._random.choice(COSTLY if is_free and self._random.random() < 0.3 else list(self._kinds))

    def do(self, name: str, number: int) -> None:
        """Action `number` is due; what mends the harm follows some actions later."""
        if name == "another language":
            self._stage.language.choose(self._stage.language.other)
        elif name == "another design":
            self._stage.theme.choose(Qt.ColorScheme.Light if self._stage.theme.is_dark else Qt.ColorScheme.Dark)
        elif name == "the system's design":
            self._change_scheme()
        else:
            mend = self._kinds[name]()
            if callable(mend):
                self._mends.append((number + self._random.randint(3, 25), mend))

    def mend(self, number: int, *, everything: bool = False) -> None:
        """What is due by now is well again."""
        due = [mend for due, mend in self._mends if everything or due <= number]
        self._mends = [(when, mend) for when, mend in self._mends if mend not in due]
        for mend in due:
            mend()

    def _fill_disk(self) -> Callable[[], object]:
        self._disk.is_full = True
        return self._disk.free

    def _resize(self) -> None:
        self._stage.window.resize(self._random.randint(1024, 2200), self._random.randint(680, 1400))

    def _change_screen(self) -> None:
        """The window is told that it is on another one, whose dots are as many as it likes."""
        window = self._stage.window
        handle, screen = window.windowHandle(), QGuiApplication.primaryScreen()
        if handle is not None:
            handle.screenChanged.emit(screen)
        screen.logicalDotsPerInchChanged.emit(screen.logicalDotsPerInch())
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ScreenChangeInternal))
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))

    def _minimise(self) -> Callable[[], object]:
        self._stage.window.showMinimized()
        return lambda: self._stage.window.showNormal()

    def _kill_umap(self) -> None:
        process = self._stage.session._umap.process
        if process is not None:
            process.kill()

    def _remove_run(self) -> Callable[[], object]:
        run_dir = self._stage.session.experiment.run_dir
        if run_dir is not None:
            self._places.remove(run_dir)
        return self._restore_runs

    def _restore_runs(self) -> None:
        """Whoever does it has room, whether or not the program has."""
        with self._disk.room():
            self._places.restore()

    def _change_scheme(self) -> None:
        hints = QGuiApplication.styleHints()
        is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        hints.setColorScheme(Qt.ColorScheme.Light if is_dark else Qt.ColorScheme.Dark)
        hints.colorSchemeChanged.emit(hints.colorScheme())


class Errors:
    """Raised in the next stream that tells an event, or in the next step of a training."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._error: BaseException | None = None
        self._step_is_armed = False
        play = player.StreamRunner.play

        def play_spoiled(runner, make_events, **named):  # type: ignore[no-untyped-def]
            play(runner, lambda: self._spoiled(make_events()), **named)

        player.StreamRunner.play = play_spoiled  # type: ignore[method-assign]

    def arm(self, error: BaseException) -> None:
        self._error = error

    def _spoiled(self, events: Iterator[Event]) -> Iterator[Event]:
        """The error comes from within the stream, as every real one does: whatever the stream must end is ended."""
        for event in events:
            yield event
            with self._lock:
                error, self._error = self._error, None
            if error is not None:
                if isinstance(events, Generator):
                    with suppress(StopIteration):
                        events.throw(error)
                raise error

    def arm_step(self) -> None:
        """torch is loaded by now."""
        import torch

        from simclr_gui.engine.training.learner import Learner

        if not hasattr(Learner, "descended"):
            Learner.descended = Learner.descend

            def descend(learner, *arguments):  # type: ignore[no-untyped-def]
                if self._step_is_armed:
                    self._step_is_armed = False
                    error = torch.OutOfMemoryError("CUDA out of memory")
                    error.is_injected = True
                    raise error
                Learner.descended(learner, *arguments)

            Learner.descend = descend
        self._step_is_armed = True


class Disk:
    """While it is full nothing can be written below a folder."""

    def __init__(self, place: Path) -> None:
        self.is_full = False
        self._place = str(place)
        real_open, real_os_open, fsync, mkdir = builtins.open, os.open, os.fsync, os.mkdir

        def open_file(file, mode="r", *arguments, **named):  # type: ignore[no-untyped-def]
            if set(mode) & set("wax+"):
                self._require_room(file)
            return real_open(file, mode, *arguments, **named)

        def open_number(path, flags, *arguments, **named):  # type: ignore[no-untyped-def]
            if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
                self._require_room(path)
            return real_os_open(path, flags, *arguments, **named)

        def make_folder(path, *arguments, **named):  # type: ignore[no-untyped-def]
            self._require_room(path)
            return mkdir(path, *arguments, **named)

        def sync(number: int) -> None:
            self._require_room(self._place)
            fsync(number)

        builtins.open = io.open = open_file
        os.open, os.mkdir, os.fsync = open_number, make_folder, sync

    def free(self) -> None:
        self.is_full = False

    @contextmanager
    def room(self) -> Iterator[None]:
        """For a while."""
        was_full, self.is_full = self.is_full, False
        try:
            yield
        finally:
            self.is_full = was_full

    def _require_room(self, path: object) -> None:
        if self.is_full and isinstance(path, (str, Path)) and str(path).startswith(self._place):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


class Clock:
    """The time of day, which somebody sets; what is measured with `time.monotonic` goes on."""

    def __init__(self) -> None:
        self._jumped_s = 0.0
        real = time.time
        time.time = lambda: real() + self._jumped_s

    def jump(self, seconds: float) -> None:
        self._jumped_s += seconds
