"""The words of a chart, and how its lines are drawn."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

STYLES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)


@dataclass(frozen=True)
class ChartText:
    """The words of a chart.

    Attributes:
        title: what is seen, in plain words.
        term: the field's term for it.
        explanation: one sentence, shown as tooltip.
        file_name: for saving.
    """

    title: str
    term: str
    explanation: str
    file_name: str


@dataclass(frozen=True)
class Line:
    """One of several lines: its name, and its colour, by role or as "#rrggbb"."""

    name: str
    colour: str
    style: Qt.PenStyle = Qt.PenStyle.SolidLine
