"""Where the classifier on SimCLR's features errs: the confusion matrix, and the pictures of a cell."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from simclr_gui.engine.events import PicturesGuessed
from simclr_gui.engine.judging.mistakes import confusion, most_confused
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.map.confusion import ConfusionView
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.sheet import Sheet
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.judgement import Judgement
from simclr_gui.state.sharp_pictures import SharpPictures

MOST_PICTURES, MOST_PAIRS = 24, 2
FEWEST_OF_A_PAIR = 3  # images: fewer happen by chance


class MistakesView(QWidget):
    """A cell of the matrix, or an order of all pictures, is chosen; the first of them are shown."""

    def __init__(
        self,
        judgement: Judgement,
        space: FeatureSpace,
        sharp: SharpPictures,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._judgement, self._space, self._sharp = judgement, space, sharp
        self.confusion = ConfusionView(theme)
        self.confusion.chosen.connect(judgement.choose_cell)
        self.orders = QComboBox()
        self.orders.setAccessibleName(self.tr("Which images"))
        self.orders.setPlaceholderText(self.tr("of the chosen cell"))
        self.orders.addItem(self.tr("the hardest images"), "hardest")
        self.orders.addItem(self.tr("the most confident predictions"), "surest")
        self.orders.activated.connect(self._choose_order)
        self._words = label("", "caption")
        self._words.setWordWrap(True)
        self.sheet = Sheet()
        self._shown: list[int] = []
        self._captions: list[str] = []
        matrix = Card(self.tr("True class (rows), predicted class (columns)"))
        self._found = label("", "caption")
        self._found.setWordWrap(True)
        matrix.body.addWidget(self._found)
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
        sharp.changed.connect(self._show_sharp)
        self.show_guesses()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_sharp()

    @Slot(int)
    def _choose_order(self, place: int) -> None:
        self._judgement.choose_order(self.orders.itemData(place))

    @Slot()
    def show_guesses(self) -> None:
        guessed = self._judgement.guessed
        if guessed is None:
            self.confusion.show_counts(np.zeros((0, 0), np.int64), ())
        else:
            self.confusion.show_counts(confusion(guessed), class_names_of(guessed.class_names))
        self._found.setText(self._finding(guessed) if guessed is not None else "")
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        judgement, guessed, pictures = self._judgement, self._judgement.guessed, self._space.pictures
        self.confusion.mark(judgement.cell)
        self.orders.setCurrentIndex(-1 if judgement.cell else self.orders.findData(judgement.order))
        places = judgement.places()
        self._shown, self._captions = [], []
        self._words.setText("")
        if guessed is not None and pictures is not None:
            # A map holds the first test pictures.
            self._shown = places[places < len(pictures.pictures)][:MOST_PICTURES].tolist()
            self._captions = [self._caption(guessed, place) for place in self._shown]
            self._words.setText(self._description(len(places)))
        self._show_sharp()

    @Slot()
    def _show_sharp(self) -> None:
        """What is known of the images now; while nobody looks, no file is read for them."""
        if not self.isVisible():
            return
        pictures = [self._sharp.at(place) for place in self._shown]
        self.sheet.show_pictures(pictures, self._words.text(), self._captions)
        self._sharp.look_at(self._shown)

    def _caption(self, guessed: PicturesGuessed, place: int) -> str:
        """What it is, and what it was predicted as."""
        names = class_names_of(guessed.class_names)
        words = self.tr("{label}\n→ {guess} {sure:.0f} %")
        return words.format(
            label=names[guessed.labels[place]],
            guess=names[guessed.guesses[place]],
            sure=100 * guessed.confidence[place],
        )

    def _finding(self, guessed: PicturesGuessed) -> str:
        """Which classes are confused most, where enough images say so."""
        if (guessed.labels == guessed.guesses).all():
            return ""
        pairs = most_confused(guessed, MOST_PAIRS, FEWEST_OF_A_PAIR)
        if not pairs:
            return self.tr("Too few mistakes to name classes that are confused.")
        names = class_names_of(guessed.class_names)
        words = self.tr("{label} predicted as {guess}")
        named = [words.format(label=names[row], guess=names[column]) for row, column in pairs]
        return self.tr("Most confused: {pairs}.").format(pairs=listed(named))

    def _description(self, count: int) -> str:
        judgement = self._judgement
        names = class_names_of(judgement.guessed.class_names) if judgement.guessed else ()
        if judgement.cell is not None:
            label_, guess = judgement.cell
            if not count:
                return self.tr("No images in this cell.")
            words = self.tr("{count} of class {label} predicted as {guess}.")
            words = words.format(count=count, label=names[label_], guess=names[guess])
        elif judgement.order == "hardest":
            words = self.tr("Their own class was least probable. Below each: true class → prediction.")
        else:
            words = self.tr("Most confident, right or wrong. Below each: true class → prediction.")
        return words
