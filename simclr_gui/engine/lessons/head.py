"""Why the head is dropped: questions that h still answers and z has forgotten.

After Chen et al. 2020, table 3: the loss asks z to be the same for all views of an image, so it need not keep what
views differ in; h, one step earlier, may.
"""

from collections.abc import Generator, Iterator

import torch
from torch import Tensor

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, ImageSet
from simclr_gui.engine.evaluation.linear_evaluation import fit_classifier
from simclr_gui.engine.events import Announced, Event, HeadCompared
from simclr_gui.engine.features.features import chunks, require_numbers
from simclr_gui.engine.lessons.convolution import LUMA
from simclr_gui.engine.lessons.demonstrator import Demonstrator
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.network.model_facts import model_facts
from simclr_gui.engine.network.taps import evaluating
from simclr_gui.engine.training.learner import Learner

TURNS = 4
FEWEST_IMAGES, MOST_IMAGES, FEWEST_KNOWN = 40, 500, 20
MULTIPLY_ADDS = 2e11  # for all of them: some seconds on two cores, unless the fewest are too many
VERSIONS = 2 * (1 + TURNS + 2)  # of an image that are looked at: as it is, turned, in colour and grey; twice as many
SENTENCE = said("Testing what h and z still know")

Described = tuple[Tensor, Tensor]
"""What h and z say of the same images, float32, shapes (count, dim)."""


def images_affordable(config: TrainingConfig) -> int:
    """How many images can be asked about within a moment."""
    affordable = int(MULTIPLY_ADDS / VERSIONS / model_facts(config).multiply_adds)
    return min(MOST_IMAGES, max(FEWEST_IMAGES, affordable))


def demonstrate_head(demonstrator: Demonstrator) -> Iterator[Event]:
    """The comparison on as many images as a moment suffices for."""
    _, learner = yield from demonstrator.opened()
    data = yield from demonstrator.images(images_affordable(demonstrator.config))
    yield from compare_head(learner, data)


def compare_head(learner: Learner, data: DataSet) -> Iterator[Event]:
    """Fits a linear classifier on h and on z for each question, on training images, and asks it about test images.

    Yields:
        Announced while it works, HeadCompared at the end.

    Raises:
        UserError: the features are not numbers.
    """
    questions = {"turn": (turned, TURNS), "colour": (coloured_and_grey, 2)}
    known = [int((images.labels >= 0).sum()) for images in (data.train, data.test)]
    if data.has_classes and min(known) >= FEWEST_KNOWN:
        questions = {"class": (as_they_are, len(data.class_names))} | questions
    answers = {}
    for name, (ask, choices) in questions.items():
        learned, asked = ask(data.train), ask(data.test)
        train = yield from _described(learner, learned)
        test = yield from _described(learner, asked)
        accuracies = []
        for fitted, unseen in zip(train, test, strict=True):
            require_numbers(fitted.numpy())
            classifier = yield from fit_classifier(fitted, learned.labels, choices, SENTENCE)
            predictions = classifier.log_probabilities(unseen).argmax(dim=1)
            accuracies.append(float((predictions == asked.labels).float().mean()))
        answers[name] = (accuracies[0], accuracies[1], 1 / choices)
    yield HeadCompared(learner.step, len(data.test), answers)


def as_they_are(images: ImageSet) -> ImageSet:
    """The question for the class, of the images whose class is known."""
    known = images.labels >= 0
    return ImageSet(images.pixels[known], images.labels[known])


def turned(images: ImageSet) -> ImageSet:
    """Every image turned by 0, 90, 180 and 270 degrees; the labels say which."""
    versions = [torch.rot90(images.pixels, turn, dims=(2, 3)) for turn in range(TURNS)]
    return _asked(versions)


def coloured_and_grey(images: ImageSet) -> ImageSet:
    """Every image in its colours (0) and in grey (1)."""
    weights = torch.tensor(LUMA).reshape(1, 3, 1, 1)
    grey = (images.pixels.float() * weights).sum(dim=1, keepdim=True).round().to(torch.uint8)
    return _asked([images.pixels, grey.expand_as(images.pixels)])


def _asked(versions: list[Tensor]) -> ImageSet:
    labels = torch.arange(len(versions)).repeat_interleave(len(versions[0]))
    return ImageSet(torch.cat(versions), labels)


def _described(learner: Learner, images: ImageSet) -> Generator[Announced, None, Described]:
    encoder, head, machine = learner.evaluated_encoder, learner.projection_head, learner.machine
    described: list[Described] = []
    for part in chunks(encoder, images, machine):
        with evaluating(encoder), evaluating(head), machine.autocast():
            h = encoder(part.pixels.to(machine.device).float() / 255)
            described.append((h.float().cpu(), head(h).float().cpu()))
        yield Announced(SENTENCE)
    h_of_all, z_of_all = (torch.cat(parts) for parts in zip(*described, strict=True))
    return h_of_all, z_of_all
