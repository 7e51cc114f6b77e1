"""Shapes: ten classes of figures that the program draws itself, so that nothing is downloaded.

A picture's class is its outline. Colours, place, size and tilt are drawn at random and mean nothing, so raw
pixels (and PCA) say little about the class, while views that change colours and crops keep it.
"""

import math

import torch
from torch import Tensor

from simclr_gui.engine.images import DataSet, ImageSet
from simclr_gui.engine.shape_names import CLASS_NAMES

LARGEST_TILT = math.radians(20)
SIZE_RANGE = (0.65, 0.9)  # of half the picture
FARTHEST_FROM_CENTRE = 0.25
SMALLEST_BRIGHTNESS_STEP = 0.25  # between figure and ground, so that a grey view still shows the figure


def shapes_data(side_px: int, train_images: int, test_images: int, seed: int) -> DataSet:
    """Draws the data set; the same arguments give the same pictures."""
    return DataSet(
        "Shapes",
        CLASS_NAMES,
        draw_shapes(train_images, side_px, seed=2 * seed),
        draw_shapes(test_images, side_px, seed=2 * seed + 1),
    )


def draw_shapes(count: int, side_px: int, seed: int, chunk: int = 2_000) -> ImageSet:
    """Draws `count` figures in shuffled order, the classes as even as they divide.

    Returns:
        Pictures of shape (count, 3, side_px, side_px), uint8.
    """
    generator = torch.Generator().manual_seed(seed)
    labels = torch.arange(count) % len(CLASS_NAMES)
    labels = labels[torch.randperm(count, generator=generator)]
    parts = [_draw_chunk(part, side_px, generator) for part in labels.split(chunk)]
    return ImageSet(torch.cat(parts), labels)


def _draw_chunk(labels: Tensor, side_px: int, generator: torch.Generator) -> Tensor:
    count = len(labels)
    draws = torch.rand(count, 10, generator=generator)
    size = SIZE_RANGE[0] + (SIZE_RANGE[1] - SIZE_RANGE[0]) * draws[:, 0]
    centre = (2 * draws[:, 1:3] - 1) * FARTHEST_FROM_CENTRE
    tilt = (2 * draws[:, 3] - 1) * LARGEST_TILT
    figure, ground = _contrasting_colours(draws[:, 4:10])

    x, y = _figure_coordinates(side_px, centre, size, tilt)
    distance = torch.empty_like(x)
    for index, name in enumerate(CLASS_NAMES):
        of_class = labels == index
        distance[of_class] = _DISTANCES[name](x[of_class], y[of_class])
    pixels_per_unit = size[:, None, None] * side_px / 2
    coverage = (0.5 - distance * pixels_per_unit).clamp(0, 1)[:, None]
    picture = figure[:, :, None, None] * coverage + ground[:, :, None, None] * (1 - coverage)
    return (picture * 255).round().to(torch.uint8)


def _figure_coordinates(side_px: int, centre: Tensor, size: Tensor, tilt: Tensor) -> tuple[Tensor, Tensor]:
    """Pixel centres in each figure's own upright frame, where the figure about fills the unit circle (y down)."""
    steps = (torch.arange(side_px) + 0.5) * 2 / side_px - 1
    right = (steps[None, None, :] - centre[:, 0, None, None]) / size[:, None, None]
    down = (steps[None, :, None] - centre[:, 1, None, None]) / size[:, None, None]
    cosine, sine = torch.cos(tilt)[:, None, None], torch.sin(tilt)[:, None, None]
    return cosine * right + sine * down, cosine * down - sine * right


def _contrasting_colours(draws: Tensor) -> tuple[Tensor, Tensor]:
    """Two colours each, whose brightness differs enough to be told apart without colour."""
    figure, ground = draws[:, :3], draws[:, 3:]
    weights = torch.tensor([0.299, 0.587, 0.114])
    step = (figure - ground) @ weights
    missing = (SMALLEST_BRIGHTNESS_STEP - step.abs()).clamp(min=0) * torch.where(step < 0, -1.0, 1.0)
    moved = (figure + missing[:, None]).clamp(0, 1)
    still_close = ((moved - ground) @ weights).abs() < SMALLEST_BRIGHTNESS_STEP
    pushed = (ground - missing[:, None]).clamp(0, 1)
    return moved, torch.where(still_close[:, None], pushed, ground)


# Signed distances (negative inside), after the well-known closed forms; only their sign must be exact far away.


def _circle(x: Tensor, y: Tensor, radius: float = 0.8) -> Tensor:
    return torch.hypot(x, y) - radius


def _box(x: Tensor, y: Tensor, half_width: float, half_height: float) -> Tensor:
    over_x, over_y = x.abs() - half_width, y.abs() - half_height
    outside = torch.hypot(over_x.clamp(min=0), over_y.clamp(min=0))
    return outside + torch.maximum(over_x, over_y).clamp(max=0)


def _square(x: Tensor, y: Tensor) -> Tensor:
    return _box(x, y, 0.7, 0.7)


def _ring(x: Tensor, y: Tensor) -> Tensor:
    return (torch.hypot(x, y) - 0.62).abs() - 0.2


def _cross(x: Tensor, y: Tensor) -> Tensor:
    return torch.minimum(_box(x, y, 0.85, 0.26), _box(x, y, 0.26, 0.85))


def _crescent(x: Tensor, y: Tensor) -> Tensor:
    return torch.maximum(_circle(x, y, 0.85), -_circle(x - 0.42, y, 0.7))


def _polygon(x: Tensor, y: Tensor, corners: list[tuple[float, float]]) -> Tensor:
    """Distance to a closed polygon: nearest edge, with the sign from counting crossings."""
    nearest = torch.full_like(x, torch.inf)
    inside = torch.zeros_like(x, dtype=torch.bool)
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
        along = along.clamp(0, 1)
        nearest = torch.minimum(nearest, torch.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
        if ay != by:
            crosses = (ay > y) != (by > y)
            inside ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return torch.where(inside, -nearest, nearest)


def _regular(corner_count: int, radii: tuple[float, ...]) -> list[tuple[float, float]]:
    """Corners around the centre from the top on, the radii taken in turn."""
    angles = [2 * math.pi * k / corner_count - math.pi / 2 for k in range(corner_count)]
    return [
        (radii[k % len(radii)] * math.cos(angle), radii[k % len(radii)] * math.sin(angle))
        for k, angle in enumerate(angles)
    ]


_TRIANGLE = _regular(3, (0.95,))
_STAR = _regular(10, (0.95, 0.4))
_HEXAGON = _regular(6, (0.88,))
_ARROW = [(0.9, 0.0), (0.15, -0.7), (0.15, -0.27), (-0.9, -0.27), (-0.9, 0.27), (0.15, 0.27), (0.15, 0.7)]


def _heart(x: Tensor, y: Tensor) -> Tensor:
    lobes = _circle(x.abs() - 0.4, y + 0.3, 0.46)
    tip = _polygon(x, y, [(-0.83, -0.12), (0.0, -0.35), (0.83, -0.12), (0.0, 0.88)])
    return torch.minimum(lobes, tip)


_DISTANCES = {
    "circle": _circle,
    "square": _square,
    "triangle": lambda x, y: _polygon(x, y, _TRIANGLE),
    "star": lambda x, y: _polygon(x, y, _STAR),
    "ring": _ring,
    "cross": _cross,
    "crescent": _crescent,
    "heart": _heart,
    "hexagon": lambda x, y: _polygon(x, y, _HEXAGON),
    "arrow": lambda x, y: _polygon(x, y, _ARROW),
}
