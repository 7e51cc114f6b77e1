"""What of the maps lies where in a run folder: maps/*.npz, coordinates with the picture index of every point."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.array_files import read_arrays, write_arrays
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Event, MapDrawn, MomentMapped, NeighboursFound, PicturesChosen
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.sentences import said

KINDS = ("simclr", "untrained", "pca")
METHODS = ("pca", "umap")
PICTURES_FILE, MADE_OF = "pictures.npz", "made_of.json"
UNKNOWN = np.array(np.nan)  # of maps that an earlier version of the program drew


@dataclass(frozen=True)
class MadeOf:
    """What the maps in a folder are of; others must be drawn where any of it is another."""

    step: int
    checkpoint_sha256: str
    pictures_sha256: str
    settings: dict[str, Any]

    def as_text(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)


class MapFiles:
    """Writes and reads the maps of one run.

    Every read raises UserError where a file is damaged or does not belong to the pictures.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self._collected: dict[str, dict[str, NDArray[Any]]] = {}

    def begin(self, chosen: PicturesChosen) -> None:
        """Collects anew; what lies in the folder stays until all of it is there."""
        self._collected = {
            PICTURES_FILE: {
                "pictures": chosen.pictures,
                "labels": chosen.labels,
                "image_index": chosen.image_index,
                "class_names": np.array(chosen.class_names, dtype=np.str_),
            }
        }

    def finish(self, made_of: MadeOf) -> None:
        """Everything that was collected takes the place of the maps of an earlier time."""
        self._made_of.unlink(missing_ok=True)
        for file in self._folder.maps_dir.glob("*.npz"):
            file.unlink()
        for name, arrays in self._collected.items():
            self._write(name, arrays)
        self._made_of.write_text(made_of.as_text(), encoding="utf-8")

    def are_of(self, made_of: MadeOf) -> bool:
        """Whether just these maps lie here already."""
        return self._made_of.is_file() and self._made_of.read_text(encoding="utf-8") == made_of.as_text()

    def collect(self, drawn: MapDrawn, image_index: NDArray[np.int64], found: NeighboursFound | None = None) -> None:
        """Takes a map, with the neighbours that are the same in every map of these features."""
        arrays = _arrays_of(drawn, image_index)
        if found is not None:
            arrays["neighbours"] = found.neighbours
        self._collected[_map_file(drawn.features, drawn.method)] = arrays

    def keep_moment(self, moment: MomentMapped, image_index: NDArray[np.int64]) -> None:
        """Writes the map of an earlier moment beside those of the newest."""
        self._write(f"moment-{moment.step:08d}.npz", _arrays_of(moment, image_index))

    def read(self) -> Iterator[Event]:
        """Pictures, neighbours, maps and moments as events; nothing where there are none."""
        if not (self._folder.maps_dir / PICTURES_FILE).is_file():
            return
        chosen = read_arrays(self._folder.maps_dir / PICTURES_FILE, "pictures", "labels", "image_index", "class_names")
        names = tuple(str(name) for name in chosen["class_names"])
        yield PicturesChosen(chosen["pictures"], chosen["labels"], chosen["image_index"], names)
        count = len(chosen["labels"])
        for kind in KINDS:
            yield from self._neighbours(kind, count)
            for method in METHODS:
                yield from self._map(kind, method, count)
        yield from self.moments(count)

    def map(self, kind: str, count: int) -> MapDrawn | None:
        """The UMAP of one kind of features, None where there is none."""
        return next(self._map(kind, "umap", count), None)

    def moments(self, count: int) -> Iterator[MomentMapped]:
        """The maps of earlier checkpoints, the earliest first."""
        for file in sorted(self._folder.maps_dir.glob("moment-*.npz")):
            values = read_arrays(file, "step", "coordinates", "neighbours_kept")
            coordinates = _checked(file, values["coordinates"], count)
            yield MomentMapped(int(values["step"]), coordinates, float(values["neighbours_kept"]))

    def _map(self, kind: str, method: str, count: int) -> Iterator[MapDrawn]:
        file = self._folder.maps_dir / _map_file(kind, method)
        if file.is_file():
            names = "coordinates", "neighbours_kept", "method", "trustworthiness"
            values = read_arrays(file, *names, defaults={"trustworthiness": UNKNOWN})
            coordinates = _checked(file, values["coordinates"], count)
            kept, trust = float(values["neighbours_kept"]), float(values["trustworthiness"])
            yield MapDrawn(kind, str(values["method"]), coordinates, kept, trust)

    def _neighbours(self, kind: str, count: int) -> Iterator[NeighboursFound]:
        file = self._folder.maps_dir / _map_file(kind, "pca")
        if file.is_file():
            neighbours = _checked(file, read_arrays(file, "neighbours")["neighbours"], count)
            if neighbours.size and not (neighbours.min() >= 0 and neighbours.max() < count):
                raise _foreign(file)
            yield NeighboursFound(kind, neighbours)

    @property
    def _made_of(self) -> Path:
        return self._folder.maps_dir / MADE_OF

    def _write(self, name: str, arrays: dict[str, NDArray[Any]]) -> None:
        write_arrays(self._folder, self._folder.maps_dir / name, **arrays)


def _arrays_of(drawn: MapDrawn | MomentMapped, image_index: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    return {"image_index": image_index} | {name: np.asarray(value) for name, value in vars(drawn).items()}


def _map_file(kind: str, method: str) -> str:
    return f"{kind}.npz" if method == "umap" else f"{kind}-plane.npz"


def _checked(file: Path, values: NDArray[Any], count: int) -> Any:
    if values.ndim != 2 or len(values) != count:
        raise _foreign(file)
    return values


def _foreign(file: Path) -> UserError:
    return UserError(said("{path} is damaged: it does not belong to the pictures.", path=file), "Draw the maps again.")
