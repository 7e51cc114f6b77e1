"""The Features page: what each layer makes of an image and its views."""

from simclr_gui.gui.pages.features.page import FeaturesPage

__all__ = ["FeaturesPage"]
