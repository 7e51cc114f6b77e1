"""The Runs page: every run kept on this machine, found, compared, described and tidied."""

from simclr_gui.gui.pages.runs.page import RunsPage

__all__ = ["RunsPage"]
