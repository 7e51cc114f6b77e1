"""Scores: the exact protocol, its known answers, and the proof that the encoder was frozen."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

from simclr_gui.engine.datasets.images import DataSet, ImageSet
from simclr_gui.engine.datasets.shapes import shapes_data
from simclr_gui.engine.evaluation.evaluation import evaluate
from simclr_gui.engine.evaluation.result import record_of
from simclr_gui.engine.evaluation.scores import scored
from simclr_gui.engine.events import EvaluationFinished
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.features.features import FeatureSource, fingerprint, pixel_components
from simclr_gui.engine.features.neighbours import knn_accuracy, nearest, voters_for
from simclr_gui.engine.features.pca import fit_principal_components
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import restore_newest
from tests.engine.evaluation.reference import accuracy_by_sklearn, blobs
from tests.small import SMALL, small_data, small_learner, train_small


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    train_small(tmp_path / "run")
    return RunFolder(tmp_path / "run")


def test_that_the_evaluation_holds_what_its_contract_says(run: RunFolder) -> None:
    events = list(evaluate(FeatureSource(SMALL, small_data(), run), run))
    assert isinstance(events[-1], EvaluationFinished)
    written = json.loads(run.evaluation_file.read_text())
    assert written == record_of(events[-1].result)
    assert list(written) == [
        *("dataset", "protocol", "train_images", "test_images", "pictures_sha256", "chance"),
        *("simclr", "checkpoint", "frozen_verified", "pca", "untrained", "differences"),
    ]
    assert list(written["pca"]) == ["components", "solver", "linear", "knn", "linear_interval", "knn_interval"]
    assert written["chance"] == 0.1
    assert (written["train_images"], written["test_images"]) == (64, 40)
    assert written["frozen_verified"] is True
    for kind in ("simclr", "pca", "untrained"):
        assert 0 <= written[kind]["linear"] <= 1
        assert 0 <= written[kind]["knn"] <= 1
    assert written["pca"]["components"] == 64


def test_that_the_scores_are_those_of_the_checkpoint_and_of_the_network_before_its_first_step(run: RunFolder) -> None:
    data = small_data()
    source = FeatureSource(SMALL, data, run)
    result = list(evaluate(source, run))[-1].result
    learner = small_learner(SMALL, data)
    for name, restore in (("untrained", False), ("simclr", True)):
        if restore:
            restore_newest(run, learner)
        learner.encoder.eval()
        with torch.inference_mode():
            train, test = (learner.encoder(part.pixels.float() / 255).numpy() for part in (data.train, data.test))
        expected = accuracy_by_sklearn(train, data.train.labels, test, data.test.labels)
        assert result.scores(name).linear == pytest.approx(expected)
        low, high = result.scores(name).linear_interval
        assert low < expected < high


def test_that_an_encoder_that_changes_while_its_features_are_taken_is_found_out(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simclr_gui.engine.features import features

    honest = features.encode

    def careless(encoder: torch.nn.Module, images: ImageSet, machine_: object) -> np.ndarray:
        encoder.network.bn1.running_mean.add_(1e-3)
        return honest(encoder, images, machine_)

    monkeypatch.setattr(features, "encode", careless)
    result = list(evaluate(FeatureSource(SMALL, small_data(), run), run))[-1].result
    assert result.frozen_verified is False


def test_that_the_fingerprint_sees_weights_and_batchnorm_buffers() -> None:
    encoder = small_learner().encoder
    before = fingerprint(encoder)
    assert fingerprint(encoder) == before
    encoder.network.layer1[0].bn1.running_var.mul_(1.0001)
    after_buffer = fingerprint(encoder)
    with torch.no_grad():
        encoder.network.conv1.weight[0, 0, 0, 0] += 1e-6
    assert len({before, after_buffer, fingerprint(encoder)}) == 3


def test_that_taking_features_leaves_the_encoder_in_its_mode_and_its_statistics_alone() -> None:
    from simclr_gui.engine.features import features

    learner = small_learner()
    learner.encoder.train()
    before = fingerprint(learner.encoder)
    features.encode(learner.encoder, small_data().test, learner.machine)
    assert learner.encoder.training
    assert fingerprint(learner.encoder) == before


def test_that_neighbours_recognise_classes_that_lie_apart() -> None:
    train, train_labels = blobs(300, 5, 8, seed=0, spread=0.05)
    test, test_labels = blobs(200, 5, 8, seed=1, spread=0.05)
    assert knn_accuracy(train, train_labels, test, test_labels, 5) == 1.0


def test_that_knn_is_the_weighted_vote_by_cosine_that_sklearn_gives() -> None:
    bank, bank_labels = blobs(200, 4, 6, seed=0, spread=0.8)
    queries, query_labels = blobs(100, 4, 6, seed=1, spread=0.8)
    normalised = [torch.nn.functional.normalize(v, dim=1).numpy() for v in (bank, queries)]
    reference = KNeighborsClassifier(
        n_neighbors=10, metric="cosine", algorithm="brute", weights=lambda distance: np.exp((1 - distance) / 0.1)
    ).fit(normalised[0], bank_labels)
    assert voters_for(bank_labels) == 10
    ours = knn_accuracy(bank, bank_labels, queries, query_labels, 4)
    assert 0.4 < ours < 1
    assert ours == pytest.approx(reference.score(normalised[1], query_labels))


def test_that_k_is_200_or_a_fifth_of_the_smallest_class() -> None:
    assert voters_for(torch.arange(20_000) % 10) == 200
    assert voters_for(torch.arange(500) % 10) == 10
    assert voters_for(torch.tensor([0, 0, 1])) == 1


def test_that_two_images_of_each_class_are_enough_for_neighbours() -> None:
    bank, labels = torch.eye(3).repeat_interleave(2, dim=0), torch.arange(6) // 2
    queries = torch.tensor([[1.0, 0.1, 0.0], [0.0, 1.0, 0.1], [0.1, 0.0, 1.0], [0.0, 0.0, 1.0]])
    assert voters_for(labels) == 1
    never_learned = 3
    assert knn_accuracy(bank, labels, queries, torch.tensor([0, 1, 2, never_learned]), 4) == 0.75


@pytest.mark.parametrize("size", [1e-35, 1e-20, 1e20, 1e38])
def test_that_neighbours_are_the_same_whatever_the_size_of_the_features(size: float) -> None:
    bank, bank_labels = blobs(200, 4, 6, seed=0, spread=0.8)
    queries, query_labels = blobs(100, 4, 6, seed=1, spread=0.8)
    expected = knn_accuracy(bank, bank_labels, queries, query_labels, 4)
    scaled = [values / 10 * size for values in (bank, queries)]
    assert knn_accuracy(scaled[0], bank_labels, scaled[1], query_labels, 4) == pytest.approx(expected, abs=0.011)


def test_that_features_without_a_direction_are_nobodys_neighbours() -> None:
    labels = torch.tensor([0, 1])
    assert knn_accuracy(torch.zeros(2, 5), labels, torch.zeros(2, 5), labels, 2) == 0.5


def test_that_nearest_neighbours_are_exact_and_begin_with_the_point_itself() -> None:
    points = torch.randn(60, 5, generator=torch.Generator().manual_seed(0))
    points[7] = points[3]  # equal points must not push each other out
    index, distance = nearest(points, 6)
    reference = torch.cdist(points, points)
    assert index[:, 0].tolist() == list(range(60))
    assert (distance[:, 0] == 0).all()
    expected = reference.sort(dim=1).values[:, :6]
    torch.testing.assert_close(distance, expected, rtol=1e-3, atol=2e-3)


@pytest.mark.parametrize(
    ("features", "solver"), [(40, "covariance"), (1_200, "products of rows"), (4_200, "randomized")]
)
def test_that_principal_components_span_what_sklearns_do(features: int, solver: str) -> None:
    generator, rows = torch.Generator().manual_seed(0), 1_100 if solver == "randomized" else 300
    values = torch.randn(rows, 12, generator=generator) @ torch.randn(12, features, generator=generator)
    values = values * torch.linspace(3, 1, features) + 0.01 * torch.randn(rows, features, generator=generator)
    ours = fit_principal_components(values, 8)
    theirs = PCA(8, svd_solver="full").fit(values.numpy())
    assert solver in ours.solver
    overlap = np.linalg.svd(ours.directions.float().numpy().T @ theirs.components_.T, compute_uv=False)
    assert overlap.min() > 0.999
    explained = ours.transform(values).var(dim=0).sum()
    assert float(explained) == pytest.approx(theirs.explained_variance_.sum(), rel=1e-3)


def test_that_pca_of_shapes_recognises_as_much_as_sklearns_pca() -> None:
    data = shapes_data(32, 1_000, 500, 0)
    features, components = pixel_components(data.train, data.test)
    raw = [part.pixels.flatten(1).numpy() / 255 for part in (data.train, data.test)]
    theirs = PCA(128, svd_solver="full").fit(raw[0])
    labels = data.train.labels, data.test.labels
    assert "products of rows" in components.solver
    ours = accuracy_by_sklearn(features.train, labels[0], features.test, labels[1])
    reference = accuracy_by_sklearn(theirs.transform(raw[0]), labels[0], theirs.transform(raw[1]), labels[1])
    assert ours == pytest.approx(reference, abs=0.006)


@pytest.mark.parametrize(("side_px", "repeats"), [(16, 1), (16, 4), (32, 1), (32, 4)])
def test_that_components_along_which_nothing_varies_count_for_nothing(side_px: int, repeats: int) -> None:
    data = shapes_data(side_px, 60, 400, 0)
    bank = ImageSet(data.train.pixels.repeat(repeats, 1, 1, 1), data.train.labels.repeat(repeats))
    features, _ = pixel_components(bank, data.test)
    wide = 60 - 1  # so many dimensions sixty different images span
    assert features.train[:, :wide].std(axis=0).min() > 0.01
    assert not features.train[:, wide:].any() and not features.test[:, wide:].any()
    raw = [part.pixels.flatten(1).double().numpy() / 255 for part in (bank, data.test)]
    theirs = PCA(wide, svd_solver="full").fit(raw[0])
    ours = result_of(scored(features, dataclasses.replace(data, train=bank), "PCA")).accuracies.linear
    reference = accuracy_by_sklearn(theirs.transform(raw[0]), bank.labels, theirs.transform(raw[1]), data.test.labels)
    assert ours == pytest.approx(reference, abs=0.006)


@pytest.mark.parametrize("features", [48, 1_200])
def test_that_values_that_are_all_the_same_have_components_of_zero(features: int) -> None:
    fitted = fit_principal_components(torch.full((300, features), 0.1), 8)
    assert not fitted.transform(torch.rand(5, features, generator=torch.Generator().manual_seed(0))).any()


def test_that_one_class_alone_is_told_in_a_sentence(run: RunFolder) -> None:
    data = small_data()
    alone = DataSet("one", ("only",), ImageSet(data.train.pixels, torch.zeros(64, dtype=torch.int64)), data.test)
    with pytest.raises(UserError, match="same class"):
        list(evaluate(FeatureSource(SMALL, alone, run), run))


def test_that_a_run_without_a_checkpoint_is_told_to_train_first(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    with pytest.raises(UserError, match="no checkpoint yet"):
        list(evaluate(FeatureSource(SMALL, small_data(), folder), folder))
