"""A file or folder with somebody else's encoder: found out by its content what it is, and opened as data alone."""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from simclr_gui.engine.events import Announced
from simclr_gui.engine.exchange.foreign_kind import IN_FOLDERS, file_in, is_safetensors
from simclr_gui.engine.exchange.makers import Expected
from simclr_gui.engine.exchange.unpickling import WEIGHTS_FILE, Facts, taken_out
from simclr_gui.engine.exchange.weight_file import WeightFile, open_weights
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.storage.json_files import read_json

LARGEST_JSON_BYTES = 2**20

_Colour = Annotated[float, Field(ge=-1e3, le=1e3, allow_inf_nan=False)]
_Deviation = Annotated[float, Field(gt=0, le=1e3, allow_inf_nan=False)]
_COLOURS: TypeAdapter[tuple[float, float, float]] = TypeAdapter(tuple[_Colour, _Colour, _Colour])
_DEVIATIONS: TypeAdapter[tuple[float, float, float]] = TypeAdapter(tuple[_Deviation, _Deviation, _Deviation])
_SIDE: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(gt=0, lt=2**20)])


@dataclass(frozen=True)
class ForeignFile:
    """An opened file.

    Attributes:
        path: of the file itself, also where its folder was named.
        weights: where the weights can be read; beside it for a file of torch's.
        route, keys: see `unpickling.taken_out`.
        args: of solo-learn, beside it; pretrained: of timm, beside it, checked.
    """

    path: Path
    weights: WeightFile
    route: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    args: Mapping[str, object] = field(default_factory=dict)
    pretrained: Expected | None = None


def open_foreign(place: Path, scratch: Path) -> Generator[Announced, None, ForeignFile]:
    """Opens a file, or the one in a folder.

    Args:
        scratch: an empty folder; what is read from the result lies there.

    Raises:
        UserError: it is none that could hold an encoder, is damaged, or would run code.
    """
    path = file_in(place)
    if is_safetensors(path):
        weights, facts = open_weights(path), Facts()
    else:
        facts = yield from taken_out(path, scratch)
        weights = open_weights(scratch / WEIGHTS_FILE)
    return ForeignFile(path, weights, facts.route, facts.keys, _args_beside(path), _timms(path))


def colours_in(values: object) -> tuple[float, float, float] | None:
    """Three finite numbers; None for whatever else stands there."""
    colours: tuple[float, float, float] | None = _checked(_COLOURS, values)
    return colours


def deviations_in(values: object) -> tuple[float, float, float] | None:
    """The same, all above 0."""
    deviations: tuple[float, float, float] | None = _checked(_DEVIATIONS, values)
    return deviations


def side_in(value: object) -> int | None:
    """A number of pixels; None for whatever else stands there."""
    side_px: int | None = _checked(_SIDE, value)
    return side_px


def _args_beside(path: Path) -> Mapping[str, object]:
    """solo-learn's settings, where there are any that name a network."""
    values = _json_beside(path, "args.json")
    return values if "method" in values or "backbone" in values or "encoder" in values else {}


def _timms(path: Path) -> Expected | None:
    """What timm says of the images; None where it does not, or says nonsense."""
    values = _json_beside(path, "config.json")
    known = values.get("pretrained_cfg")
    known = known if isinstance(known, dict) else {}
    mean, std = colours_in(known.get("mean")), deviations_in(known.get("std"))
    sizes = known.get("input_size")
    side = side_in(sizes[-1]) if isinstance(sizes, list) and sizes else None
    if mean is None or std is None or side is None:
        return None
    return Expected(mean, std, side)


def _json_beside(path: Path, name: str) -> dict[str, object]:
    """What nobody needs to be there need not be whole either."""
    try:
        values = read_json(path.with_name(name), most_bytes=LARGEST_JSON_BYTES)
    except (UserError, OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _checked(kind: TypeAdapter[Any], values: object) -> Any:
    try:
        return kind.validate_python(values)
    except ValidationError:
        return None


def name_for_run(path: Path) -> str:
    """What a run is called after the file; after its folder where all files are called so."""
    folder, stem = path.absolute().parent.name, path.name.partition(".")[0]
    is_usual = path.name in IN_FOLDERS or re.fullmatch(r"(checkpoint|model|last|weights)\W*\d*", stem) is not None
    return folder if is_usual and folder else stem
