"""What of the maps lies where in a run folder: maps/*.npz, coordinates with the image index of every point."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import CheckpointMapped, Event, ImagesChosen, MapComputed, NeighboursFound, Warned
from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.array_files import Wanted, read_arrays, write_arrays
from simclr_gui.engine.runs.kept_checkpoints import was_trained_beyond
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import (
    damaged,
    is_file,
    is_there,
    reason_of,
    set_aside,
    telling_disk_trouble,
    unreadable,
)
from simclr_gui.engine.storage.json_files import Count, Text, read_as, write_json_atomically

KINDS: tuple[ComparedKind, ...] = ("simclr", "untrained", "pca")  # as the maps stand: the networks side by side
METHODS = ("pca", "umap")
IMAGES_FILE, MADE_OF = "pictures.npz", "made_of.json"
STEP_NAME = re.compile(r"moment-\d{8,16}\.npz")
REMEDY = said("Draw the maps again.")
UNKNOWN = np.array(np.nan)  # of maps that an earlier version of the program drew
FARTHEST = 1e9  # of a point from the middle of its map

IMAGES = {
    "pictures": Wanted(np.uint8, ("n", "height", "width", 3)),
    "labels": Wanted(np.int64, ("n",), -1, "classes"),
    "image_index": Wanted(np.int64, ("n",), 0),
    "class_names": Wanted(np.str_, ("classes",)),
}
COORDINATES = {
    "coordinates": Wanted(np.float32, ("n", 2), -FARTHEST, FARTHEST),
    "neighbours_kept": Wanted(np.float64, (), 0, 1),
}
MAP = COORDINATES | {
    "method": Wanted(np.str_, ()),
    "trustworthiness": Wanted(np.float64, (), 0, 1, may_be_nan=True),
}
STEP = COORDINATES | {"step": Wanted(np.int64, (), 0, 2**53)}
NEIGHBOURS = {"neighbours": Wanted(np.int32, ("n", "k"), 0)}


@dataclass(frozen=True)
class MadeOf:
    """What the maps in a folder are of; others must be drawn where any of it is another."""

    step: Count
    checkpoint_sha256: Text
    pictures_sha256: Text
    settings: dict[str, Any]


class MapFiles:
    """Writes and reads the maps of one run.

    What is damaged is told, and set aside when it is made anew.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self._collected: dict[str, dict[str, NDArray[Any]]] = {}
        self._damaged: set[Path] = set()

    def begin(self, chosen: ImagesChosen) -> None:
        """Collects anew; what lies in the folder stays until all of it is there."""
        self._collected = {
            IMAGES_FILE: {
                "pictures": chosen.images,
                "labels": chosen.labels,
                "image_index": chosen.image_index,
                "class_names": np.array(chosen.class_names, dtype=np.str_),
            }
        }

    def finish(self, made_of: MadeOf) -> None:
        """Everything that was collected takes the place of the maps of an earlier time; what is damaged is set aside.

        Raises:
            UserError: the disk is full or closed to us.
        """
        self._clear(self._made_of)
        for file in self._files():
            self._clear(file)
        for name, arrays in self._collected.items():
            self._write(name, arrays)
        with telling_disk_trouble(self._folder.path):
            write_json_atomically(self._made_of, asdict(made_of))

    def made_of(self) -> MadeOf | None:
        """What the maps here are of; None where there are none, or nobody can say."""
        try:
            return read_as(MadeOf, self._made_of, REMEDY) if is_there(self._made_of) else None
        except UserError:
            return None

    def are_old(self, passed_over: Collection[str] = ()) -> bool:
        """Whether the run was trained further since they were drawn; as `was_trained_beyond`."""
        made_of = self.made_of()
        return made_of is not None and was_trained_beyond(made_of.step, self._folder, passed_over)

    def are_of(self, made_of: MadeOf) -> bool:
        """Whether just these maps lie here already, all of them whole."""
        if not is_there(self._made_of):
            return False
        try:
            lies_here = read_as(MadeOf, self._made_of, REMEDY)
        except UserError:
            self._damaged.add(self._made_of)
            return False
        names = (map_file(kind, method) for kind in KINDS for method in METHODS)
        return (
            lies_here == made_of
            and all(is_file(self._folder.maps_dir / name) for name in names)
            and not any(isinstance(event, Warned) for event in self.read())
        )

    def collect(self, drawn: MapComputed, image_index: NDArray[np.int64], found: NeighboursFound | None = None) -> None:
        """Takes a map, with the neighbours that are the same in every map of these features."""
        arrays = _arrays_of(drawn, image_index)
        if found is not None:
            arrays["neighbours"] = found.neighbours
        self._collected[map_file(drawn.features, drawn.method)] = arrays

    def keep_map(self, moment: CheckpointMapped, image_index: NDArray[np.int64]) -> None:
        """Writes the map of an earlier moment beside those of the newest."""
        name = f"moment-{moment.step:08d}.npz"
        if is_there(self._folder.maps_dir / name):
            set_aside(self._folder.maps_dir / name)  # it could not be read, else it would not be drawn again
        self._write(name, _arrays_of(moment, image_index))

    def read(self) -> Iterator[Event]:
        """Images, neighbours, maps and moments as events; nothing where there are none.

        Of each file that is damaged, or not of these images, a warning instead.
        """
        if not is_there(self._folder.maps_dir / IMAGES_FILE):
            return
        count = 0
        for event in self._or_warned(self._images, self._folder.maps_dir / IMAGES_FILE):
            yield event
            if isinstance(event, ImagesChosen):
                count = len(event.labels)
        if not count:
            return  # without the images nobody knows what the points are
        for kind in KINDS:
            yield from self._or_warned(partial(self._neighbours, kind=kind, count=count), self._file(kind, "pca"))
            for method in METHODS:
                yield from self._or_warned(partial(self._map, kind=kind, count=count), self._file(kind, method))
        for file in self._step_files():
            yield from self._or_warned(partial(self._moment, count=count), file)

    def map(self, kind: ComparedKind, count: int) -> MapComputed | None:
        """The UMAP of one kind of features, None where there is none; UserError where it is damaged."""
        file = self._file(kind, "umap")
        return self._map(file, kind, count) if is_there(file) else None

    def kept_steps(self, count: int) -> Iterator[CheckpointMapped]:
        """The maps of earlier checkpoints that can be read, the earliest first."""
        for file in self._step_files():
            for event in self._or_warned(partial(self._moment, count=count), file):
                if isinstance(event, CheckpointMapped):
                    yield event

    def _or_warned(self, read: Callable[[Path], Event], file: Path) -> Iterator[Event]:
        """What a file holds, nothing where it is not there, a warning where it cannot be read."""
        try:
            if is_there(file):
                yield read(file)
        except UserError as error:
            self._damaged.add(file)
            yield Warned(error.in_full)

    def _images(self, file: Path) -> ImagesChosen:
        values = read_arrays(file, IMAGES)
        if not values["pictures"].size:
            raise damaged(file, said("it has no images"), REMEDY)
        names = tuple(values.pop("class_names").tolist())
        return ImagesChosen(values.pop("pictures"), **values, class_names=names)

    def _map(self, file: Path, kind: ComparedKind, count: int) -> MapComputed:
        values = read_arrays(file, MAP, defaults={"trustworthiness": UNKNOWN})
        method = str(values["method"])
        if method not in METHODS:
            raise damaged(file, said("it is no map"), REMEDY)
        kept, trust = float(values["neighbours_kept"]), float(values["trustworthiness"])
        return MapComputed(kind, method, _of_as_many(file, values["coordinates"], count), kept, trust)

    def _moment(self, file: Path, count: int) -> CheckpointMapped:
        values = read_arrays(file, STEP)
        coordinates = _of_as_many(file, values["coordinates"], count)
        return CheckpointMapped(int(values["step"]), coordinates, float(values["neighbours_kept"]))

    def _neighbours(self, file: Path, kind: ComparedKind, count: int) -> NeighboursFound:
        neighbours = _of_as_many(file, read_arrays(file, NEIGHBOURS)["neighbours"], count)
        if neighbours.size and neighbours.max() >= count:
            raise _foreign(file)
        return NeighboursFound(kind, neighbours)

    def _file(self, kind: str, method: str) -> Path:
        return self._folder.maps_dir / map_file(kind, method)

    def _files(self) -> list[Path]:
        """All arrays of maps, in order."""
        try:
            return sorted(self._folder.maps_dir.glob("*.npz"))
        except OSError as error:
            raise unreadable(self._folder.maps_dir, reason_of(error)) from error

    def _step_files(self) -> list[Path]:
        return [file for file in self._files() if STEP_NAME.fullmatch(file.name)]

    def _clear(self, file: Path) -> None:
        """Makes room for a new one."""
        if not is_there(file):
            return
        if file in self._damaged or not is_file(file):
            set_aside(file)
            return
        with telling_disk_trouble(file):
            file.unlink()

    @property
    def _made_of(self) -> Path:
        return self._folder.maps_dir / MADE_OF

    def _write(self, name: str, arrays: dict[str, NDArray[Any]]) -> None:
        write_arrays(self._folder, self._folder.maps_dir / name, **arrays)


def _arrays_of(drawn: MapComputed | CheckpointMapped, image_index: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    return {"image_index": image_index} | {name: np.asarray(value) for name, value in vars(drawn).items()}


def map_file(kind: str, method: str) -> str:
    return f"{kind}.npz" if method == "umap" else f"{kind}-plane.npz"


def _of_as_many(file: Path, values: NDArray[Any], count: int) -> NDArray[Any]:
    if len(values) != count:
        raise _foreign(file)
    return values


def _foreign(file: Path) -> UserError:
    return damaged(file, said("it does not belong to the images"), REMEDY)
