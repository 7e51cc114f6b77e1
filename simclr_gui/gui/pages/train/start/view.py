"""The first screen: choose what to learn from, see it, and know what will happen."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.messages.spans import expected_span
from simclr_gui.engine.planning.planner import UNKNOWN_SCORE, Outlook
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.train.setup_bar import SetupBar
from simclr_gui.gui.pages.train.start.cards import DataCard, RunsCard
from simclr_gui.gui.pages.train.start.gallery import Gallery
from simclr_gui.gui.pages.train.start.image_row import ImageRow
from simclr_gui.gui.pages.train.start.report import Report
from simclr_gui.gui.pages.train.start.steps import Steps
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.foreign_text import plain_button
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.gui.words.names import data_name, time_text
from simclr_gui.state.album import Album
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.folder_report import FolderReport
from simclr_gui.state.foresight import Foresight
from simclr_gui.state.run_library import RunLibrary
from simclr_gui.state.views_preview import ViewsPreview

STRIP_PX, LARGEST_PX = 48, 200
LOW_PX = 440  # a view of this height has no room to spare
MOST_IN_STRIP = 40


class StartView(QScrollArea):
    """Shows cards, the images of the chosen data, and three steps; the setup bar chooses for it.

    Signals:
        open_requested(object): the path of a run.
        tour_requested(): somebody wants to be shown around.
        download_requested(object): a Proposal: the chosen data are to be downloaded and trained on.
        first_images_shown(): the images of the chosen data are there; emitted once.
    """

    open_requested = Signal(object)
    tour_requested = Signal()
    download_requested = Signal(object)
    first_images_shown = Signal()

    def __init__(
        self,
        experiment: Experiment,
        album: Album,
        report: FolderReport,
        library: RunLibrary,
        preview: ViewsPreview,
        foresight: Foresight,
        setup: SetupBar,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._album, self._report = experiment, album, report
        self._preview, self._foresight, self._setup = preview, foresight, setup
        self._has_shown_images = False
        self.shapes = DataCard(
            self.tr("Shapes"), self.tr("Drawn by the program. Try this first: one minute."), "shapes", theme
        )
        self.folder = DataCard(self.tr("My images…"), "", "folder", theme)
        self.published = DataCard(self.tr("Benchmark data…"), "", "data", theme)
        self.runs = RunsCard(library)
        self.runs.open_requested.connect(self.open_requested)
        self.strip, self.amounts = ImageRow(STRIP_PX), WrappedLabel("", "")
        self.browse = QPushButton(self.tr("Browse all…"))
        self.browse.setToolTip(self.tr("All images, by class, with sizes and exact copies"))
        self.download = QPushButton()
        self.download.clicked.connect(self._request_download)
        self._offered: Proposal | None = None
        self.tour = QPushButton(self.tr("Show me in two minutes"))
        self.tour.setToolTip(self.tr("A tour of six scenes that trains for real"))
        self.tour.clicked.connect(self.tour_requested)
        self.report, self.steps = Report(report), Steps(album, preview)
        self.expected = WrappedLabel("", "caption")
        self._lay_out()
        self._connect()
        self.show_choice()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from control to control
        content = QWidget()
        content.setObjectName("page")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP - 4)
        privacy = label(self.tr("Nothing leaves this machine."), "caption")
        privacy.setToolTip(self.tr("Images, networks and results stay on this computer. No account, no upload."))
        head = row(label(self.tr("What should it learn from?"), "title"), privacy, self.tour, spacing=2 * SPACE)
        head.insertStretch(1, 1)
        column.addLayout(head)
        cards = QHBoxLayout()
        cards.setSpacing(CARD_GAP - 4)
        for card in (self.shapes, self.folder, self.published, self.runs):
            cards.addWidget(card, 1)
        column.addLayout(cards)
        chosen = Card()
        chosen.body.addWidget(self.strip)
        below = row(self.amounts, self.download, self.browse, spacing=2 * SPACE)
        below.setStretch(0, 1)
        chosen.body.addLayout(below)
        chosen.body.addWidget(self.expected)
        chosen.body.addWidget(self.report)
        column.addWidget(chosen)
        column.addWidget(self.steps)
        column.addStretch(1)
        self.setWidget(content)

    def _connect(self) -> None:
        self.shapes.clicked.connect(self._setup.choose_shapes)
        self.folder.clicked.connect(self._setup.ask_for_folder)
        self.published.clicked.connect(self._choose_published)
        for card in (self.shapes, self.folder, self.published):
            card.clicked.connect(self.show_choice)  # a click on a choice must not undo it
        self.browse.clicked.connect(self.show_gallery)
        self._experiment.config_changed.connect(self.show_choice)
        self._album.opened.connect(self._look)
        self._album.shots_read.connect(self.show_images)
        self._report.changed.connect(self.show_choice)
        self._foresight.changed.connect(self._say_what_to_expect)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._album.set_watched(True)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._album.set_watched(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side_px = STRIP_PX + max(0, min(LARGEST_PX - STRIP_PX, (self.height() - LOW_PX) * 2 // 5))
        self.strip.set_side(side_px)
        self.steps.set_side(side_px, self.viewport().width())
        if self.isVisible():
            self._look()

    @Slot()
    def _choose_published(self) -> None:
        self._setup.published_button.menu().popup(self.published.mapToGlobal(self.published.rect().bottomLeft()))

    @Slot()
    def show_choice(self) -> None:
        """Marks the card of the chosen data and says what they are."""
        data = self._experiment.config.data
        chosen = {"shapes": self.shapes, "folder": self.folder}.get(data.source, self.published)
        for card in (self.shapes, self.folder, self.published):
            card.setChecked(card is chosen)
        self.folder.say(
            data.folder.name if chosen is self.folder and data.folder else self.tr("My images…"),
            self.tr("A folder, or drop one here. One sub-folder per class makes it scored."),
        )
        self.published.say(
            data_name(data.source) if chosen is self.published else self.tr("Benchmark data…"),
            self.tr("CIFAR-10, STL-10 and others; downloaded only if you ask."),
        )
        self._chosen = chosen
        self.show_images()

    @Slot()
    def _look(self) -> None:
        """The strip first, then the images for the test."""
        album = self._album.latest
        if album is not None and self.isVisible():
            strip = range(min(album.train, self.strip.room_for(), MOST_IN_STRIP))
            self._album.look_at([*strip, *self.steps.test_numbers()])
            self._preview.show_once()
        self.show_images()

    @Slot()
    def show_images(self) -> None:
        album = self._album.latest
        shots = [self._album.shot(number) for number in range(MOST_IN_STRIP)] if album else []
        images = [shot.pixels for shot in shots if shot is not None and shot.pixels is not None]
        self.strip.show_items(images, self.tr("Images to train on"))
        if images:
            self._chosen.show_faces(images)
        self.browse.setEnabled(album is not None)
        self._say_amounts()
        self._offer_download()
        self._say_what_to_expect()
        if images and not self._has_shown_images:
            self._has_shown_images = True
            self.first_images_shown.emit()

    def _say_amounts(self) -> None:
        album, failure = self._album.latest, self._album.failure or self._report.failure
        if failure is not None:
            self.amounts.setText(spoken_in_a_row(failure.sentence, failure.remedy))
        elif album is None:
            self.amounts.setText(self.tr("Looking through the images…"))
        else:
            images = self.tr("%Ln images", None, len(album))
            classes = self.tr("%Ln classes", None, len(album.class_names))
            self.amounts.setText(
                self.tr("{images}, {classes}. The labels are hidden from the network.").format(
                    images=images, classes=classes
                )
                if album.class_names
                else self.tr("{images}, no classes.").format(images=images)
            )

    def _offer_download(self) -> None:
        """Instead of a look at images that are not on this machine."""
        failure = self._album.failure
        proposals = () if failure is None else failure.proposals
        self._offered = next((proposal for proposal in proposals if proposal.download), None)
        self.download.setVisible(self._offered is not None)
        self.browse.setVisible(self._offered is None)
        if self._offered is not None:
            self.download.setText(plain_button(spoken(self._offered.words)))

    @Slot()
    def _request_download(self) -> None:
        self.download_requested.emit(self._offered)

    @Slot()
    def _say_what_to_expect(self) -> None:
        """Nothing where nothing is known."""
        known = self._foresight.outlook
        sentences = [] if known is None or self._album.latest is None else [self._length(known), *self._reached(known)]
        self.expected.setText(spoken_in_a_row(*sentences))
        self.expected.setVisible(any(sentences))
        self.expected.setToolTip(
            self.tr("An epoch: every image was seen once. Measured by an earlier run of this network here.")
            if known is not None and known.is_measured
            else ""
        )

    def _length(self, known: Outlook) -> str:
        """Of what is not chosen: epochs in the time, or the time of the epochs."""
        budget = self._experiment.config.budget
        if not known.is_measured or known.epochs is None or known.seconds is None:
            return ""
        if budget.epochs is not None:
            return self.tr("About {time} here.").format(time=spoken(expected_span(known.seconds)))
        words = (
            self.tr("About %Ln epochs in {time} here.", None, round(known.epochs))
            if known.epochs >= 1
            else self.tr("Less than one epoch in {time} here.")
        )
        return words.format(time=time_text(budget.seconds))

    def _reached(self, known: Outlook) -> list[str]:
        return [] if known.reached == (UNKNOWN_SCORE,) else list(known.reached)

    @Slot()
    def show_gallery(self) -> None:
        """All images, in a window of their own."""
        if self._album.latest is not None:
            gallery = Gallery(self._album, self._report, self._experiment, self)
            gallery.finished.connect(self._look)
            gallery.open()
