"""Feature maps of several runs on one scale."""

import numpy as np

from simclr_gui.engine.events import FeatureMapsTaken
from simclr_gui.state.compared_looks import on_one_scale


def taken(low: float, high: float) -> FeatureMapsTaken:
    levels = np.array([0, 128, 255], np.uint8).reshape(1, 1, 1, 3).repeat(3, axis=0)
    pixels = np.zeros((3, 4, 4, 3), np.uint8)
    return FeatureMapsTaken(1, "stem", 0, pixels, levels, low, high, None, 0.5, pixels[:2, :, :, 0], {})


def test_that_the_same_level_means_the_same_value_in_all_of_them() -> None:
    narrow, wide = taken(0.0, 1.0), taken(-2.0, 2.0)
    first, second = on_one_scale([narrow, wide])
    for each, levels in ((narrow, first), (wide, second)):
        values = each.low + each.maps[0] / 255 * (each.high - each.low)
        shown = -2.0 + levels / 255 * 4.0
        assert np.abs(values - shown).max() <= 4.0 / 255


def test_that_a_run_alone_stays_as_it_is_and_maps_of_one_value_are_shown() -> None:
    assert (on_one_scale([taken(0.0, 1.0)])[0] == taken(0.0, 1.0).maps[0]).all()
    assert on_one_scale([taken(1.0, 1.0)])[0].shape == (1, 1, 3)
    assert on_one_scale([]) == []
