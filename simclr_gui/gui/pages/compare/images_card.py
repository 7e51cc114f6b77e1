"""The images that one of two runs recognises and the other mistakes: how many of each class, and which."""

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from simclr_gui.engine.comparison.compared import ImagesKnownByOne
from simclr_gui.gui.look.language import listed, spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP
from simclr_gui.gui.pages.compare.differences_card import WholeTable
from simclr_gui.gui.pages.compare.run_heading import caption_of, empty_caption
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.sheet import Sheet
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.state.comparison import Comparison

Index = QModelIndex | QPersistentModelIndex
MOST_IMAGES, MOST_CLASSES = 24, 12
SHEET_HEIGHT_PX = 380


class ClassTable(QAbstractTableModel):
    """All classes together, then each: how many images only the first, and only the second recognises.

    Attributes:
        classes: of each row its class, None for all of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes: list[int | None] = []
        self._rows: list[tuple[str, str, str]] = []
        self._heads = ("", "", "")

    def show_known(self, known: ImagesKnownByOne | None, letters: tuple[str, str]) -> None:
        """The classes with most of such images first."""
        self.beginResetModel()
        self._heads = (
            self.tr("Class"),
            self.tr("only {run}").format(run=letters[0]),
            self.tr("only {run}").format(run=letters[1]),
        )
        self.classes, self._rows = [], []
        if known is not None:
            counts, names = known.by_class(), class_names_of(known.class_names)
            most = np.argsort(-counts.sum(axis=1), kind="stable")[:MOST_CLASSES]
            order = [int(label) for label in most if counts[label].sum()]
            self.classes = [None, *order]
            total = counts.sum(axis=0)
            self._rows = [(self.tr("all classes"), f"{total[0]:,}", f"{total[1]:,}")]
            self._rows += [(names[label], f"{counts[label, 0]:,}", f"{counts[label, 1]:,}") for label in order]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_wanted = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if is_wanted else None


class ImagesCard(Card):
    """Two boxes choose the pair, a cell of the table the class and whose images."""

    def __init__(self, comparison: Comparison, turns: Turns, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison = comparison
        self._captions: list[str] = []
        self.first, self.second = QComboBox(), QComboBox()
        self.first.setAccessibleName(self.tr("The first run of the pair"))
        self.second.setAccessibleName(self.tr("The second run of the pair"))
        for box in (self.first, self.second):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(260)
            box.activated.connect(self._choose_pair)
        line = row(label(self.tr("Recognised by one alone"), "title"), self.first, self.second)
        line.addStretch(1)
        self.model = ClassTable(self)
        self.table = WholeTable(self.tr("Images that one run alone recognises, by class"))
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentChanged.connect(self._choose_class)
        self.words = empty_caption()
        self.sheet = Sheet()
        self.sheet.setMinimumHeight(SHEET_HEIGHT_PX)
        images = QWidget()
        column = QVBoxLayout(images)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.sheet, 1)
        self._content = QWidget()
        content = QHBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(CARD_GAP)
        content.addWidget(self.table, 2, Qt.AlignmentFlag.AlignTop)
        content.addWidget(images, 5)
        self.refusal = empty_caption()
        self.body.addLayout(line)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self._content)
        self._shown: ImagesKnownByOne | None = None
        turns.follow(comparison.compared_changed, self._list_runs)
        comparison.pair_changed.connect(self.show_pair)
        turns.follow(comparison.maps_changed, self._show_images)
        self._list_runs()

    @Slot()
    def _list_runs(self) -> None:
        for box in (self.first, self.second):
            box.clear()
            for path in self._comparison.paths:
                box.addItem(caption_of(self._comparison, path), str(path))
            box.setVisible(len(self._comparison.paths) > 2)
        self.show_pair()

    @Slot()
    def _choose_pair(self) -> None:
        first, second = (Path(box.currentData()) for box in (self.first, self.second))
        if first == second:  # the other one steps aside
            taken = self._comparison.pair
            other = taken[0] if taken is not None and taken[0] != first else (taken or (first, second))[1]
            first, second = (other, second) if self.sender() is self.second else (first, other)
        self._comparison.choose_pair(first, second)

    @Slot()
    def show_pair(self) -> None:
        comparison = self._comparison
        pair, known = comparison.pair, comparison.known
        if pair is not None:
            for box, path in zip((self.first, self.second), pair, strict=True):
                box.setCurrentIndex(box.findData(str(path)))
        self.refusal.setText(spoken(comparison.refusal) if comparison.refusal else "")
        self.refusal.setVisible(bool(comparison.refusal))
        self._content.setVisible(known is not None)
        letters = self._letters()
        if known is not self._shown:
            self._shown = known
            self.model.show_known(known, letters)
            self.table.fit()
        self._mark()
        self._show_images()

    def _letters(self) -> tuple[str, str]:
        pair = self._comparison.pair
        if pair is None or not set(pair) <= set(self._comparison.paths):
            return "", ""
        return self._comparison.letter(pair[0]), self._comparison.letter(pair[1])

    def _mark(self) -> None:
        """The cell whose images are shown."""
        comparison = self._comparison
        if comparison.chosen_class in self.model.classes:
            row = self.model.classes.index(comparison.chosen_class)
            column = 1 if comparison.chosen_side == "first" else 2
            selection = self.table.selectionModel()
            selection.blockSignals(True)
            self.table.setCurrentIndex(self.model.index(row, column))
            selection.blockSignals(False)
            self.table.viewport().update()

    @Slot(QModelIndex)
    def _choose_class(self, index: QModelIndex) -> None:
        if index.isValid():
            side = "second" if index.column() == 2 else "first"
            self._comparison.choose_class(self.model.classes[index.row()], side)  # type: ignore[arg-type]

    @Slot()
    def _show_images(self) -> None:
        """As many as the maps of the runs hold; what is not among them is counted all the same."""
        comparison, known, images = self._comparison, self._comparison.known, self._comparison.images
        if known is None:
            self.sheet.show_images([], "")
            return
        places = comparison.places()
        by_number: dict[int, int] = {}
        if images is not None:
            by_number = {int(number): point for point, number in enumerate(images.image_index)}
        shown = [place for place in places if place in by_number][:MOST_IMAGES]
        self.words.setText(self._description(len(places), len(shown), images is not None))
        captions = [self._caption(known, place) for place in shown]
        self.sheet.setVisible(bool(shown))
        pixels = [] if images is None else [images.images[by_number[place]] for place in shown]
        self.sheet.show_images(pixels, self.words.text(), captions, description=listed(captions))

    def _description(self, count: int, shown: int, has_images: bool) -> str:
        letters = self._letters()
        knows, mistakes = letters if self._comparison.chosen_side == "first" else letters[::-1]
        words = self.tr("{run} recognises %Ln test images that {other} gets wrong.", None, count)
        words = words.format(run=knows, other=mistakes)
        if count and not has_images:
            return spoken_in_a_row(words, self.tr("Draw the maps of a run to see them."))
        if shown < min(count, MOST_IMAGES):
            return spoken_in_a_row(words, self.tr("Only those on the map can be shown."))
        return words

    def _caption(self, known: ImagesKnownByOne, place: int) -> str:
        """What it is, and what the run that mistakes it takes it for."""
        names, (first, second) = class_names_of(known.class_names), self._letters()
        is_first = self._comparison.chosen_side == "first"
        predictions = known.second_predictions if is_first else known.first_predictions
        words = self.tr("{label}\n{run}: {guess}")
        return words.format(
            label=names[known.labels[place]], run=second if is_first else first, guess=names[predictions[place]]
        )
