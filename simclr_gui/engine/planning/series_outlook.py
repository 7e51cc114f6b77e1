"""What the trainings of a recipe will take and may reach, and the event that tells it. Loads no torch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import Event
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.planning.planner import Outlook, outlook
from simclr_gui.engine.planning.recipes import GRID, Series, grid_series, recipe_named

TypedGrid = Mapping[str, Sequence[str]]
"""Values as they were typed, by the dotted names of their settings."""


@dataclass(frozen=True)
class SeriesForeseen(Event):
    """The trainings that a recipe makes of some settings.

    Attributes:
        outlooks: of each training one.
    """

    recipe: str
    series: Series
    outlooks: tuple[Outlook, ...]

    @property
    def known_s(self) -> float:
        """How long those take whose length is known."""
        return sum(each.seconds for each in self.outlooks if each.seconds is not None)

    @property
    def unknown_count(self) -> int:
        """Of how many trainings nobody knows how long they take."""
        return sum(each.seconds is None for each in self.outlooks)


def series_named(name: str, config: TrainingConfig, over: TypedGrid) -> Series:
    """The trainings of a recipe, or of a grid over settings.

    Raises:
        UserError: there is no such recipe, or the settings of the grid do not fit.
    """
    return grid_series(config, over) if name == GRID else recipe_named(name).make(config)


def foreseen_series(name: str, config: TrainingConfig, over: TypedGrid, runs: Sequence[RunSummary]) -> SeriesForeseen:
    """The same with what is known of each, from the runs that are kept; UserError as `series_named`."""
    series = series_named(name, config, over)
    return SeriesForeseen(name, series, tuple(outlook(training.config, None, runs) for training in series.trainings))


def foresee_series(name: str, config: TrainingConfig, over: TypedGrid, runs: Sequence[RunSummary]) -> Iterator[Event]:
    """The same as a stream of one event."""
    yield foreseen_series(name, config, over, runs)
