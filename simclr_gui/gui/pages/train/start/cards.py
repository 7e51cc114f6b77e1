"""The cards of the first screen: data with their images, and the latest runs."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.engine.config.presets import has_colour_changes
from simclr_gui.engine.events import Pixels
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.icons import icon
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.train.start.image_row import ImageRow
from simclr_gui.gui.parts.card import Card, label
from simclr_gui.gui.parts.choices import tell_as_choice
from simclr_gui.gui.parts.foreign_text import plain_button, plain_tooltip
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.gui.words.names import data_name, encoder_name
from simclr_gui.state.run_library import RunLibrary

FACE_PX = 40
MOST_RUNS = 3


class DataCard(QPushButton):
    """A large button: images, a name, a line about them."""

    def __init__(self, name: str, about: str, icon_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._theme = icon_name, theme
        self.setProperty("role", "choice")
        self.setCheckable(True)
        tell_as_choice(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.faces = ImageRow(FACE_PX)
        self._name, self._about = label("", "title"), WrappedLabel("", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_GAP - 4, CARD_GAP - 4, CARD_GAP - 4, CARD_GAP - 4)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.faces)
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addStretch(1)
        self.say(name, about)
        theme.changed.connect(self._colour_icon)
        self._colour_icon()

    @Slot()
    def _colour_icon(self) -> None:
        colours = self._theme.colours
        self.faces.show_instead(icon(self._icon_name, colours.quiet, colours.quiet))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def say(self, name: str, about: str) -> None:
        self._name.setText(name)
        self._about.setText(about)
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setToolTip(plain_tooltip(f"{name}\n{about}"))
        self.updateGeometry()

    def show_faces(self, images: Sequence[Pixels]) -> None:
        self.faces.show_items(images)


class RunButton(QPushButton):
    """Opens a run: where there is little room its name gives way, its score does not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._words = "", "{name}"
        self.setProperty("role", "link")
        self.setStyleSheet("text-align: left; padding-left: 0px; padding-right: 0px;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_run(self, name: str, words: str) -> None:
        """Words: what is said of it, with "{name}" where the name belongs."""
        self._name, self._words = name, words
        self.setAccessibleName(self.tr("Open {name}").format(name=words.format(name=name)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room_px = self.width() - metrics.horizontalAdvance(self._words.format(name="")) - 2 * SPACE
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, max(1, room_px))
        self.setText(plain_button(self._words.format(name=name)))


class RunsCard(Card):
    """The latest runs that can be opened.

    Signals:
        open_requested(object): the path of a run.
    """

    open_requested = Signal(object)

    def __init__(self, library: RunLibrary, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._library = library
        self.title.setText(self.tr("Open a run"))
        self.title.show()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.buttons = [RunButton() for _ in range(MOST_RUNS)]
        for button in self.buttons:
            button.clicked.connect(self._open)
            self.body.addWidget(button)
        self.body.setSpacing(0)
        self.body.addStretch(1)
        library.changed.connect(self.show_runs)
        self.show_runs()

    @Slot()
    def show_runs(self) -> None:
        """The newest first; without any the card is not there."""
        runs = list(islice((run for run in self._library.runs if run.can_open and not run.archived), MOST_RUNS))
        self.setVisible(bool(runs))
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(runs))
            if number < len(runs):
                run = runs[number]
                button.setProperty("run", run)
                button.show_run(self._name_of(run), self._words_of(run))
                known = run.name, encoder_name(run.encoder), run.path.name
                button.setToolTip(plain_tooltip("\n".join(filter(None, known))))

    def _name_of(self, run: RunSummary) -> str:
        """As a person calls it, else what it was trained on and how; an imported encoder has no budget."""
        is_without_colour = run.config is not None and not has_colour_changes(run.config)
        colour = self.tr("no colour") if is_without_colour else ""
        return run.name or listed(filter(None, (data_name(run.data), colour, spoken(run.budget))))

    def _words_of(self, run: RunSummary) -> str:
        """ "{name}" and its score."""
        if run.linear is None:
            return self.tr("{name}, not scored")
        return self.tr("{name}: {score:.0f} %").format(name="{name}", score=in_percent(run.linear))

    @Slot()
    def _open(self) -> None:
        self.open_requested.emit(self.sender().property("run").path)
