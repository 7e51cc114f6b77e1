"""What a network costs, against published numbers and against what torch really keeps."""

import gc

import pytest
import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.network.encoders import build_encoder
from simclr_gui.engine.network.model_facts import _KeptTensors, model_facts
from simclr_gui.engine.network.projection import build_projection_head

# Parameters and multiply-adds of torchvision's models at 224 px, less their classifier of 1,000 classes.
PUBLISHED = {
    "resnet18": (11_689_512 - 513_000, 1.814e9 - 512_000),
    "resnet34": (21_797_672 - 513_000, 3.664e9 - 512_000),
    "resnet50": (25_557_032 - 2_049_000, 4.089e9 - 2_048_000),
    "resnet101": (44_549_160 - 2_049_000, 7.801e9 - 2_048_000),
    "resnet152": (60_192_808 - 2_049_000, 11.514e9 - 2_048_000),
}


def facts_of(**changes: object) -> object:
    return model_facts(config_with(TrainingConfig(), {name.replace("__", "."): v for name, v in changes.items()}))


@pytest.mark.parametrize("encoder", PUBLISHED)
def test_that_parameters_and_arithmetic_are_the_published_ones(encoder: str) -> None:
    facts = facts_of(model__encoder=encoder, data__side_px=224)
    parameters, multiply_adds = PUBLISHED[encoder]
    head = 2 * facts.feature_dim * facts.feature_dim  # at most
    assert facts.encoder_parameters == parameters
    assert facts.multiply_adds == pytest.approx(multiply_adds, rel=2e-3, abs=head)
    assert facts.stem == "imagenet"


def kept_bytes(count: int) -> int:
    """What torch really keeps of `count` views on this machine until the way back."""
    config = config_with(TrainingConfig(), {"model.encoder": "resnet18"})
    encoder = build_encoder("resnet18", "auto", 64, torch.zeros(3), torch.ones(3))
    head = build_projection_head(encoder.feature_dim, config.model)
    weights = {p.data_ptr() for module in (encoder, head) for p in module.parameters()}
    kept: dict[int, int] = {}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        if tensor.data_ptr() not in weights:
            kept[tensor.data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        assert head(encoder(torch.rand(count, 3, 64, 64))).requires_grad
    return sum(kept.values())


def test_that_the_kept_memory_is_what_torch_keeps_of_a_further_view() -> None:
    facts = facts_of(model__encoder="resnet18", data__side_px=64)
    assert facts.activation_bytes == pytest.approx((kept_bytes(16) - kept_bytes(8)) / 8, rel=0.1)


def test_that_a_larger_batch_and_a_deeper_network_need_more_memory() -> None:
    thin, deep = facts_of(), facts_of(model__encoder="resnet50")
    assert (
        thin.step_bytes(64, torch.float32) < thin.step_bytes(128, torch.float32) < deep.step_bytes(128, torch.float32)
    )
    assert thin.step_bytes(64, torch.bfloat16) < thin.step_bytes(64, torch.float32)
    assert facts_of(optimisation__optimizer="adamw").weight_bytes > thin.weight_bytes


def test_that_the_head_has_the_width_and_depth_asked_for() -> None:
    settings = config_with(
        TrainingConfig(),
        {"model.projection_layers": 3, "model.projection_hidden_dim": 96, "model.projection_dim": 10},
    ).model
    head = build_projection_head(128, settings)
    assert [layer.weight.shape for layer in head if hasattr(layer, "weight")] == [(96, 128), (96, 96), (10, 96)]


def test_that_asking_what_a_network_costs_leaves_nothing_behind() -> None:
    """A tensor kept for the way back that holds the graph by which it is held is seen by no collector."""
    facts_of(data__side_px=40)  # nobody has asked before
    gc.collect()
    assert not [each for each in gc.get_objects() if type(each) is _KeptTensors]
