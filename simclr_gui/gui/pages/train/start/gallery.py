"""The gallery: all images of the chosen data, by part and class, with what is known of each."""

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.events import AlbumOpened, Shot
from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.pages.train.start.grid import ImageGrid
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.words.names import class_names_of, data_name
from simclr_gui.state.album import Album
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.folder_report import FolderReport

SIZE_PX = (860, 620)
EVERYTHING, TRAIN, TEST = "all", "train", "test"
ALL_CLASSES, NO_CLASS = -2, -1


class Gallery(QDialog):
    """Filters choose what is seen; a click on an image tells what is known of it."""

    def __init__(self, album: Album, report: FolderReport, experiment: Experiment, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._album, self._report, self._experiment = album, report, experiment
        self._opened = album.latest
        self.resize(*SIZE_PX)
        self.part, self.classes = QComboBox(), QComboBox()
        self.part.setAccessibleName(self.tr("Part"))
        self.classes.setAccessibleName(self.tr("Class"))
        self.copies = QCheckBox(self.tr("Exact copies only"))
        self.copies.setToolTip(self.tr("Images that are there more than once, bit by bit"))
        self.amount, self.about = label("", "caption"), label("", "caption")
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setWordWrap(True)
        self.grid = ImageGrid(album)
        self.left_out = QPlainTextEdit()
        self._lay_out()
        self.part.currentIndexChanged.connect(self.show_chosen)
        self.classes.currentIndexChanged.connect(self.show_chosen)
        self.copies.toggled.connect(self.show_chosen)
        self.grid.chosen.connect(self._tell)
        album.copies_found.connect(self._show_copies)
        album.opened.connect(self._follow_data)
        album.look_for_copies()
        self._fill()

    def _lay_out(self) -> None:
        filters = row(self.part, self.classes, self.copies, self.amount)
        filters.addStretch(1)
        images = QWidget()
        column = QVBoxLayout(images)
        column.setSpacing(SPACE)
        column.addLayout(filters)
        column.addWidget(self.grid, 1)
        column.addWidget(self.about)
        self.left_out.setReadOnly(True)
        self.left_out.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        self.left_out.setAccessibleName(self.tr("Left out"))
        self.tabs = QTabWidget()
        self.tabs.addTab(images, self.tr("Images"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)

    @Slot()
    def _follow_data(self) -> None:
        """Numbers of other data mean nothing here."""
        if self._album.latest is not self._opened:
            self.close()

    def _fill(self) -> None:
        album = self._opened
        assert album is not None, "it is opened only when there is something to see"
        folder = self._experiment.config.data.folder
        name = folder.name if album.source == "folder" and folder else data_name(album.source)
        self.setWindowTitle(self.tr("Images of {name}").format(name=name))
        with QSignalBlocker(self.part), QSignalBlocker(self.classes):
            test = len(album) - album.train
            self.part.addItem(self.tr("All: {count:,}").format(count=len(album)), EVERYTHING)
            self.part.addItem(self.tr("To train on: {count:,}").format(count=album.train), TRAIN)
            self.part.addItem(self.tr("For the test: {count:,}").format(count=test), TEST)
            self._fill_classes(album)
        self._fill_left_out()
        self._show_copies()
        self.show_chosen()

    def _fill_classes(self, album: AlbumOpened) -> None:
        counts = np.bincount(album.labels + 1, minlength=len(album.class_names) + 1)
        self.classes.addItem(self.tr("%Ln classes", None, len(album.class_names)), ALL_CLASSES)
        for number, name in enumerate(class_names_of(album.class_names)):
            self.classes.addItem(f"{name}: {counts[number + 1]:,}", number)
        if counts[0]:
            self.classes.addItem(self.tr("No class: {count:,}").format(count=counts[0]), NO_CLASS)
        self.classes.setVisible(bool(album.class_names))

    def _fill_left_out(self) -> None:
        """From the look into the folder, and from the last training on it."""
        found, read = self._report.latest, self._experiment.left_out
        words = list(dict.fromkeys((*(found.left_out if found else ()), *(read.names if read else ()))))
        if words:
            self.left_out.setPlainText("\n".join(map(spoken, words)))
            self.tabs.addTab(self.left_out, self.tr("Left out: {count:,}").format(count=len(words)))

    @Slot()
    def _show_copies(self) -> None:
        copies = self._album.copies
        self.copies.setEnabled(bool(copies))
        if copies is None:
            self.copies.setText(self.tr("Looking for exact copies…"))
        elif copies:
            self.copies.setText(self.tr("Exact copies only: {count:,}").format(count=len(copies)))
        else:
            self.copies.setText(self.tr("No exact copies"))

    @Slot()
    def show_chosen(self) -> None:
        numbers = self.chosen_numbers()
        self.amount.setText(self.tr("%Ln images", None, len(numbers)))
        self.about.setText(self.tr("Click an image to read more about it."))
        self.grid.show_numbers(numbers, self.amount.text())

    def chosen_numbers(self) -> list[int]:
        """The images that pass the filters."""
        album = self._opened
        assert album is not None, "see _fill"
        numbers = np.arange(len(album))
        part, label_chosen = self.part.currentData(), self.classes.currentData()
        if part != EVERYTHING:
            numbers = numbers[: album.train] if part == TRAIN else numbers[album.train :]
        if label_chosen != ALL_CLASSES:
            numbers = numbers[album.labels[numbers] == label_chosen]
        if self.copies.isChecked() and self._album.copies:
            numbers = numbers[np.isin(numbers, list(self._album.copies))]
        result: list[int] = numbers.tolist()
        return result

    @Slot(int)
    def _tell(self, number: int) -> None:
        album, shot = self._opened, self._album.shot(number)
        if album is None or shot is None:
            return
        self.about.setText(" · ".join(word for word in self._words_about(album, shot, number) if word))

    def _words_about(self, album: AlbumOpened, shot: Shot, number: int) -> tuple[str, ...]:
        label_of = int(album.labels[number])
        copies = self._album.copies
        return (
            album.files[number][1] if album.files else self.tr("image {number:,}").format(number=number + 1),
            class_names_of(album.class_names)[label_of] if label_of >= 0 else "",
            f"{shot.size[0]} × {shot.size[1]} px" if shot.size else "",
            self._colour_of(shot),
            self.tr("to train on") if number < album.train else self.tr("for the test"),
            self.tr("there more than once") if copies and number in copies else "",
        )

    def _colour_of(self, shot: Shot) -> str:
        if shot.pixels is None:
            return spoken(shot.trouble)
        return self.tr("grey") if shot.is_grey else self.tr("in colour")
