"""A run as its test left it: which test images were predicted right, and whether another run saw the same ones."""

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.comparison.compared import WRITTEN_AT_THE_START, ComparedRun
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.data_record import DataRecord, read_record
from simclr_gui.engine.evaluation.predictions import read_predicted_images, read_predictions
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import EvaluationResult, ImagesPredicted
from simclr_gui.engine.events.evaluation import ScoreName
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.about import read_about
from simclr_gui.engine.runs.manifests import readable_manifests
from simclr_gui.engine.runs.parent import beginning_of, read_parent
from simclr_gui.engine.runs.run_folder import RunFolder

Predicted = NDArray[np.int64]


class TestedRun:
    """A run with what was predicted of its test images.

    Attributes:
        predicted: the images by linear evaluation of SimCLR's features; None where nothing can be compared.
        predictions: of those features, by score; empty where nothing can be compared.
    """

    __test__ = False  # a test runner would take it for a test

    def __init__(self, folder: RunFolder) -> None:
        config = folder.config()
        self.predicted: ImagesPredicted | None = None
        self.predictions: dict[ScoreName, Predicted] = {}
        self._images = ""
        result: EvaluationResult | None = None
        trouble = ""
        try:
            result = read_evaluation(folder)
            if result is None:
                trouble = said("It was not tested.")
            else:
                self._read_predictions(folder, config)
        except UserError as error:
            trouble = error.in_full
        self.run = ComparedRun(
            folder.path,
            _name_of(folder),
            folder.condition(),
            config,
            result,
            trouble,
            _circumstances_of(folder),
            _kept_steps_of(folder),
        )

    def _read_predictions(self, folder: RunFolder, config: TrainingConfig) -> None:
        predicted = next(read_predicted_images(folder), None)
        if predicted is None:
            raise UserError("What it predicted of each test image was not kept.", "Test the run again.")
        identity = _identity_of_test_images(config, read_record(folder.data_file), predicted.class_names)
        found = {score: values for (kind, score), values in read_predictions(folder).items() if kind == "simclr"}
        self.predicted, self.predictions, self._images = predicted, found, identity

    def marks(self, score: ScoreName) -> NDArray[np.bool_]:
        """Whether each prediction is right, shape (count,); KeyError where there are none."""
        assert self.predicted is not None
        right: NDArray[np.bool_] = self.predictions[score] == self.predicted.labels
        return right

    def refusal_beside(self, other: "TestedRun") -> str:
        """Why it cannot be compared with another image by image; empty where it can."""
        for each in (self, other):
            if each.run.trouble:
                return said("{run}: {trouble}", run=each.run.name, trouble=each.run.trouble)
        assert self.predicted is not None and other.predicted is not None
        same = self._images == other._images and np.array_equal(self.predicted.labels, other.predicted.labels)
        return "" if same else said("They were tested on different images.")


def _identity_of_test_images(config: TrainingConfig, record: DataRecord | None, class_names: tuple[str, ...]) -> str:
    """The same for two runs whose test images are the same files, or the same drawn or published ones."""
    data = config.data
    if record is not None and record.test:
        images: object = [(image.digest, image.label) for image in record.test]
    else:
        images = (data.source, data.test_images, data.drawing_seed)
    return repr((class_names, images))


def _name_of(folder: RunFolder) -> str:
    try:
        return read_about(folder).name or folder.path.name
    except UserError:  # the list of runs tells what is wrong with it
        return folder.path.name


def _circumstances_of(folder: RunFolder) -> dict[str, str]:
    beginning = _beginning_of(folder)
    try:
        started = folder.log.first() or {}
    except UserError:  # whoever reads the curves is told
        return beginning
    told = ((name, started.get(name)) for name in WRITTEN_AT_THE_START)
    return beginning | {name: value for name, value in told if isinstance(value, str) and value}


def _beginning_of(folder: RunFolder) -> dict[str, str]:
    """Whose weights it began from."""
    if folder.is_imported:
        return {"beginning": said("an imported encoder, not trained here")}
    try:
        parent = read_parent(folder)
    except UserError:
        return {}
    return {"beginning": said("random weights") if parent is None else beginning_of(parent)}


def _kept_steps_of(folder: RunFolder) -> tuple[int, ...]:
    try:
        steps = {manifest.step for manifest, _ in readable_manifests(folder.checkpoints_dir)}
    except UserError:  # whoever looks at the network is told
        return ()
    return (0, *sorted(steps - {0})) if steps - {0} or folder.is_imported else ()
