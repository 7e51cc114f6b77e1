"""The Learn page: the ideas behind SimCLR, each something to touch."""

from simclr_gui.gui.pages.learn.page import LearnPage

__all__ = ["LearnPage"]
