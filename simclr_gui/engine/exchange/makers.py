"""Who writes which layout, and what such an encoder expects of its images: a line in the table is one more program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simclr_gui.engine.exchange.foreign_names import FoundNetwork
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.runs.origin import Colours

LARGE_KERNEL_PX = 7  # of ImageNet's stem
OURS = "SimCLR Explorer"


@dataclass(frozen=True)
class Expected:
    """What an encoder was trained on: images in [0, 1] from which a mean is taken, divided by a deviation."""

    mean: Colours
    std: Colours
    side_px: int


IMAGENET = Expected((0.485, 0.456, 0.406), (0.229, 0.224, 0.225), 224)
CIFAR10 = Expected((0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616), 32)
CIFAR100 = Expected((0.5071, 0.4865, 0.4409), (0.2673, 0.2564, 0.2762), 32)
STL10 = Expected((0.4914, 0.4823, 0.4466), (0.247, 0.243, 0.261), 96)
SUPCONTRAST = Expected((0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010), 32)
SOLO_DATA = {"cifar10": CIFAR10, "cifar100": CIFAR100, "stl10": STL10}


def plain(side_px: int) -> Expected:
    """Images in [0, 1] as they are."""
    return Expected((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), side_px)


@dataclass(frozen=True)
class Clues:
    """What is known of a file.

    Attributes:
        file: its name.
        route: under which names it keeps its weights, outermost first.
        keys: all its outermost names.
        kernel_px: of the first convolution.
        args: solo-learn's settings that lie beside it; pretrained: timm's.
    """

    file: str
    network: FoundNetwork
    kernel_px: int
    route: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    args: Mapping[str, object] = field(default_factory=dict)
    pretrained: Expected | None = None

    @property
    def prefix(self) -> str:
        """Without what only wraps a model for several processes, or for the compiler."""
        return self.network.prefix.replace("module.", "").replace("_orig_mod.", "")

    @property
    def dropped(self) -> frozenset[str]:
        return frozenset(self.network.dropped)

    @property
    def is_small(self) -> bool:
        return self.kernel_px < LARGE_KERNEL_PX


@dataclass(frozen=True)
class Maker:
    """A program that writes encoders.

    Attributes:
        fits: whether a file looks like one of its own.
        expected: what its encoders were trained on.
        small_stem: what a first convolution of 3x3 is in its networks.
        remark: what cannot be seen in the file.
    """

    title: str
    fits: Callable[[Clues], bool]
    expected: Callable[[Clues], Expected]
    small_stem: str = "small"
    remark: Callable[[Clues], Sentence] = lambda _clues: Sentence("")


def maker_of(clues: Clues) -> Maker:
    """Who wrote the file, as far as that can be seen."""
    return next(maker for maker in MAKERS if maker.fits(clues))


def _by_stem(clues: Clues) -> Expected:
    return CIFAR10 if clues.is_small else IMAGENET


def _of_solo(clues: Clues) -> Expected:
    data = clues.args.get("data")
    name = data.get("dataset") if isinstance(data, Mapping) else clues.args.get("dataset")
    return SOLO_DATA.get(str(name), _by_stem(clues))


def _of_timm(clues: Clues) -> Expected:
    assert clues.pretrained is not None, "by that it was known"
    return clues.pretrained


def _guessed(clues: Clues) -> Sentence:
    if clues.is_small:
        return said("Images like those of CIFAR-10 are assumed, as the first convolution is 3x3.")
    return Sentence("")


def _is_lightly_benchmark(clues: Clues) -> bool:
    return clues.prefix == "backbone." and bool(clues.dropped & {"projection_head", "online_classifier"})


def _is_solo(clues: Clues) -> bool:
    is_typical = "momentum_backbone" in clues.dropped or {"classifier", "projector"} <= clues.dropped
    return clues.prefix in ("backbone.", "encoder.") and (bool(clues.args) or is_typical)


def _is_sthalles(clues: Clues) -> bool:
    return clues.prefix == "backbone." and "arch" in clues.keys and clues.dropped <= {"fc"}


def _is_google(clues: Clues) -> bool:
    is_converted = clues.keys == ("state_dict",) or "resnet" in clues.route
    return clues.prefix == "" and not clues.is_small and is_converted


MAKERS = (
    Maker("VISSL", lambda clues: "classy_state_dict" in clues.route, lambda _: IMAGENET),
    Maker("MoCo", lambda clues: clues.prefix.startswith("encoder_q."), _by_stem),
    Maker("DINO", lambda clues: "teacher" in clues.route, lambda _: IMAGENET),
    Maker(
        "SupContrast",
        lambda clues: clues.route == ("model",) and clues.prefix == "encoder." and clues.network.has_shortcuts,
        lambda _: SUPCONTRAST,
    ),
    Maker(
        "Barlow Twins",
        lambda clues: clues.route == ("model",) and clues.prefix == "backbone." and "bn" in clues.dropped,
        lambda _: IMAGENET,
    ),
    Maker("VICReg", lambda clues: clues.route == ("model",) and clues.prefix == "backbone.", lambda _: IMAGENET),
    Maker(
        "lightly (examples)",
        lambda clues: clues.network.is_indexed and (clues.prefix == "backbone." or not clues.network.has_relu),
        lambda _: Expected(IMAGENET.mean, IMAGENET.std, 32),
        remark=lambda _: said("The side of its images is not in the file; most examples take 32 px."),
    ),
    Maker("lightly (benchmarks)", _is_lightly_benchmark, lambda _: IMAGENET),
    Maker(
        "solo-learn",
        _is_solo,
        _of_solo,
        small_stem="small-padded",
        remark=lambda clues: Sentence("") if clues.args else said("No args.json says which data it was trained on."),
    ),
    Maker(
        "lightning-bolts",
        lambda clues: clues.prefix == "encoder." and "projection" in clues.dropped,
        _by_stem,
        remark=lambda _: said("Its normalisation depends on the data that it was trained on; check it."),
    ),
    Maker(
        "Spijkervet/SimCLR",
        lambda clues: clues.prefix == "encoder." and clues.dropped == {"projector"} and not clues.route,
        lambda _: plain(224),
    ),
    Maker(
        "sthalles/SimCLR",
        _is_sthalles,
        lambda _: plain(96),
        remark=lambda _: said("The side of its images is not in the file: 96 px for STL-10, 32 px for CIFAR-10."),
    ),
    Maker("timm", lambda clues: clues.pretrained is not None, _of_timm),
    Maker("Google SimCLR", _is_google, lambda _: plain(224)),
    Maker(
        "lightly-train",
        lambda clues: clues.file.startswith("exported_") and clues.prefix == "" and not clues.route,
        lambda _: IMAGENET,
    ),
    Maker(
        "torchvision, timm",
        lambda clues: clues.prefix == "" and clues.network.has_relu,
        _by_stem,
        remark=_guessed,
    ),
    Maker("", lambda _: True, _by_stem, remark=_guessed),
)
"""The first that fits is meant; the last always does."""
