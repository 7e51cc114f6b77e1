"""JSON files: small, read with care and turned into typed objects, replaced so that no reader sees a part."""

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

from pydantic import Field, TypeAdapter, ValidationError

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.files import damaged, is_there, read_file, reason_of, write_bytes_atomically

REMEDY = said("Restore it, or start a new run.")
LARGEST_JSON_BYTES = 16 * 2**20
DEEPEST_JSON = 40  # levels; what the program writes has five

Count = Annotated[int, Field(strict=True, ge=0, lt=2**53)]
Seconds = Annotated[float, Field(strict=True, ge=0, le=1e12, allow_inf_nan=False)]
Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Text = Annotated[str, Field(strict=True, max_length=1_000)]

Kind = TypeVar("Kind")


def write_json_atomically(path: Path, values: Any) -> None:
    """Replaces a JSON file so that readers see the old content or the new, never a part."""
    write_bytes_atomically(path, (json.dumps(values, indent=2) + "\n").encode())


def read_json(path: Path, remedy: str = REMEDY, most_bytes: int = LARGEST_JSON_BYTES) -> Any:
    """Reads a small JSON file.

    Raises:
        UserError: it is missing, no file, too large, too deep, or no JSON.
    """
    content = read_file(path, most_bytes)
    try:
        values = json_in(content)
    except Exception as error:
        raise UserError(
            said("{path} is damaged: it is not JSON ({reason}).", path=path, reason=reason_of(error)), remedy
        ) from error
    return values


def json_in(content: bytes) -> Any:
    """The plain values that a small JSON file holds; any Exception where it is no JSON, or too deep."""
    values = json.loads(content.decode("utf-8-sig"))
    if content.count(b"{") + content.count(b"[") > DEEPEST_JSON:  # fewer cannot be so deep
        _require_shallow(values)
    return values


def read_as(kind: type[Kind], path: Path, remedy: str, most_bytes: int = LARGEST_JSON_BYTES) -> Kind:
    """Reads a JSON file as an object of a type that pydantic can check.

    Raises:
        UserError: as `read_json`, or a value is not what it should be.
    """
    return checked_as(kind, read_json(path, remedy, most_bytes), path, remedy)


def read_where_there(kind: type[Kind], path: Path, remedy: str) -> Kind | None:
    """The same; None where nobody has written the file."""
    return read_as(kind, path, remedy) if is_there(path) else None


def checked_as(kind: type[Kind], values: Any, path: Path, remedy: str) -> Kind:
    """Plain values from the file `path` as an object of the type; UserError where a value is not what it should be."""
    try:
        checked: Kind = _adapter(cast(Any, kind)).validate_python(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or said("the content")
        reason = said("{name}: {reason}", name=place, reason=first["msg"][:1].lower() + first["msg"][1:])
        raise damaged(path, reason, remedy) from None
    return checked


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _require_shallow(values: Any) -> None:
    """Who reads or writes it again goes down with every level."""
    level = [values]
    for _ in range(DEEPEST_JSON):
        level = [
            child
            for each in level
            if isinstance(each, (dict, list))
            for child in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return
    raise ValueError(f"more than {DEEPEST_JSON} levels")
