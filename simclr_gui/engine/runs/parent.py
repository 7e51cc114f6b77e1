"""Where the weights of a run come from: parent.json, written once when a run begins from those of another."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.foreign_words import shortened
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.json_files import Count, read_where_there

LONGEST_NAME_SHOWN = 80
REMEDY = said("The run can be used all the same; only where its weights came from is unknown.")


@dataclass(frozen=True)
class Parent:
    """The run that a run was begun from, as it was then; it may have gone since.

    Attributes:
        path: its folder.
        name: what it was called.
        step: of the checkpoint that was taken.
        checkpoint_sha256: of that checkpoint's file.
        has_new_head: whether the projection head began from random weights: an imported encoder has none.
        began_elsewhere: whether the weights come, in the end, from an encoder that was not trained here.
    """

    path: Annotated[str, Field(strict=True, min_length=1, max_length=4_096)]
    name: Annotated[str, Field(strict=True, max_length=1_000)]
    step: Count
    checkpoint_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    has_new_head: Annotated[bool, Field(strict=True)] = False
    began_elsewhere: Annotated[bool, Field(strict=True)] = False

    @property
    def folder(self) -> Path:
        return Path(self.path)


def read_parent(folder: RunFolder) -> Parent | None:
    """Reads parent.json; None where the run began from random weights.

    Raises:
        UserError: it is damaged.
    """
    return read_where_there(Parent, folder.parent_file, REMEDY)


def began_elsewhere(folder: RunFolder) -> bool:
    """Whether nobody here knows what its encoder saw at first: it, or the one it began from, is of another program.

    Where that cannot be read, nobody knows either.
    """
    try:
        parent = read_parent(folder)
    except UserError:
        return True
    return folder.is_imported or (parent is not None and (parent.began_elsewhere or parent.has_new_head))


def beginning_of(parent: Parent) -> Sentence:
    """Whose weights they were, and whether those of the projection head are among them."""
    name = shortened(parent.name, LONGEST_NAME_SHOWN)
    if parent.has_new_head:
        return said("the encoder {name}; its projection head began from random weights", name=name)
    return said("the weights of {name} at step {step:,}", name=name, step=parent.step)
