"""The one exception that a user is meant to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from simclr_gui.engine.messages.sentences import Sentence, in_a_row

Changes = Mapping[str, object]  # values by the names of their settings, which a check takes or refuses


@dataclass(frozen=True)
class Proposal:
    """Something that the program can do about an error, if the user agrees.

    Attributes:
        words: what a button says.
        changes: settings that would be replaced ({"optimisation.batch_size": 64}).
        download: the data set that would be downloaded, empty for none.
        asks_for_folder: whether the user would be asked where the images of the run lie now.
        draws_maps: whether the maps of the run would be drawn.
        goes_on: whether the queue would go on; None where it is not about the queue.
        cancels: whether what is being written or unpacked would be given up.
        compares: the folders of runs that would be compared.
    """

    words: str
    changes: Changes = field(default_factory=dict)
    download: str = ""
    asks_for_folder: bool = False
    draws_maps: bool = False
    goes_on: bool | None = None
    cancels: bool = False
    compares: tuple[Path, ...] = ()


class UserError(Exception):
    """Something that the user can put right: one sentence of cause, one of remedy.

    Both are literal words, or words with values (`said`), so that the window can say them in its language.

    Args:
        sentence: what happened and why, in plain words, ending with a full stop.
        remedy: what to do about it; may be empty.
        field: the dotted name of the setting at fault ("optimisation.batch_size"), so that a form can
            show the sentence beside it.
        proposals: what the program offers to do about it.

    Attributes:
        in_full: both sentences as one.
    """

    def __init__(
        self, sentence: str, remedy: str = "", field: str | None = None, proposals: tuple[Proposal, ...] = ()
    ) -> None:
        self.in_full = in_a_row(sentence, remedy)
        super().__init__(str(self.in_full))
        self.sentence = Sentence(sentence)
        self.remedy = Sentence(remedy)
        self.field = field
        self.proposals = proposals


class Cancelled(Exception):
    """Raised inside a computation whose caller no longer wants its result."""
