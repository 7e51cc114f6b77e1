"""What Qt keeps of how widgets look, for longer than it keeps the widgets."""

from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

WITHOUT_RULES = "*{}"


def let_go_of_styles(window: QWidget) -> None:
    """To be called on a window that has been closed for good: its parts may look otherwise from then on.

    The style keeps the rules of each widget until that is destroyed, and learns of the end of all but those that lie
    within a spin box or a combo box: nearly a kilobyte each stays for ever. A style sheet of their own, whatever it
    says, makes it listen to them, too.
    """
    for place in (window, *_menus_of_charts(window)):
        boxes = [*place.findChildren(QAbstractSpinBox), *place.findChildren(QComboBox)]
        for part in (part for box in boxes for part in box.findChildren(QWidget)):
            part.setStyleSheet(WITHOUT_RULES)
            part.ensurePolished()  # it may never have been on show


def _menus_of_charts(window: QWidget) -> list[QWidget]:
    """pyqtgraph makes one for each chart, with fields, and keeps it outside the window."""
    from pyqtgraph import PlotWidget

    return [plot.getPlotItem().ctrl.decimateGroup for plot in window.findChildren(PlotWidget)]
