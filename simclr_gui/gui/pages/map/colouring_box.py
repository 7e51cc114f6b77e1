"""The choice of how dots are coloured."""

from PySide6.QtWidgets import QComboBox, QWidget

from simclr_gui.gui.pages.map.colouring import BY_CLASS, BY_CORRECTNESS, BY_GUESS, BY_LOSS, NEED_GUESSES, OWN

NARROWEST_PX = 130


class ColouringBox(QComboBox):
    """Signals: currentIndexChanged, where `colouring` is another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colours of the dots"))
        self.setMinimumWidth(NARROWEST_PX)
        for words, colouring in (
            (self.tr("coloured by class"), BY_CLASS),
            (self.tr("by what it is taken for"), BY_GUESS),
            (self.tr("by right and wrong"), BY_CORRECTNESS),
            (self.tr("by the classifier's loss"), BY_LOSS),
            (self.tr("in the picture's own colour"), OWN),
        ):
            self.addItem(words, colouring)

    @property
    def colouring(self) -> str:
        return str(self.currentData())

    def choose(self, colouring: str) -> None:
        self.setCurrentIndex(self.findData(colouring))

    def offer_guesses(self, are_there: bool) -> None:
        """What needs a guess of every picture can be chosen only where there is one."""
        model = self.model()
        for place in range(self.count()):
            needs = self.itemData(place) in NEED_GUESSES
            model.item(place).setEnabled(are_there or not needs)  # type: ignore[attr-defined]
