"""The first screen: what can be learned from, with the images themselves."""

from simclr_gui.gui.pages.train.start.view import StartView

__all__ = ["StartView"]
