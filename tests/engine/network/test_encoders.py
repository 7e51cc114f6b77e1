"""Encoders against torchvision's, their stems and their sizes."""

from contextlib import ExitStack

import pytest
import torch
import torchvision

from simclr_gui.engine.config.settings import ModelSettings
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.network.encoders import build_encoder, parameter_count
from simclr_gui.engine.network.projection import build_projection_head
from simclr_gui.engine.network.taps import tapped

MEAN, DEVIATION = torch.tensor([0.4, 0.5, 0.6]), torch.tensor([0.2, 0.25, 0.3])


@pytest.mark.parametrize(
    ("name", "published_parameters"),
    [
        ("resnet18", 11_689_512),
        ("resnet34", 21_797_672),
        ("resnet50", 25_557_032),
        ("resnet101", 44_549_160),
        ("resnet152", 60_192_808),
    ],
)
def test_that_a_resnet_is_torchvisions_without_its_classifier(name: str, published_parameters: int) -> None:
    encoder = build_encoder(name, "imagenet", 64, MEAN, DEVIATION).eval()
    theirs = getattr(torchvision.models, name)()
    classifier = parameter_count(theirs.fc)
    theirs.fc = torch.nn.Identity()
    theirs.load_state_dict(encoder.network.state_dict())
    assert parameter_count(encoder) + classifier == published_parameters
    images = torch.rand(2, 3, 64, 64)
    with torch.inference_mode():
        ours = encoder(images)
        expected = theirs.eval()((images - MEAN[:, None, None]) / DEVIATION[:, None, None])
    torch.testing.assert_close(ours, expected, rtol=1e-4, atol=1e-4 * float(expected.abs().max()))


def test_that_gradients_are_torchvisions_too() -> None:
    torch.manual_seed(0)
    encoder = build_encoder("resnet18", "imagenet", 64, torch.zeros(3), torch.ones(3)).train()
    theirs = torchvision.models.resnet18()
    theirs.fc = torch.nn.Identity()
    theirs.load_state_dict(encoder.network.state_dict())
    images = torch.rand(4, 3, 64, 64)
    encoder(images).square().mean().backward()
    theirs.train()(images).square().mean().backward()
    expected = dict(theirs.named_parameters())
    for name, parameter in encoder.network.named_parameters():
        largest = float(expected[name].grad.abs().max())
        torch.testing.assert_close(parameter.grad, expected[name].grad, rtol=1e-3, atol=1e-3 * largest, msg=name)


def test_that_a_new_network_is_initialised_like_torchvisions() -> None:
    torch.manual_seed(0)
    ours = build_encoder("resnet18", "imagenet", 64, MEAN, DEVIATION).network
    theirs = torchvision.models.resnet18()
    for name, value in ours.state_dict().items():
        expected = theirs.state_dict()[name].float()
        assert float(value.float().std(correction=0)) == pytest.approx(
            float(expected.std(correction=0)), rel=0.1, abs=1e-3
        ), name


@pytest.mark.parametrize(
    ("name", "side_px", "stem"),
    [
        ("resnet18", 32, "small"),
        ("resnet50", 63, "small"),
        ("resnet18", 64, "imagenet"),
        ("resnet50", 96, "imagenet"),
        ("resnet18-thin", 32, "thin"),
        ("resnet18-thin", 96, "thin"),
    ],
)
def test_that_the_stem_suits_the_picture_size(name: str, side_px: int, stem: str) -> None:
    assert resolved_stem(name, "auto", side_px) == stem


def test_that_a_stem_that_was_asked_for_is_used() -> None:
    assert build_encoder("resnet18", "imagenet", 32, MEAN, DEVIATION).network.conv1.kernel_size == (7, 7)


@pytest.mark.parametrize(("name", "dim"), [("resnet18-thin", 128), ("resnet18", 512), ("resnet50", 2048)])
def test_that_features_and_projections_have_their_length(name: str, dim: int) -> None:
    encoder = build_encoder(name, "auto", 32, MEAN, DEVIATION)
    head = build_projection_head(encoder.feature_dim, ModelSettings(projection_dim=64))
    features = encoder(torch.rand(2, 3, 32, 32))
    assert encoder.feature_dim == dim
    assert features.shape == (2, dim)
    assert head(features).shape == (2, 64)
    assert head[0].out_features == dim


@pytest.mark.parametrize(("name", "dim"), [("resnet18-thin", 32 + 64 + 128), ("resnet50", 512 + 1024 + 2048)])
def test_that_features_of_several_scales_are_the_averages_of_the_stages_side_by_side(name: str, dim: int) -> None:
    torch.manual_seed(0)
    encoder = build_encoder(name, "auto", 32, MEAN, DEVIATION, "multi-scale").eval()
    torch.manual_seed(0)
    usual = build_encoder(name, "auto", 32, MEAN, DEVIATION).eval()
    images = torch.rand(2, 3, 32, 32)
    with torch.inference_mode(), ExitStack() as open_while_looking:
        maps = [open_while_looking.enter_context(tapped(usual.network.stage(stage))) for stage in (2, 3, 4)]
        last = usual(images)
        features = encoder(images)
    assert features.shape == (2, encoder.feature_dim) == (2, dim)
    torch.testing.assert_close(features, torch.cat([found[0].mean(dim=(2, 3)) for found in maps], dim=1))
    torch.testing.assert_close(features[:, -usual.feature_dim :], last)


def test_that_the_stems_of_other_programs_differ_from_the_small_one_by_one_thing() -> None:
    images, encoders = torch.rand(2, 3, 32, 32), {}
    for stem in ("small", "small-padded", "small-linear"):
        torch.manual_seed(0)
        encoders[stem] = build_encoder("resnet18-thin", stem, 32, MEAN, DEVIATION).eval()
    sides = {}
    for stem, encoder in encoders.items():
        with torch.inference_mode(), tapped(encoder.network.maxpool) as maps:
            encoder(images)
        sides[stem] = maps[0].shape[-1], bool((maps[0] < 0).any())
    assert sides == {"small": (32, False), "small-padded": (34, False), "small-linear": (32, True)}
