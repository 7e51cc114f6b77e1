"""Where the classifier on SimCLR's features errs: the confusion matrix, and the images of a cell."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from simclr_gui.engine.evaluation.mistakes import confusion, most_confused
from simclr_gui.engine.events import ImagesPredicted
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.map.confusion import ConfusionView
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.sheet import Sheet
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.predictions import Predictions
from simclr_gui.state.sharp_images import SharpImages

MOST_IMAGES, MOST_PAIRS = 24, 2
FEWEST_OF_A_PAIR = 3  # images: fewer happen by chance


class MistakesView(QWidget):
    """A cell of the matrix, or an order of all images, is chosen; the first of them are shown."""

    def __init__(
        self,
        predictions: Predictions,
        space: FeatureSpace,
        sharp: SharpImages,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._predictions, self._space, self._sharp = predictions, space, sharp
        self.confusion = ConfusionView(theme)
        self.confusion.chosen.connect(predictions.choose_cell)
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
        images = Card()
        line = row(self.orders)
        line.addStretch(1)
        images.body.addLayout(line)
        images.body.addWidget(self._words)
        images.body.addWidget(self.sheet, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(CARD_GAP - 4)
        layout.addWidget(matrix, 1)
        layout.addWidget(images, 1)
        predictions.changed.connect(self.show_predictions)
        predictions.chosen.connect(self._show_chosen)
        space.images_changed.connect(self._show_chosen)
        sharp.changed.connect(self._show_sharp)
        self.show_predictions()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_sharp()

    @Slot(int)
    def _choose_order(self, place: int) -> None:
        self._predictions.choose_order(self.orders.itemData(place))

    @Slot()
    def show_predictions(self) -> None:
        predicted = self._predictions.predicted
        if predicted is None:
            self.confusion.show_counts(np.zeros((0, 0), np.int64), ())
        else:
            self.confusion.show_counts(confusion(predicted), class_names_of(predicted.class_names))
        self._found.setText(self._finding(predicted) if predicted is not None else "")
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        predictions, predicted, images = self._predictions, self._predictions.predicted, self._space.images
        self.confusion.mark(predictions.cell)
        self.orders.setCurrentIndex(-1 if predictions.cell else self.orders.findData(predictions.order))
        places = predictions.places()
        self._shown, self._captions = [], []
        self._words.setText("")
        if predicted is not None and images is not None:
            # A map holds the first test images.
            self._shown = places[places < len(images.images)][:MOST_IMAGES].tolist()
            self._captions = [self._caption(predicted, place) for place in self._shown]
            self._words.setText(self._description(len(places)))
        self._show_sharp()

    @Slot()
    def _show_sharp(self) -> None:
        """What is known of the images now; while nobody looks, no file is read for them."""
        if not self.isVisible():
            return
        images = [self._sharp.at(place) for place in self._shown]
        self.sheet.show_images(images, self._words.text(), self._captions, description=self._content())
        self._sharp.look_at(self._shown)

    def _content(self) -> str:
        """Of the sheet, for those who listen: every image with its caption."""
        if not self._captions:
            return ""
        captions = listed(caption.replace("\n", " ") for caption in self._captions)
        return self.tr("%Ln images: {captions}.", None, len(self._captions)).format(captions=captions)

    def _caption(self, predicted: ImagesPredicted, place: int) -> str:
        """What it is, and what it was predicted as."""
        names = class_names_of(predicted.class_names)
        words = self.tr("{label}\n→ {guess} {sure:.0f} %")
        return words.format(
            label=names[predicted.labels[place]],
            guess=names[predicted.predictions[place]],
            sure=in_percent(predicted.confidence[place]),
        )

    def _finding(self, predicted: ImagesPredicted) -> str:
        """Which classes are confused most, where enough images say so."""
        if (predicted.labels == predicted.predictions).all():
            return ""
        pairs = most_confused(predicted, MOST_PAIRS, FEWEST_OF_A_PAIR)
        if not pairs:
            return self.tr("Too few mistakes to name classes that are confused.")
        names = class_names_of(predicted.class_names)
        words = self.tr("{label} predicted as {guess}")
        named = [words.format(label=names[row], guess=names[column]) for row, column in pairs]
        return self.tr("Most confused: {pairs}.").format(pairs=listed(named))

    def _description(self, count: int) -> str:
        predictions = self._predictions
        names = class_names_of(predictions.predicted.class_names) if predictions.predicted else ()
        if predictions.cell is not None:
            label_, prediction = predictions.cell
            if not count:
                return self.tr("No images in this cell.")
            words = self.tr("{count} of class {label} predicted as {guess}.")
            words = words.format(count=count, label=names[label_], guess=names[prediction])
        elif predictions.order == "hardest":
            words = self.tr("Their own class was least probable. Below each: true class → prediction.")
        else:
            words = self.tr("Most confident, right or wrong. Below each: true class → prediction.")
        return words
