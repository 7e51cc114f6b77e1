"""What the small files of a run said, with the stamps by which a change of one of them is noticed."""

import json
import os
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.evaluation.seed_summary import siblings_key
from simclr_gui.engine.listing.course import read_course
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.listing.short_words import differences_from_preset
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, in_a_row
from simclr_gui.engine.messages.spans import budget_span
from simclr_gui.engine.runs.about import NOTHING, About, read_about
from simclr_gui.engine.runs.run_folder import Condition, RunFolder
from simclr_gui.engine.runs.run_status import RunStatus
from simclr_gui.engine.storage.files import is_there, reason_of, unreadable
from simclr_gui.engine.storage.json_files import Count, Seconds, Share, Text

SECONDS_UNTIL_STAMPS_TELL = 2.0  # the clocks of some file systems tick no faster: a second change would look like none
FILES = "/config.json", "/status.json", "/evaluation.json", "/events.jsonl", "/checkpoints", "/about.json"

Stamp = tuple[int, int, int]
"""When content and entry of a file changed last (ns since 1970), and its size."""

Stamps = tuple[Stamp | None, ...]


@dataclass(frozen=True)
class KnownRun:
    """Whatever a line of the list needs, except whether the process that trains still lives.

    Attributes:
        stamps: of `FILES`, each None where it is missing; empty where the files are to be read again in any case.
        rest: the state once nobody trains here.
        status: the last sign of life where it says that somebody trains.
        trouble: what is wrong; never in the index, since what could not be read may be readable the next time.
        config_json: the settings as they were written.

    What the others say stands at `RunSummary`.
    """

    stamps: Stamps
    data: Text
    encoder: Text
    epochs: Count | None
    seconds: Seconds
    rest: Condition | Literal["damaged"]
    linear: Share | None = None
    pca: Share | None = None
    can_be_scored: Annotated[bool, Field(strict=True)] = True
    status: RunStatus | None = None
    trouble: str = field(default=Sentence(""), repr=False)
    config_json: str = field(default="", repr=False)
    name: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    archived: bool = False
    knn: Share | None = None
    linear_interval: tuple[Share, Share] | None = None
    chance: Share | None = None
    epochs_done: Seconds | None = None
    trained_s: Seconds | None = None
    trained_at: Seconds | None = None
    seed: Count | None = None
    siblings: str = ""
    differences: str = ""

    @property
    def state(self) -> str:
        """As it is now."""
        return self.status.state if self.status is not None and self.status.is_alive else self.rest

    def summary(self, folder: str) -> RunSummary:
        """The line of the list."""
        return RunSummary(
            folder,
            self.data,
            self.encoder,
            "" if self.rest == "damaged" else _budget(self.epochs, self.seconds),
            self.state,
            self.linear,
            self.pca,
            self.trouble,
            self.can_be_scored,
            self.config_json,
            self.name,
            self.note,
            self.tags,
            self.archived,
            self.knn,
            self.linear_interval,
            self.chance,
            self.epochs_done,
            self.trained_s,
            self.trained_at,
            self.seed,
            self.siblings,
            self.differences,
        )


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
    return read_run(path, ()).summary(str(path))


def read_run(path: Path, stamps: Stamps) -> KnownRun:
    """Reads the small files of a run, whose stamps were taken before. Whatever is wrong must not hide other runs."""
    folder = RunFolder(path)
    about, trouble = _said_of(folder)
    try:
        return _read(folder, stamps, about, trouble)
    except UserError as error:
        trouble = error.in_full
    except Exception as error:
        trouble = unreadable(path, reason_of(error)).in_full
    return KnownRun((), "", "", None, 0.0, "damaged", trouble=trouble, **vars(about))


def _said_of(folder: RunFolder) -> tuple[About, Sentence]:
    """What a person says of it, or that this cannot be read."""
    try:
        return read_about(folder), Sentence("")
    except UserError as error:
        return NOTHING, error.in_full


def _read(folder: RunFolder, stamps: Stamps, about: About, trouble: Sentence) -> KnownRun:
    config, values = folder.config_with_values()
    evaluation = None
    try:
        evaluation = read_evaluation(folder)
    except UserError as error:
        trouble = in_a_row(trouble, error.in_full)
    status, course = folder.status(), read_course(folder.events_file)
    is_sure = not trouble and (status is not None or not is_there(folder.status_file))
    return KnownRun(
        stamps if is_sure and _tell(stamps) else (),
        config.data.name,
        config.model.encoder,
        config.budget.epochs,
        config.budget.seconds,
        folder.condition_at_rest(status),
        None if evaluation is None else evaluation.simclr.linear,
        None if evaluation is None else evaluation.pca.linear,
        evaluation is not None or course.can_be_scored,
        status if status is not None and status.says_that_somebody_trains else None,
        trouble,
        json.dumps(values, separators=(",", ":")),
        knn=None if evaluation is None else evaluation.simclr.knn,
        linear_interval=None if evaluation is None else evaluation.simclr.interval("linear"),
        chance=None if evaluation is None else evaluation.chance,
        epochs_done=course.epochs,
        trained_s=course.seconds,
        trained_at=(status.heartbeat if status is not None else None) or course.ended_at,
        seed=config.machine.seed,
        siblings=siblings_key(config, folder),
        differences=differences_from_preset(config),
        **vars(about),
    )


def _tell(stamps: Stamps) -> bool:
    """Whether a further change would give other stamps."""
    newest = max((max(stamp[:2]) for stamp in stamps if stamp is not None), default=0)
    return time.time() - newest / 1e9 > SECONDS_UNTIL_STAMPS_TELL


_budget = lru_cache(maxsize=1_000)(budget_span)
