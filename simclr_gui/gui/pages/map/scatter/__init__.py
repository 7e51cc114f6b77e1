"""One map of images as points: to look around in, to point at, to choose from."""

from simclr_gui.gui.pages.map.scatter.widget import Scatter

__all__ = ["Scatter"]
