"""Runs side by side: what differs, their curves, scores, mistakes, maps and feature maps."""

from simclr_gui.gui.pages.compare.page import ComparePage

__all__ = ["ComparePage"]
