"""Layer by layer: how much each part of the network knows, from the stem to z, which the loss compares."""

from collections.abc import Generator
from contextlib import ExitStack

import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.evaluation.scores import scored
from simclr_gui.engine.events import Announced
from simclr_gui.engine.events.evaluation import LayerScores
from simclr_gui.engine.features.features import Features, FeatureSource, chunks
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.network.resnet import STAGES
from simclr_gui.engine.network.taps import STEM, H, Z, evaluating, tapped
from simclr_gui.engine.training.learner import Learner

STAGE = "layer"  # before its number
MOST_NUMBERS = 1_024  # that a layer says of an image; so many a classifier can weigh within seconds


def score_layers(source: FeatureSource) -> Generator[Announced, None, list[LayerScores]]:
    """Scores of the stem, the four stages, h and z of the trained network.

    The maps of a layer are averaged over squares, as coarse as it takes to leave 1,024 numbers or fewer (after Zhang
    et al. 2016, "Colorful image colorization", section 3.2, who leave about 9,000).

    Returns:
        One entry a layer.
    """
    learner, _ = source.trained()
    data = source.data
    total = len(data.bank) + len(data.test)
    bank = yield from _of_all_layers(learner, data.bank, 0, total)
    test = yield from _of_all_layers(learner, data.test, len(data.bank), total)
    scores = []
    for name in bank:
        features = Features(bank[name].float().numpy(), test[name].float().numpy())
        result = yield from scored(features, data, _in_words(name))
        of_layer = {"name": name, "numbers": features.train.shape[1]}
        scores.append(LayerScores.model_validate(of_layer | dict(result.accuracies)))
    return scores


def _in_words(layer: str) -> Sentence:
    if layer == STEM:
        return said("stem")
    if layer.startswith(STAGE):
        return said("layer{number}", number=layer.removeprefix(STAGE))
    return Sentence(layer)


def _of_all_layers(
    learner: Learner, images: ImageSet, done: int, total: int
) -> Generator[Announced, None, dict[str, Tensor]]:
    """What each layer says of the images, float16 or float32, shapes (count, numbers)."""
    encoder = learner.evaluated_encoder
    parts: dict[str, list[Tensor]] = {}
    for part in chunks(encoder, images, learner.machine):
        for name, values in _of_one_part(learner, part).items():
            parts.setdefault(name, []).append(values)
        done += len(part)
        yield Announced("Looking into all layers", done / total)
    return {name: torch.cat(values) for name, values in parts.items()}


def _of_one_part(learner: Learner, images: ImageSet) -> dict[str, Tensor]:
    encoder, head, machine = learner.evaluated_encoder, learner.projection_head, learner.machine
    network = encoder.network
    modules = {STEM: network.maxpool} | {f"{STAGE}{n}": network.stage(n) for n in range(1, STAGES + 1)}
    with ExitStack() as open_while_looking:
        for context in (evaluating(encoder), evaluating(head), machine.autocast()):
            open_while_looking.enter_context(context)
        taps = {name: open_while_looking.enter_context(tapped(module)) for name, module in modules.items()}
        h = encoder(images.pixels.to(machine.device).float() / 255)
        z = head(h)
    flat = {name: coarse(outputs[0].float()) for name, outputs in taps.items()} | {H: h, Z: z}
    return {name: _shortened(values).cpu() for name, values in flat.items()}


def _shortened(values: Tensor) -> Tensor:
    """In half the memory, where no value is too large for that."""
    return values.half() if values.abs().max() <= torch.finfo(torch.float16).max else values


def coarse(maps: Tensor) -> Tensor:
    """Maps (count, channels, height, width) averaged over squares, at most 1,024 numbers an image; flat."""
    side = min(maps.shape[-1], max(1, int((MOST_NUMBERS / maps.shape[1]) ** 0.5)))
    return functional.adaptive_avg_pool2d(maps, side).flatten(1)
