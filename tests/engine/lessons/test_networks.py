"""Sizes through ResNets, blocks, gradients and degradation: published numbers, and what must follow."""

import numpy as np
import pytest
import torch

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import ErrorMeasured
from simclr_gui.engine.lessons.blocks import compare_blocks, probe_block
from simclr_gui.engine.lessons.degradation import build_network, watch_degradation
from simclr_gui.engine.lessons.gradients import FlowSettings, flow_gradients
from simclr_gui.engine.lessons.size_walk import walk_sizes
from tests.small import small_data


@pytest.mark.parametrize(
    ("encoder", "parameters"),
    [
        ("resnet18", 11_176_512),
        ("resnet34", 21_284_672),
        ("resnet50", 23_508_032),
        ("resnet101", 42_500_160),
        ("resnet152", 58_143_808),
    ],
)
def test_that_the_layers_add_up_to_the_published_network(encoder: str, parameters: int) -> None:
    walked = walk_sizes(encoder, "imagenet", 224)
    assert sum(layer.parameters for layer in walked.layers) == parameters
    assert [layer.side for layer in walked.layers if layer.name in ("stem", "layer2.1", "layer3.1", "layer4.1")] == [
        56,
        28,
        14,
        7,
    ]
    if encoder == "resnet50":
        assert sum(layer.multiply_adds for layer in walked.layers) == pytest.approx(4.09e9, rel=0.01)
        assert walked.layers[-1].channels == 2_048


def test_that_the_stem_is_told_and_a_picture_that_shrinks_too_early_is_marked() -> None:
    stem, block = walk_sizes("resnet18", "imagenet", 64).layers[:2]
    assert (stem.kernels, stem.stride, stem.pooling) == ((7,), 2, 3)
    assert (block.kernels, block.stride, block.pooling) == ((3, 3), 1, 0)
    small = walk_sizes("resnet18", "imagenet", 8)
    assert any(layer.is_too_small for layer in small.layers)
    assert not any(layer.is_too_small for layer in walk_sizes("resnet18", "auto", 32).layers)
    with pytest.raises(UserError, match="cannot be walked"):
        walk_sizes("resnet18", "auto", 0)


def test_that_a_receptive_field_grows_from_layer_to_layer() -> None:
    fields = [layer.receptive_field_px for layer in walk_sizes("resnet18", "imagenet", 224).layers]
    assert fields[0] == 11
    assert fields == sorted(fields)


def test_that_a_bottleneck_saves_what_its_shapes_say() -> None:
    compared = compare_blocks(256, 56)
    assert compared.basic[0] == 2 * 9 * 256**2
    assert compared.bottleneck[0] == 256 * 64 + 9 * 64**2 + 64 * 256
    assert compared.basic[1] == compared.basic[0] * 56**2
    assert compared.basic[1] / compared.bottleneck[1] > 16


def test_that_a_block_without_weights_is_the_identity_and_drifts_away_with_them() -> None:
    nothing = probe_block(0.0)
    np.testing.assert_array_equal(nothing.before, nothing.after)
    assert nothing.difference == 0
    differences = [probe_block(scale).difference for scale in (0.1, 0.5, 1.0)]
    assert differences == sorted(differences)
    assert differences[-1] > 0.1


def test_that_sigmoids_let_gradients_vanish_and_never_slope_more_than_a_quarter() -> None:
    flow = flow_gradients(FlowSettings(depth=20, activation="sigmoid"))
    assert len(flow.gradients) == len(flow.slopes) == 20
    assert max(flow.slopes) <= 0.25
    assert flow.gradients[0] < 1e-6 * flow.gradients[-1]


def test_that_relu_with_its_own_scale_keeps_them_and_larger_weights_explode() -> None:
    kept = flow_gradients(FlowSettings(depth=20, activation="relu", scale=2**0.5))
    assert 0.05 < kept.gradients[0] / kept.gradients[-1] < 20
    exploded = flow_gradients(FlowSettings(depth=20, activation="relu", scale=3.0))
    assert exploded.gradients[0] > 1e3 * kept.gradients[0]


def test_that_the_way_around_brings_the_gradient_back_to_the_first_layers() -> None:
    plain, residual = (
        flow_gradients(FlowSettings(depth=20, activation="sigmoid", is_residual=is_residual))
        for is_residual in (False, True)
    )
    assert residual.gradients[0] > 1e4 * plain.gradients[0]


def test_that_the_same_draw_gives_the_same_gradients() -> None:
    flow = flow_gradients(FlowSettings(depth=3, activation="tanh"))
    again = flow_gradients(FlowSettings(depth=3, activation="tanh"))
    assert flow == again, "the same draw gives the same"
    assert flow != flow_gradients(FlowSettings(depth=3, activation="tanh"), seed=1)


def test_that_plain_and_residual_networks_differ_in_nothing_but_the_way_around() -> None:
    plain, residual = (build_network(2, 10, is_residual=is_residual) for is_residual in (False, True))
    assert sum(p.numel() for p in plain.parameters()) == sum(p.numel() for p in residual.parameters())
    pictures = torch.randn(2, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    assert plain(pictures).shape == residual(pictures).shape == (2, 10)


def test_that_four_networks_learn_side_by_side_and_the_time_is_kept() -> None:
    events = list(watch_degradation(small_data().train, 10, 2.0))
    assert all(isinstance(event, ErrorMeasured) for event in events)
    assert {event.network for event in events} == {"plain-14", "plain-56", "residual-14", "residual-56"}
    assert all(0 <= event.error <= 1 for event in events)
    assert events[0].error == pytest.approx(0.9, abs=0.05)
    assert events[-1].share <= 1
