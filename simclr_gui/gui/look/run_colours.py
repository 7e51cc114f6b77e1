"""Eight colours for runs side by side, which colour-blind eyes can tell apart, for each of the two designs."""

from simclr_gui.gui.look.theme import Theme

ON_LIGHT = ("#1845fb", "#d55e00", "#7a1fa2", "#0a8f6c", "#c2185b", "#8a7400", "#4a4f57", "#2aa1d8")
ON_DARK = ("#7d9bff", "#ff8a3d", "#c98bf0", "#2fd0a0", "#ff6fa5", "#d8c04a", "#b9bec8", "#5cc8f5")


def run_colour(theme: Theme, place: int) -> str:
    """Of the colour at this place, as it looks on the surface of the design that is on."""
    colours = ON_DARK if theme.is_dark else ON_LIGHT
    return colours[place % len(colours)]
