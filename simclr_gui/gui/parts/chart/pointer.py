"""The mouse over a chart: the time that it points at, that it has gone, and the double click that resets the view."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot

from simclr_gui.gui.parts.chart.plot import CurvePlot


class Pointer(QObject):
    """Signals: pointed(float), the time in seconds; left(), reset_requested()."""

    pointed = Signal(float)
    left = Signal()
    reset_requested = Signal()

    def __init__(self, plot: CurvePlot, parent: QObject) -> None:
        super().__init__(parent)
        self._plot = plot
        plot.scene().sigMouseMoved.connect(self.point_at)
        plot.viewport().installEventFilter(self)

    @Slot(object)
    def point_at(self, place: object) -> None:
        """The mouse is there, in the scene of the plot."""
        self.pointed.emit(self._plot.getPlotItem().getViewBox().mapSceneToView(place).x())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset_requested.emit()
            return True
        if event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().eventFilter(watched, event)
