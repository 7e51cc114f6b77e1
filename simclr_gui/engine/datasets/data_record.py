"""What a run was trained and tested on, image by image: kept with the run, so that its test images stay unseen."""

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import is_there
from simclr_gui.engine.storage.json_files import read_as

LARGEST_RECORD_BYTES = 2**30  # some million images


class ImageRecord(BaseModel):
    """One image as it was when the run began.

    Attributes:
        name: path below the data folder, with forward slashes, as clean text.
        digest: of what was in the file, 32 hexadecimal digits.
        label: an index into the class names, -1 without a class.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    digest: str
    label: int


class LeftOutRecord(BaseModel):
    """A file that was not used, and why, in words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    reason: str


class LevelScale(BaseModel):
    """How the levels of deep images (more than 8 bits, or floating point) become 0 to 255: the same for all of a kind.

    Attributes:
        low, high: levels that become 0 and 255; what lies beyond is cut.
        other_kinds: the same two for images of other kinds, where a set holds several: by name ("float", "16 bits").
        words: the sentence that says where they come from, as `sentences.kept` writes it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    low: float
    high: float
    words: str
    other_kinds: dict[str, tuple[float, float]] = {}

    def ends_for(self, kind: str) -> tuple[float, float]:
        """The levels of this kind of image that become 0 and 255."""
        return self.other_kinds.get(kind, (self.low, self.high))


class DataRecord(BaseModel):
    """data.json of a run folder.

    Attributes:
        notes: what was decided about the folder, a sentence each ("train/ and test/ as given").
        train, test: in the order in which the run knows them; empty for data that the program draws or downloads.
        folder: where the images were found again after they had moved; None where the settings say it.
        pictures_sha256: of the decoded images, see `images.digest_of`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    source: str
    class_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    train: tuple[ImageRecord, ...] = ()
    test: tuple[ImageRecord, ...] = ()
    left_out: tuple[LeftOutRecord, ...] = ()
    scale: LevelScale | None = None
    folder: Path | None = None
    pictures_sha256: str = ""

    @field_validator("folder", mode="before")
    @classmethod
    def _keeps_its_bytes(cls, value: Any) -> Any:
        """A name that is not UTF-8 comes back as it was written; pydantic would replace its letters."""
        return Path(value) if isinstance(value, str) else value


def read_record(path: Path) -> DataRecord | None:
    """What a data.json says; None where there is none, as in runs of versions that did not write it.

    Raises:
        UserError: it is damaged.
    """
    if not is_there(path):
        return None
    remedy = said("Restore it from a copy: without it nobody knows which images this run was trained on.")
    return read_as(DataRecord, path, remedy, LARGEST_RECORD_BYTES)
