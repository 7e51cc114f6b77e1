"""Says that a network's weights are still random, and offers to train it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from simclr_gui.gui.parts.buttons import pass_space_on
from simclr_gui.gui.parts.card import label, row


class ChanceNote(QWidget):
    """Hidden until it is known that the network has not learned.

    Signals:
        start_requested(): train it.
    """

    start_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label(self.tr("Not trained yet: the weights are random."), "caption")
        self.button = QPushButton(self.tr("Start training"))
        self.button.setProperty("role", "link")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        pass_space_on(self.button)
        self.button.clicked.connect(self.start_requested)
        self.words.setWordWrap(True)
        line = row(self.words, self.button)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_step(self, step: int, *, is_busy: bool) -> None:
        """`step`: how long the network was trained; while the engine is busy nothing can be started."""
        self.setVisible(step == 0 and not is_busy)
