"""How Shapes are drawn, from random numbers: in the same words for torch, which draws thousands, and for numpy.

The window shows Shapes before torch is loaded. Loads no torch.
"""

import math
from collections.abc import Callable
from typing import Any

from simclr_gui.engine.datasets.shape_names import CLASS_NAMES

Array = Any  # numpy's, or torch's

DRAWS_PER_IMAGE = 10
LARGEST_TILT = math.radians(20)
SIZE_RANGE = (0.65, 0.9)  # of half the image
FARTHEST_FROM_CENTRE = 0.25
SMALLEST_BRIGHTNESS_STEP = 0.25  # between figure and ground, so that a grey view still shows the figure


def drawn(labels: Array, draws: Array, side_px: int, np: Any) -> Array:
    """Draws a figure for each label.

    Args:
        draws: float32, shape (count, DRAWS_PER_IMAGE), at random from 0 to 1.
        np: the library that the arrays are of, numpy or torch.

    Returns:
        float32, shape (count, 3, side_px, side_px), 0 to 255, whole numbers.
    """
    size = SIZE_RANGE[0] + (SIZE_RANGE[1] - SIZE_RANGE[0]) * draws[:, 0]
    centre = (2 * draws[:, 1:3] - 1) * FARTHEST_FROM_CENTRE
    tilt = (2 * draws[:, 3] - 1) * LARGEST_TILT
    figure, ground = _contrasting_colours(draws[:, 4:10], np)

    x, y = _figure_coordinates(side_px, centre, size, tilt, np)
    distance = np.empty_like(x)
    for index, name in enumerate(CLASS_NAMES):
        of_class = labels == index
        distance[of_class] = _DISTANCES[name](x[of_class], y[of_class], np)
    pixels_per_unit = size[:, None, None] * side_px / 2
    coverage = np.clip(0.5 - distance * pixels_per_unit, 0, 1)[:, None]
    image = figure[:, :, None, None] * coverage + ground[:, :, None, None] * (1 - coverage)
    return (image * 255).round()


def _figure_coordinates(side_px: int, centre: Array, size: Array, tilt: Array, np: Any) -> tuple[Array, Array]:
    """Pixel centres in each figure's own upright frame, where the figure about fills the unit circle (y down)."""
    steps = (np.arange(side_px, dtype=np.float32) + 0.5) * 2 / side_px - 1
    right = (steps[None, None, :] - centre[:, 0, None, None]) / size[:, None, None]
    down = (steps[None, :, None] - centre[:, 1, None, None]) / size[:, None, None]
    cosine, sine = np.cos(tilt)[:, None, None], np.sin(tilt)[:, None, None]
    return cosine * right + sine * down, cosine * down - sine * right


def _contrasting_colours(draws: Array, np: Any) -> tuple[Array, Array]:
    """Two colours each, whose brightness differs enough to be told apart without colour."""
    figure, ground = draws[:, :3], draws[:, 3:]
    step = _brightness(figure - ground, np)
    signs = 1 - 2 * np.asarray(step < 0, dtype=np.float32)
    missing = np.clip(SMALLEST_BRIGHTNESS_STEP - abs(step), 0, None) * signs
    moved = np.clip(figure + missing[:, None], 0, 1)
    still_close = abs(_brightness(moved - ground, np)) < SMALLEST_BRIGHTNESS_STEP
    pushed = np.clip(ground - missing[:, None], 0, 1)
    return moved, np.where(still_close[:, None], pushed, ground)


def _brightness(colours: Array, np: Any) -> Array:
    return colours @ np.asarray([0.299, 0.587, 0.114], dtype=np.float32)


# Signed distances (negative inside), after the well-known closed forms; only their sign must be exact far away.


def _circle(x: Array, y: Array, np: Any, radius: float = 0.8) -> Array:
    return np.hypot(x, y) - radius


def _box(x: Array, y: Array, np: Any, half_width: float, half_height: float) -> Array:
    over_x, over_y = abs(x) - half_width, abs(y) - half_height
    outside = np.hypot(np.clip(over_x, 0, None), np.clip(over_y, 0, None))
    return outside + np.clip(np.maximum(over_x, over_y), None, 0)


def _square(x: Array, y: Array, np: Any) -> Array:
    return _box(x, y, np, 0.7, 0.7)


def _ring(x: Array, y: Array, np: Any) -> Array:
    return abs(np.hypot(x, y) - 0.62) - 0.2


def _cross(x: Array, y: Array, np: Any) -> Array:
    return np.minimum(_box(x, y, np, 0.85, 0.26), _box(x, y, np, 0.26, 0.85))


def _crescent(x: Array, y: Array, np: Any) -> Array:
    return np.maximum(_circle(x, y, np, 0.85), -_circle(x - 0.42, y, np, 0.7))


def _polygon(x: Array, y: Array, np: Any, corners: list[tuple[float, float]]) -> Array:
    """Distance to a closed polygon: nearest edge, with the sign from counting crossings."""
    nearest = np.full_like(x, math.inf)
    inside = np.zeros_like(x, dtype=bool)
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
        along = np.clip(along, 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
        if ay != by:
            crosses = (ay > y) != (by > y)
            inside ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return np.where(inside, -nearest, nearest)


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


def _heart(x: Array, y: Array, np: Any) -> Array:
    lobes = _circle(abs(x) - 0.4, y + 0.3, np, 0.46)
    tip = _polygon(x, y, np, [(-0.83, -0.12), (0.0, -0.35), (0.83, -0.12), (0.0, 0.88)])
    return np.minimum(lobes, tip)


_DISTANCES: dict[str, Callable[[Array, Array, Any], Array]] = {
    "circle": _circle,
    "square": _square,
    "triangle": lambda x, y, np: _polygon(x, y, np, _TRIANGLE),
    "star": lambda x, y, np: _polygon(x, y, np, _STAR),
    "ring": _ring,
    "cross": _cross,
    "crescent": _crescent,
    "heart": _heart,
    "hexagon": lambda x, y, np: _polygon(x, y, np, _HEXAGON),
    "arrow": lambda x, y, np: _polygon(x, y, np, _ARROW),
}
