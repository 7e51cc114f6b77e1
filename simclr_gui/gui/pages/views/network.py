"""The pairs as the network sees them: which views are similar, which find their positive, which are pushed apart."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from superqt import QLabeledDoubleSlider

from simclr_gui.engine.events import SimilaritiesTaken
from simclr_gui.engine.features.similarity_analysis import (
    false_negatives,
    hardest_negatives,
    histograms,
    means,
    positives,
    ranks,
    softmax_weights,
)
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.pens import plot_pen
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.card import Card, EmptyState, label, row
from simclr_gui.gui.parts.chart import Chart, ChartText, caption_font
from simclr_gui.gui.parts.checkpoint_slider import CheckpointSlider
from simclr_gui.gui.parts.empty_page import show_empty
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.parts.matrix import MatrixView
from simclr_gui.gui.parts.panel_menu import PanelMenu, Table
from simclr_gui.gui.words.names import class_names_of, ordinal
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.similarities import Similarities
from simclr_gui.state.standing import Page
from simclr_gui.state.timeline import Timeline

NEGATIVES_SHOWN = 5
IMAGE_PX, NEGATIVE_PX = 88, 76
Shares = NDArray[np.float64]
EDGES = np.linspace(-1, 1, 41)
HEADROOM = 1.4  # above the bars, for their names
COSINE, WEIGHTS = range(2)


class NetworkView(QWidget):
    """Matrix at the left; at the right the view chosen, its positive and negatives, and all pairs.

    Signals:
        start_requested(): there is no network yet, and one is wanted.
    """

    start_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        similarities: Similarities,
        curves: Curves,
        timeline: Timeline,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._similarities, self._curves, self._theme = experiment, similarities, curves, theme
        self.kept_steps = CheckpointSlider(timeline, theme, self)
        self._statistics_shown = -1
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(CARD_GAP - 4)
        columns.addWidget(self._make_matrix_card(), 1)
        columns.addWidget(self._make_pair_card(), 1)
        self.empty_state = EmptyState(
            content,
            self.tr(
                "See how similar the network finds any two views of a batch: partners form a bright diagonal; other "
                "bright spots are images it cannot tell apart yet."
            ),
        )
        self.empty_state.requested.connect(self.start_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty_state)
        similarities.taken.connect(self.show_matrix)
        similarities.chosen.connect(self.show_matrix)
        curves.extended.connect(self._show_watched)
        curves.cleared.connect(self.watched.show_nothing)
        theme.changed.connect(self._colour)
        self._colour()
        self.show_matrix()

    def _make_matrix_card(self) -> Card:
        self.matrix = MatrixView()
        self.matrix.panel_menu.file_name = "similarities"
        self.matrix.setAccessibleName(self.tr("Similarity of every two views of the batch"))
        self.matrix.pointed.connect(self._read_off)
        self.matrix.chosen.connect(self._similarities.choose)
        self.shown = QComboBox()
        self.shown.addItems([self.tr("Similarity (cosine)"), self.tr("Repulsion weight")])
        self.shown.setAccessibleName(self.tr("What the colours mean"))
        self.shown.setToolTip(
            self.tr("Repulsion weight: each view's share in the loss of another (softmax at the temperature below)")
        )
        self.shown.currentIndexChanged.connect(self.show_matrix)
        self.temperature = QLabeledDoubleSlider(Qt.Orientation.Horizontal)
        self.temperature.setRange(0.05, 1.0)
        self.temperature.setDecimals(2)
        self._run_temperature = self._experiment.active_config.optimisation.temperature
        self.temperature.setValue(self._run_temperature)
        self.temperature.setToolTip(self.tr("For these colours only. Low values focus on the hardest negatives"))
        self.temperature.setAccessibleName(self.tr("Temperature"))
        self.temperature.valueChanged.connect(self.show_matrix)
        self.pointed = label("", "caption")
        self.pointed.setWordWrap(True)
        self._pointed_images = (Image(48), Image(48))
        card = Card()
        line = row(self.shown, self.kept_steps)
        line.setStretch(1, 1)
        card.body.addLayout(line)
        self._tempering = QWidget()
        tempering = row(label(self.tr("Temperature")), self.temperature)
        tempering.setStretch(1, 1)
        self._tempering.setLayout(tempering)
        card.body.addWidget(self._tempering)
        card.body.addWidget(self.matrix, 1)
        self._read_off(-1, -1)
        line = row(*self._pointed_images, self.pointed)
        line.setStretch(2, 1)
        card.body.addLayout(line)
        return card

    def _make_pair_card(self) -> Card:
        card = Card()
        self._view, self._positive = Image(IMAGE_PX), Image(IMAGE_PX)
        self._words = label("")
        self._words.setWordWrap(True)
        use_tabular_figures(self._words)
        line = row(self._view, self._positive, self._words)
        line.setStretch(2, 1)
        card.body.addLayout(line)
        card.body.addWidget(label(self.tr("Most similar views of other images"), "caption"))
        grid = QGridLayout()
        grid.setSpacing(SPACE // 2)
        self.hardest_negatives = [(Image(NEGATIVE_PX), label("", "caption")) for _ in range(NEGATIVES_SHOWN)]
        for column, (image, words) in enumerate(self.hardest_negatives):
            grid.addWidget(image, 0, column)
            grid.addWidget(words, 1, column)
        grid.setColumnStretch(NEGATIVES_SHOWN, 1)
        card.body.addLayout(grid)
        self.histogram = SimilarityHistogram(self._theme)
        card.body.addWidget(self.histogram, 1)
        self.watched = Chart(
            ChartText(
                self.tr("Eight fixed pairs"),
                self.tr("mean cosine"),
                self.tr("Eight pairs of views that never change, and how similar the network finds them as it learns."),
                "watched_cosine",
            ),
            lambda value: f"{value:.2f}",
            self._theme,
        )
        self.watched.scales.set_value_range(-0.2, 1.0)
        card.body.addWidget(self.watched, 1)
        return card

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._similarities.set_watched(True)
        self.show_matrix()
        self._show_watched()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._similarities.set_watched(False)

    @Slot()
    def _colour(self) -> None:
        self.show_matrix()

    @Slot()
    def show_matrix(self) -> None:
        """Shows the latest matrix and the chosen view; while nobody looks, nothing is painted."""
        latest = self._similarities.latest
        self.empty_state.show_content(latest is not None)
        if latest is None or not self.isVisible():
            return
        self._take_temperature(latest.temperature)
        view = self._similarities.view
        if self.shown.currentIndex() == WEIGHTS:
            weights = softmax_weights(latest.cosine, self.temperature.value())
            self.matrix.show_values(np.sqrt(weights), 0.0, 1.0, view)  # roots: small weights stay visible
        else:
            self.matrix.show_values(latest.cosine, -1.0, 1.0, view)
        self.matrix.setAccessibleDescription(self._matrix_words(latest, view))
        self._tempering.setVisible(self.shown.currentIndex() == WEIGHTS)
        self._show_chosen(latest, view)
        self.histogram.show_shares(*histograms(latest.cosine, EDGES))

    def _matrix_words(self, latest: SimilaritiesTaken, view: int) -> str:
        """What the matrix holds, for those who listen."""
        alike, apart = means(latest.cosine)
        pairs = len(latest.cosine) // 2
        words = self.tr("Similarity of %Ln pairs: partners {alike:z.2f} on average.", None, pairs)
        if pairs > 1:
            words = self.tr(
                "Similarity of %Ln pairs: partners {alike:z.2f} on average, views of other images {apart:z.2f}.",
                None,
                pairs,
            )
        told = [words.format(alike=alike, apart=apart)]
        if self.shown.currentIndex() == WEIGHTS:
            weights = self.tr("The colours show repulsion weights at a temperature of {temperature:.2f}.")
            told.append(weights.format(temperature=self.temperature.value()))
        chosen = self.tr("View {number} of {count} is chosen; up and down choose another.")
        return spoken_in_a_row(*told, chosen.format(number=view + 1, count=len(latest.cosine)))

    def _take_temperature(self, temperature: float) -> None:
        """The slider begins at the run's own; what was set by hand stays while the run is the same."""
        if temperature != self._run_temperature:
            self._run_temperature = temperature
            with QSignalBlocker(self.temperature):
                self.temperature.setValue(temperature)

    def _show_chosen(self, latest: SimilaritiesTaken, view: int) -> None:
        positive = int(positives(len(latest.cosine))[view])
        self._view.show_pixels(latest.views[view], self.tr("The chosen view"))
        self._positive.show_pixels(latest.views[positive], self.tr("Its partner"))
        self._words.setText(
            self.tr("Similarity: {cosine:z.2f}. Its partner ranks {rank} of {others} other views.").format(
                cosine=latest.cosine[view, positive],
                rank=ordinal(int(ranks(latest.cosine)[view])),
                others=len(latest.cosine) - 1,
            )
        )
        mistaken = false_negatives(latest.labels)[view]
        nearest = hardest_negatives(latest.cosine, view, NEGATIVES_SHOWN)
        for place, (image, words) in enumerate(self.hardest_negatives):
            if place >= len(nearest):
                image.show_pixels(None)
                words.setText("")
                continue
            negative = int(nearest[place])
            image.show_pixels(latest.views[negative], self._class_of(latest, negative))
            same = "\n" + self.tr("same class") if mistaken[negative] else "\n"
            words.setText(f"{latest.cosine[view, negative]:z.2f}{same}")

    def _class_of(self, latest: SimilaritiesTaken, view: int) -> str:
        known = int(latest.labels[view % len(latest.labels)])
        names = class_names_of(latest.class_names)
        return names[known] if 0 <= known < len(names) else self.tr("class not known")

    @Slot(int, int)
    def _read_off(self, view: int, other: int) -> None:
        """The two views under the mouse."""
        latest = self._similarities.latest
        if latest is None or view < 0:
            for image in self._pointed_images:
                image.show_pixels(None)
            self.pointed.setText(self.tr("Point at the matrix to compare two views. Click to choose one."))
            return
        for image, place in zip(self._pointed_images, (view, other), strict=True):
            image.show_pixels(latest.views[place], self._class_of(latest, place))
        note = self._relation(latest, view, other)
        self.pointed.setText(
            self.tr("{note}: similarity {cosine:z.2f}").format(note=note, cosine=latest.cosine[view, other])
        )

    def _relation(self, latest: SimilaritiesTaken, view: int, other: int) -> str:
        if view == other:
            return self.tr("The view itself")
        if positives(len(latest.cosine))[view] == other:
            return self.tr("Partners")
        if false_negatives(latest.labels)[view, other]:
            return self.tr("Other image of the same class, pushed apart all the same")
        return self.tr("Other image")

    @Slot()
    def _show_watched(self) -> None:
        """Only when there is news: the curves grow with every step, the pulse is taken about once a second."""
        batch_statistics = self._curves.batch_statistics
        if self.isVisible() and len(batch_statistics) != self._statistics_shown:
            self._statistics_shown = len(batch_statistics)
            self.watched.show_values(batch_statistics.column("elapsed_s"), batch_statistics.column("watched_mean"))

    def sentence(self) -> str:
        """What is seen and what it means."""
        latest = self._similarities.latest
        if latest is None:
            return show_empty(self.empty_state, Page.NETWORK, self._experiment)
        found = int((ranks(latest.cosine) == 1).sum())
        whose = self.tr("unseen images") if latest.unseen else self.tr("the batch")
        when = self.tr("After %Ln steps", None, latest.step) if latest.step else self.tr("Before training")
        if self._experiment.origin is not None:
            when = self.tr("As it was imported")
        mistaken = false_negatives(latest.labels)
        pushed = mistaken.sum() / max(1, len(mistaken) * (len(mistaken) - 2))
        words = self.tr("{when}, %Ln of {views} views of {whose} are closest to their partner.", None, found)
        words = words.format(when=when, views=len(latest.cosine), whose=whose)
        if pushed:
            more = self.tr("{pushed:.0f} % of the other images pushed away are of the same class.")
            words = spoken_in_a_row(words, more.format(pushed=in_percent(pushed)))
        return words


class SimilarityHistogram(pg.PlotWidget):
    """How similar positives are (filled) and views of other images (outline)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self._theme, self._what = theme, self.tr("How similar views are on average")
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # there is no background, and on paper it would be an image
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to do in it
        self._positives = self.plot(stepMode="center", fillLevel=0)
        self._negatives = self.plot(stepMode="center")
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.hideAxis("left")
        self.setXRange(-1, 1, padding=0.01)
        axis = self.getAxis("bottom")
        axis.setStyle(tickLength=0)
        axis.setTicks([[(value, f"{value:g}") for value in (-1.0, -0.5, 0.0, 0.5, 1.0)]])
        self._names = [pg.TextItem(anchor=(0, 0)), pg.TextItem(anchor=(1, 0))]
        for name in self._names:
            self.addItem(name, ignoreBounds=True)
        self._shares = (np.empty(0), np.empty(0))
        self.panel_menu = PanelMenu(self, "similarities", title=self._title, numbers=self.numbers)
        theme.changed.connect(self._colour)
        self._colour()

    def _title(self) -> str:
        return str(self._what)

    def numbers(self) -> Table:
        """What share of the pairs lies in each bar."""
        head = (self.tr("from"), self.tr("to"), self.tr("partners"), self.tr("other images"))
        edges = EDGES.tolist()
        shares = (share.tolist() for share in self._shares)
        return (head, *zip(edges, edges[1:], *shares, strict=False))

    def dress_for_paper(self, _dots_per_px: float | None) -> None:
        """Pens are coloured before it is painted."""
        self._colour()

    def show_shares(self, of_positives: Shares, of_negatives: Shares) -> None:
        self._shares = (of_positives, of_negatives)
        self._positives.setData(EDGES, of_positives)
        self._negatives.setData(EDGES, of_negatives)
        top = HEADROOM * max(float(of_positives.max()), float(of_negatives.max()), 1e-3)
        self.setYRange(0, top, padding=0)
        centres = (EDGES[:-1] + EDGES[1:]) / 2
        self._names[0].setPos(-1, top)
        self._names[1].setPos(1, top)
        self._names[0].setText(self.tr("— other images {mean:z.2f}").format(mean=float(of_negatives @ centres)))
        self._names[1].setText(self.tr("■ partners {mean:z.2f}").format(mean=float(of_positives @ centres)))
        told = ", ".join(name.toPlainText().lstrip("—■ ") for name in reversed(self._names))
        self.setAccessibleName(f"{self._what}: {told}")

    @Slot()
    def _colour(self) -> None:
        colours = self._theme.colours
        fill = pg.mkColor(colours.accent)
        fill.setAlpha(150)
        self._positives.setPen(None)
        self._positives.setBrush(pg.mkBrush(fill))
        self._negatives.setPen(plot_pen(self, colours.text, 2))
        self.getAxis("bottom").setTickFont(caption_font())
        for name in self._names:
            name.setFont(caption_font())
        self.getAxis("bottom").setPen(plot_pen(self, colours.line))
        self.getAxis("bottom").setTextPen(pg.mkPen(colours.quiet))
        self._names[0].setColor(colours.text)
        self._names[1].setColor(colours.accent)
