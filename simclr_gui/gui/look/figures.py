"""Numbers that change in place: figures of equal width, so that nothing jitters."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget


def use_tabular_figures(widget: QWidget) -> None:
    """Asks the widget's font for figures of equal width."""
    font = widget.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)


def duration(seconds: float) -> str:
    """Seconds as a person says them: 42 s, 3 min 05 s, 2 h 10 min."""
    whole = max(0, round(seconds))
    if whole < 60:
        return QCoreApplication.translate("figures", "{seconds} s").format(seconds=whole)
    if whole < 3_600:
        words = QCoreApplication.translate("figures", "{minutes} min {seconds:02d} s")
        return words.format(minutes=whole // 60, seconds=whole % 60)
    words = QCoreApplication.translate("figures", "{hours} h {minutes:02d} min")
    return words.format(hours=whole // 3_600, minutes=whole % 3_600 // 60)


def percent_done(share: float) -> int:
    """Of what is still in progress: whole per cent that are surely done, never all of them."""
    return min(99, int(100 * share + 1e-6))
