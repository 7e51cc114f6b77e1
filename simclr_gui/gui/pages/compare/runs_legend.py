"""Which run each colour is, below a picture of several runs that is saved or copied."""

from collections.abc import Iterable
from pathlib import Path

from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.compare.run_heading import name_of
from simclr_gui.gui.pages.map.legend import LegendEntries
from simclr_gui.state.comparison import Comparison


def runs_legend(comparison: Comparison, theme: Theme, paths: Iterable[Path]) -> LegendEntries:
    """The letters and names of these runs, each behind its colour."""
    legend = LegendEntries()
    legend.explain(
        tuple(
            (f"{comparison.letter(path)}  {name_of(comparison, path)}", run_colour(theme, comparison.colours[path]))
            for path in paths
        ),
        by_class=False,
    )
    return legend
