"""Shapes: ten classes of figures that the program draws itself, so that nothing is downloaded.

An image's class is its outline. Colours, place, size and tilt are drawn at random and mean nothing, so raw
pixels (and PCA) say little about the class, while views that change colours and crops keep it.
"""

import torch
from torch import Tensor

from simclr_gui.engine.datasets.images import DataSet, ImageSet
from simclr_gui.engine.datasets.shape_drawing import DRAWS_PER_IMAGE, drawn
from simclr_gui.engine.datasets.shape_names import CLASS_NAMES


def shapes_data(side_px: int, train_images: int, test_images: int, seed: int) -> DataSet:
    """Draws the data set; the same arguments give the same images."""
    return DataSet(
        "Shapes",
        CLASS_NAMES,
        draw_shapes(train_images, side_px, seed=2 * seed),
        draw_shapes(test_images, side_px, seed=2 * seed + 1),
    )


def draw_shapes(count: int, side_px: int, seed: int, chunk: int = 2_000) -> ImageSet:
    """Draws `count` figures in shuffled order, the classes as even as they divide.

    Returns:
        Images of shape (count, 3, side_px, side_px), uint8.
    """
    generator = torch.Generator().manual_seed(seed)
    labels = torch.arange(count) % len(CLASS_NAMES)
    labels = labels[torch.randperm(count, generator=generator)]
    parts = [_draw_chunk(part, side_px, generator) for part in labels.split(chunk)]
    return ImageSet(torch.cat(parts), labels)


def _draw_chunk(labels: Tensor, side_px: int, generator: torch.Generator) -> Tensor:
    draws = torch.rand(len(labels), DRAWS_PER_IMAGE, generator=generator)
    image: Tensor = drawn(labels, draws, side_px, torch)
    return image.to(torch.uint8)
