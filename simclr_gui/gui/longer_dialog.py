"""A run that has ended trains for longer: for how long, and what that means."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.words.names import MINUTES_OFFERED, time_text

WIDTH_PX = 460


class LongerDialog(QDialog):
    """Signals: requested(float), the seconds."""

    requested = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None, images: str = "") -> None:
        """`images` on which an imported encoder, which was not trained here, is trained on; else empty."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Train on from it") if images else self.tr("Train for longer"))
        self.setFixedWidth(WIDTH_PX)
        words = self.tr(
            "A new run begins with the weights of {name}. Its learning rate rises once more and falls again "
            "(a warm restart). The first run stays as it is."
        )
        if images:
            words = self.tr(
                "A new run begins with the weights of {name} and learns from {images}. Its projection head begins from "
                "random weights. The imported encoder stays as it is."
            )
        explained = label(words.format(name=name, images=images))
        explained.setWordWrap(True)
        explained.setTextFormat(Qt.TextFormat.PlainText)
        self.time = QComboBox()
        self.time.setAccessibleName(self.tr("Training time"))
        for minutes in MINUTES_OFFERED:
            self.time.addItem(time_text(60 * minutes), 60.0 * minutes)
        self.start_button = QPushButton(self.tr("Train"))
        self.start_button.setProperty("role", "primary")
        self.start_button.clicked.connect(self._request)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        time = row(label(self.tr("Train for")), self.time)
        time.addStretch(1)
        buttons = row(cancel, self.start_button)
        buttons.insertStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * [2 * CARD_GAP])
        layout.setSpacing(CARD_GAP)
        layout.addWidget(explained)
        layout.addLayout(time)
        layout.addLayout(buttons)

    @Slot()
    def _request(self) -> None:
        self.requested.emit(self.time.currentData())
        self.accept()
