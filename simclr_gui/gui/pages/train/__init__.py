"""The Train page: choose, start, watch, and read what came of it."""

from simclr_gui.gui.pages.train.page import TrainPage

__all__ = ["TrainPage"]
