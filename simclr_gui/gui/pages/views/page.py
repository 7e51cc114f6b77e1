"""The Views page: one image under the glass, its views step by step, and the settings that draw them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from superqt import QElidingLabel

from simclr_gui.engine.datasets.shape_names import CLASS_NAMES
from simclr_gui.engine.events import ViewsInspected
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.views.network import NetworkView
from simclr_gui.gui.pages.views.settings_card import SettingsCard
from simclr_gui.gui.pages.views.steps import StepsView
from simclr_gui.gui.parts.buttons import ActionButton, ToolButton
from simclr_gui.gui.parts.card import Card, EmptyState, Page, row
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.sheet import Sheet
from simclr_gui.gui.parts.throttled import Throttled
from simclr_gui.gui.words.names import class_name
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.similarities import Similarities
from simclr_gui.state.timeline import Timeline
from simclr_gui.state.views_preview import ViewsPreview

DRAWS_TAB, NETWORK_TAB = 1, 2


class ViewsPage(Page):
    """Shows what the lab draws, and asks it for other images and draws.

    Signals:
        comparison_requested(): two are wanted, trained with and without colour changes.
    """

    comparison_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        preview: ViewsPreview,
        similarities: Similarities,
        curves: Curves,
        timeline: Timeline,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._preview, self._theme = experiment, preview, theme
        self.settings = SettingsCard(experiment)
        self.settings.comparison_requested.connect(self.comparison_requested)
        self._similarities, self._curves, self._timeline = similarities, curves, timeline
        self.network: NetworkView | None = None  # made when it is first asked for: the window must show quickly
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._stack = QStackedWidget()
        self.steps = StepsView(theme)
        for name, widget in (
            (self.tr("Steps"), self.steps),
            (self.tr("Draws"), self._make_sheet()),
        ):
            self.tabs.addTab(name)
            self._stack.addWidget(widget)
        self.tabs.addTab(self.tr("Network"))
        self.tabs.setTabToolTip(NETWORK_TAB, self.tr("The pairs as the network sees them"))
        self.tabs.currentChanged.connect(self._show_tab)
        for signal in (similarities.taken, experiment.phase_changed, experiment.started):
            signal.connect(self._say)
        self._throttled = Throttled(experiment.progressed, self)
        self._throttled.triggered.connect(self._say)
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addLayout(self._make_head())
        left.addWidget(self._stack, 1)
        columns = QHBoxLayout()
        columns.setSpacing(CARD_GAP - 4)
        columns.addLayout(left, 1)
        columns.addWidget(self.settings)
        self.body.addLayout(columns, 1)
        theme.changed.connect(self._make_room)
        self._make_room()
        preview.inspected.connect(self.show_views)
        self.show_views()

    def _make_head(self) -> QHBoxLayout:
        self.which = ImageName()
        self.previous = ToolButton(self.tr("Previous image (left arrow)"), "previous", self._theme)
        self.next = ToolButton(self.tr("Next image (right arrow)"), "next", self._theme)
        self.again = ActionButton(self.tr("Again"), "again", self._theme)
        self.again.setToolTip(self.tr("New random numbers for the same image (R)"))
        self.again.setShortcut("R")
        self.keep = ToolButton(self.tr("Use the same random numbers for the next images"), "pin", self._theme)
        self.keep.setCheckable(True)
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.again.clicked.connect(self._preview.draw_again)
        self.keep.toggled.connect(self._keep_draw)
        self._choice = QWidget()
        choices = row(self.which, self.previous, self.next, self.keep, self.again)
        choices.setStretch(0, 1)
        self._choice.setLayout(choices)
        head = row(self.tabs, self._choice)
        head.setStretch(1, 1)
        head.addStretch()  # where there is no choice, the tabs stay as wide as they are
        return head

    @Slot(int)
    def _show_tab(self, tab: int) -> None:
        """The network has no use for a choice of image."""
        if tab == NETWORK_TAB and self.network is None:
            self._make_network()
        self._stack.setCurrentIndex(tab)
        is_network = tab == NETWORK_TAB
        self._choice.setVisible(not is_network)
        self._make_room()
        self._say()

    @Slot()
    def _make_room(self) -> None:
        """The network needs that of the settings, and an audience has no use for them."""
        is_network = self.tabs.currentIndex() == NETWORK_TAB
        self.settings.setHidden(is_network or self._theme.is_presented)

    def _make_sheet(self) -> QWidget:
        self.sheet = Sheet()
        self.draws = EmptyState(
            self.sheet, self.tr("Random views of an image appear here as soon as the program is ready.")
        )
        self.draws.offer("", is_waiting=True)
        card = Card()
        card.body.addWidget(self.draws, 1)
        return card

    def _make_network(self) -> None:
        self.network = NetworkView(self._experiment, self._similarities, self._curves, self._timeline, self._theme)
        self.network.start_requested.connect(self.start_requested)
        self._stack.insertWidget(NETWORK_TAB, self.network)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._preview.set_watched(True)
        self.show_views()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._preview.set_watched(False)

    @Slot()
    def show_previous(self) -> None:
        self._preview.show_image(self._preview.number - 1)

    @Slot()
    def show_next(self) -> None:
        self._preview.show_image(self._preview.number + 1)

    @Slot(bool)
    def _keep_draw(self, kept: bool) -> None:
        self._preview.keeps_draw = kept

    @Slot()
    def show_views(self) -> None:
        """Shows what was drawn last; while nobody looks, nothing is painted."""
        latest = self._preview.latest
        self._say()
        if latest is None or not self.isVisible():
            return
        self.steps.show_views(latest)
        self.draws.show_content(True)
        self.sheet.show_images(latest.sheet, self.tr("Draws"), description=self._description(latest))
        self.which.show_name(self._what(latest), self._class_of(latest))

    @Slot()
    def _say(self) -> None:
        latest = self._preview.latest
        if self.network is not None and self._stack.currentWidget() is self.network:
            self.sentence.setText(self.network.sentence())
        elif latest is None:
            self.sentence.setText(
                self.tr("Each image is changed twice at random. The network learns that both views show the same.")
            )
        elif self._stack.currentIndex() == DRAWS_TAB:
            self.sentence.setText(spoken_in_a_row(self._sentence_of_draws(latest), self._what_it_is_for()))
        else:
            shared = self.tr("Two random views of one image, overlapping by {shared:.0f} %.")
            shared = shared.format(shared=in_percent(latest.overlap))
            self.sentence.setText(spoken_in_a_row(shared, self._what_it_is_for()))

    def _sentence_of_draws(self, latest: ViewsInspected) -> str:
        return self.tr("{count} random views of the same image.").format(count=len(latest.sheet))

    def _description(self, latest: ViewsInspected) -> str:
        """Of the sheet, for those who listen."""
        what = self.tr("{count} random views of {image}.")
        return what.format(count=len(latest.sheet), image=self._what(latest))

    def _what_it_is_for(self) -> str:
        return self.tr("Whatever differs between them, the network learns to ignore.")

    def _what(self, latest: ViewsInspected) -> str:
        if latest.number < 0:
            return latest.name
        words = self.tr("{name} (image {number})") if latest.name else self.tr("image {number}")
        return words.format(name=self._class_of(latest), number=latest.number + 1)

    def _class_of(self, latest: ViewsInspected) -> str:
        is_shape = self._experiment.config.data.source == "shapes"
        return class_name(latest.name, CLASS_NAMES) if is_shape else latest.name


class ImageName(QElidingLabel):
    """Class and number of an image, or the class alone where room is scarce; the tip tells both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._short = "", ""
        self.setProperty("role", "caption")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_name(self, whole: str, short: str) -> None:
        self._whole, self._short = whole, short
        self.setToolTip(plain_tooltip(whole))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._whole) + SPACE <= self.width()  # the label keeps a margin
        self.setText(self._whole if fits else self._short or self._whole)
