"""Names that several pages use, so that a thing is called the same everywhere."""

from PySide6.QtCore import QCoreApplication

_ENCODERS = {
    "resnet18-thin": "thin ResNet-18",
    "resnet34-thin": "thin ResNet-34",
    "resnet50-thin": "thin ResNet-50",
    "resnet18": "ResNet-18",
    "resnet34": "ResNet-34",
    "resnet50": "ResNet-50",
    "resnet101": "ResNet-101",
    "resnet152": "ResNet-152",
}

_DATA = {
    "shapes": "Shapes",
    "stl10": "STL-10",
    "cifar10": "CIFAR-10",
    "cifar100": "CIFAR-100",
    "fashion-mnist": "Fashion-MNIST",
    "svhn": "SVHN",
    "imagenette": "Imagenette",
}


def encoder_name(encoder: str) -> str:
    """The network as people write it."""
    return _ENCODERS.get(encoder, encoder)


def data_name(source: str) -> str:
    """Shapes, a published data set as its authors write it, or a folder as it is."""
    return _DATA.get(source, source)


def amount(number: float) -> str:
    """A large number with its word."""
    if number >= 1e9:
        return QCoreApplication.translate("wording", "{count:.1f} billion").format(count=number / 1e9)
    return QCoreApplication.translate("wording", "{count:.1f} million").format(count=number / 1e6)


def features_name(features: str) -> str:
    """simclr, pca and untrained as people write them."""
    names = {
        "simclr": "SimCLR",
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
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
