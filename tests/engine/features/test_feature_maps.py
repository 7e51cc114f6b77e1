"""Looking inside: exact taps, true receptive fields, real gradients, and nothing changed by looking."""

from pathlib import Path

import numpy as np
import pytest
import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.events import CheckpointsKept, FeatureMapsTaken, PairsTaken, SimilaritiesTaken
from simclr_gui.engine.experiments.run_inspector import RunInspector
from simclr_gui.engine.features.channels import activity, is_silent, order_of, pooled, steadiness
from simclr_gui.engine.features.feature_maps import (
    as_grey_levels,
    attention_of,
    filters_of,
    look_inside,
    take_feature_maps,
)
from simclr_gui.engine.features.features import fingerprint
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.network.encoders import build_encoder
from simclr_gui.engine.network.taps import layer_names, receptive_field, tapped
from simclr_gui.engine.runs.kept_checkpoints import kept_checkpoints
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import CheckpointPace
from simclr_gui.engine.training.learner import Learner
from tests.small import SMALL, small_data, small_learner, train_small


def learner() -> Learner:
    return small_learner()


def test_that_taps_give_what_the_layer_really_computed() -> None:
    network = learner()
    encoder, head = network.encoder, network.projection_head
    images = small_data().test.pixels[3:5].float() / 255
    assert layer_names(encoder) == ("stem", *(f"layer{s}.{b}" for s in range(1, 5) for b in (1, 2)), "h", "z")
    encoder.eval()
    head.eval()
    with torch.inference_mode():
        h = encoder(images)
        z = head(h)
        x = (images - encoder.mean) / encoder.deviation
        stem = encoder.network.relu(encoder.network.bn1(encoder.network.conv1(x)))
        second = encoder.network.layer2(encoder.network.layer1(stem))
    vectors = {"h": h[:, :, None, None], "z": z[:, :, None, None]}
    for layer, expected in ({"stem": stem, "layer2.2": second} | vectors).items():
        np.testing.assert_allclose(take_feature_maps(network, images, layer), expected.numpy(), atol=1e-5)


def test_that_looking_changes_nothing_in_a_network_in_training() -> None:
    network = learner()
    network.encoder.train()
    network.projection_head.train()
    before = fingerprint(network.encoder)
    event = look_inside(network, SMALL, small_data().test, LayerSelection("layer4.2", 41))
    assert network.encoder.training
    assert network.projection_head.training
    assert fingerprint(network.encoder) == before
    assert not any(module._forward_hooks for module in network.encoder.modules())
    assert all(weight.grad is None for weight in network.parameters())
    assert (event.image_index, event.layer, event.maps.shape[:2]) == (1, "layer4.2", (3, 128))


def test_that_the_three_pictures_are_the_picture_and_two_views_of_it() -> None:
    event = look_inside(learner(), SMALL, small_data().test, LayerSelection("stem", 2))
    np.testing.assert_array_equal(event.images[0], small_data().test.pixels[2].permute(1, 2, 0).numpy())
    assert (event.images[1] != event.images[2]).any()
    again = look_inside(learner(), SMALL, small_data().test, LayerSelection("h", 2))
    np.testing.assert_array_equal(again.images, event.images)


@pytest.mark.parametrize(
    ("name", "stem", "layer"),
    [
        ("resnet18", "imagenet", "stem"),
        ("resnet18", "imagenet", "layer2.1"),
        ("resnet18", "small", "layer1.2"),
        ("resnet18-thin", "thin", "layer3.2"),
        ("resnet50", "imagenet", "layer2.1"),
    ],
)
def test_that_a_unit_depends_on_the_pixels_of_its_receptive_field_and_on_no_others(
    name: str, stem: str, layer: str
) -> None:
    torch.manual_seed(0)
    encoder = build_encoder(name, stem, 224, torch.zeros(3), torch.ones(3)).eval()  # type: ignore[arg-type]
    for module in encoder.modules():
        if isinstance(module, torch.nn.Conv2d):
            torch.nn.init.uniform_(module.weight, 0.01, 0.1)  # positive: no pixel cancels another
    side_px = 224
    image = torch.rand(1, 3, side_px, side_px, requires_grad=True)
    tap = encoder.network.maxpool if layer == "stem" else dict(encoder.network.named_modules())[_module(layer)]
    kept: list[torch.Tensor] = []
    handle = tap.register_forward_hook(lambda _m, _i, output: kept.append(output))
    encoder(image)
    handle.remove()
    row, column = kept[0].shape[2] // 2, kept[0].shape[3] // 3
    (gradient,) = torch.autograd.grad(kept[0][0, :, row, column].sum(), image)
    touched = (gradient[0].abs().sum(dim=0) > 0).nonzero()
    field = receptive_field(encoder, layer)
    top, left, side = field.square(row, column)
    lowest, highest = touched.min(dim=0).values, touched.max(dim=0).values + 1
    assert (lowest >= torch.tensor([top, left])).all()
    assert (highest <= torch.tensor([top + side, left + side])).all()
    if stem != "imagenet":  # max pooling hands the gradient to one unit alone, so that the square is not filled
        assert (highest - lowest).tolist() == [side, side]


def _module(layer: str) -> str:
    stage, _, block = layer.partition(".")
    return f"{stage}.{int(block) - 1}"


def test_that_attention_is_the_gradient_of_the_cosine() -> None:
    network = learner()
    views = small_data().test.pixels[:2].float() / 255
    cosine, attention = attention_of(network, views)
    assert attention.shape == (2, 16, 16)
    assert attention.max() == 255
    row, column = np.unravel_index(attention[0].argmax(), (16, 16))
    rise = views.clone()
    rise[0, :, row, column] += 0.02
    corner = np.unravel_index(attention[0].argmin(), (16, 16))
    still = views.clone()
    still[0, :, corner[0], corner[1]] += 0.02
    moved, unmoved = (abs(attention_of(network, changed)[0] - cosine) for changed in (rise, still))
    assert moved > unmoved


def test_that_filters_are_the_weights_of_the_first_convolution() -> None:
    encoder = learner().encoder
    filters = filters_of(encoder)
    weights = encoder.network.conv1.weight.detach()
    assert filters.shape == (16, 3, 3, 3)
    channel = weights[5] / weights[5].abs().max()
    expected = ((0.5 + 0.5 * channel) * 255).round().permute(1, 2, 0).numpy()
    np.testing.assert_allclose(filters[5], expected, atol=1)


def test_that_an_opened_run_shows_the_beginning_and_every_kept_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CheckpointPace, "is_due", lambda *_: False)  # that of the end alone
    train_small(tmp_path / "run", config_with(SMALL, {"budget.epochs": 3}))
    viewer = RunInspector(RunFolder(tmp_path / "run"))

    def looked(moment: int | None) -> FeatureMapsTaken:
        (event,) = [e for e in viewer.look(LayerSelection("layer1.1", 0), moment) if isinstance(e, FeatureMapsTaken)]
        return event

    newest, first = looked(None), looked(0)
    assert list(kept_checkpoints(viewer.folder)) == [CheckpointsKept((0, 12))]
    assert (newest.step, first.step) == (12, 0)
    assert looked(12).cosine == newest.cosine
    assert (first.maps != newest.maps).any()
    image = torch.from_numpy(first.images[:1]).permute(0, 3, 1, 2).float() / 255
    fresh = take_feature_maps(learner(), image, "layer1.1")
    levels = first.low + first.maps[0] / 255 * (first.high - first.low)
    np.testing.assert_allclose(levels, fresh[0], atol=(first.high - first.low) / 255)

    (beside,) = [
        e for e in viewer.look(LayerSelection("layer1.1", 0, beside_beginning=True)) if isinstance(e, FeatureMapsTaken)
    ]
    assert (beside.maps == newest.maps).all()
    assert beside.before is not None and newest.before is None
    np.testing.assert_allclose(beside.before / 255, (fresh[0] - fresh.min()) / np.ptp(fresh), atol=0.5 / 255 + 1e-6)


def test_that_matrix_and_pair_are_computed_from_the_weights_of_the_chosen_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CheckpointPace, "is_due", lambda *_: True)
    train_small(tmp_path / "run")
    viewer = RunInspector(RunFolder(tmp_path / "run"))

    def compared(moment: int | None) -> SimilaritiesTaken:
        (event,) = [e for e in viewer.compare(moment) if isinstance(e, SimilaritiesTaken)]
        return event

    def pair(moment: int | None) -> PairsTaken:
        (event,) = [e for e in viewer.pair(moment) if isinstance(e, PairsTaken)]
        return event

    for moment, step in ((0, 0), (3, 3), (5, 5), (None, 8)):
        taken, drawn = compared(moment), pair(moment)
        row, pairs = taken.cosine[0], len(taken.cosine) // 2
        assert (taken.step, drawn.step, taken.unseen, drawn.unseen) == (step, step, True, True)
        assert drawn.cosine[0] == pytest.approx(row[pairs], abs=1e-6)
        assert drawn.rank[0] == 1 + (np.delete(row, 0) > row[pairs]).sum()
        assert drawn.others == 2 * pairs - 1
        np.testing.assert_array_equal(drawn.first[0], taken.views[0])
        np.testing.assert_array_equal(drawn.second[0], taken.views[pairs])
    assert len({pair(moment).cosine for moment in (0, 3, 5, None)}) == 4


def test_that_a_run_without_checkpoints_has_no_moments(tmp_path: Path) -> None:
    assert list(kept_checkpoints(RunFolder.create(tmp_path / "run", SMALL))) == [CheckpointsKept(())]


def test_that_the_shapes_of_all_layers_are_those_of_what_they_give() -> None:
    network, data = learner(), small_data()
    shapes = look_inside(network, SMALL, data.test, LayerSelection("layer2.1")).shapes
    assert tuple(shapes) == layer_names(network.encoder)
    for layer, (channels, side) in shapes.items():
        assert look_inside(network, SMALL, data.test, LayerSelection(layer)).maps.shape == (3, channels, side, side)
    assert (shapes["stem"], shapes["layer4.2"], shapes["h"]) == ((16, 8), (128, 1), (128, 1))


MAPS = np.array(
    [
        [[[10, 30]], [[5, 5]], [[0, 200]]],
        [[[20, 20]], [[5, 5]], [[0, 100]]],
        [[[20, 20]], [[5, 5]], [[0, 0]]],
    ],
    np.uint8,
)


def test_that_channels_are_sorted_by_what_they_do() -> None:
    assert activity(MAPS).tolist() == [20, 5, 100]
    assert steadiness(MAPS).tolist() == [1, 1, 0]
    assert is_silent(MAPS).tolist() == [False, True, False]
    assert order_of(MAPS, "as they are").tolist() == [0, 1, 2]
    assert order_of(MAPS, "activity").tolist() == [2, 0, 1]
    assert order_of(np.where(MAPS == 5, np.uint8(250), MAPS), "activity").tolist() == [2, 0, 1], "bright, but silent"
    assert order_of(MAPS, "steadiness").tolist() == [0, 2, 1]


@pytest.mark.parametrize("by", ["max", "average", "sum"])
def test_that_pooling_is_torchs(by: str) -> None:
    values = np.random.default_rng(0).normal(size=(5, 8))
    x = torch.from_numpy(values)[None, None]
    expected = {
        "max": torch.nn.functional.max_pool2d(x, 2),
        "average": torch.nn.functional.avg_pool2d(x, 2),
        "sum": 4 * torch.nn.functional.avg_pool2d(x, 2),
    }[by]
    np.testing.assert_allclose(pooled(values, by), expected[0, 0].numpy())


def test_that_a_map_of_one_unit_is_not_pooled() -> None:
    assert pooled(np.ones((1, 1)), "max").shape == (1, 1)


def test_that_a_tap_is_taken_away_again() -> None:
    module = torch.nn.Linear(2, 3)
    with tapped(module) as outputs:
        module(torch.zeros(1, 2))
    module(torch.zeros(1, 2))
    assert len(outputs) == 1


def test_that_grey_levels_span_the_whole_range_and_name_its_ends() -> None:
    maps = np.array([[[-2.0, 0.0]], [[1.0, 2.0]]], np.float32)
    levels, low, high = as_grey_levels(maps)
    assert (low, high) == (-2.0, 2.0)
    np.testing.assert_array_equal(levels, [[[0, 128]], [[191, 255]]])
    assert as_grey_levels(np.ones((1, 2, 2), np.float32))[0].max() == 0
