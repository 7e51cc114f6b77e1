"""The Map page: SimCLR features beside PCA features, linked."""

from simclr_gui.gui.pages.map.page import MapPage

__all__ = ["MapPage"]
