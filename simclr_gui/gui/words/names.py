"""Names that several pages use, so that a thing is called the same everywhere."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime

from simclr_gui.engine.config.choices import ENCODERS, PUBLISHED_DATA
from simclr_gui.engine.config.settings import BudgetSettings, unit_of_setting, zero_of_setting
from simclr_gui.engine.datasets.shape_names import CLASS_NAMES
from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.spans import budget_span, chosen_span
from simclr_gui.gui.look.language import CHINESE, ENGLISH, setting_words, spoken, spoken_language

_LOSSES = {name: loss.title for name, loss in LOSSES.items()}
_METHODS = {"sgd": "SGD", "adamw": "AdamW", "lars": "LARS", "cpu": "CPU"}

_RAW_NAMES = re.compile(rf"(?<![\w+-])(?:train\+unlabeled|{'|'.join(_LOSSES)}|sgd|adamw|lars)(?![\w+-])")

_LARGE_NUMBERS = {
    ENGLISH: ((1e9, 1e9, "{count:.1f} billion"), (0.0, 1e6, "{count:.1f} million")),
    CHINESE: (
        (1e8, 1e8, "{count:.1f} 亿"),
        (1e6, 1e4, "{count:.0f} 万"),
        (1e4, 1e4, "{count:.1f} 万"),
        (0.0, 1.0, "{count:.0f}"),
    ),
}
"""From where on, the unit, and the number in it: languages differ in more than the words."""

MINUTES_OFFERED = (1, 2, 5, 10, 30, 60, 180, 720)  # of training


def encoder_name(encoder: str) -> str:
    """The network as people write it."""
    architecture = ENCODERS.get(encoder)
    if architecture is None:
        return encoder
    if not architecture.is_thin:
        return architecture.title
    return QCoreApplication.translate("wording", "thin {network}").format(network=architecture.title)


def data_name(source: str) -> str:
    """Shapes, a published data set as its authors write it, or a folder as it is."""
    if source == "shapes":
        return QCoreApplication.translate("wording", "Shapes")
    return PUBLISHED_DATA.get(source, source)


def choice_name(choice: str) -> str:
    """One of the choices of a setting as people write it; what is stored stays as it is."""
    names = {
        "folder": QCoreApplication.translate("wording", "A folder of images"),
        "train": QCoreApplication.translate("wording", "train"),
        "unlabeled": QCoreApplication.translate("wording", "unlabeled"),
        "train+unlabeled": QCoreApplication.translate("wording", "train and unlabeled"),
        "auto": QCoreApplication.translate("wording", "automatic"),
        "thin": QCoreApplication.translate("wording", "3×3, stride 2 (thin)"),
        "small": QCoreApplication.translate("wording", "3×3, stride 1 (small)"),
        "small-padded": QCoreApplication.translate("wording", "3×3, stride 1, padding 2"),
        "small-linear": QCoreApplication.translate("wording", "3×3, stride 1, no ReLU"),
        "imagenet": QCoreApplication.translate("wording", "7×7, pooled (ImageNet)"),
        "clock": QCoreApplication.translate("wording", "of the clock"),
        "computing": QCoreApplication.translate("wording", "of computing"),
        "local": QCoreApplication.translate("wording", "local"),
        "synchronised": QCoreApplication.translate("wording", "synchronised"),
        "cuda": QCoreApplication.translate("wording", "CUDA (GPU)"),
        "mps": QCoreApplication.translate("wording", "Metal (Mac)"),
        "reproducible": QCoreApplication.translate("wording", "reproducible"),
        "fast": QCoreApplication.translate("wording", "fast"),
    }
    return names.get(choice) or _METHODS.get(choice) or _LOSSES.get(choice) or data_name(encoder_name(choice))


def with_names(words: str) -> str:
    """Words about a setting, with names for people in place of what is stored."""
    return _RAW_NAMES.sub(lambda found: choice_name(found[0]), words)


def time_text(seconds: float) -> str:
    """A span of training time as it is chosen."""
    return spoken(chosen_span(seconds))


def budget_text(budget: BudgetSettings) -> str:
    """How long a run trains: epochs where they are set, else time."""
    return spoken(budget_span(budget.epochs, budget.seconds))


def value_text(value: object, unit: str = "") -> str:
    """A setting's value within a sentence; times are told as they are chosen."""
    if value is None:
        return QCoreApplication.translate("wording", "none")
    if isinstance(value, float) and unit == "s":
        return time_text(value)
    if isinstance(value, float):
        return f"{value:g}"
    return encoder_name(value) if isinstance(value, str) else str(value)


def setting_text(name: str, value: object) -> str:
    """A setting's value within a sentence, by its dotted name."""
    zero = zero_of_setting(name)
    return setting_words(zero) if zero and value == 0 else value_text(value, unit_of_setting(name))


def moment_text(seconds: float) -> str:
    """A moment of the clock, in seconds since 1970: the time of today, or the day as well."""
    moment, now = QDateTime.fromSecsSinceEpoch(int(seconds)), QDateTime.currentDateTime()
    if moment.date() == now.date():
        return moment.toString("HH:mm")
    return moment.toString("yyyy-MM-dd HH:mm")


def device_name(device: str) -> str:
    """The device as its maker calls it; how many threads a CPU has, the engine says in English."""
    threads = re.fullmatch(r"CPU, (\d+) threads?", device)
    if threads is None:
        return device
    return QCoreApplication.translate("wording", "CPU, %Ln threads", None, int(threads[1]))


def amount(number: float) -> str:
    """A large number with its word."""
    steps = _LARGE_NUMBERS[spoken_language()]
    _, unit, words = next((step for step in steps if number >= step[0]), steps[-1])
    return words.format(count=number / unit)


def class_names_of(names: Sequence[str]) -> tuple[str, ...]:
    """Classes as they are called; those of Shapes, which are the program's own, in the window's language."""
    translate = QCoreApplication.translate
    if tuple(names) != CLASS_NAMES:
        return tuple(names)
    return (
        translate("shapes", "circle"),
        translate("shapes", "square"),
        translate("shapes", "triangle"),
        translate("shapes", "star"),
        translate("shapes", "ring"),
        translate("shapes", "cross"),
        translate("shapes", "crescent"),
        translate("shapes", "heart"),
        translate("shapes", "hexagon"),
        translate("shapes", "arrow"),
    )


def class_name(name: str, names: Sequence[str]) -> str:
    """One of them; a name that is not among them stays as it is."""
    return class_names_of(names)[names.index(name)] if name in names else name


def features_name(features: ComparedKind, *, is_imported: bool = False) -> str:
    """simclr, pca and untrained as people write them; the features of an imported encoder need not be SimCLR's."""
    names = {
        "simclr": QCoreApplication.translate("wording", "imported") if is_imported else "SimCLR",
        "pca": "PCA",
        "untrained": QCoreApplication.translate("wording", "untrained"),
    }
    return names[features]


def layer_name(layer: str) -> str:
    """ "layer2.1" as stage and block."""
    if layer == "stem":
        return QCoreApplication.translate("wording", "Stem")
    if layer in ("h", "z"):
        return {
            "h": QCoreApplication.translate("wording", "h, the features"),
            "z": QCoreApplication.translate("wording", "z, the projection"),
        }[layer]
    stage, _, block = layer.removeprefix("layer").partition(".")
    words = QCoreApplication.translate("wording", "Stage {stage}, block {block}")
    return words.format(stage=stage, block=block)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    words = QCoreApplication.translate("wording", "{number}th")
    if number % 100 not in (11, 12, 13):
        words = {
            1: QCoreApplication.translate("wording", "{number}st"),
            2: QCoreApplication.translate("wording", "{number}nd"),
            3: QCoreApplication.translate("wording", "{number}rd"),
        }.get(number % 10, words)
    return words.format(number=number)
