"""Are the features any good? Scores beside PCA and others, layer by layer, and with few labels."""

from simclr_gui.gui.pages.map.scores.view import ScoresView

__all__ = ["ScoresView"]
