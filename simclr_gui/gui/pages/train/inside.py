"""A closer look while it trains: positives against negatives, and what happens inside the network."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from simclr_gui.gui.pages.train.chart_texts import ChartTexts
from simclr_gui.gui.parts.chart import Chart, beside
from simclr_gui.state.curves import PARTS, Curves

SPREAD_RANGE = (-4.0, 2.0)  # uniformity of a full sphere; alignment of negatives


class CloserLook(QWidget):
    """A few charts; `refreshers` bring them up to date, one each."""

    charts: tuple[Chart, ...]
    refreshers: tuple[Callable[[], None], ...]


class PairCharts(CloserLook):
    """How alike positives and negatives are, and how they lie on the sphere."""

    def __init__(self, curves: Curves, texts: ChartTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = curves
        self.cosines, self.spread = texts.cosines(), texts.spread()
        self.cosines.scales.set_value_range(-0.5, 1)
        self.spread.scales.set_value_range(*SPREAD_RANGE)
        self.charts = (self.cosines, self.spread)
        self.refreshers = (self._paint_cosines, self._paint_spread)
        self.setLayout(beside(*self.charts))

    def _paint_cosines(self) -> None:
        batch_statistics = self._curves.batch_statistics
        self.cosines.show_values(
            batch_statistics.column("elapsed_s"),
            batch_statistics.column("positive"),
            batch_statistics.column("negative"),
        )

    def _paint_spread(self) -> None:
        batch_statistics = self._curves.batch_statistics
        self.spread.show_values(
            batch_statistics.column("elapsed_s"),
            batch_statistics.column("alignment"),
            batch_statistics.column("uniformity"),
        )


class InsideCharts(CloserLook):
    """How rich h is, and the gradients of every part."""

    def __init__(self, curves: Curves, texts: ChartTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = curves
        self.rank, self.gradients = texts.rank(), texts.gradients()
        self.gradients.scales.set_logarithmic()
        self.charts = (self.rank, self.gradients)
        self.refreshers = (self._paint_rank, self._paint_gradients)
        self.setLayout(beside(*self.charts))

    def _paint_rank(self) -> None:
        rank = self._curves.rank
        self.rank.show_values(rank.column("elapsed_s"), rank.column("rank"))
        if len(rank):
            self.rank.scales.set_value_range(0, 1.2 * float(rank.column("rank").max()))

    def _paint_gradients(self) -> None:
        batch_statistics = self._curves.batch_statistics
        self.gradients.show_values(
            batch_statistics.column("elapsed_s"), *(batch_statistics.column(part) for part in PARTS)
        )
