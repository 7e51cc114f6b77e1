"""What a layer gives, in words."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.engine.features.channels import is_silent
from simclr_gui.gui.look.language import spoken_in_a_row

VECTORS = ("h", "z")  # layers of plain numbers


def group_of(layer: str) -> str:
    """The blocks of a stage are one group; stem, h and z are groups by themselves."""
    return layer.partition(".")[0]


def group_name(group: str) -> str:
    """Short, for a caption."""
    if group in VECTORS:
        return group
    if group == "stem":
        return QCoreApplication.translate("features", "Stem")
    return QCoreApplication.translate("features", "Stage {number}").format(number=group.removeprefix("layer"))


def shape_words(layer: str, channels: int, side: int) -> str:
    """ "128 maps of 8 × 8"; the size is never parted at the end of a line."""
    if layer in VECTORS:
        return QCoreApplication.translate("features", "{count:,} numbers").format(count=channels)
    words = QCoreApplication.translate("features", "{count:,} maps of {size}")
    return words.format(count=channels, size=f"{side}\u00a0×\u00a0{side}")


def what_is_seen(taken: FeatureMapsTaken, order: str, *, is_imported: bool = False) -> str:
    """What is seen, of which image, when; which comes first, and how many are silent.

    Args:
        is_imported: the encoder was not trained here: there is no when.
    """
    translate = QCoreApplication.translate
    words = {
        "stem": translate("features", "What the stem makes of test image {number} {when}: {shape}, {order}."),
        "h": translate("features", "The features h of test image {number} {when}: {shape}, {order}."),
        "z": translate("features", "The projection z of test image {number} {when}: {shape}, {order}."),
    }.get(taken.layer) or translate(
        "features", "What stage {stage}, block {block} makes of test image {number} {when}: {shape}, {order}."
    )
    stage, _, block = taken.layer.removeprefix("layer").partition(".")
    sentence = words.format(
        stage=stage,
        block=block,
        number=taken.image_index + 1,
        when=_when(taken, is_imported=is_imported),
        shape=shape_words(taken.layer, taken.maps.shape[1], taken.maps.shape[-1]),
        order=_which_first(order),
    )
    return spoken_in_a_row(sentence, _how_many_silent(taken, order))


def _when(taken: FeatureMapsTaken, *, is_imported: bool) -> str:
    if is_imported:
        return QCoreApplication.translate("features", "(imported network)")
    if not taken.step:
        return QCoreApplication.translate("features", "before training")
    return QCoreApplication.translate("features", "after %Ln steps", None, taken.step)


def _which_first(order: str) -> str:
    translate = QCoreApplication.translate
    return {
        "activity": translate("features", "strongest first"),
        "as they are": translate("features", "in the network's order"),
        "steadiness": translate("features", "those that answer both views alike first"),
    }[order]


def _how_many_silent(taken: FeatureMapsTaken, order: str) -> str:
    """Silent ones are the same everywhere: nothing can be seen in them."""
    silent = is_silent(taken.maps)
    if silent.all():
        return QCoreApplication.translate("features", "All are silent.")
    if not silent.any():
        return ""
    if order == "as they are":
        return QCoreApplication.translate("features", "%Ln of them are silent.", None, int(silent.sum()))
    return QCoreApplication.translate("features", "%Ln of them are silent and come last.", None, int(silent.sum()))
