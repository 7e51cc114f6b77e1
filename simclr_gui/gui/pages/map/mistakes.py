"""Where the classifier on SimCLR's features errs: the confusion matrix, and the pictures of a cell."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from simclr_gui.engine.judging.mistakes import confusion
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.map.confusion import ConfusionView
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.sheet import Sheet
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.judgement import Judgement

MOST_PICTURES = 24


class MistakesView(QWidget):
    """A cell of the matrix, or an order of all pictures, is chosen; the first of them are shown."""

    def __init__(self, judgement: Judgement, space: FeatureSpace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judgement, self._space = judgement, space
        self.confusion = ConfusionView(theme)
        self.confusion.setAccessibleName(self.tr("Confusion matrix: classes by what they were taken for"))
        self.confusion.chosen.connect(judgement.choose_cell)
        self.orders = QComboBox()
        self.orders.setAccessibleName(self.tr("Which pictures"))
        self.orders.setPlaceholderText(self.tr("of the chosen cell"))
        self.orders.addItem(self.tr("the hardest pictures"), "hardest")
        self.orders.addItem(self.tr("the surest guesses"), "surest")
        self.orders.activated.connect(self._choose_order)
        self._words = label("", "caption")
        self._words.setWordWrap(True)
        self.sheet = Sheet()
        matrix = Card(self.tr("Class (rows), taken for (columns)"))
        matrix.body.addWidget(self.confusion, 1)
        pictures = Card()
        line = row(self._words, self.orders)
        line.setStretch(0, 1)
        pictures.body.addLayout(line)
        pictures.body.addWidget(self.sheet, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(CARD_GAP - 4)
        layout.addWidget(matrix, 1)
        layout.addWidget(pictures, 1)
        judgement.changed.connect(self.show_guesses)
        judgement.chosen.connect(self._show_chosen)
        space.pictures_changed.connect(self._show_chosen)
        self.show_guesses()

    @Slot(int)
    def _choose_order(self, place: int) -> None:
        self._judgement.choose_order(self.orders.itemData(place))

    @Slot()
    def show_guesses(self) -> None:
        guessed = self._judgement.guessed
        if guessed is None:
            self.confusion.show_counts(np.zeros((0, 0), np.int64), ())
        else:
            self.confusion.show_counts(confusion(guessed), guessed.class_names)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        judgement, guessed = self._judgement, self._judgement.guessed
        self.confusion.mark(judgement.cell)
        self.orders.setCurrentIndex(-1 if judgement.cell else self.orders.findData(judgement.order))
        pictures = self._space.pictures
        if guessed is None or pictures is None:
            self.sheet.show_pictures(np.zeros((0, 1, 1, 3), np.uint8), "")
            self._words.setText("")
            return
        places = judgement.places()
        shown = places[places < len(pictures.pictures)][:MOST_PICTURES]  # a map holds the first test pictures
        captions = [f"{guessed.class_names[guessed.guesses[place]]} {guessed.confidence[place]:.0%}" for place in shown]
        self._words.setText(self._description(len(places), len(shown)))
        self.sheet.show_pictures(pictures.pictures[shown], self._words.text(), captions)

    def _description(self, count: int, shown: int) -> str:
        judgement = self._judgement
        names = judgement.guessed.class_names if judgement.guessed else ()
        if judgement.cell is not None:
            label_, guess = judgement.cell
            words = self.tr("{count} of class {label} taken for {guess}.")
            words = words.format(count=count, label=names[label_], guess=names[guess])
        elif judgement.order == "hardest":
            words = self.tr("The classifier found their own class least probable.")
        else:
            words = self.tr("Here the classifier was surest, right or wrong.")
        return spoken_in_a_row(words, self.tr("Below each its guess and how sure it was.")) if shown else words
