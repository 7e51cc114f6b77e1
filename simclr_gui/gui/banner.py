"""An error as a person should meet it: what happened, what to do, details to copy. Nothing moves out of its way."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from simclr_gui.engine.events import ImagesRead
from simclr_gui.engine.messages.errors import Proposal
from simclr_gui.engine.storage.places import log_file
from simclr_gui.gui.look.language import listed, spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, PAGE_EDGE, SPACE, Theme
from simclr_gui.gui.parts.buttons import ActionButton, ToolButton
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.foreign_text import plain_button
from simclr_gui.jobs.player import Failure

MS_OF_A_NOTICE = 8_000  # long enough to read a sentence twice


class Banner(QFrame):
    """Hidden until there is something to tell; the newest failure replaces the last.

    A notice with which nothing can be done goes by itself. It lies over `parent`, at its lower edge, but leaves as much
    of that free as `foot` is high while that is on show.

    Signals:
        proposal_accepted(object): a Proposal.
    """

    proposal_accepted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, foot: QWidget) -> None:
        super().__init__(parent)
        self._below, self._foot = parent, foot
        for watched in (parent, foot):
            watched.installEventFilter(self)
        self.setObjectName("banner")
        self.details = ""
        self._again: Callable[[Banner], None] | None = None  # how another one tells it
        self._place: Path | None = None
        self.passing = QTimer(self)
        self.passing.setSingleShot(True)
        self.passing.setInterval(MS_OF_A_NOTICE)
        self.passing.timeout.connect(self.hide)
        self._progress: Proposal | None = None  # what ends that of which the progress is shown
        self.sentence = _wrapped("title")
        self.remedy = _wrapped("")
        self._log = label("", "caption")
        self._log.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.offers = QHBoxLayout()
        self.offers.setSpacing(SPACE)
        self._copy = ActionButton(self.tr("Copy details"), "copy", theme)
        self._copy.clicked.connect(self.copy_details)
        self._show = ActionButton(self.tr("Show folder"), "folder", theme)
        self._show.clicked.connect(self._show_folder)
        self._copy_path = ActionButton(self.tr("Copy path"), "copy", theme)
        self._copy_path.clicked.connect(self._copy_place)
        close = ToolButton(self.tr("Close"), "close", theme)
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(SPACE // 2)
        for widget in (self.sentence, self.remedy, self._log):
            words.addWidget(widget)
        words.addLayout(self.offers)
        layout = row(self._show, self._copy_path, self._copy, close)
        layout.insertLayout(0, words, 1)
        layout.setContentsMargins(CARD_GAP, CARD_GAP - 4, CARD_GAP, CARD_GAP - 4)
        self.setLayout(layout)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it lies over, or what it leaves free, may be of another size now."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._find_place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """No layout holds it: it sees to its own size when its words are others."""
        is_done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._find_place()
        return is_done

    def _find_place(self) -> None:
        layout = self.layout()
        if self.isHidden() or layout is None:
            return
        width = self._below.width() - 2 * PAGE_EDGE
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        foot = 0 if not self._foot.isVisible() else self._foot.sizeHint().height() + CARD_GAP - 4
        self.setGeometry(PAGE_EDGE, self._below.height() - (PAGE_EDGE - 8) - foot - height, width, height)
        self.raise_()

    @Slot(object)
    def show_saved(self, path: Path) -> None:
        """Something was written there, which may be wanted at once."""
        self.show_notice(self.tr("Saved: {path}").format(path=path))
        self._again = lambda other: other.show_saved(path)
        self._offer_place(path)
        self._show.show()

    @Slot(object)
    def show_folder(self, folder: Path) -> None:
        """Opens a folder, and says where it is: whether anything opened is known to the desktop alone."""
        self._tell_folder(folder)
        self._open(folder)

    def _tell_folder(self, folder: Path) -> None:
        self.show_notice(self.tr("Folder: {path}").format(path=folder))
        self._again = lambda other: other._tell_folder(folder)
        self._offer_place(folder)

    def _offer_place(self, place: Path) -> None:
        self._place = place
        self._copy_path.show()
        self.passing.stop()

    @Slot()
    def _show_folder(self) -> None:
        if self._place is not None:
            self._open(self._place if self._place.is_dir() else self._place.parent)

    def _open(self, folder: Path) -> None:
        """Where no program shows folders, the path can still be copied."""
        is_asked = QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._remark(
            self.tr("If no window shows it now, copy the path instead.")
            if is_asked
            else self.tr("No program here shows folders; copy the path instead.")
        )

    @Slot()
    def _copy_place(self) -> None:
        QGuiApplication.clipboard().setText(str(self._place))
        self._remark(self.tr("Copied."))

    def _remark(self, words: str) -> None:
        self.remedy.setText(words)
        self.remedy.show()

    @Slot(object)
    def show_read(self, read: ImagesRead) -> None:
        """What was decided about the images of a folder, and what was left out."""
        words = [*read.notes]
        if read.left_out:
            reasons = listed(map(spoken, read.reasons))
            words.append(self.tr("Left out: {reasons}.").format(reasons=reasons))
        self.show_notice(spoken_in_a_row(*words), "\n".join(map(spoken, read.names)))
        self.passing.stop()  # several sentences, perhaps
        self._again = lambda other: other.show_read(read)

    def take_over(self, old: "Banner") -> None:
        """Tells again, perhaps in another language, what another one told."""
        if not old.isHidden() and old._again is not None:
            old._again(self)

    def show_notice(self, sentence: str, details: str = "") -> None:
        """Something worth knowing that stops nothing."""
        self.show_failure(Failure(sentence, ""))
        self._again = None
        self._look("calm")
        self.details = details
        self._copy.setVisible(bool(details))
        if not details:
            self.passing.start()

    def show_progress(self, sentence: str, cancel: Proposal) -> None:
        """Something goes on for a while; told again and again it changes words alone, so that its button stays."""
        if self._progress != cancel or self.isHidden():
            self._tell(Failure(sentence, "", proposals=(cancel,)), "calm")
            self._again, self._progress = None, cancel
        self.sentence.setText(spoken(sentence))

    @Slot(object)
    def show_failure(self, failure: Failure) -> None:
        asks = any(proposal.download for proposal in failure.proposals)
        self._tell(failure, "calm" if asks else "alarmed")
        self._again = lambda other: other.show_failure(failure)

    @Slot(object)
    def show_hint(self, failure: Failure) -> None:
        """Nothing has gone wrong: this is what can be done instead."""
        self._tell(failure, "calm")
        self._again = lambda other: other.show_hint(failure)

    def _tell(self, failure: Failure, mood: str) -> None:
        self._look(mood)
        self.passing.stop()
        self._place = self._progress = None
        self.sentence.setText(spoken(failure.sentence))
        self.remedy.setText(spoken(failure.remedy))
        self.remedy.setVisible(bool(failure.remedy))
        self.details = failure.details
        self._offer(failure.proposals)
        self._copy.setVisible(bool(failure.details))
        for button in (self._show, self._copy_path):
            button.hide()
        self._log.setText(self.tr("Log file: {file}").format(file=log_file()))
        self._log.setVisible(bool(failure.details))
        self.show()

    def _look(self, mood: str) -> None:
        """The style knows two moods."""
        self.setProperty("mood", mood)
        self.style().unpolish(self)
        self.style().polish(self)

    def _offer(self, proposals: tuple[Proposal, ...]) -> None:
        while (item := self.offers.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.deleteLater()
        for proposal in proposals:
            button = QPushButton(plain_button(spoken(proposal.words)))
            button.setProperty("proposal", proposal)
            button.clicked.connect(self._accept)
            self.offers.addWidget(button)
        self.offers.addStretch(1)

    @Slot()
    def _accept(self) -> None:
        self.hide()
        self.proposal_accepted.emit(self.sender().property("proposal"))

    @Slot()
    def copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.sentence.text()}\n\n{self.details}")


def _wrapped(role: str) -> QLabel:
    result = label("", role)
    result.setWordWrap(True)
    return result
