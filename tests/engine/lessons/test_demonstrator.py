"""What lessons show of a real network: its chain, a block of it, and what its h and z know."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from simclr_gui.engine.datasets.images import DataSet, ImageSet
from simclr_gui.engine.events import BlockProbed, ChainTaken, Event, HeadCompared, ImagesReplaced, LessonImages
from simclr_gui.engine.features.feature_maps import take_feature_maps
from simclr_gui.engine.lessons.blocks import demonstrate_block, probe_block
from simclr_gui.engine.lessons.chain import demonstrate_chain, follow_chain
from simclr_gui.engine.lessons.demonstrator import Demonstrator
from simclr_gui.engine.lessons.head import (
    FEWEST_IMAGES,
    MOST_IMAGES,
    coloured_and_grey,
    compare_head,
    images_affordable,
    turned,
)
from simclr_gui.engine.lessons.material import take_images
from simclr_gui.engine.network.taps import H, Z
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import restore_newest
from simclr_gui.engine.training.learner import Learner
from tests.small import SMALL, small_config, small_data, small_learner, train_small


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "run"
    train_small(path)
    return path


@pytest.fixture(scope="module")
def learner(run_dir: Path) -> Learner:
    learner = small_learner()
    restore_newest(RunFolder(run_dir), learner)
    return learner


@pytest.fixture
def pixels() -> Tensor:
    return small_data().test.pixels[0]


def last(events: object) -> Event:
    return list(events)[-1]  # type: ignore[call-overload, no-any-return]


def test_that_the_chain_ends_in_h_and_z_of_the_same_picture(learner: Learner, pixels: Tensor) -> None:
    chain = follow_chain(learner, pixels)
    kinds = [link.kind for link in chain.links]
    assert kinds == ["convolution", "relu", "convolution", "relu", "convolution", "sum", *["stage"] * 4, *kinds[-2:]]
    assert kinds[-2:] == ["average", "dense"]
    image = pixels[None].float() / 255
    for link, layer in zip(chain.links[-2:], (H, Z), strict=True):
        np.testing.assert_allclose(link.maps, take_feature_maps(learner, image, layer)[0, :, 0, 0], atol=1e-5)
    np.testing.assert_array_equal(chain.image, pixels.permute(1, 2, 0).numpy())
    assert chain.step == learner.step > 0


def test_that_the_chain_says_where_h_is_of_several_stages(pixels: Tensor) -> None:
    chain = follow_chain(small_learner(small_config(model__features="multi-scale")), pixels)
    link = next(link for link in chain.links if link.kind == "averages")
    assert link.channels == len(link.maps) == 32 + 64 + 128


def test_that_relu_leaves_of_the_same_maps_what_is_above_zero(learner: Learner, pixels: Tensor) -> None:
    links = follow_chain(learner, pixels).links
    for before, after in ((links[0], links[1]), (links[2], links[3])):
        np.testing.assert_allclose(np.maximum(before.maps, 0), after.maps, atol=1e-6)
    assert (links[0].maps < 0).any(), "a convolution gives both signs"
    strengths = links[1].maps.mean(axis=(1, 2))
    assert (np.diff(strengths) <= 1e-6).all(), "the strongest first"


@pytest.mark.parametrize("encoder", ["resnet50-thin", "resnet18"])
def test_that_every_kind_of_network_has_its_chain(encoder: str, pixels: Tensor) -> None:
    stem = "imagenet" if encoder == "resnet18" else "auto"
    config = small_config(model__encoder=encoder, model__stem=stem)
    links = follow_chain(small_learner(config), pixels).links
    kinds = [link.kind for link in links]
    assert ("pool" in kinds) == (stem == "imagenet")
    assert kinds.count("convolution") == (4 if encoder == "resnet50-thin" else 3), "a bottleneck has three"
    assert links[kinds.index("sum") - 1].kind == "convolution"


def test_that_a_real_block_without_weights_is_the_identity_and_drifts_away_with_them(
    learner: Learner, pixels: Tensor
) -> None:
    weights = [parameter.clone() for parameter in learner.encoder.parameters()]
    nothing = probe_block(learner, pixels, 0.0)
    np.testing.assert_array_equal(nothing.before, nothing.after)
    assert not nothing.residual.any()
    assert nothing.difference == 0
    whole = probe_block(learner, pixels, 1.0)
    np.testing.assert_allclose(np.maximum(whole.before + whole.residual, 0), whole.after, atol=1e-5)
    np.testing.assert_array_equal(nothing.before, whole.before, err_msg="it is the same map whatever the weights")
    assert np.square(whole.residual).mean() > 0.01 * np.square(whole.before).mean(), "there is something to be seen"
    assert 0 < probe_block(learner, pixels, 0.3).difference < whole.difference
    for before, after in zip(weights, learner.encoder.parameters(), strict=True):
        assert torch.equal(before, after), "the network itself stays as it is"


def test_that_turns_and_colours_are_what_the_answers_say() -> None:
    images = small_data().test.subset(3)
    turns = turned(images)
    assert turns.labels.tolist() == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3
    assert torch.equal(turns.pixels[:3], images.pixels)
    assert torch.equal(turns.pixels[6:9], images.pixels.flip(2, 3)), "180 degrees"
    colours = coloured_and_grey(images)
    assert torch.equal(colours.pixels[:3], images.pixels)
    grey = colours.pixels[3:]
    assert torch.equal(grey[:, 0], grey[:, 1]) and torch.equal(grey[:, 1], grey[:, 2])


def test_that_a_head_that_hides_a_question_is_found_out(learner: Learner) -> None:
    """A head whose weights are 0 says the same of every image: from z nothing can be told but by guessing."""
    data = small_data()
    honest = last(compare_head(learner, data))
    assert isinstance(honest, HeadCompared)
    assert set(honest.answers) == {"class", "turn", "colour"}
    weights = {name: tensor.clone() for name, tensor in learner.projection_head.state_dict().items()}
    with torch.no_grad():
        for parameter in learner.projection_head.parameters():
            parameter.zero_()
    hidden = last(compare_head(learner, data))
    learner.projection_head.load_state_dict(weights)
    assert isinstance(hidden, HeadCompared)
    for name, (h, z, chance) in hidden.answers.items():
        assert h == pytest.approx(honest.answers[name][0]), "h does not depend on the head"
        assert z <= chance + 0.1
    assert hidden.answers["turn"][1] == pytest.approx(0.25)
    assert honest.answers["colour"][0] > 0.6


def test_that_pictures_without_classes_are_asked_for_turn_and_colour_alone(learner: Learner) -> None:
    data = small_data()
    train, test = (ImageSet(each.pixels, torch.full_like(each.labels, -1)) for each in (data.train, data.test))
    nameless = DataSet(data.name, (), train, test)
    of_unknown_class = dataclasses.replace(data, test=nameless.test)
    for asked in (nameless, of_unknown_class):
        compared = last(compare_head(learner, asked))
        assert isinstance(compared, HeadCompared)
        assert set(compared.answers) == {"turn", "colour"}


def test_that_large_networks_are_asked_about_fewer_pictures() -> None:
    assert images_affordable(SMALL) == MOST_IMAGES
    assert images_affordable(small_config(model__encoder="resnet152", data__side_px=224)) == FEWEST_IMAGES


def test_that_pictures_that_are_not_here_are_replaced_by_shapes_and_it_is_told() -> None:
    config = small_config(data__source="stl10", data__train_images=0)
    replaced, taken = take_images(config)
    assert isinstance(replaced, ImagesReplaced) and isinstance(taken, LessonImages)
    assert replaced.trouble == "STL-10 is not on this machine."
    assert taken.pixels.shape == (12, 16, 16, 3)
    assert taken.views.shape == (2, 12, 16, 16, 3)
    assert isinstance(last(demonstrate_chain(Demonstrator(config, None), 0)), ChainTaken)


def test_that_a_run_shows_its_own_network_and_no_run_one_of_chance(run_dir: Path) -> None:
    chance, trained = Demonstrator(SMALL, None), Demonstrator(SMALL, run_dir)
    chains = [last(demonstrate_chain(each, 2)) for each in (chance, trained)]
    assert all(isinstance(chain, ChainTaken) for chain in chains)
    assert [chain.step for chain in chains] == [0, 8]
    np.testing.assert_array_equal(chains[0].image, chains[1].image)
    assert not np.allclose(chains[0].links[-1].maps, chains[1].links[-1].maps)
    probed = last(demonstrate_block(trained, 0.5, 10_000))
    assert isinstance(probed, BlockProbed), "images go round"
