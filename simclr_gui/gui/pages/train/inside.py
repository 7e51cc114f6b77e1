"""A look inside the network while it trains: pairs and strangers, richness of h, gradients by part."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from simclr_gui.gui.pages.train.chart_texts import ChartTexts
from simclr_gui.gui.parts.chart import beside
from simclr_gui.state.curves import PARTS, Curves


class InsideCharts(QWidget):
    """Three charts; `refreshers` bring them up to date, one each."""

    def __init__(self, curves: Curves, texts: ChartTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = curves
        self.cosines, self.rank, self.gradients = texts.cosines(), texts.rank(), texts.gradients()
        self.charts = (self.cosines, self.rank, self.gradients)
        self.cosines.set_value_range(-0.5, 1)
        self.gradients.set_logarithmic()
        self.setLayout(beside(*self.charts))
        self.refreshers: tuple[Callable[[], None], ...] = (self._paint_cosines, self._paint_rank, self._paint_gradients)

    def _paint_cosines(self) -> None:
        pulse = self._curves.pulse
        self.cosines.show_values(pulse.column("elapsed_s"), pulse.column("positive"), pulse.column("negative"))

    def _paint_rank(self) -> None:
        rank = self._curves.rank
        self.rank.show_values(rank.column("elapsed_s"), rank.column("rank"))
        if len(rank):
            self.rank.set_value_range(0, 1.2 * float(rank.column("rank").max()))

    def _paint_gradients(self) -> None:
        pulse = self._curves.pulse
        self.gradients.show_values(pulse.column("elapsed_s"), *(pulse.column(part) for part in PARTS))
