"""Eight colours that stay apart for whoever sees with two kinds of cones, on both designs."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from simclr_gui.gui.look.contrast import contrast
from simclr_gui.gui.look.run_colours import ON_DARK, ON_LIGHT
from simclr_gui.gui.look.theme import DARK, LIGHT, Colours

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
SIGHTS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Ottosson 2020: linear RGB to cones, their cube roots to lightness and two axes of colour.
CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
SEEN_APART = 0.09  # in Oklab


def seen(colour: str, sight: np.ndarray) -> np.ndarray:
    parts = np.array(QColor(colour).getRgbF()[:3])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return OKLAB @ np.cbrt(CONES @ np.clip(sight @ linear, 0, 1))


@pytest.mark.parametrize("colours", [ON_LIGHT, ON_DARK])
@pytest.mark.parametrize("sight", SIGHTS)
def test_that_every_two_of_them_look_different(colours: tuple[str, ...], sight: str) -> None:
    assert len(colours) == 8
    nearest = min(
        float(np.linalg.norm(seen(one, SIGHTS[sight]) - seen(other, SIGHTS[sight])))
        for one, other in combinations(colours, 2)
    )
    assert nearest >= SEEN_APART


@pytest.mark.parametrize(("colours", "design"), [(ON_LIGHT, LIGHT), (ON_DARK, DARK)])
def test_that_a_line_is_seen_on_its_surface(colours: tuple[str, ...], design: Colours) -> None:
    assert min(contrast(QColor(colour), QColor(design.surface)) for colour in colours) >= 3
