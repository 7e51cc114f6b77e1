"""What every broken file must come to: right, or refused in a sentence; soon, with little memory, and nothing run."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage.places import HOME_VARIABLE
from tests.campaign.trial import Trial

SECONDS_ALLOWED, SECONDS_OF_WAITING = 20.0, 120.0  # of the processor; of the clock, beside other programs
BYTES_ALLOWED = 2**30  # beyond the most that the process has had before
PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"}
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
TWO_PATHS = {"os.rename", "os.link"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Hangs(BaseException):
    """The time is over; no `except Exception` of the program stands in its way."""


class _Watch:
    """Sees what Python is asked to do while a file is read: programs, pickles, writing elsewhere. All are refused."""

    def __init__(self) -> None:
        self.places: tuple[str, ...] = ()
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.places:
            return
        if event in PROGRAMS and arguments[0] != "uname":  # Python's own way to name the processor
            self._refuse(f"a program was to be started: {arguments[:2]}")
        elif event == "pickle.find_class":
            self._refuse(f"a pickle asked for {arguments}")
        elif event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[2] & WRITING:
            self._require_inside(arguments[0])
        elif event in CHANGES:
            if event != "os.truncate" and arguments[-1] != -1:
                return  # below a folder that is open already
            paths = arguments[1:2] if event == "os.symlink" else arguments[: 2 if event in TWO_PATHS else 1]
            for path in paths:
                if isinstance(path, (str, bytes)):
                    self._require_inside(path)

    def _require_inside(self, path: str | bytes) -> None:
        whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - without looking at the disk
        if not whole.startswith(self.places):
            self._refuse(f"{whole} was to be written")

    def _refuse(self, what: str) -> None:
        self.seen.append(what)
        raise PermissionError(what)


_WATCH = _Watch()
_is_watching: list[bool] = []


def tried(kind: str, what: str, use: Callable[[], object], place: Path) -> Trial:
    """Uses a broken file once.

    Args:
        use: answers what is wrong, or nothing; may raise UserError.
        place: the one folder in which something may be written.
    """
    if not _is_watching:
        sys.addaudithook(_WATCH)
        _is_watching.append(True)
    own = Path(tempfile.gettempdir()) / "simclr-explorer-"
    caches = [os.environ[name] for name in ("NUMBA_CACHE_DIR",) if os.environ.get(name)]
    peak, began, used = _peak_bytes(), time.perf_counter(), time.process_time()
    with _limited():
        _WATCH.places, _WATCH.seen = (str(place.resolve()), str(place), str(own), "/dev/", *caches), []
        try:
            wrong = _wrong_with(use)
        finally:
            _WATCH.places = ()
    seconds = time.perf_counter() - began
    wrong = "; ".join(_WATCH.seen) or wrong
    if time.process_time() - used > SECONDS_ALLOWED:
        wrong = wrong or "it hangs"
    if _peak_bytes() - peak > BYTES_ALLOWED:
        wrong = wrong or f"it takes {(_peak_bytes() - peak) / 2**20:.0f} MB"
    return Trial(kind, what, wrong, seconds)


def _wrong_with(use: Callable[[], object]) -> str:
    try:
        return str(use() or "")
    except UserError as error:
        return "" if str(error.sentence).endswith(".") else f"no sentence: {error.sentence}"
    except (KeyboardInterrupt, SystemExit):
        raise
    except Hangs:
        return "it hangs"
    except BaseException as error:
        return told(error)


def told(error: BaseException) -> str:
    """What was raised, and where it began and ended in the program."""
    places, trace = [], error.__traceback__
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__}: {str(error)[:200]} ({' '.join(places[-5:])})"


@contextmanager
def home_in(place: Path) -> Iterator[Path]:
    """The program's home for a while."""
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(place)
    try:
        yield place
    finally:
        if before is None:
            del os.environ[HOME_VARIABLE]
        else:
            os.environ[HOME_VARIABLE] = before


@contextmanager
def _limited() -> Iterator[None]:
    """Raises Hangs where it computes too long, or waits too long; on Windows whoever waits notices."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(_number: int, _frame: object) -> None:
        raise Hangs

    timers = (
        (signal.ITIMER_REAL, signal.SIGALRM, SECONDS_OF_WAITING),
        (signal.ITIMER_PROF, signal.SIGPROF, SECONDS_ALLOWED),
    )
    before = [signal.signal(number, end) for _, number, _ in timers]
    for timer, _, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for timer, _, _ in timers:
            signal.setitimer(timer, 0)
        for (_, number, _), handler in zip(timers, before, strict=True):
            signal.signal(number, handler)


def _peak_bytes() -> int:
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
