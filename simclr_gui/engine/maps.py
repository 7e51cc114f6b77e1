"""Maps: features laid out in the plane by UMAP, for SimCLR and PCA, of the same pictures in the same order."""

from collections.abc import Callable, Generator, Iterator

import numpy as np
import torch

from simclr_gui.engine.array_files import read_arrays, write_arrays
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, Event, Floats, MapDrawn, PicturesChosen
from simclr_gui.engine.features import Features, FeatureSource
from simclr_gui.engine.neighbours import nearest
from simclr_gui.engine.pca import fit_principal_components
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.umap_layout import LayoutTask

MOST_POINTS = 2_000
FEWEST_POINTS = 5
NEIGHBOURS = 15
REDUCED_DIM = 50
SEED = 0
PICTURES_FILE = "pictures.npz"

Embed = Callable[[LayoutTask], Floats]
"""Gives coordinates (points, 2): `umap_layout`, or something that asks another process for it."""


def draw_maps(source: FeatureSource, folder: RunFolder, embed: Embed) -> Iterator[Event]:
    """Maps SimCLR and PCA features of the same test pictures and writes maps/*.npz.

    The two principal components of each come first, as a stand-in while UMAP computes.
    """
    test = source.data.test
    index = np.arange(min(MOST_POINTS, len(test)))
    if len(index) < FEWEST_POINTS:
        raise UserError(f"{len(index)} test pictures are too few for a map.", f"Give it {FEWEST_POINTS} or more.")
    labels = test.labels[: len(index)].numpy()
    pictures = test.pixels[: len(index)].permute(0, 2, 3, 1).contiguous().numpy()
    chosen = PicturesChosen(pictures, labels, index, source.data.class_names)
    write_arrays(
        folder,
        folder.maps_dir / PICTURES_FILE,
        pictures=pictures,
        labels=labels,
        image_index=index,
        class_names=np.array(source.data.class_names, dtype=np.str_),
    )
    yield chosen

    takers: dict[str, Callable[[], Generator[Announced, None, Features]]] = {
        "simclr": source.simclr,
        "pca": source.pca,
    }
    features: dict[str, Floats] = {}
    for name, take in takers.items():
        features[name] = (yield from take()).test[: len(index)]
        yield _map(name, "pca", features[name], principal_plane(features[name]))
    for name, values in features.items():
        yield Announced(f"Drawing the {'SimCLR' if name == 'simclr' else 'PCA'} map")
        drawn = _map(name, "umap", values, embed(layout_task(values)))
        write_arrays(
            folder,
            folder.maps_dir / f"{name}.npz",
            coordinates=drawn.coordinates,
            image_index=index,
            neighbours_kept=np.array(drawn.neighbours_kept),
            method=np.array(drawn.method),
        )
        yield drawn


def _map(name: str, method: str, features: Floats, coordinates: Floats) -> MapDrawn:
    return MapDrawn(name, method, coordinates, neighbours_kept(features, coordinates))


def reduced(features: Floats) -> Floats:
    """At most 50 principal components of standardised features: what the neighbours are looked for in."""
    spread = features.std(axis=0)
    standardised = (features - features.mean(axis=0)) / np.where(spread > 1e-6, spread, 1.0)
    values = torch.from_numpy(standardised)
    result: Floats = fit_principal_components(values, REDUCED_DIM).transform(values).numpy()
    return result


def principal_plane(features: Floats) -> Floats:
    """The first two principal components, scaled to UMAP's usual extent (about -10 to 10)."""
    plane = reduced(features)[:, :2]
    plane = np.pad(plane, ((0, 0), (0, 2 - plane.shape[1])))
    scaled: Floats = (plane * 10 / max(float(np.abs(plane).max()), 1e-9)).astype(np.float32)
    return scaled


def layout_task(features: Floats) -> LayoutTask:
    """What UMAP needs to lay features out: exact neighbours, started from the two principal components."""
    values = reduced(features)
    neighbours = min(NEIGHBOURS, len(values) - 1)
    index, distances = nearest(torch.from_numpy(values), neighbours)
    noise = np.random.default_rng(SEED).normal(scale=1e-3, size=(len(values), 2))  # parts equal pictures
    start = (principal_plane(features) + noise).astype(np.float32)
    return LayoutTask(values, index.numpy(), distances.numpy().astype(np.float32), start, SEED)


def neighbours_kept(features: Floats, coordinates: Floats, count: int = NEIGHBOURS) -> float:
    """Share of each point's nearest neighbours in the features that are among its nearest in the map (0 to 1)."""
    count = min(count, len(features) - 1)
    near_in_features, _ = nearest(torch.from_numpy(reduced(features)), count + 1)
    near_in_map, _ = nearest(torch.from_numpy(np.ascontiguousarray(coordinates)), count + 1)
    same = near_in_features[:, 1:, None] == near_in_map[:, None, 1:]
    return float(same.any(dim=2).float().mean())


def read_maps(folder: RunFolder) -> Iterator[Event]:
    """The maps of an earlier time as events, nothing where there are none.

    Raises:
        UserError: a file is damaged.
    """
    pictures_file = folder.maps_dir / PICTURES_FILE
    if not pictures_file.is_file():
        return
    chosen = read_arrays(pictures_file, "pictures", "labels", "image_index", "class_names")
    names = tuple(str(name) for name in chosen["class_names"])
    yield PicturesChosen(chosen["pictures"], chosen["labels"], chosen["image_index"], names)
    for name in ("simclr", "pca"):
        file = folder.maps_dir / f"{name}.npz"
        if file.is_file():
            values = read_arrays(file, "coordinates", "neighbours_kept", "method", "image_index")
            if len(values["coordinates"]) != len(chosen["labels"]):
                raise UserError(f"{file} is damaged: it does not belong to the pictures.", "Draw the maps again.")
            yield MapDrawn(name, str(values["method"]), values["coordinates"], float(values["neighbours_kept"]))
