"""Charts of measured curves over training time."""

from simclr_gui.gui.look.theme import caption_font
from simclr_gui.gui.parts.chart.text import ChartText, Line
from simclr_gui.gui.parts.chart.values import running_mean
from simclr_gui.gui.parts.chart.widget import Chart, beside

__all__ = ["Chart", "ChartText", "Line", "beside", "caption_font", "running_mean"]
