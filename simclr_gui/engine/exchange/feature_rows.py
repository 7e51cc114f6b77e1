"""The features of a run as rows, one an image, with all that is known of it: what tables and projectors are made of."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.datasets.data_record import ImageRecord
from simclr_gui.engine.datasets.images import DataSet, ImageSet, digest_of
from simclr_gui.engine.evaluation.predictions import read_predictions
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import Event, Floats, MapComputed, Pixels, Warned
from simclr_gui.engine.experiments.run_images import images_of
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.mapping.layouts import find_space
from simclr_gui.engine.mapping.settings import FEWEST_POINTS, MapSettings
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, in_a_row, said
from simclr_gui.engine.runs.run_folder import RunFolder

NEIGHBOURS = 12  # as many as the maps show
TEST, TRAIN = "test", "train"
UNKNOWN = -1


@dataclass(frozen=True)
class FeatureRows:
    """The test images first, in the order in which the run knows them, then those that its classifiers are fitted on.

    So the rows of the test images have the same numbers where these are taken alone.

    Attributes:
        h: float32, shape (count, D), as the scores saw it.
        file_names: below the folder of images; "test-000001" where there is no file.
        labels, predictions: int64, places among the class names, -1 where nothing is known.
        test_count: how many rows are of test images.
        maps: by features and method ("simclr_umap"), coordinates of the first rows, shape (points, 2).
        neighbours, distances: of the first rows, int64 and float32, shape (points, 12): rows, the nearest first, in the
            space in which the maps look for neighbours.
        remarks: what is missing, and why.
    """

    h: Floats
    file_names: tuple[str, ...]
    labels: NDArray[np.int64]
    predictions: NDArray[np.int64]
    class_names: tuple[str, ...]
    test_count: int
    checkpoint_sha256: str
    step: int
    maps: dict[str, Floats]
    neighbours: NDArray[np.int64]
    distances: Floats
    images: tuple[ImageSet, ImageSet] = field(repr=False)
    remarks: tuple[Sentence, ...] = ()

    def __len__(self) -> int:
        return len(self.h)

    def part(self, row: int) -> str:
        return TEST if row < self.test_count else TRAIN

    def class_name(self, label: int) -> str | None:
        return None if label == UNKNOWN else self.class_names[label]

    def pixels(self, row: int) -> Pixels:
        """The image of a row as the network sees it, uint8, shape (side_px, side_px, 3)."""
        test, train = self.images
        pixels = test.pixels[row] if row < self.test_count else train.pixels[row - self.test_count]
        seen: Pixels = pixels.permute(1, 2, 0).contiguous().numpy()
        return seen


def feature_rows(folder: RunFolder, moved_to: Path | None = None) -> Generator[Event, None, FeatureRows]:
    """Reads the images of a run, takes h of them, and finds what else is known.

    Raises:
        UserError: there is no checkpoint, the images are not there, or h is not made of numbers.
    """
    data = yield from images_of(folder, moved_to=moved_to)
    source = FeatureSource(folder.config(), data, folder)
    features = yield from source.simclr()
    _, manifest = source.trained()
    predictions, no_predictions = _predictions(folder, data, manifest.sha256)
    maps, no_maps = _maps(folder, data, manifest.sha256)
    points = min(len(data.test), max(map(len, maps.values()), default=MapSettings().points))
    neighbours, distances = yield from _neighbours(features.test[:points])
    bank = data.bank
    return FeatureRows(
        np.concatenate([features.test, features.train]),
        (*_names(data, data.test, TEST), *_names(data, bank, TRAIN)),
        np.concatenate([data.test.labels.numpy(), bank.labels.numpy()]).astype(np.int64),
        np.concatenate([predictions, np.full(len(bank), UNKNOWN)]),
        data.class_names,
        len(data.test),
        manifest.sha256,
        manifest.step,
        maps,
        neighbours,
        distances,
        (data.test, bank),
        tuple(remark for remark in (source.warning, no_predictions, no_maps) if remark is not None),
    )


def _names(data: DataSet, images: ImageSet, part: str) -> Iterator[str]:
    """Of files where the images are some; images that the program drew, or took out of one file, are numbered."""
    record: tuple[ImageRecord, ...] = ()
    if data.record is not None:
        record = data.record.test if part == TEST else data.record.train
    is_of_files = len(record) >= len(images) and not (part == TRAIN and data.labelled is not None)
    for number in range(len(images)):
        yield record[number].name if is_of_files else f"{part}-{number + 1:06d}"


def _predictions(folder: RunFolder, data: DataSet, sha256: str) -> tuple[NDArray[np.int64], Sentence | None]:
    """What the linear classifier on h predicts of every test image, where it was tested on just this."""
    unknown = np.full(len(data.test), UNKNOWN)
    if not data.can_be_scored:
        return unknown, None
    try:
        result, known = read_evaluation(folder), read_predictions(folder).get(("simclr", "linear"))
    except UserError as error:
        return unknown, error.sentence
    is_of_this = result is not None and result.checkpoint is not None and result.checkpoint.sha256 == sha256
    if known is None or not is_of_this or len(known) != len(data.test):
        return unknown, said("Predictions are missing: the newest checkpoint was not tested.")
    return known, None


def _maps(folder: RunFolder, data: DataSet, sha256: str) -> tuple[dict[str, Floats], Sentence | None]:
    """The maps that show h as it is now."""
    files = MapFiles(folder)
    made_of = files.made_of()
    if made_of is None or (made_of.checkpoint_sha256, made_of.pictures_sha256) != (sha256, digest_of(data)):
        return {}, said("Places on the maps are missing: the maps of the newest checkpoint were not drawn.")
    drawn, warned = dict[str, Floats](), list[str]()
    for event in files.read():
        if isinstance(event, MapComputed):
            drawn[f"{event.features}_{event.method}"] = event.coordinates
        elif isinstance(event, Warned):
            warned.append(event.sentence)
    return drawn, in_a_row(*warned) if warned else None


def _neighbours(h: Floats) -> Generator[Event, None, tuple[NDArray[np.int64], Floats]]:
    """As the maps look for them: among these rows, in at most 50 principal components of standardised h."""
    if len(h) < FEWEST_POINTS:
        return np.empty((0, 0), np.int64), np.empty((0, 0), np.float32)
    space = yield from find_space(h, NEIGHBOURS + 1, said("Looking for the nearest images"))
    return space.neighbours[:, 1 : NEIGHBOURS + 1], space.distances[:, 1 : NEIGHBOURS + 1]
