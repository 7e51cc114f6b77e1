"""What stands around an encoder in somebody else's file, and what its parts are called there: rules on names alone."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeGuard, TypeVar

WRAPPERS = (
    "classy_state_dict",
    "base_model",
    "trunk",
    "teacher",
    "state_dict",
    "model_state_dict",
    "model",
    "resnet",
)
"""Under which of its names a file keeps the weights; of several the first."""

PREFIXES = (
    "module.",
    "_orig_mod.",
    "encoder_q.",
    "backbone.",
    "base_encoder.",
    "encoder.",
    "_feature_blocks.",
    "network.",
    "model.",
    "resnet.",
    "net.",
    "f.",
)
"""What may stand before the names of an encoder, in any number; of several encoders the first is meant."""

HEADS = frozenset(
    {
        *("fc", "fc1", "fc2", "linear", "last_linear", "mlp", "classifier", "online_classifier", "head", "heads"),
        *("projector", "projection", "projection_head", "predictor", "prediction_head", "prototypes"),
        *("queue", "queue_ptr"),
    }
)
"""What may lie beside the parts of an encoder without being one."""

Weight = TypeVar("Weight")
DEEPEST = 8  # wrappers within each other; a file may hold itself
STAGES = 4
BLOCK = re.compile(r"(\d+)\.\d+\.conv1\.weight")


@dataclass(frozen=True)
class FoundNetwork:
    """A ResNet among the names of a file.

    Attributes:
        names: by torchvision's name of a part, what the file calls it.
        prefix: what stands before these names in the file.
        dropped: what else the file holds, by its first word.
        is_indexed: whether the parts are numbered, as those of torch's Sequential.
        has_relu: whether a ReLU follows the first BatchNorm: what is numbered is all that there is.
        has_shortcuts: whether skip connections are called so.
    """

    names: dict[str, str]
    prefix: str
    dropped: tuple[str, ...]
    is_indexed: bool = False
    has_relu: bool = True
    has_shortcuts: bool = False


def unwrapped(
    tree: object, is_weight: Callable[[object], TypeGuard[Weight]]
) -> tuple[tuple[str, ...], dict[str, Weight]]:
    """The weights in what a file holds, by name, and the names under which they were kept."""
    route: list[str] = []
    while isinstance(tree, Mapping) and len(route) < DEEPEST:
        inner = next((name for name in WRAPPERS if isinstance(tree.get(name), Mapping)), None)
        if inner is None:
            return tuple(route), {k: v for k, v in tree.items() if isinstance(k, str) and is_weight(v)}
        route.append(inner)
        tree = tree[inner]
    return tuple(route), {}


def found_network(names: Collection[str]) -> FoundNetwork | None:
    """The encoder among these names; None where there is none that looks like a ResNet."""
    found = _below("", {name: name for name in names})
    if found is None:
        return None
    prefix, inside = found
    outside = [name for name in names if name not in set(inside.values())]
    stages = _stages(inside)
    has_relu = not stages or int(stages[0]) > 2
    if stages:
        inside = _named(inside, stages)
    kept = {name: theirs for name, theirs in inside.items() if name.partition(".")[0] not in HEADS}
    heads = [name for name in inside if name not in kept]
    shortcuts = [name for name in kept if ".shortcut." in name]
    return FoundNetwork(
        {name.replace(".shortcut.", ".downsample."): theirs for name, theirs in kept.items()},
        prefix,
        tuple(dict.fromkeys(_first_word(name) for name in (*outside, *heads))),
        bool(stages),
        has_relu,
        bool(shortcuts),
    )


def _below(prefix: str, names: dict[str, str]) -> tuple[str, dict[str, str]] | None:
    """Below which prefix there is a network: inner names with the outer ones."""
    if _is_network(names):
        return prefix, names
    for each in PREFIXES:
        inner = {name.removeprefix(each): theirs for name, theirs in names.items() if name.startswith(each)}
        found = _below(prefix + each, inner) if inner else None
        if found is not None:
            return found
    return None


def _is_network(names: Mapping[str, str]) -> bool:
    return ("conv1.weight" in names and "layer1.0.conv1.weight" in names) or len(_stages(names)) == STAGES


def _stages(names: Collection[str]) -> list[str]:
    """The numbers of the parts that are made of blocks, in order."""
    found = {block[1] for name in names if (block := BLOCK.fullmatch(name)) is not None}
    return sorted(found, key=int)


def _named(names: dict[str, str], stages: list[str]) -> dict[str, str]:
    """Numbers become torchvision's names: the stem's two parts before the blocks; what comes after them is a head."""
    words = {number: f"layer{place}" for place, number in enumerate(stages, start=1)}
    words |= {"0": "conv1", "1": "bn1"}
    result = {}
    for name, theirs in names.items():
        number, dot, rest = name.partition(".")
        is_behind = number.isdecimal() and int(number) > int(stages[-1])
        result[f"{'fc' if is_behind else words.get(number, number)}{dot}{rest}"] = theirs
    return result


def _first_word(name: str) -> str:
    """What a part of somebody else's model is called, whatever wraps the whole model."""
    for wrapper in ("module.", "_orig_mod.", "model."):
        name = name.removeprefix(wrapper)
    return name.partition(".")[0]
