"""What lies in an entry of the cache of decoded images, image by image: checked before anything is believed."""

import hashlib
import json
import stat
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.storage.files import write_bytes_atomically

LARGEST_INDEX_BYTES = 1024 * 2**20  # names and digests of some million images
BEGIN, BETWEEN, END = b'{"blake2b": "', b'", "index": ', b"}\n"
DIGITS = 32

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Index(BaseModel):
    """What lies in pixels.bin.

    Attributes:
        labels: one an image, -1 without a class.
        train: so many of the first are for training, the rest for testing.
        left_out: names and reasons of files that could not be read.
        class_names: what the labels stand for.
        content: digest of what is in the files; empty where nothing else can lie under the entry's name.
        seen: where the files lay and when they were changed, when their content was last read.
        names, digests: of every image's file, in the order of the labels; empty where they are not known.
        notes: what was decided about the folder, a sentence each.
        scale: of deep images.
        pages: files of which the first of several images was taken.
        channels: files of which the first of many channels were taken.
        held_out: whether the program chose the test images, since the user had not put any apart.
        pixels_checksum: CRC-32 of every block of pixels.bin, filled in by the writer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    side_px: int = Field(ge=16, le=224)
    train: int = Field(gt=0)
    labels: list[int]
    left_out: list[Annotated[tuple[str, str], Field(strict=False)]]
    class_names: list[str]
    content: str = ""
    seen: str = ""
    names: list[str] = []
    digests: list[Digest] = []
    notes: list[str] = []
    scale: Annotated[LevelScale | None, Field(strict=False)] = None
    pages: int = Field(default=0, ge=0)
    channels: int = Field(default=0, ge=0)
    held_out: bool = False
    pixels_checksum: list[int] = []
    schema_version: Literal[3] = 3

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        count = len(self.labels)
        if self.train > count:
            raise ValueError("more images are for training than there are")
        if count and not -1 <= min(self.labels) <= max(self.labels) < len(self.class_names):
            raise ValueError("a label stands for no class")
        if len(set(self.class_names)) < len(self.class_names) or "" in self.class_names:
            raise ValueError("two classes have the same name, or one has none")
        if any(len(each) not in (0, count) for each in (self.names, self.digests)):
            raise ValueError("names or digests are not one an image")
        return self

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Of the images in pixels.bin."""
        return len(self.labels), 3, self.side_px, self.side_px


class OtherVersion(Exception):
    """The index was written by another version of the program."""


class DamagedIndex(Exception):
    """The index is not what was written."""


def write_index(path: Path, index: Index) -> None:
    """Replaces the file as a whole, with a checksum before the content."""
    body = json.dumps(index.model_dump()).encode()
    write_bytes_atomically(path, BEGIN + checksum_of(body) + BETWEEN + body + END)


def read_index(path: Path) -> Index | None:
    """None where there is none.

    Raises:
        OtherVersion: it is to be made anew, and nothing is wrong.
        DamagedIndex: it is to be made anew, and somebody might want to know.
        OSError: it is closed to us.
    """
    content = _content(path)
    if content is None:
        return None
    start = len(BEGIN) + DIGITS + len(BETWEEN)
    body = content[start : -len(END)]
    if content[:start] != BEGIN + checksum_of(body) + BETWEEN or not content.endswith(END):
        if _is_of_earlier_version(content):
            raise OtherVersion
        raise DamagedIndex
    try:
        return Index.model_validate(json.loads(body))
    except Exception as error:  # it is what was written, so somebody else has written it
        raise OtherVersion from error


def _content(path: Path) -> bytes | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_INDEX_BYTES:
        raise DamagedIndex
    return path.read_bytes()


def _is_of_earlier_version(content: bytes) -> bool:
    """Versions 1 and 2 were plain JSON."""
    try:
        values = json.loads(content)
        return isinstance(values, dict) and values.get("schema_version") in (1, 2)
    except Exception:
        return False


def checksum_of(body: bytes) -> bytes:
    """Of an index, as it stands in its file: hexadecimal."""
    return hashlib.blake2b(body, digest_size=DIGITS // 2).hexdigest().encode()
