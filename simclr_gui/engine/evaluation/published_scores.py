"""Scores that others have published for the same data, network and length of training. Loads no torch."""

from dataclasses import dataclass

from simclr_gui.engine.config.settings import EncoderName, Stem
from simclr_gui.engine.messages.sentences import said

KOBAK = "Kobak, simclr-cifar10"
EMP_SSL = said("Tong et al. 2023 (EMP-SSL), table of few epochs")
EPOCHS_MAY_DIFFER = 0.1  # a tenth more or less is the same length of training


@dataclass(frozen=True)
class PublishedScore:
    """A band of accuracies.

    Attributes:
        data: the name of the data set.
        score: "linear" or "knn".
        low, high: from 0 to 1; equal where a single number was published.
        details: what else is known of it.
    """

    data: str
    encoder: EncoderName
    stem: Stem
    epochs: int
    score: str
    low: float
    high: float
    source: str
    details: str = ""


_SGD = said("batch 512, SGD, grey 0.1, temperature 0.5")
_UVA = said("batch 256, AdamW, temperature 0.07")

PUBLISHED = (
    PublishedScore("CIFAR-10", "resnet18", "small", 100, "linear", 0.854, 0.858, KOBAK, _SGD),
    PublishedScore("CIFAR-10", "resnet18", "small", 100, "knn", 0.830, 0.834, KOBAK, _SGD),
    PublishedScore("CIFAR-10", "resnet18", "small", 1_000, "linear", 0.916, 0.918, KOBAK, _SGD),
    PublishedScore("CIFAR-10", "resnet18", "small", 1_000, "knn", 0.914, 0.914, KOBAK, _SGD),
    PublishedScore("CIFAR-10", "resnet34", "small", 1_000, "linear", 0.917, 0.923, KOBAK, _SGD),
    PublishedScore("CIFAR-10", "resnet34", "small", 1_000, "knn", 0.920, 0.922, KOBAK, _SGD),
    PublishedScore("CIFAR-10", "resnet50", "small", 1_000, "linear", 0.934, 0.934, KOBAK, _SGD),
    PublishedScore("CIFAR-10", "resnet50", "small", 1_000, "knn", 0.922, 0.926, KOBAK, _SGD),
    PublishedScore(
        "CIFAR-10", "resnet18", "small", 200, "knn", 0.847, 0.847, "LightlySSL, benchmarks", said("batch 128, SGD")
    ),
    PublishedScore("CIFAR-10", "resnet18", "small", 1, "linear", 0.282, 0.282, EMP_SSL),
    PublishedScore("CIFAR-10", "resnet18", "small", 10, "linear", 0.565, 0.565, EMP_SSL),
    PublishedScore("CIFAR-10", "resnet18", "small", 30, "linear", 0.663, 0.663, EMP_SSL),
    PublishedScore(
        "STL-10", "resnet18", "imagenet", 100, "linear", 0.7445, 0.7445, "sthalles, SimCLR", said("batch 256")
    ),
    PublishedScore(
        "STL-10", "resnet18", "imagenet", 500, "linear", 0.813, 0.813, "UvA deep learning tutorial 17", _UVA
    ),
)


def published_for(data: str, encoder: str, stem: str, epochs: float) -> tuple[PublishedScore, ...]:
    """What was published for this data and network after about as many epochs; at most one a score."""
    return tuple(
        entry
        for entry in PUBLISHED
        if (entry.data, entry.encoder, entry.stem) == (data, encoder, stem)
        and abs(epochs - entry.epochs) <= EPOCHS_MAY_DIFFER * entry.epochs
    )
