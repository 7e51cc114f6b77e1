"""The Shapes of a data set one by one, as torch draws them, but without torch: it alone takes longer to load.

torch's random numbers on a processor are those of the Mersenne Twister, which numpy has too: `randperm` takes one for
each swap of Fisher and Yates, `rand` the lower 24 bits of each. Sums are rounded otherwise, so that about one image
in a hundred, whose two colours just differ enough, gets another shade.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.datasets.shape_drawing import DRAWS_PER_IMAGE, drawn
from simclr_gui.engine.datasets.shape_names import CLASS_NAMES
from simclr_gui.engine.events import Pixels

MANTISSA = (1 << 24) - 1


class DrawnShapes:
    """What `shapes.draw_shapes` would draw with the same count and seed; any of them at any time.

    Attributes:
        labels: int64, shape (count,).
    """

    def __init__(self, count: int, seed: int) -> None:
        random = np.random.MT19937()
        random._legacy_seeding(seed)
        swaps = random.random_raw(max(0, count - 1))
        self._draws = random.random_raw(count * DRAWS_PER_IMAGE)
        self.labels: NDArray[np.int64] = (np.arange(count) % len(CLASS_NAMES))[_permutation(swaps, count)]

    def __len__(self) -> int:
        return len(self.labels)

    def read(self, numbers: Sequence[int], side_px: int) -> Pixels:
        """uint8, shape (numbers, side_px, side_px, 3)."""
        index = np.asarray(numbers, dtype=np.int64)
        raw = self._draws.reshape(-1, DRAWS_PER_IMAGE)[index]
        draws = (raw & MANTISSA).astype(np.float32) / np.float32(1 << 24)
        pixels: Pixels = drawn(self.labels[index], draws, side_px, np).astype(np.uint8).transpose(0, 2, 3, 1)
        return pixels


def _permutation(swaps: NDArray[np.uint64], count: int) -> list[int]:
    order = list(range(count))
    for place, far in enumerate(swaps.tolist()):
        other = place + far % (count - place)
        order[place], order[other] = order[other], order[place]
    return order
