"""Maps of SimCLR's, the untrained network's and PCA's features: the same images in the same order."""

from collections.abc import Generator, Iterator
from contextlib import closing

import numpy as np
import torch
from torch.nn import functional

from simclr_gui.engine.datasets.images import DataSet, ImageSet, digest_of
from simclr_gui.engine.events import (
    Announced,
    Event,
    Floats,
    ImagesChosen,
    MapComputed,
    NeighboursFound,
    Pixels,
)
from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.mapping.begun_layouts import BegunLayouts, Embed, name_of
from simclr_gui.engine.mapping.faithfulness import faithfulness
from simclr_gui.engine.mapping.files import MadeOf, MapFiles
from simclr_gui.engine.mapping.layouts import Space, principal_plane
from simclr_gui.engine.mapping.settings import FEWEST_POINTS, MapSettings
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted, said
from simclr_gui.engine.runs.run_folder import RunFolder

NEIGHBOURS_SHOWN = 12
MOST_IMAGE_BYTES = 256 * 2**20  # of the images kept beside the maps


def compute_maps(
    source: FeatureSource,
    folder: RunFolder,
    embed: Embed,
    settings: MapSettings | None = None,
    begun: BegunLayouts | None = None,
) -> Iterator[Event]:
    """Draws what is not yet drawn of the newest checkpoint with these settings, and writes maps/*.npz.

    The two principal components of each come first, to be looked at while UMAP computes.

    Args:
        begun: with the same settings, where some of it was begun already.

    Raises:
        UserError: no checkpoint, or too few images.
    """
    settings = settings or MapSettings()
    files, wanted = MapFiles(folder), _wanted(source, settings)
    if files.are_of(wanted):
        yield from files.read()
        return
    chosen = chosen_images(source.data, settings.points)
    files.begin(chosen)
    yield chosen
    with closing(begun or BegunLayouts(source, embed, settings)) as layouts:
        for kind in layouts.kinds:
            space = yield from layouts.begin(kind)
            found = found_neighbours(kind, space)
            drawn = yield from _drawn(kind, "pca", space, principal_plane(space.values))
            files.collect(drawn, chosen.image_index, found)
            yield found
            yield drawn
        for kind in layouts.kinds:
            yield Announced(said("Drawing the {name} map", name=name_of(source, kind)))
            coordinates = yield from layouts.laid_out(kind)
            drawn = yield from _drawn(kind, "umap", (yield from layouts.begin(kind)), coordinates)
            files.collect(drawn, chosen.image_index)
            yield drawn
    files.finish(wanted)


def are_drawn(source: FeatureSource, folder: RunFolder, settings: MapSettings) -> bool:
    """Whether these maps of the newest checkpoint lie in the folder already; UserError where it has none."""
    return MapFiles(folder).are_of(_wanted(source, settings))


def _wanted(source: FeatureSource, settings: MapSettings) -> MadeOf:
    _, manifest = source.trained()
    return MadeOf(manifest.step, manifest.sha256, digest_of(source.data), settings.model_dump(mode="json"))


def chosen_images(data: DataSet, most: int) -> ImagesChosen:
    """The first test images, as small as it takes to keep them all; UserError where there are too few."""
    test = data.test
    count = min(most, len(test))
    if count < FEWEST_POINTS:
        raise UserError(
            counted("1 test image is too few for a map.", "{count} test images are too few for a map.", count=count),
            said("Give it {count} or more.", count=FEWEST_POINTS),
        )
    few = test.subset(count)
    return ImagesChosen(_small_enough(few), few.labels.numpy(), np.arange(count), data.class_names)


def _small_enough(images: ImageSet) -> Pixels:
    """Images as (count, height, width, 3), uint8, averaged over 2x2, 3x3 … pixels where they would take too much."""
    factor = 1
    while images.pixels.numel() / factor**2 > MOST_IMAGE_BYTES and factor < images.side_px:
        factor += 1
    if factor == 1:
        return _channels_last(images.pixels)
    chunks = [functional.avg_pool2d(chunk.float(), factor).round().byte() for chunk in images.pixels.split(500)]
    return _channels_last(torch.cat(chunks))


def _channels_last(pixels: torch.Tensor) -> Pixels:
    result: Pixels = pixels.permute(0, 2, 3, 1).contiguous().numpy()
    return result


def found_neighbours(name: ComparedKind, space: Space) -> NeighboursFound:
    """Each image's nearest, itself left out."""
    return NeighboursFound(name, space.neighbours[:, 1 : NEIGHBOURS_SHOWN + 1].astype(np.int32))


def _drawn(
    kind: ComparedKind, method: str, space: Space, coordinates: Floats
) -> Generator[Announced, None, MapComputed]:
    """A map with what it is worth."""
    kept, trust = yield from faithfulness(space, coordinates)
    return MapComputed(kind, method, coordinates, kept, trust)
