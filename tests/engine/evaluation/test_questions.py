"""What evaluation.json tells beyond the three rivals: layers, few labels, a supervised network, seeds."""

import json
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from simclr_gui.engine.background import run_in_thread
from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.evaluation import evaluation
from simclr_gui.engine.evaluation import label_efficiency as few_labels
from simclr_gui.engine.evaluation.evaluation import EvaluationOptions, evaluate
from simclr_gui.engine.evaluation.layers import coarse, score_layers
from simclr_gui.engine.evaluation.result import read_evaluation, record_of
from simclr_gui.engine.evaluation.seed_summary import summarise_seeds
from simclr_gui.engine.evaluation.supervised import train_supervised
from simclr_gui.engine.events import Announced, EvaluationFinished, EvaluationResult, ImagesPredicted
from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.features.features import FeatureSource, chunks, encode
from simclr_gui.engine.features.pca import fit_principal_components
from simclr_gui.engine.messages.errors import Cancelled, UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.engine.evaluation.reference import accuracy_by_sklearn
from tests.small import SMALL, small_config, small_data, small_learner, train_small


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    train_small(tmp_path / "run")
    return RunFolder(tmp_path / "run")


def evaluated_run(run: RunFolder, requests: EvaluationOptions | None = None) -> EvaluationResult:
    return list(evaluate(FeatureSource(run.config(), small_data(run.config()), run), run, requests))[-1].result


def test_that_an_evaluation_of_the_same_checkpoint_is_not_computed_twice(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluated_run(run)
    monkeypatch.setattr(evaluation, "scored", lambda *_: pytest.fail("scored again"))
    events = list(evaluate(FeatureSource(SMALL, small_data(), run), run))
    assert [type(event) for event in events] == [ImagesPredicted, EvaluationFinished]
    assert events[-1].result == first


def test_that_another_number_of_components_scores_pca_alone_anew(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluated_run(run)
    names: list[str] = []
    honest = evaluation.scored

    def watched(features: Any, data: Any, name: str) -> Any:
        names.append(name)
        return honest(features, data, name)

    monkeypatch.setattr(evaluation, "scored", watched)
    second = evaluated_run(run, EvaluationOptions(pca_components=32))
    assert names == ["PCA"]
    assert second.pca.components == 32
    assert second.simclr == first.simclr


def test_that_a_run_that_was_trained_further_is_scored_anew(run: RunFolder) -> None:
    before = evaluated_run(run, EvaluationOptions(layers=True))
    longer = small_config(budget__epochs=3)
    run.config_file.write_text(longer.model_dump_json())
    train_small(run.path, longer)
    after = evaluated_run(run)
    assert after.checkpoint.step == 12 > before.checkpoint.step
    assert before.layers and after.layers is None, "scores of an earlier network are not shown as this one's"


def test_that_h_is_scored_as_in_the_main_evaluation_and_layers_are_named_from_the_pixels_up(run: RunFolder) -> None:
    result = evaluated_run(run, EvaluationOptions(layers=True))
    layers = {layer.name: layer for layer in result.layers}
    assert list(layers) == ["stem", "layer1", "layer2", "layer3", "layer4", "h", "z"]
    assert layers["h"].linear == pytest.approx(result.simclr.linear, abs=0.026), "one of 40 images"
    assert layers["h"].numbers == 128
    assert all(0 < layer.numbers <= 1_024 for layer in layers.values())
    assert json.loads(run.evaluation_file.read_text()) == record_of(result)


def test_that_a_layer_is_scored_on_its_own_maps(run: RunFolder) -> None:
    data = small_data()
    source = FeatureSource(SMALL, data, run)
    stage2 = result_of(score_layers(source))[2]
    encoder = source.trained()[0].evaluated_encoder.eval()
    with torch.inference_mode():
        said = []
        for part in (data.train, data.test):
            network = encoder.network
            images = (part.pixels.float() / 255 - encoder.mean) / encoder.deviation
            maps = network.layer2(network.layer1(network.maxpool(network.relu(network.bn1(network.conv1(images))))))
            said.append(coarse(maps).numpy())
    expected = accuracy_by_sklearn(said[0], data.train.labels, said[1], data.test.labels)
    assert stage2.linear == pytest.approx(expected, abs=0.051), "two of 40 pictures: float16 rounds"


def test_that_layers_whose_numbers_are_too_large_for_float16_are_scored_as_they_are(run: RunFolder) -> None:
    source = FeatureSource(SMALL, small_data(), run)
    plain = result_of(score_layers(source))
    source.trained()[0].evaluated_encoder.network.layer4[-1].register_forward_hook(lambda *parts: parts[2] * 1e6)
    large = result_of(score_layers(source))
    for expected, found in zip(plain[4:6], large[4:6], strict=True):
        assert found.name in ("layer4", "h")
        assert found.linear == pytest.approx(expected.linear, abs=0.051), "two of 40 images: float16 rounds"


def test_that_maps_are_averaged_until_few_enough_numbers_are_left() -> None:
    maps = torch.randn(3, 256, 8, 8, generator=torch.Generator().manual_seed(0))
    assert coarse(maps).shape == (3, 256 * 4)
    torch.testing.assert_close(coarse(maps), functional.avg_pool2d(maps, 4).flatten(1))
    assert coarse(torch.ones(2, 2_048, 4, 4)).shape == (2, 2_048)


def test_that_a_supervised_network_learns_its_pictures_and_repeats_itself() -> None:
    config, data = small_config(budget__epochs=40, optimisation__learning_rate=0.02), small_data()
    few = ImageSet(data.train.pixels[:20], data.train.labels[:20])
    learners = [result_of(train_supervised(config, data, few, "")) for _ in range(2)]
    h = [torch.from_numpy(encode(learner.evaluated_encoder, few, learner.machine)) for learner in learners]
    assert torch.equal(h[0], h[1])
    with torch.inference_mode():
        right = (learners[0].projection_head(h[0]).argmax(dim=1) == few.labels).float().mean()
    assert right > 0.5, "guessing would be 0.1"
    assert learners[0].step == 40 * (64 // 16), "as many steps as the run"


def test_that_a_supervised_budget_in_seconds_is_kept() -> None:
    config = small_config(budget__epochs=None, budget__seconds=0.5)
    learner = result_of(train_supervised(config, small_data(), small_data().train, ""))
    assert learner.elapsed_s >= 0.5
    assert learner.step > 0


def test_that_the_supervised_network_is_scored_by_the_same_protocol(run: RunFolder) -> None:
    result = evaluated_run(run, EvaluationOptions(supervised=True))
    assert set(result.supervised.model_dump()) == {"linear", "knn", "linear_interval", "knn_interval"}
    assert evaluated_run(run).supervised, "it is kept as long as the checkpoint is"


def test_that_few_labels_are_as_many_of_every_class_and_others_in_every_draw() -> None:
    labels = torch.arange(600) % 10
    draws = [few_labels.some_of_each_class(labels, 20, number) for number in range(2)]
    for chosen in draws:
        assert labels[chosen].bincount().tolist() == [20] * 10
        assert len(chosen.unique()) == 200
    assert draws[0].tolist() != draws[1].tolist()
    assert torch.equal(draws[0], few_labels.some_of_each_class(labels, 20, 0))


def test_that_label_efficiency_goes_as_far_as_the_smallest_class(tmp_path: Path) -> None:
    config = small_config(data__train_images=250, budget__epochs=1)
    train_small(tmp_path / "run", config)
    few = evaluated_run(RunFolder(tmp_path / "run"), EvaluationOptions(few_labels=True)).few_labels
    assert few.labels_a_class == [10, 20]
    for kind in ("simclr", "pca", "supervised"):
        assert len(few.scores(kind)) == 2
        assert all(0 <= entry.linear <= 1 for entry in few.scores(kind))
    assert few.simclr[0].deviation > 0
    assert few.supervised[0].deviation is None


def test_that_few_labels_are_kept_while_networks_are_still_trained_and_gone_on_with(tmp_path: Path) -> None:
    config = small_config(data__train_images=250, budget__epochs=1)
    train_small(tmp_path / "run", config)
    run = RunFolder(tmp_path / "run")
    source = FeatureSource(config, small_data(config), run)
    events = evaluate(source, run, EvaluationOptions(few_labels=True))
    first = next(e.result.few_labels for e in events if isinstance(e, EvaluationFinished) and e.result.few_labels)
    assert (len(first.simclr), len(first.supervised)) == (2, 0)
    events.close()
    kept = read_evaluation(run)
    assert kept is not None and kept.few_labels == first
    assert len(evaluated_run(run, EvaluationOptions(few_labels=True)).few_labels.supervised) == 2


def test_that_seeds_are_summed_up_over_runs_that_differ_in_nothing_else(tmp_path: Path) -> None:
    linear = []
    for number, changes in enumerate(({}, {"machine__seed": 1}, {"budget__epochs": 1})):
        folder = RunFolder(tmp_path / f"run{number}")
        train_small(folder.path, small_config(**changes))
        if number == 0:
            evaluated_run(folder)
            assert summarise_seeds(folder) is None, "one run alone has no spread"
        linear.append(evaluated_run(folder).simclr.linear)
    (tmp_path / "run3").mkdir()
    (tmp_path / "run3" / "config.json").write_text("{ damaged")
    summary = summarise_seeds(RunFolder(tmp_path / "run0"))
    assert summary is not None
    assert summary.seeds == (0, 1)
    mean, deviation = summary.scores["simclr"]["linear"]
    assert mean == pytest.approx(np.mean(linear[:2]))
    assert deviation == pytest.approx(np.std(linear[:2], ddof=1))


def test_that_pictures_are_looked_at_in_parts_as_small_as_the_network_is_costly() -> None:
    data = small_data()
    thin = small_learner(SMALL, data)
    assert [len(part) for part in chunks(thin.encoder, data.train, thin.machine)] == [64]
    large = small_learner(small_config(model__encoder="resnet152", model__stem="small"), data)
    parts = [len(part) for part in chunks(large.encoder, data.train, large.machine)]
    assert sum(parts) == 64 and max(parts) < 64


def test_that_features_that_are_no_numbers_are_told_in_a_sentence(run: RunFolder) -> None:
    source = FeatureSource(SMALL, small_data(), run)
    with torch.no_grad():
        source.trained()[0].encoder.network.conv1.weight.fill_(float("nan"))
    with pytest.raises(UserError, match="not numbers"):
        list(evaluate(source, run))


def test_that_principal_components_nobody_waits_for_are_given_up() -> None:
    values = torch.randn(3_000, 1_500, generator=torch.Generator().manual_seed(0))
    left, may_begin = SimpleQueue[bool](), threading.Event()

    def fit() -> None:
        may_begin.wait()
        try:
            fit_principal_components(values, 60)
        except Cancelled:
            left.put(True)
        else:
            left.put(False)

    events = run_in_thread(fit, "")
    next(events)
    events.close()
    may_begin.set()
    assert left.get(timeout=60), "they were computed to their end"
    assert fit_principal_components(values, 60).directions.shape == (1_500, 60), "one's own thread waits for itself"


def test_that_who_leaves_need_not_wait_for_long_work_and_errors_reach_who_stays() -> None:
    may_end, ended = threading.Event(), threading.Event()

    def long_work() -> None:
        may_end.wait()
        ended.set()

    events = run_in_thread(long_work, "Computing")
    assert next(events) == Announced("Computing")
    events.close()
    assert not ended.is_set(), "who leaves has waited for it"
    may_end.set()
    assert ended.wait(timeout=60), "it ends by itself"
    with pytest.raises(ZeroDivisionError):
        result_of(run_in_thread(lambda: 1 // 0, ""))
