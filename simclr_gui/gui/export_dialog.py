"""A run exported: as what, where to, how far it is, and how the result is opened elsewhere."""

import os
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.gui.export_choice import ExportChoice
from simclr_gui.gui.look.language import listed, spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.code_box import CodeBox
from simclr_gui.gui.parts.saving import ask_for_file
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.jobs.player import Failure

SMALLEST_SIZE_PX = (860, 480)
LONGEST_NAME = 60


class ExportDialog(QDialog):
    """Asks what and where, then follows what others do about it.

    Args:
        name: of the run.

    Signals:
        requested(str, object, object): the kind, the Path to write, and where the images lie now (a Path, or None).
        cancel_requested(): what is being written is to be given up.
        folder_requested(object): a Path that is to be shown.
    """

    requested = Signal(str, object, object)
    cancel_requested = Signal()
    folder_requested = Signal(object)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._theme = name[:LONGEST_NAME], theme
        self._asked: tuple[str, Path] | None = None
        self._place: Path | None = None
        self.setWindowTitle(self.tr("Export {run}").format(run=name))
        self.setMinimumSize(*SMALLEST_SIZE_PX)
        self._pages = QStackedWidget()
        self._choices, self._progress, self._result = self._make_choice(), self._make_progress(), self._make_result()
        for page in (self._choices, self._progress, self._result):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * [2 * CARD_GAP])
        layout.addWidget(self._pages)
        self.export_button.setFocus()

    def event(self, event: QEvent) -> bool:
        """It grows with its words: labels know how high they are once they know how wide."""
        grows = event.type() is QEvent.Type.LayoutRequest
        is_done = super().event(event)
        layout = self.layout() if grows else None  # after others there may be no dialog any more
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalMinimumSize().height()))
        return is_done

    # what and where

    def _make_choice(self) -> QWidget:
        self.choice = ExportChoice()
        self.trouble = WrappedLabel(role="trouble")
        self.images_button = QPushButton(self.tr("Where are the images now?"))
        self.images_button.clicked.connect(self._ask_for_images)
        content = QVBoxLayout()
        content.setSpacing(SPACE)
        content.addWidget(self.choice, 1)
        content.addWidget(self.trouble)
        content.addWidget(self.images_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setProperty("role", "primary")
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self._ask_where)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.choice.changed.connect(self._fit_choice)
        self._fit_choice()
        return _page(content, cancel, self.export_button)

    @Slot()
    def _fit_choice(self) -> None:
        self._show_trouble(None)
        self.export_button.setEnabled(self.choice.can_be_written)

    @Slot()
    def _ask_where(self) -> None:
        try:
            output = self._folder() if self.choice.kind.is_folder else self._file()
        except UserError as error:
            self._show_trouble(Failure(error.sentence, error.remedy))
            return
        if output is not None:
            self._request(self.choice.name, output)

    def _file(self) -> Path | None:
        return ask_for_file(self, self.tr("Export"), f"{self._name}{self.choice.ending}", self.choice.endings)

    def _folder(self) -> Path | None:
        """A new one of the run's name, in the folder that is chosen."""
        place = QFileDialog.getExistingDirectory(self, self.tr("Where to put the folder {name}").format(name=self._new))
        return free_place(Path(place) / self._new) if place else None

    @property
    def _new(self) -> str:
        return f"{self._name}-{self.choice.name}"

    def _request(self, kind: str, output: Path, moved_to: Path | None = None) -> None:
        self._asked = kind, output
        self._show_trouble(None)
        self.show_progress("")
        self.requested.emit(kind, output, moved_to)

    @Slot()
    def _ask_for_images(self) -> None:
        place = QFileDialog.getExistingDirectory(self, self.tr("Where are the images now?"))
        if place and self._asked is not None:
            self._request(*self._asked, Path(place))

    # how far it is

    def _make_progress(self) -> QWidget:
        self.doing = label()
        self.doing.setWordWrap(True)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Exporting"))
        told = QVBoxLayout()
        told.setSpacing(SPACE)
        told.addStretch(1)
        told.addWidget(self.doing)
        told.addWidget(bar)
        told.addStretch(1)
        hide = QPushButton(self.tr("Continue in background"))
        hide.clicked.connect(self.accept)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self._cancel)
        return _page(told, hide, self.cancel_button)

    def show_progress(self, sentence: str) -> None:
        """What is being done now."""
        self.doing.setText(f"{spoken(sentence)}…" if sentence else self.tr("Exporting…"))
        self._pages.setCurrentWidget(self._progress)

    @Slot()
    def _cancel(self) -> None:
        self.cancel_requested.emit()
        self._pages.setCurrentWidget(self._choices)

    def show_failure(self, failure: Failure) -> None:
        """Nothing was written; something else can be chosen."""
        self._pages.setCurrentWidget(self._choices)
        self._show_trouble(failure)

    def _show_trouble(self, failure: Failure | None) -> None:
        asks_for_images = failure is not None and any(each.asks_for_folder for each in failure.proposals)
        remedy = "" if failure is None or asks_for_images else spoken(failure.remedy)
        self.trouble.setText("" if failure is None else spoken_in_a_row(spoken(failure.sentence), remedy))
        self.trouble.setVisible(failure is not None)
        self.images_button.setVisible(asks_for_images)

    # what came of it

    def _make_result(self) -> QWidget:
        self.exported_to = label("", "title")
        self.exported_to.setWordWrap(True)
        self.files, self.programs, self.remarks = (WrappedLabel(role=role) for role in ("caption", "", "caption"))
        self.code_title = label(self.tr("Open it with these lines"), "caption")
        self.code = CodeBox(self._theme)
        told = QVBoxLayout()
        told.setSpacing(SPACE)
        for widget in (self.exported_to, self.files, self.programs, self.remarks):
            told.addWidget(widget)
        told.addSpacing(SPACE)
        told.addWidget(self.code_title)
        told.addWidget(self.code)
        told.addStretch(1)
        more = QPushButton(self.tr("Export something else"))
        more.clicked.connect(self._choose_again)
        folder = QPushButton(self.tr("Show folder"))
        folder.clicked.connect(self._request_folder)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setProperty("role", "primary")
        self.close_button.clicked.connect(self.accept)
        return _page(told, more, folder, self.close_button)

    def show_exported(self, exported: EncoderExported) -> None:
        """What was written, and how it is opened."""
        self._place = exported.place
        self.exported_to.setText(self.tr("Exported to {place}").format(place=exported.place))
        names = sorted(path.name for path in exported.files)
        self.files.setText(self.tr("Files: {names}").format(names=listed(names)))
        self.files.setVisible(len(names) > 1)
        self.programs.setText(self.tr("Opens with {programs}").format(programs=spoken(exported.opens_with)))
        remarks = [spoken(remark) for remark in exported.remarks]
        if exported.largest_difference is not None:
            words = self.tr("Largest difference of a number in h: {difference:.1e}.")
            remarks.append(words.format(difference=exported.largest_difference))
        self.remarks.setText(spoken_in_a_row(*remarks))
        self.remarks.setVisible(bool(remarks))
        for widget in (self.code_title, self.code):
            widget.setVisible(bool(exported.lines))
        self.code.show_lines(exported.lines)
        self._pages.setCurrentWidget(self._result)
        self.close_button.setFocus()

    @Slot()
    def _choose_again(self) -> None:
        self._pages.setCurrentWidget(self._choices)
        self.export_button.setFocus()

    @Slot()
    def _request_folder(self) -> None:
        if self._place is not None:
            self.folder_requested.emit(self._place)


def free_place(place: Path) -> Path:
    """The place itself, or one beside it whose name nothing has."""
    number, free = 1, place
    while os.path.lexists(free):
        number += 1
        free = place.with_name(f"{place.name}-{number}")
    return free


def _page(content: QHBoxLayout | QVBoxLayout, *buttons: QPushButton) -> QWidget:
    """Content, and below it the buttons at the right."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(CARD_GAP)
    column.addLayout(content, 1)
    line = row(*buttons)
    line.insertStretch(0, 1)
    column.addLayout(line)
    return page
