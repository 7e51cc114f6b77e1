"""A picture from outside on the maps: where it lands, what lies near, what it is recognised as."""

from collections.abc import Callable, Generator
from functools import partial

import numpy as np
import torch

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, Floats, PicturePlaced, Pixels, Placement
from simclr_gui.engine.features import Features, FeatureSource, encode
from simclr_gui.engine.images import ImageSet
from simclr_gui.engine.judging.classifier import LinearClassifier
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.mapping.layouts import fit_reduction
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.sentences import said
from simclr_gui.engine.waiting import meanwhile

NEIGHBOURS_SHOWN = 12
NEIGHBOURS_THAT_PULL = 5
MOST_NAMES = 3


def place_picture(
    source: FeatureSource,
    folder: RunFolder,
    pixels: Pixels,
    seen: Pixels,
    points: int,
    classifier: LinearClassifier | None,
) -> Generator[Announced, None, PicturePlaced]:
    """Compares a picture (side_px, side_px, 3) with the pictures of the maps that were drawn, `points` of them.

    UMAP lays out whole sets: a single newcomer is put between its five nearest, the nearer the stronger.

    Args:
        seen: the same picture for people.

    Raises:
        UserError: the maps are damaged, or not drawn yet.
    """
    picture = ImageSet(torch.from_numpy(pixels).permute(2, 0, 1)[None].contiguous(), torch.tensor([-1]))
    takers: dict[str, tuple[Callable[[], Generator[Announced, None, Features]], Callable[[], Floats]]] = {
        "simclr": (source.simclr, lambda: _encoded(source.trained()[0], picture)),
        "untrained": (source.untrained, lambda: _encoded(source.fresh(), picture)),
        "pca": (source.pca, lambda: source.components().transform(picture.pixels.flatten(1) / 255).numpy()),
    }
    sentence = said("Looking for its neighbours")
    placements = {}
    for kind, (take, describe) in takers.items():
        drawn = MapFiles(folder).map(kind, points)
        if drawn is not None:
            features = (yield from take()).test[:points]
            reduction = yield from meanwhile(partial(fit_reduction, features, kind), sentence)
            placements[kind] = _placed(reduction.of(features), reduction.of(describe())[0], drawn.coordinates)
    if not placements:
        raise UserError("There are no maps yet on which the image could be placed.", "Draw the maps first.")
    return PicturePlaced(pixels, placements, _recognised(source, picture, classifier), seen)


def _encoded(learner: Learner, picture: ImageSet) -> Floats:
    return encode(learner.judged_encoder, picture, learner.machine)


def _placed(known: Floats, newcomer: Floats, coordinates: Floats) -> Placement:
    distances = np.linalg.norm(known - newcomer, axis=1)
    nearest = np.argsort(distances, kind="stable")[:NEIGHBOURS_SHOWN]
    pulling = nearest[:NEIGHBOURS_THAT_PULL]
    weights = 1 / (distances[pulling] + 1e-6 * max(float(distances.max()), 1e-9))
    place = (coordinates[pulling] * weights[:, None]).sum(axis=0) / weights.sum()
    return Placement(place.astype(np.float32), nearest.astype(np.int64))


def _recognised(
    source: FeatureSource, picture: ImageSet, classifier: LinearClassifier | None
) -> tuple[tuple[str, float], ...]:
    if classifier is None:
        return ()
    h = torch.from_numpy(_encoded(source.trained()[0], picture))
    probabilities = classifier.log_probabilities(h).exp()[0]
    likeliest = probabilities.topk(min(MOST_NAMES, len(probabilities)))
    names = source.data.class_names
    return tuple((names[int(k)], float(p)) for p, k in zip(likeliest.values, likeliest.indices, strict=True))
