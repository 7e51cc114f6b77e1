"""The selected run in detail: its name, note and tags, which can be changed, and what its files say of it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.config.differences import changes_of_preset
from simclr_gui.engine.config.settings import title_of
from simclr_gui.engine.listing.run_details import RunDetailsRead
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.listing.seed_groups import SeedGroup
from simclr_gui.engine.runs.about import LONGEST_NAME, LONGEST_NOTE, LONGEST_TAG, MOST_TAGS, About
from simclr_gui.engine.runs.origin import Origin
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.parts.card import Card, label
from simclr_gui.gui.words.names import choice_name, device_name, encoder_name, setting_text
from simclr_gui.state.run_library import RunLibrary

NOTE_HEIGHT_PX = 62
COMMAS = str.maketrans("，、;；", ",,,,")


class Note(QPlainTextEdit):
    """Signals: finished(): the focus leaves it, or Ctrl+Return was pressed."""

    finished = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class DetailsCard(Card):
    """Follows the line that it is told to show; what is typed is written down on the library's thread.

    Signals:
        copied(str): something is in the clipboard, in words.
    """

    copied = Signal(str)

    def __init__(self, library: RunLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._library = library
        self._line: SeedGroup | None = None
        self._details: RunDetailsRead | None = None
        self.name, self.tags, self.note = QLineEdit(), QLineEdit(), Note()
        self.settings, self.facts = label(), label("", "caption")
        self.command_button = QPushButton(self.tr("Copy command"))
        self._lay_out()
        self.name.editingFinished.connect(self._commit)
        self.tags.editingFinished.connect(self._commit)
        self.note.finished.connect(self._commit)
        self.command_button.clicked.connect(self.copy_command)
        library.details_read.connect(self._take_details)
        self.show_line(None)

    def _lay_out(self) -> None:
        self.name.setMaxLength(LONGEST_NAME)
        self.note.setFixedHeight(NOTE_HEIGHT_PX)
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(self.tr("What was this run for?"))
        self.tags.setPlaceholderText(self.tr("With commas between them"))
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        for row, (words, field) in enumerate(
            ((self.tr("Name"), self.name), (self.tr("Tags"), self.tags), (self.tr("Note"), self.note))
        ):
            field.setAccessibleName(words)
            side = Qt.AlignmentFlag.AlignTop if field is self.note else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label(words, "caption"), row, 0, side)
            grid.addWidget(field, row, 1)
        told = QVBoxLayout()
        told.setSpacing(SPACE)
        for part in (self.settings, self.facts):
            part.setWordWrap(True)
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            part.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            told.addWidget(part)
        told.addStretch(1)
        told.addWidget(self.command_button, 0, Qt.AlignmentFlag.AlignLeft)
        columns = QHBoxLayout()
        columns.setSpacing(2 * CARD_GAP)
        columns.addLayout(grid, 1)
        columns.addLayout(told, 1)
        self.body.addLayout(columns)

    def show_line(self, line: SeedGroup | None) -> None:
        """Another line, or the same one with news; what is being typed stays."""
        is_same = line is not None and self._line is not None and line.key == self._line.key
        if not is_same:
            self._commit()
            self._details = None
        self._line = line
        run = line.first if line is not None else None
        for field in (self.name, self.tags, self.note):
            field.setEnabled(run is not None and run.can_open)
        if not (is_same and any(field.hasFocus() for field in (self.name, self.tags, self.note))):
            self._fill(run)
        self.settings.setText(_settings_text(run))
        self._show_facts()
        if run is not None and not is_same:
            self._library.read_details(run.path)

    def edit_name(self) -> None:
        """The keys go into the name."""
        if self.name.isEnabled():
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()

    def _fill(self, run: RunSummary | None) -> None:
        self.name.setText("" if run is None else run.name)
        self.name.setPlaceholderText("" if run is None else run.path.name)
        self.tags.setText("" if run is None else ", ".join(run.tags))
        self.note.setPlainText("" if run is None else run.note)
        self.note.document().setModified(False)

    @Slot()
    def _commit(self) -> None:
        """Of several runs in a line all are called so."""
        if self._line is None:
            return
        run, name, tags = self._line.first, self.name.text().strip(), tags_in(self.tags.text())
        note = self.note.toPlainText()[:LONGEST_NOTE]
        if (name, tags, note) == (run.name, run.tags, run.note) or not run.can_open:
            return
        self._library.describe(
            [each.path for each in self._line.runs], lambda about: About(name, note, tags, about.archived)
        )

    @Slot(object)
    def _take_details(self, details: RunDetailsRead) -> None:
        if self._line is not None and details.path == self._line.first.path:
            self._details = details
            self._show_facts()

    def _show_facts(self) -> None:
        details = self._details
        self.command_button.setEnabled(details is not None and bool(details.command))
        if self._line is None:
            self.facts.setText("")
            return
        folder = self.tr("Folder: {path}").format(path=self._line.first.folder)
        self.facts.setText("\n".join([*(self._facts(details) if details is not None else ()), folder]))

    def _facts(self, details: RunDetailsRead) -> Sequence[str]:
        if details.origin is not None:
            self.settings.setText(_origin_text(details.origin))
        machine = [text for text in (device_name(details.device), details.precision) if text]
        version = self.tr("version {version}").format(version=details.version) if details.version else ""
        images = self.tr("images {fingerprint}").format(fingerprint=details.fingerprint) if details.fingerprint else ""
        words = listed([text for text in (*machine, version, images) if text])
        words_of_beginning = self.tr("Began from {weights}.").format(weights=spoken(details.beginning))
        return [*([words_of_beginning] if details.beginning else []), *([words] if words else [])]

    @Slot()
    def copy_command(self) -> None:
        """The command that trains again with these settings, into the clipboard."""
        if self._details is not None and self._details.command:
            QGuiApplication.clipboard().setText(self._details.command)
            self.copied.emit(self.tr("The command that repeats this run is in the clipboard."))


def _origin_text(origin: Origin) -> str:
    words = QCoreApplication.translate("runs", "Imported from {file} ({maker}): {network}, stem {stem}, {side} px.")
    maker = origin.made_by or QCoreApplication.translate("runs", "maker unknown")
    network, stem = encoder_name(origin.encoder), choice_name(origin.stem)
    return words.format(file=origin.file, maker=maker, network=network, stem=stem, side=origin.side_px)


def tags_in(text: str) -> tuple[str, ...]:
    """What stands between commas, each once."""
    tags = (tag.strip()[:LONGEST_TAG] for tag in text.translate(COMMAS).split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]


def _settings_text(run: RunSummary | None) -> str:
    """What differs from the preset, each with what the preset has; what is wrong with the run comes first."""
    if run is None:
        return ""
    if run.trouble:
        return spoken(run.trouble)
    config = run.config
    if config is None or run.is_imported:  # of that its details tell
        return ""
    found = changes_of_preset(config)
    if not found:
        return QCoreApplication.translate("runs", "All settings are the suggested ones.")
    words = QCoreApplication.translate("runs", "{title} {value} (suggested: {usual})")
    return listed(
        words.format(title=spoken(title_of(name)), value=setting_text(name, value), usual=setting_text(name, usual))
        for name, (value, usual) in found.items()
    )
