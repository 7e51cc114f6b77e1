"""How the maps are drawn: what a person may turn, with explanations."""

from typing import Literal

from pydantic import ValidationError

from simclr_gui.engine.config.checking import refusal
from simclr_gui.engine.config.section import Section, setting
from simclr_gui.engine.messages.errors import Changes

FEWEST_POINTS, MOST_POINTS = 5, 100_000


class MapSettings(Section):
    """What UMAP is asked for."""

    points: int = setting(
        10_000,
        "Images",
        "How many test images become points, the first ones; all where there are fewer. Ten thousand take about "
        "half a minute for the three maps, a hundred thousand some minutes.",
        usual="10,000",
        ge=FEWEST_POINTS,
        le=MOST_POINTS,
    )
    neighbours: int = setting(
        15,
        "Neighbours",
        "How many nearest images each point is tied to. Few show small groups, many the large order.",
        usual="5 to 50",
        usual_low=5,
        usual_high=50,
        ge=2,
        le=200,
    )
    min_dist: float = setting(
        0.1,
        "Least distance",
        "How near points may come to each other: 0 packs groups tightly, 0.5 spreads them evenly.",
        usual="0 to 0.5",
        ge=0.0,
        le=0.99,
    )
    seed: int = setting(
        0, "Seed", "Another number, another equally good map; the same number, the same map.", usual="0", ge=0, le=2**31
    )
    pace: Literal["reproducible", "fast"] = setting(
        "reproducible",
        "Pace",
        "Reproducible draws the same map every time, on one processor core. Fast uses all of them, and no two maps "
        "are quite alike.",
        usual="reproducible",
    )


def map_settings_with(settings: MapSettings, changes: Changes) -> MapSettings:
    """A checked copy with values replaced.

    Raises:
        UserError: a value is out of its range.
    """
    try:
        return MapSettings.model_validate({**settings.model_dump(), **changes})
    except ValidationError as error:
        raise refusal(MapSettings, error, str(error.errors()[0]["loc"][0])) from None
