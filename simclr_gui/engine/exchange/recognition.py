"""What a file's names and shapes say of its network: depth, width, stem; and what it is where it is no ResNet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch

from simclr_gui.engine.config.choices import ENCODERS, FULL_WIDTH, Architecture
from simclr_gui.engine.config.settings import Features, Stem
from simclr_gui.engine.exchange.foreign_names import STAGES, FoundNetwork
from simclr_gui.engine.exchange.makers import LARGE_KERNEL_PX, Maker
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.network.encoders import AVERAGED_STAGES, BLOCKS
from simclr_gui.engine.network.resnet import ResNet
from simclr_gui.engine.runs.origin import Colours

Shape = tuple[int, ...]
SMALL_KERNEL_PX = 3
STEMS: dict[int, tuple[Stem, ...]] = {
    SMALL_KERNEL_PX: ("small", "small-padded", "small-linear", "thin"),
    LARGE_KERNEL_PX: ("imagenet",),
}
"""By the side of the first convolution's kernel; what else belongs to a stem leaves no trace in the shapes."""

COUNTER = "num_batches_tracked"
TAKEN = said("ResNets of 18, 34, 50, 101 and 152 layers can be imported.")
OTHERS: tuple[tuple[re.Pattern[str], Sentence], ...] = (
    (re.compile(r"cls_token$|pos_embed$|patch_embed\.|\.attn\.|self_attention"), said("a transformer")),
    (re.compile(r"(^|\.)conv1\.0\.weight$"), said("a ResNet with a deep stem (timm's variants d and t)")),
    (re.compile(r"conv_stem\.|_depthwise_conv\.|\.conv_dw\."), said("an EfficientNet or a MobileNet")),
    (re.compile(r"denseblock\d"), said("a DenseNet")),
    (re.compile(r"(^|\.)features\.\d+\.(weight|conv|block|0\.)"), said("a network of another kind (VGG, ConvNeXt …)")),
    (re.compile(r"\.gamma$|dwconv\."), said("a ConvNeXt")),
    (re.compile(r"\.se\.|\.se_module\."), said("a ResNet with squeeze-and-excitation")),
)
"""What a name betrays."""


@dataclass(frozen=True)
class Recognised:
    """An encoder of somebody else's, understood.

    Attributes:
        names: by torchvision's name, what the file calls it.
        stems: those that its shapes allow.
        corrected: what a person knew better.
    """

    made_by: str
    encoder: str
    stem: Stem
    stems: tuple[Stem, ...]
    mean: Colours
    std: Colours
    side_px: int
    names: Mapping[str, str]
    features: Features = "last-stage"
    dropped: tuple[str, ...] = ()
    remark: str = ""
    corrected: tuple[str, ...] = ()


def kernel_of(file: str, network: FoundNetwork, shapes: Mapping[str, Shape]) -> int:
    """The side of the first convolution's kernel.

    Raises:
        UserError: no stem begins so.
    """
    shape = shapes[network.names["conv1.weight"]] if "conv1.weight" in network.names else ()
    if len(shape) != 4 or shape[1] != 3 or shape[2] != shape[3] or shape[2] not in STEMS:
        raise UserError(
            said(
                "{name} cannot be imported: its first convolution has the shape {shape}.",
                name=file,
                shape=_written(shape),
            ),
            "Networks for colour images can be imported whose first convolution is 3x3 or 7x7.",
        )
    if shape[2] == LARGE_KERNEL_PX and not network.has_relu:
        raise UserError(
            said("{name} cannot be imported: no ReLU and no pooling follow its first convolution.", name=file), TAKEN
        )
    return shape[2]


def encoder_of(file: str, network: FoundNetwork, shapes: Mapping[str, Shape]) -> str:
    """The name of the network of this depth and width.

    Raises:
        UserError: there is none.
    """
    inner = {name: shapes[theirs] for name, theirs in network.names.items()}
    blocks = tuple(len(_blocks(inner, stage)) for stage in range(1, STAGES + 1))
    kind = "bottleneck" if "layer1.0.conv3.weight" in inner else "basic"
    width = inner["conv1.weight"][0]
    for name, known in ENCODERS.items():
        if (known.block, known.blocks_a_stage, known.width) == (kind, blocks, width):
            return name
    usual = next((known for known in ENCODERS.values() if _is_wider(known, kind, blocks)), None)
    if usual is not None:
        raise UserError(
            said(
                "{name} cannot be imported: it is a {network} of {times:g} times the usual width.",
                name=file,
                network=usual.title,
                times=width / FULL_WIDTH,
            ),
            TAKEN,
        )
    raise UserError(
        said(
            "{name} cannot be imported: no ResNet here has stages of this depth ({depths}).",
            name=file,
            depths=", ".join(map(str, blocks)),
        ),
        TAKEN,
    )


def _is_wider(known: Architecture, kind: str, blocks: Shape) -> bool:
    return (known.block, known.blocks_a_stage, known.width) == (kind, blocks, FULL_WIDTH)


def _blocks(names: Mapping[str, Shape], stage: int) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith(f"layer{stage}.")}


def stem_of(network: FoundNetwork, kernel_px: int, width: int, maker: Maker) -> Stem:
    """The likeliest of those that its kernel allows."""
    if kernel_px == LARGE_KERNEL_PX:
        return "imagenet"
    if not network.has_relu:
        return "small-linear"
    if maker.small_stem == "small-padded":
        return "small-padded"
    return "thin" if width < FULL_WIDTH else "small"


def no_network(file: str, shapes: Mapping[str, Shape]) -> UserError:
    """What else it is, where its names betray that."""
    for pattern, words in OTHERS:
        if any(pattern.search(name) for name in shapes):
            return UserError(said("{name} cannot be imported: it is {what}.", name=file, what=words), TAKEN)
    return UserError(said("{name} holds no ResNet.", name=file), TAKEN)


def require_fit(file: str, recognised: Recognised, shapes: Mapping[str, Shape]) -> None:
    """The strict check: every part of the network is in the file, in its shape, and nothing is left over.

    What only counts batches may be missing: older versions of torch did not count.

    Raises:
        UserError: names the first part that does not fit.
    """
    wanted = shapes_of(recognised)
    for name, shape in wanted.items():
        theirs = recognised.names.get(name)
        if theirs is None and not name.endswith(COUNTER):
            raise _misfit(file, recognised, shapes, said("{part} is missing", part=name))
        if theirs is not None and shapes[theirs] != shape:
            found = _written(shapes[theirs])
            reason = said("{part} has the shape {found}, not {shape}", part=theirs, found=found, shape=_written(shape))
            raise _misfit(file, recognised, shapes, reason)
    left_over = next((theirs for name, theirs in recognised.names.items() if name not in wanted), None)
    if left_over is not None:
        raise _misfit(file, recognised, shapes, said("{part} is left over", part=left_over))


def shapes_of(recognised: Recognised) -> dict[str, Shape]:
    """By name, the shape of every part of such a network, from the image upwards."""
    with torch.device("meta"):
        network = built(recognised)
    return {name: tuple(value.shape) for name, value in network.state_dict().items()}


def built(recognised: Recognised) -> ResNet:
    """A network of this kind, with random weights."""
    known = ENCODERS[recognised.encoder]
    averaged = AVERAGED_STAGES[recognised.features]
    return ResNet(BLOCKS[known.block], known.blocks_a_stage, known.width, recognised.stem, averaged)


def _misfit(file: str, recognised: Recognised, shapes: Mapping[str, Shape], reason: Sentence) -> UserError:
    """A network that is nearly a ResNet may be told by name all the same."""
    betrayed = next((words for pattern, words in OTHERS if any(pattern.search(name) for name in shapes)), None)
    if betrayed is not None:
        return UserError(
            said("{name} cannot be imported: it is {what} ({reason}).", name=file, what=betrayed, reason=reason), TAKEN
        )
    title = ENCODERS[recognised.encoder].title
    return UserError(
        said("{name} looks like a {network}, but {reason}.", name=file, network=title, reason=reason), TAKEN
    )


def _written(shape: Shape) -> str:
    return "x".join(map(str, shape))


def corrected(recognised: Recognised, **known: object) -> Recognised:
    """With what a person knows better in place; None leaves it as it was recognised."""
    better = {name: value for name, value in known.items() if value is not None and value != getattr(recognised, name)}
    return replace(recognised, **better, corrected=tuple(better))  # type: ignore[arg-type]
