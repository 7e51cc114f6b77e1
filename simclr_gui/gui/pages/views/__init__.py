"""The Views page: the augmentation lab."""

from simclr_gui.gui.pages.views.page import ViewsPage

__all__ = ["ViewsPage"]
