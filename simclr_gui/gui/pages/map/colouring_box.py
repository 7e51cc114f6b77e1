"""The choice of how dots are coloured."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QWidget

from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.pages.map.colouring import BY_CLASS, BY_CORRECTNESS, BY_LOSS, BY_PREDICTION, NEED_PREDICTIONS, OWN
from simclr_gui.gui.parts.card import row
from simclr_gui.gui.parts.choices import tell_as_choice

NARROWEST_PX = 130


class ColouringBox(QWidget):
    """Buttons side by side where there is room for them, else a list.

    Signals:
        currentIndexChanged(int): `colouring` is another.
    """

    currentIndexChanged = Signal(int)  # noqa: N815 - what Qt's boxes call it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Colour of the dots"))
        self.box.setMinimumWidth(NARROWEST_PX)
        self._group = QButtonGroup(self)
        for place, (words, tip, colouring) in enumerate(
            (
                (self.tr("Class"), self.tr("Colour by true class"), BY_CLASS),
                (self.tr("Prediction"), self.tr("Colour by predicted class"), BY_PREDICTION),
                (self.tr("Right or wrong"), self.tr("Colour by right or wrong prediction"), BY_CORRECTNESS),
                (self.tr("Own colours"), self.tr("Colour by the image's own colour"), OWN),
                (self.tr("Loss"), self.tr("Colour by the classifier's loss"), BY_LOSS),
            )
        ):
            self.box.addItem(tip, colouring)
            choice = _choice(words, tip)
            self._group.addButton(choice, place)
            tell_as_choice(choice)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.box.setCurrentIndex)
        self.box.currentIndexChanged.connect(self._change)
        self._buttons = QWidget()
        self._buttons.setLayout(row(*self._group.buttons(), spacing=SPACE // 2))
        self.setLayout(row(self.box, self._buttons))
        self.show_as_buttons(False)

    @property
    def colouring(self) -> str:
        return str(self.box.currentData())

    @property
    def buttons_px(self) -> int:
        """As wide as the buttons are."""
        return self._buttons.sizeHint().width()

    def button(self, colouring: str) -> QPushButton:
        found = self._group.button(self.box.findData(colouring))
        assert isinstance(found, QPushButton)
        return found

    def choose(self, colouring: str) -> None:
        self.box.setCurrentIndex(self.box.findData(colouring))

    def show_as_buttons(self, are_shown: bool) -> None:
        self._buttons.setVisible(are_shown)
        self.box.setVisible(not are_shown)

    def offer_predictions(self, are_there: bool) -> None:
        """What needs a prediction of every image can be chosen only where there is one."""
        model = self.box.model()
        for place in range(self.box.count()):
            can_be_chosen = are_there or self.box.itemData(place) not in NEED_PREDICTIONS
            model.item(place).setEnabled(can_be_chosen)  # type: ignore[attr-defined]
            self._group.button(place).setEnabled(can_be_chosen)

    @Slot(int)
    def _change(self, place: int) -> None:
        self._group.button(place).setChecked(True)
        self.currentIndexChanged.emit(place)


def _choice(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "choice")
    button.setCheckable(True)
    button.setToolTip(tip)
    return button
