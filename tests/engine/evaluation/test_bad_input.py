"""Images that nobody would wish for: the right result, or a sentence."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from simclr_gui.engine.datasets.images import DataSet, ImageSet, digest_of, require_batch_fits
from simclr_gui.engine.evaluation.evaluation import EvaluationOptions
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import EvaluationFinished, EvaluationResult, ImagesChosen, MapComputed, Warned
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import small_data, train_small

NO_CLASSES: tuple[str, ...] = ()
EVERYTHING = EvaluationOptions(layers=True, few_labels=True)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    run_dir = tmp_path_factory.mktemp("bad-input") / "run"
    train_small(run_dir)
    return RunFolder(run_dir)


def result_of(run: RunFolder, data: DataSet, options: EvaluationOptions = EVERYTHING) -> EvaluationResult:
    run.evaluation_file.unlink(missing_ok=True)
    events = list(RunEvaluator(run, umap_layout, data).evaluate(options))
    result: EvaluationResult = [event for event in events if isinstance(event, EvaluationFinished)][-1].result
    assert read_evaluation(run) == result, "it can be read again"
    return result


def labelled(train_labels: torch.Tensor, test_labels: torch.Tensor, names: tuple[str, ...] = ("a", "b")) -> DataSet:
    data = small_data()
    return DataSet("odd", names, ImageSet(data.train.pixels, train_labels), ImageSet(data.test.pixels, test_labels))


def test_that_a_class_of_one_picture_is_scored_and_has_too_few_for_label_efficiency(run: RunFolder) -> None:
    labels = torch.zeros(64, dtype=torch.int64)
    labels[7] = 1
    result = result_of(run, labelled(labels, torch.zeros(40, dtype=torch.int64)))
    assert result.simclr.linear > 0.8
    assert result.simclr.knn > 0.8
    assert result.few_labels.labels_a_class == []


def test_that_a_class_without_any_training_picture_can_never_be_recognised(run: RunFolder) -> None:
    result = result_of(run, labelled(torch.arange(64) % 2, torch.full((40,), 2), ("a", "b", "never seen")))
    assert result.simclr.linear == result.pca.linear == 0
    low, high = result.simclr.linear_interval
    assert low == 0 < high


def test_that_fewer_pictures_than_components_give_as_many_components_as_pictures(run: RunFolder) -> None:
    data = small_data()
    few = DataSet(data.name, data.class_names, data.train.subset(30), data.test)
    assert result_of(run, few, EvaluationOptions(pca_components=256)).pca.components == 30


@pytest.mark.parametrize("level", [0, 128])
def test_that_constant_pictures_are_scored_by_chance_and_mapped(run: RunFolder, level: int) -> None:
    data = small_data()
    flat = DataSet(
        "flat",
        data.class_names,
        ImageSet(torch.full_like(data.train.pixels, level), data.train.labels),
        ImageSet(torch.full_like(data.test.pixels, level), data.test.labels),
    )
    result = result_of(run, flat)
    assert result.simclr.linear <= 0.3, "all images look the same"
    drawn = [event for event in RunEvaluator(run, umap_layout, flat).compute_maps() if isinstance(event, MapComputed)]
    assert len(drawn) == 6
    assert all(np.isfinite(event.coordinates).all() for event in drawn)


def test_that_pictures_without_classes_are_mapped_and_scores_say_what_is_missing(run: RunFolder) -> None:
    data = small_data()
    unknown = torch.full((64,), -1), torch.full((40,), -1)
    without = DataSet(
        "without", NO_CLASSES, ImageSet(data.train.pixels, unknown[0]), ImageSet(data.test.pixels, unknown[1])
    )
    run_evaluator = RunEvaluator(run, umap_layout, without)
    with pytest.raises(UserError, match=r"No classes are known .* sub-folders"):
        list(run_evaluator.evaluate())
    events = list(run_evaluator.evaluate_and_map(lambda: False))
    assert next(event for event in events if isinstance(event, ImagesChosen)).class_names == ()
    assert not [event for event in events if isinstance(event, EvaluationFinished)]


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        (-1, "No training image has a class.* Give training images per class too"),
        (1, "All training images have the same class.* Sort them into two classes"),
    ],
)
def test_that_too_few_classes_of_training_images_are_told_and_the_maps_are_drawn(
    run: RunFolder, label: int, reason: str
) -> None:
    data = labelled(torch.full((64,), label), torch.arange(40) % 2)
    run_evaluator = RunEvaluator(run, umap_layout, data)
    with pytest.raises(UserError, match=reason):
        list(run_evaluator.evaluate())
    events = list(run_evaluator.evaluate_and_map(lambda: False))
    assert [event.sentence for event in events if isinstance(event, Warned)] == [
        "Nothing is scored: fewer than two classes have training images."
    ]
    assert len([event for event in events if isinstance(event, MapComputed)]) == 6
    assert not [event for event in events if isinstance(event, EvaluationFinished)]


def test_that_class_names_of_any_letters_have_a_digest_and_those_of_ordinary_ones_stay() -> None:
    data = small_data()
    odd = replace(data, class_names=("caf\udce9", *data.class_names[1:]))
    assert len(digest_of(odd)) == 64
    assert digest_of(odd) != digest_of(data)
    expected = hashlib.sha256("/".join(data.class_names).encode())
    for images in (data.train, data.test):
        expected.update(images.labels.numpy().tobytes() + images.pixels.numpy().tobytes())
    assert digest_of(data) == expected.hexdigest()


@pytest.mark.parametrize(
    ("images", "batch", "told"),
    [
        (1, 16, "the data has 1 to train on. Give it at least 2 images"),
        (2, 16, "A batch of 16 is larger than the data, which has 2 .* Choose a batch of at most 2"),
    ],
)
def test_that_too_few_images_for_a_batch_are_told_with_advice_that_can_be_followed(
    images: int, batch: int, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        require_batch_fits(small_data().train.subset(images), batch)
    require_batch_fits(small_data().train.subset(2), 2)


def test_that_a_run_that_is_still_trained_elsewhere_is_told_in_a_sentence(tmp_path: Path) -> None:
    train_small(tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    status = json.loads(folder.status_file.read_text()) | {"state": "running", "pid": 1, "started": None}
    folder.status_file.write_text(json.dumps(status))
    with pytest.raises(UserError, match=r"is being trained by process 1 .* Stop that run first"):
        list(RunEvaluator(folder, umap_layout).evaluate())
