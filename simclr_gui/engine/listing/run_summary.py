"""One line of the list of runs, and the event that brings the list."""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from simclr_gui.engine.config.checking import checked_config
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.storage.json_files import Count, Seconds, Share, Text


@dataclass(frozen=True)
class RunSummary:
    """One line of the list. What the index keeps of it is checked by these types.

    Attributes:
        folder: where it is kept; text, since the garbage collector would look at ten thousand paths and their parts.
        state: as in status.json, "lost" where the process that trained is gone, "imported" where none ever did,
            "damaged" where config.json cannot be read.
        linear, pca: linear accuracies (0 to 1), None where the run was not evaluated.
        trouble: what is wrong with a damaged run, or with the scores of another.
        can_be_scored: False where it is known that its images have no classes to tell apart.
        config_json: its settings as they were written; empty where they cannot be read.
        name, note, tags, archived: what a person says of it.
        knn: kNN accuracy of SimCLR's features.
        linear_interval: the 95 % interval of `linear`.
        chance: what guessing recognises.
        epochs_done, trained_s: how far its training came.
        trained_at: when it was last trained, or imported, in seconds since 1970.
        seed: None where its settings cannot be read.
        siblings: the same for runs that differ in the seed alone; empty where nobody can say.
        differences: from the preset of its data, as `short_words.differences_from_preset` tells them.
    """

    folder: str
    data: Text
    encoder: Text
    budget: str
    state: Text
    linear: Share | None = None
    pca: Share | None = None
    trouble: str = ""
    can_be_scored: Annotated[bool, Field(strict=True)] = True
    config_json: str = ""
    name: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    archived: Annotated[bool, Field(strict=True)] = False
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
    def path(self) -> Path:
        return Path(self.folder)

    @property
    def title(self) -> str:
        """As a person calls it, else as its folder is called."""
        return self.name or os.path.basename(self.folder)  # noqa: PTH119 - ten thousand are sorted by it

    @property
    def is_live(self) -> bool:
        """Whether somebody trains it now, here or elsewhere."""
        return self.state in ("running", "paused")

    @cached_property
    def config(self) -> TrainingConfig | None:
        """Its settings, checked when somebody asks: of ten thousand that takes seconds. None where unreadable."""
        if not self.config_json:
            return None
        try:
            return checked_config(json.loads(self.config_json))
        except UserError:  # the index was written by another version
            return None

    @property
    def can_resume(self) -> bool:
        return self.state in ("stopped", "failed", "lost")

    @property
    def can_test(self) -> bool:
        """Whether its network is there and could be scored, but was not."""
        return self.can_train_longer and self.linear is None and self.can_be_scored

    @property
    def can_train_longer(self) -> bool:
        """Whether it has weights from which another training can begin."""
        return self.state in ("finished", "stopped", "imported")

    @property
    def is_imported(self) -> bool:
        """Whether its encoder was not trained here."""
        return self.state == "imported"

    @property
    def can_open(self) -> bool:
        return self.state != "damaged"


@dataclass(frozen=True)
class RunsListed(Event):
    """All runs, newest first.

    Attributes:
        trouble: why they cannot be listed; empty where they can.
        rows: where the run in each folder stands among them.
    """

    runs: list[RunSummary]
    trouble: Sentence
    rows: dict[str, int]
