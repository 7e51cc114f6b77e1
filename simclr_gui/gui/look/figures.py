"""Numbers that change in place: figures of equal width, so that nothing jitters."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.messages.spans import measured_span
from simclr_gui.gui.look.language import spoken


def use_tabular_figures(widget: QWidget) -> None:
    """Asks the widget's font for figures of equal width."""
    font = widget.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)


def duration(seconds: float) -> str:
    """A measured span of time: 42 s, 3 min 05 s, 2 h 10 min."""
    return spoken(measured_span(seconds))


def percent_done(share: float) -> int:
    """Of what is still in progress: whole per cent that are surely done, never all of them."""
    return min(99, int(100 * share + 1e-6))
