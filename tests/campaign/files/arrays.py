"""Files of arrays, broken: what a run keeps of its images and maps, and published data sets as they are packed."""

import hashlib
import os
import pickle
import shutil
import struct
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np

from simclr_gui.engine.datasets.published.catalogue import PUBLISHED, Block, Contents
from simclr_gui.engine.datasets.published.cifar_files import images_of, read_batch
from simclr_gui.engine.datasets.published.fetching import contents_of
from simclr_gui.engine.datasets.published.idx_files import read_idx
from simclr_gui.engine.evaluation.predictions import PREDICTIONS_FILE, read_predicted_images
from simclr_gui.engine.events import CheckpointMapped, ImagesChosen, MapComputed, Warned
from simclr_gui.engine.experiments.kept_looks import LOOKS_FILE, kept_looks
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.campaign.files.array_changes import change_arrays
from tests.campaign.files.border import home_in, tried
from tests.campaign.files.changes import damaged
from tests.campaign.files.run_folders import make_looked_at_run
from tests.campaign.trial import Trial

CLASSES = tuple("abcdefghij")
CIFAR_IMAGES, SHAPE_OF_IDX = 20, (20, 4, 4)


def _runs_arrays(whole: Path, place: Path, chance: Random) -> tuple[Callable[[], str], str]:
    """One file of arrays of a run, changed."""
    run = place / "run"
    shutil.copytree(whole, run)
    files = [run / PREDICTIONS_FILE, run / LOOKS_FILE, *sorted((run / "maps").glob("*.npz"))]
    file = chance.choice(files)
    if chance.random() < 0.3:
        file.write_bytes(damaged(file.read_bytes(), np.random.default_rng(chance.randrange(2**32))))
        what = "bytes"
    else:
        what = change_arrays(file, chance)
    return lambda: _wrong_with_run(RunFolder(run)), f"{file.name}: {what}"


def _wrong_with_run(folder: RunFolder) -> str:
    for event in MapFiles(folder).read():
        match event:
            case Warned() if not event.sentence.endswith((".", "!")):
                return f"no sentence: {event.sentence}"
            case MapComputed() | CheckpointMapped():
                if event.coordinates.shape[1:] != (2,) or not np.isfinite(event.coordinates).all():
                    return "coordinates that are none"
            case ImagesChosen():
                if event.images.dtype != np.uint8 or event.images.shape[-1] != 3:
                    return "images that are none"
    looks = kept_looks(folder)
    if looks is not None and looks.image.shape[-1] != 3:
        return "a look at no image"
    for predicted in read_predicted_images(folder):
        if not 0 <= predicted.labels.min() <= predicted.labels.max() < len(predicted.class_names):
            return "labels out of range"
    return ""


class Touches:
    """Unpickled by a careless program, it makes a file."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.system, (f"touch {self._marker}",)


def _cifar(place: Path, chance: Random) -> tuple[Callable[[], str], str]:
    """A batch whose checksum is right, as if its authors had been careless."""
    images = np.random.default_rng(0).integers(0, 256, (CIFAR_IMAGES, 3_072), np.uint8)
    labels = [number % 10 for number in range(CIFAR_IMAGES)]
    values: dict[str, object] = {"data": images, "labels": labels, "filenames": ["a.png"] * CIFAR_IMAGES}
    odd: dict[str, object] = {
        "code": Touches(place / "it-ran"),
        "objects": np.array([{"a": 1}], dtype=object),
        "floats": images.astype(np.float64),
        "by column": np.asfortranarray(images),
        "cut": images[:, :-1],
        "none": None,
        "text": "x" * 3_072,
    }
    way = chance.choice(["bytes", "bytes", "other labels", *odd])
    if way in odd:
        values["data"] = odd[way]
    elif way == "other labels":
        values["labels"] = chance.choice([labels[:-1], ["x"] * CIFAR_IMAGES, None, [10**30] * CIFAR_IMAGES, [[1], [2]]])
    content = pickle.dumps(values, protocol=chance.choice([2, 3, 4, 5]))
    if way == "bytes":
        content = damaged(content, np.random.default_rng(chance.randrange(2**32)))
    file = place / "data_batch_1"
    file.write_bytes(content)

    def read(_root: Path) -> Contents:
        return Contents(
            CLASSES, (Block(*images_of([read_batch(file, hashlib.md5(content).hexdigest())], "labels")),), ()
        )

    def wrong() -> str:
        try:
            contents_of(replace(PUBLISHED["cifar10"], read=read), place)
        finally:
            if (place / "it-ran").exists():
                raise AssertionError("what was in it has run")
        return ""

    return wrong, f"CIFAR: {way}"


def _idx(place: Path, chance: Random) -> tuple[Callable[[], str], str]:
    content = bytes((0, 0, 8, 3)) + struct.pack(">3I", *SHAPE_OF_IDX) + bytes(np.prod(SHAPE_OF_IDX))
    if chance.random() < 0.3:
        lie = chance.choice([0, 1, 2**31, 2**32 - 1])
        content = content[:4] + struct.pack(">3I", *chance.sample([lie, 4, 20], 3)) + content[16:]
    file = place / "images-idx3-ubyte"
    file.write_bytes(damaged(content, np.random.default_rng(chance.randrange(2**32))))

    def read(_root: Path) -> Contents:
        read_idx(file, sides=3)
        return Contents((), (), ())

    def wrong() -> str:
        contents_of(replace(PUBLISHED["fashion-mnist"], read=read), place)
        return ""

    return wrong, "IDX: bytes"


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Reads so many: three of four are those of runs."""
    with tempfile.TemporaryDirectory() as folder, home_in(Path(folder) / "home"):
        whole = Path(folder) / "whole"
        make_looked_at_run(whole)
        for number in range(seed, seed + count):
            chance, place = Random(number), Path(folder) / str(number)
            place.mkdir()
            if number % 4:
                wrong, what = _runs_arrays(whole, place, chance)
            else:
                wrong, what = chance.choice([_cifar, _idx])(place, chance)
            kind = "arrays of runs" if number % 4 else "published data sets"
            yield tried(kind, f"file of arrays {number} ({what})", wrong, place)
            shutil.rmtree(place)
