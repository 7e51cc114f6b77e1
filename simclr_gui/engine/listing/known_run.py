"""What the small files of a run said, with the stamps by which a change of one of them is noticed."""

import os
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.evaluation.seed_summary import siblings_key
from simclr_gui.engine.listing.course import UNKNOWN, read_course
from simclr_gui.engine.listing.known_settings import settings_of
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, in_a_row
from simclr_gui.engine.messages.spans import budget_span
from simclr_gui.engine.runs.about import NOTHING, About, read_about
from simclr_gui.engine.runs.origin import Origin, read_origin
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import RunStatus
from simclr_gui.engine.storage.files import is_there, reason_of, unreadable

SECONDS_UNTIL_STAMPS_TELL = 2.0  # the clocks of some file systems tick no faster: a second change would look like none
EVALUATION, EVENTS, ABOUT = "/evaluation.json", "/events.jsonl", "/about.json"
FILES = "/config.json", "/status.json", EVALUATION, EVENTS, "/checkpoints", ABOUT

Stamp = tuple[int, int, int]
"""When content and entry of a file changed last (ns since 1970), and its size."""

Stamps = tuple[Stamp | None, ...]


@dataclass(frozen=True)
class KnownRun:
    """A line of the list, except whether the process that trains still lives.

    Attributes:
        stamps: of `FILES`, each None where it is missing; empty where the files are to be read again in any case.
        line: as it is once nobody trains here.
        status: the last sign of life where it says that somebody trains.
    """

    stamps: Stamps
    line: RunSummary
    status: RunStatus | None = None

    def line_now(self) -> RunSummary:
        """With the state as it is at this moment."""
        if self.status is None or not self.status.is_alive:
            return self.line
        return replace(self.line, state=self.status.state)


def stamps_of(path: str) -> Stamps | None:
    """The stamps of the files of a folder; None where it holds no run, empty where nobody can say."""
    stamps: list[Stamp | None] = []
    for name in FILES:
        try:
            about = os.stat(path + name)  # noqa: PTH116 - a Path for each of 50,000 takes as long as asking
        except (FileNotFoundError, NotADirectoryError):
            if not stamps:
                return None
            stamps.append(None)
        except OSError:
            return ()
        else:
            stamps.append((about.st_mtime_ns, about.st_ctime_ns, about.st_size))
    return tuple(stamps)


def summarise(path: Path) -> RunSummary:
    """The line of one run, whatever the index knows of it."""
    return read_run(path, ()).line_now()


def read_run(path: Path, stamps: Stamps) -> KnownRun:
    """Reads the small files of a run, whose stamps were taken before. Whatever is wrong must not hide other runs."""
    folder = RunFolder(path)
    about, trouble = _said_of(folder, stamps)
    try:
        return _read(folder, stamps, about, trouble)
    except UserError as error:
        trouble = error.in_full
    except Exception as error:
        trouble = unreadable(path, reason_of(error)).in_full
    return KnownRun((), RunSummary(str(path), "", "", "", "damaged", trouble=trouble, **vars(about)))


def _said_of(folder: RunFolder, stamps: Stamps) -> tuple[About, Sentence]:
    """What a person says of it, or that this cannot be read."""
    if _is_missing(stamps, ABOUT):
        return NOTHING, Sentence("")
    try:
        return read_about(folder), Sentence("")
    except UserError as error:
        return NOTHING, error.in_full


def _read(folder: RunFolder, stamps: Stamps, about: About, trouble: Sentence) -> KnownRun:
    settings = settings_of(folder)
    config, evaluation = settings.config, None
    if not _is_missing(stamps, EVALUATION):
        try:
            evaluation = read_evaluation(folder)
        except UserError as error:
            trouble = in_a_row(trouble, error.in_full)
    status = folder.status()
    is_scored = evaluation is not None
    course = UNKNOWN if _is_missing(stamps, EVENTS) else read_course(folder.events_file, is_scored=is_scored)
    state = folder.condition_at_rest(status)
    origin = read_origin(folder) if state == "imported" else None
    is_sure = not trouble and (status is not None or not is_there(folder.status_file))
    line = RunSummary(
        str(folder.path),
        config.data.name,
        config.model.encoder,
        Sentence("") if origin is not None else _budget(config.budget.epochs, config.budget.seconds),
        state,
        None if evaluation is None else evaluation.simclr.linear,
        None if evaluation is None else evaluation.pca.linear,
        trouble,
        is_scored or course.can_be_scored,
        settings.config_json,
        knn=None if evaluation is None else evaluation.simclr.knn,
        linear_interval=None if evaluation is None else evaluation.simclr.interval("linear"),
        chance=None if evaluation is None else evaluation.chance,
        epochs_done=course.epochs,
        trained_s=course.seconds,
        trained_at=(status.heartbeat if status is not None else None) or course.ended_at or _came_at(origin),
        seed=config.machine.seed,
        siblings=siblings_key(settings.without_seed, folder),
        differences="" if origin is not None else settings.differences,
        **vars(about),
    )
    is_trained = status is not None and status.says_that_somebody_trains
    return KnownRun(stamps if is_sure and _tell(stamps) else (), line, status if is_trained else None)


def _came_at(origin: Origin | None) -> float | None:
    return None if origin is None else origin.imported_at


def _is_missing(stamps: Stamps, file: str) -> bool:
    """Whether it was not there when the stamps were taken; what comes later gives other stamps."""
    return bool(stamps) and stamps[FILES.index(file)] is None


def _tell(stamps: Stamps) -> bool:
    """Whether a further change would give other stamps."""
    newest_ns = (time.time() - SECONDS_UNTIL_STAMPS_TELL) * 1e9
    return all(stamp is None or (stamp[0] < newest_ns and stamp[1] < newest_ns) for stamp in stamps)


_budget = lru_cache(maxsize=1_000)(budget_span)
