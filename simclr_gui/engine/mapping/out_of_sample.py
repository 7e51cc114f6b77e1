"""An image from outside on the maps: where it lands, what lies near, what it is recognised as."""

from collections.abc import Callable, Generator
from functools import partial

import numpy as np
import torch

from simclr_gui.engine.background import run_in_thread
from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.evaluation.linear_evaluation import LinearClassifier
from simclr_gui.engine.events import Announced, Floats, Pixels, Placement, QueryImagePlaced
from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.engine.features.features import Features, FeatureSource, encode
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.mapping.layouts import fit_reduction
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.learner import Learner

NEIGHBOURS_SHOWN = 12
NEIGHBOURS_THAT_PULL = 5
MOST_NAMES = 3


def place_query_image(
    source: FeatureSource,
    folder: RunFolder,
    pixels: Pixels,
    seen: Pixels,
    points: int,
    classifier: LinearClassifier | None,
) -> Generator[Announced, None, QueryImagePlaced]:
    """Compares an image (side_px, side_px, 3) with the images of the maps that were drawn, `points` of them.

    UMAP lays out whole sets: a single newcomer is put between its five nearest, the nearer the stronger.

    Args:
        seen: the same image for people.

    Raises:
        UserError: the maps are damaged, or not drawn yet.
    """
    image = ImageSet(torch.from_numpy(pixels).permute(2, 0, 1)[None].contiguous(), torch.tensor([-1]))
    takers: dict[ComparedKind, tuple[Callable[[], Generator[Announced, None, Features]], Callable[[], Floats]]] = {
        "simclr": (source.simclr, lambda: _encoded(source.trained()[0], image)),
        "untrained": (source.untrained, lambda: _encoded(source.fresh(), image)),
        "pca": (source.pca, lambda: source.components().transform(image.pixels.flatten(1)).numpy()),
    }
    sentence = said("Looking for its neighbours")
    placements: dict[ComparedKind, Placement] = {}
    for kind, (take, describe) in takers.items():
        drawn = MapFiles(folder).map(kind, points)
        if drawn is not None:
            features = (yield from take()).test[:points]
            reduction = yield from run_in_thread(partial(fit_reduction, features, kind), sentence)
            placements[kind] = _placed(reduction.of(features), reduction.of(describe())[0], drawn.coordinates)
    if not placements:
        raise UserError("There are no maps yet on which the image could be placed.", "Draw the maps first.")
    return QueryImagePlaced(pixels, placements, _recognised(source, image, classifier), seen)


def _encoded(learner: Learner, image: ImageSet) -> Floats:
    return encode(learner.evaluated_encoder, image, learner.machine)


def _placed(known: Floats, query_image: Floats, coordinates: Floats) -> Placement:
    distances = np.linalg.norm(known - query_image, axis=1)
    nearest = np.argsort(distances, kind="stable")[:NEIGHBOURS_SHOWN]
    pulling = nearest[:NEIGHBOURS_THAT_PULL]
    weights = 1 / (distances[pulling] + 1e-6 * max(float(distances.max()), 1e-9))
    place = (coordinates[pulling] * weights[:, None]).sum(axis=0) / weights.sum()
    return Placement(place.astype(np.float32), nearest.astype(np.int64))


def _recognised(
    source: FeatureSource, image: ImageSet, classifier: LinearClassifier | None
) -> tuple[tuple[str, float], ...]:
    if classifier is None:
        return ()
    h = torch.from_numpy(_encoded(source.trained()[0], image))
    probabilities = classifier.log_probabilities(h).exp()[0]
    likeliest = probabilities.topk(min(MOST_NAMES, len(probabilities)))
    names = source.data.class_names
    return tuple((names[int(k)], float(p)) for p, k in zip(likeliest.values, likeliest.indices, strict=True))
