"""What the network makes of a few test images, kept with the run: who reads it again needs neither torch nor images."""

from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import Announced, Event, FeatureMapsTaken, PairsTaken, Pixels
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.array_files import Wanted, read_arrays, write_arrays
from simclr_gui.engine.runs.manifests import newest_manifest
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_there

if TYPE_CHECKING:
    from simclr_gui.engine.datasets.images import DataSet

PAIRS, MOST_LAYERS = 6, 16
LOOKS_FILE = "looks.npz"
Kind = TypeVar("Kind", bound=Event)

PAIRS_WANTED = {
    "step": Wanted(np.int64, (), 0, 2**53),
    "originals": Wanted(np.uint8, ("pairs", "side", "side", 3)),
    "first": Wanted(np.uint8, ("pairs", "side", "side", 3)),
    "second": Wanted(np.uint8, ("pairs", "side", "side", 3)),
    "image_index": Wanted(np.int64, ("pairs",), 0),
    "cosine": Wanted(np.float64, ("pairs",), -1.001, 1.001),
    "rank": Wanted(np.int64, ("pairs",), 1),
    "others": Wanted(np.int64, (), 1),
}


@dataclass(frozen=True)
class LayerMaps:
    """What a layer makes of the image: uint8, shape (channels, units, units), 255 is its highest value."""

    layer: str
    maps: Pixels


@dataclass(frozen=True)
class Looks:
    """At the newest checkpoint.

    Attributes:
        pairs: of unseen images, each in two views.
        image: the unseen image that the layers see; uint8, shape (side_px, side_px, 3).
        layers: the first, and the last of each stage.
    """

    pairs: PairsTaken
    image: Pixels
    layers: tuple[LayerMaps, ...]


def looks_of(folder: RunFolder, data: "DataSet | None" = None) -> Generator[Event, None, Looks]:
    """Those that are kept, where they are of the newest checkpoint; else the network is asked, and they are kept.

    Args:
        data: the run's images where they are in memory already.

    Raises:
        UserError: the run has no checkpoint, or that or the images cannot be read.
    """
    if newest_manifest(folder.checkpoints_dir) is None:
        raise UserError(said("{folder} has no checkpoint yet.", folder=folder.path), "Train it first.")
    kept = kept_looks(folder)
    if kept is None:
        yield Announced("Looking at the network")
        kept = yield from _taken(folder, data)
        with suppress(UserError):  # where the disk is full or closed they are only not kept
            keep_looks(folder, kept)
    return kept


def kept_looks(folder: RunFolder) -> Looks | None:
    """None where there are none of the newest checkpoint that can be read."""
    file, newest = folder.path / LOOKS_FILE, newest_manifest(folder.checkpoints_dir)
    if newest is None or not is_there(file):
        return None
    try:
        head = read_arrays(file, {"checkpoint_sha256": Wanted(np.str_, ()), "layers": Wanted(np.str_, ("layers",))})
        if str(head["checkpoint_sha256"]) != newest.sha256 or not 0 < len(head["layers"]) <= MOST_LAYERS:
            return None
        of_layers = {f"maps_{number}": _maps_wanted(number) for number in range(len(head["layers"]))}
        values = read_arrays(file, PAIRS_WANTED | {"image": Wanted(np.uint8, ("side", "side", 3))} | of_layers)
    except UserError:
        return None
    layers = tuple(LayerMaps(str(name), values[f"maps_{number}"]) for number, name in enumerate(head["layers"]))
    return Looks(_pairs_from(values), values["image"], layers)


def keep_looks(folder: RunFolder, looks: Looks) -> None:
    """Writes them into the run's folder; UserError where the disk refuses."""
    newest = newest_manifest(folder.checkpoints_dir)
    assert newest is not None, "the network was just looked at"
    pairs = looks.pairs
    write_arrays(
        folder,
        folder.path / LOOKS_FILE,
        checkpoint_sha256=np.array(newest.sha256),
        layers=np.array([each.layer for each in looks.layers]),
        image=looks.image,
        **{name: np.asarray(getattr(pairs, name)) for name in PAIRS_WANTED},
        **{f"maps_{number}": each.maps for number, each in enumerate(looks.layers)},
    )


def _maps_wanted(number: int) -> Wanted:
    return Wanted(np.uint8, (f"channels {number}", f"units {number}", f"units {number}"))


def _pairs_from(values: dict[str, NDArray[Any]]) -> PairsTaken:
    image_index, cosine, rank = (tuple(values[name].tolist()) for name in ("image_index", "cosine", "rank"))
    return PairsTaken(
        int(values["step"]),
        values["originals"],
        values["first"],
        values["second"],
        image_index,
        cosine,
        rank,
        int(values["others"]),
        unseen=True,
    )


def _taken(folder: RunFolder, data: "DataSet | None") -> Generator[Event, None, Looks]:
    from simclr_gui.engine.experiments.run_inspector import RunInspector  # here torch is loaded

    inspector = RunInspector(folder, data)
    pairs = yield from _only(PairsTaken, inspector.pair(count=PAIRS))
    first = yield from _only(FeatureMapsTaken, inspector.look(LayerSelection(None)))
    taken = [first]
    for layer in _last_blocks(first):
        taken.append((yield from _only(FeatureMapsTaken, inspector.look(LayerSelection(layer)))))
    layers = tuple(LayerMaps(event.layer, event.maps[0]) for event in taken)
    return Looks(pairs, first.images[0], layers)


def _only(kind: type[Kind], events: Iterator[Event]) -> Generator[Event, None, Kind]:
    """The one event of that kind; what is told before is passed on."""
    found: Kind | None = None
    for event in events:
        if isinstance(event, kind):
            found = event
        else:
            yield event
    assert found is not None, "every look ends in what was seen"
    return found


def _last_blocks(look: FeatureMapsTaken) -> list[str]:
    """Of each stage, as the network names its layers ("layer1.1")."""
    last: dict[str, str] = {}
    for layer in look.shapes:
        stage, dot, _ = layer.partition(".")
        if dot:
            last[stage] = layer
    return list(last.values())
