"""A safetensors file of anybody's: its header is checked before anything is allocated. Loads torch for values alone."""

import os
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, TypeAdapter, ValidationError

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import damaged, opened, reason_of, unreadable
from simclr_gui.engine.storage.json_files import json_in

if TYPE_CHECKING:
    from torch import Tensor

LENGTH_BYTES = 8
LARGEST_HEADER_BYTES = 16 * 2**20  # a ResNet-152 has 130 KB
MOST_TENSORS, LONGEST_NAME = 20_000, 500
METADATA = "__metadata__"
BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}
NAMES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "I64": "int64", "I32": "int32",
         "I16": "int16", "I8": "int8", "U8": "uint8", "BOOL": "bool"}  # fmt: skip
FLOATS = ("F64", "F32", "F16", "BF16")
REMEDY = said("Get the file again, or save it again with the program that made it.")

_Whole = Annotated[int, Field(strict=True, ge=0, lt=2**53)]


@dataclass(frozen=True)
class TensorPlace:
    """Where a tensor lies in the file; offsets in bytes from the end of the header."""

    dtype: Annotated[str, Field(strict=True)]
    shape: Annotated[tuple[_Whole, ...], Field(max_length=8)]
    data_offsets: tuple[_Whole, _Whole]


_PLACES: TypeAdapter[dict[str, TensorPlace]] = TypeAdapter(dict[str, TensorPlace])
_METADATA: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])


@dataclass(frozen=True)
class WeightFile:
    """A file whose header is in order.

    Attributes:
        places: by name, where each tensor lies.
        metadata: what whoever wrote it says of it.
        begins_at: where the values begin, in bytes.
    """

    path: Path
    places: dict[str, TensorPlace]
    metadata: dict[str, str]
    begins_at: int

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        return {name: place.shape for name, place in self.places.items()}

    def read(self, name: str) -> "Tensor":
        """The values of a tensor: floating ones as float32, whole ones as int64.

        Raises:
            UserError: the file ends before, or some are not numbers.
        """
        import torch

        place = self.places[name]
        begin, end = place.data_offsets
        try:
            with opened(self.path) as file:
                file.seek(self.begins_at + begin)
                content = file.read(end - begin)
        except OSError as error:
            raise unreadable(self.path, reason_of(error)) from error
        if len(content) != end - begin:
            raise damaged(self.path, said("it is cut off"), REMEDY)
        dtype = getattr(torch, NAMES[place.dtype])
        values = torch.frombuffer(bytearray(content), dtype=dtype) if content else torch.empty(0, dtype=dtype)
        values = values.reshape(place.shape).to(torch.float32 if place.dtype in FLOATS else torch.int64)
        if not bool(values.isfinite().all()):
            raise UserError(
                said("{name} cannot be used: some weights of {part} are not numbers.", name=self.path.name, part=name),
                "Take an earlier checkpoint of that training.",
            )
        return values


def open_weights(path: Path) -> WeightFile:
    """Reads and checks the header.

    Raises:
        UserError: it cannot be read, or is no whole safetensors file.
    """
    try:
        with opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            length = int.from_bytes(file.read(LENGTH_BYTES), "little")
            if size < LENGTH_BYTES or length > size - LENGTH_BYTES:
                raise damaged(path, said("it is cut off"), REMEDY)
            if length > LARGEST_HEADER_BYTES:
                raise damaged(path, said("its list of contents is longer than any"), REMEDY)
            header = file.read(length)
    except OSError as error:
        raise unreadable(path, reason_of(error)) from error
    values = _values_in(path, header)
    try:
        metadata = _METADATA.validate_python(values.pop(METADATA, {}))
        places = _PLACES.validate_python(values)
    except ValidationError:
        raise damaged(path, said("its list of contents is not as it should be"), REMEDY) from None
    _require_order(path, places, size - LENGTH_BYTES - length)
    return WeightFile(path, places, metadata, LENGTH_BYTES + length)


def _values_in(path: Path, header: bytes) -> dict[str, object]:
    try:
        values = json_in(header)
    except Exception:  # json says so in several ways, ours of depth in another
        raise damaged(path, said("its list of contents is not JSON"), REMEDY) from None
    if not isinstance(values, dict) or len(values) > MOST_TENSORS or max(map(len, values), default=0) > LONGEST_NAME:
        raise damaged(path, said("its list of contents is not as it should be"), REMEDY)
    return values


def _require_order(path: Path, places: dict[str, TensorPlace], size: int) -> None:
    """Every value belongs to one tensor: none lies outside, over another, or is of a kind that nobody here knows."""
    end = 0
    for name, place in sorted(places.items(), key=lambda each: each[1].data_offsets):
        if place.dtype not in BYTES:
            raise UserError(
                said("{name} cannot be used: the numbers in {part} are of the kind {kind}.", name=path.name, part=name,
                     kind=place.dtype[:20]),
                "Save it with float32 numbers.",
            )  # fmt: skip
        begin, end_of_it = place.data_offsets
        if begin != end or end_of_it - begin != prod(place.shape) * BYTES[place.dtype]:
            raise damaged(path, said("{part} does not lie where its list of contents says", part=name[:200]), REMEDY)
        end = end_of_it
    if end != size:
        raise damaged(path, said("its length is wrong"), REMEDY)
