"""Eight colours for runs side by side, which colour-blind eyes can tell apart, for each of the two designs."""

from simclr_gui.gui.look.theme import Theme

ON_LIGHT = ("#0000ff", "#f0690f", "#1ea596", "#78003c", "#a578ff", "#964b00", "#4b0096", "#785a96")
ON_DARK = ("#b487ff", "#ff870f", "#3cc3a5", "#ffe13c", "#d21e1e", "#c3f0ff", "#a500ff", "#4b7896")
"""Found by a search for the eight whose nearest two are farthest apart, seen with three or with any two kinds of cones
(Machado 2009, distances in Oklab), each with a contrast of at least 3 to its surface."""


def run_colour(theme: Theme, place: int) -> str:
    """Of the colour at this place, as it looks on the surface of the design that is on."""
    colours = ON_DARK if theme.is_dark else ON_LIGHT
    return colours[place % len(colours)]
