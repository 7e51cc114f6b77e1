"""Sizes through ResNets, blocks, gradients and degradation: published numbers, and what must follow."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from simclr_gui.engine.datasets.images import channel_statistics
from simclr_gui.engine.events import ErrorMeasured
from simclr_gui.engine.lessons.blocks import compare_blocks
from simclr_gui.engine.lessons.convolution import output_size
from simclr_gui.engine.lessons.degradation import build_network, watch_degradation
from simclr_gui.engine.lessons.gradients import ACTIVATIONS, WIDTH, FlowSettings, flow_gradients
from simclr_gui.engine.lessons.layer_shapes import compute_layer_shapes
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.randomness import Stream, generator_for
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
    walked = compute_layer_shapes(encoder, "imagenet", 224)
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
    stem, block = compute_layer_shapes("resnet18", "imagenet", 64).layers[:2]
    assert (stem.kernels, stem.stride, stem.pooling) == ((7,), 2, 3)
    assert (block.kernels, block.stride, block.pooling) == ((3, 3), 1, 0)
    small = compute_layer_shapes("resnet18", "imagenet", 8)
    assert any(layer.is_too_small for layer in small.layers)
    assert not any(layer.is_too_small for layer in compute_layer_shapes("resnet18", "auto", 32).layers)
    with pytest.raises(UserError, match="cannot be walked"):
        compute_layer_shapes("resnet18", "auto", 0)


def test_that_a_receptive_field_grows_from_layer_to_layer() -> None:
    fields = [layer.receptive_field_px for layer in compute_layer_shapes("resnet18", "imagenet", 224).layers]
    assert fields[0] == 11
    assert fields == sorted(fields)


def test_that_a_bottleneck_saves_what_its_shapes_say() -> None:
    compared = compare_blocks(256, 56)
    assert compared.basic[0] == 2 * 9 * 256**2
    assert compared.bottleneck[0] == 256 * 64 + 9 * 64**2 + 64 * 256
    assert compared.basic[1] == compared.basic[0] * 56**2
    assert compared.basic[1] / compared.bottleneck[1] > 16


@given(
    st.sampled_from(["resnet18", "resnet50", "resnet34-thin"]),
    st.sampled_from(["imagenet", "small", "thin"]),
    st.integers(1, 256),
)
@settings(max_examples=30, deadline=None)
def test_that_the_sizes_are_those_of_the_formula(encoder: str, stem: str, side_px: int) -> None:
    def shrunk(side: int, kernel: int, stride: int = 2) -> int:
        return output_size(side, kernel, kernel // 2, stride).side

    expected = {"imagenet": lambda side: shrunk(shrunk(side, 7), 3), "small": lambda side: side}
    side = expected.get(stem, lambda side: shrunk(side, 3))(side_px)
    layers = compute_layer_shapes(encoder, stem, side_px).layers
    assert layers[0].side == side
    for stage in range(1, 5):
        side = side if stage == 1 else shrunk(side, 3)
        assert {layer.side for layer in layers if layer.name.startswith(f"layer{stage}.")} == {side}


IMAGES = small_data().train


def test_that_sigmoids_let_gradients_vanish_and_never_slope_more_than_a_quarter() -> None:
    flow = flow_gradients(FlowSettings(depth=20, activation="sigmoid"), IMAGES)
    assert len(flow.gradients) == len(flow.slopes) == 20
    assert max(flow.slopes) <= 0.25
    assert flow.gradients[0] < 1e-6 * flow.gradients[-1]


def test_that_relu_with_its_own_scale_keeps_them_and_larger_weights_explode() -> None:
    kept = flow_gradients(FlowSettings(depth=20, activation="relu", scale=2**0.5), IMAGES)
    assert 0.05 < kept.gradients[0] / kept.gradients[-1] < 20
    exploded = flow_gradients(FlowSettings(depth=20, activation="relu", scale=3.0), IMAGES)
    assert exploded.gradients[0] > 1e3 * kept.gradients[0]


def test_that_the_way_around_brings_the_gradient_back_to_the_first_layers() -> None:
    plain, residual = (
        flow_gradients(FlowSettings(depth=20, activation="sigmoid", is_residual=is_residual), IMAGES)
        for is_residual in (False, True)
    )
    assert residual.gradients[0] > 1e4 * plain.gradients[0]


def test_that_the_same_draw_gives_the_same_gradients() -> None:
    flow = flow_gradients(FlowSettings(depth=3, activation="tanh"), IMAGES)
    again = flow_gradients(FlowSettings(depth=3, activation="tanh"), IMAGES)
    assert flow == again, "the same draw gives the same"
    assert flow != flow_gradients(FlowSettings(depth=3, activation="tanh"), IMAGES, seed=1)


@given(
    st.builds(
        FlowSettings,
        depth=st.integers(1, 6),
        activation=st.sampled_from(ACTIVATIONS),
        scale=st.floats(0.2, 2.0),
        is_residual=st.booleans(),
    )
)
@settings(max_examples=40, deadline=None)
def test_that_gradients_are_those_of_the_chain_rule_by_hand(flow: FlowSettings) -> None:
    functions = {
        "sigmoid": (lambda a: 1 / (1 + np.exp(-a)), lambda a: np.exp(-a) / (1 + np.exp(-a)) ** 2),
        "tanh": (np.tanh, lambda a: 1 - np.tanh(a) ** 2),
        "relu": (lambda a: np.maximum(a, 0), lambda a: (a > 0).astype(float)),
    }
    function, slope = functions[flow.activation]
    generator = generator_for(0, Stream.GRADIENT_FLOW)
    mean, deviation = (values.reshape(1, 3, 1, 1) for values in channel_statistics(IMAGES))
    x = ((IMAGES.pixels.float() / 255 - mean) / deviation).flatten(1).double().numpy()
    inputs, before, weights = [], [], []
    for layer in range(flow.depth):
        weight = torch.randn(WIDTH, x.shape[1], generator=generator) * flow.scale / x.shape[1] ** 0.5
        weights.append(weight.double().numpy())
        inputs.append(x)
        before.append(x @ weights[-1].T)
        x = function(before[-1]) + (x if flow.is_residual and layer else 0)
    labels = IMAGES.labels.numpy()
    last = (torch.randn(labels.max() + 2, WIDTH, generator=generator) / WIDTH**0.5).double().numpy()
    logits = x @ last.T
    share = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    share[np.arange(len(labels)), labels] -= 1
    back, sizes = share / len(labels) @ last, []
    for layer in reversed(range(flow.depth)):
        through = back * slope(before[layer])
        sizes.append(np.sqrt(np.square(through.T @ inputs[layer]).mean()))
        back = through @ weights[layer] + (back if flow.is_residual and layer else 0)
    np.testing.assert_allclose(flow_gradients(flow, IMAGES).gradients, sizes[::-1], rtol=1e-3)


def test_that_plain_and_residual_networks_differ_in_nothing_but_the_way_around() -> None:
    plain, residual = (build_network(2, 10, is_residual=is_residual) for is_residual in (False, True))
    assert sum(p.numel() for p in plain.parameters()) == sum(p.numel() for p in residual.parameters())
    images = torch.randn(2, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    assert plain(images).shape == residual(images).shape == (2, 10)


def test_that_four_networks_learn_side_by_side_and_the_time_is_kept() -> None:
    events = list(watch_degradation(small_data().train, 10, 2.0))
    assert all(isinstance(event, ErrorMeasured) for event in events)
    assert {event.network for event in events} == {"plain-14", "plain-56", "residual-14", "residual-56"}
    assert all(0 <= event.error <= 1 for event in events)
    assert events[0].error == pytest.approx(0.9, abs=0.05)
    assert events[-1].share <= 1
