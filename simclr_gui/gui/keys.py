"""The keys of the window: what they do, and the sheet that lists them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.pages.registry import PAGES
from simclr_gui.gui.parts.card import label, row


class KeysDialog(QDialog):
    """One line for each key.

    Signals:
        guide_requested(): there is more to read.
    """

    guide_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * CARD_GAP)
        grid.setVerticalSpacing(SPACE)
        for line, (key, words) in enumerate(self._lines()):
            grid.addWidget(label(key, "title"), line, 0)
            grid.addWidget(label(words), line, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.guide = QPushButton(self.tr("Guide"))
        self.guide.clicked.connect(self.accept)
        self.guide.clicked.connect(self.guide_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * [2 * CARD_GAP])
        layout.setSpacing(CARD_GAP)
        layout.addLayout(grid)
        buttons = row(self.guide, close)
        buttons.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.addLayout(buttons)

    def _lines(self) -> tuple[tuple[str, str], ...]:
        return (
            (f"1 … {len(PAGES)}", self.tr("Show a page")),
            (self.tr("Space"), self.tr("Pause and resume training; press the button that has the focus")),
            (self.tr("Return"), self.tr("Press the button that has the focus")),
            ("← →", self.tr("Previous and next image or step")),
            ("R", self.tr("On Views: draw the same image again")),
            ("Esc", self.tr("Close the settings; clear the selection; leave full screen")),
            ("F11", self.tr("Present on the full screen, with larger type")),
            ("Ctrl+F", self.tr("On Runs: search")),
            ("F2  Del", self.tr("On Runs: rename, move to the trash")),
            ("Ctrl+C", self.tr("On Runs: copy the selected rows as a table")),
            ("Ctrl+S", self.tr("Save an image of the page")),
            ("Shift+F10", self.tr("Copy or save one panel: a chart, a map, a matrix")),
            ("Ctrl+V", self.tr("Place an image from the clipboard on the map")),
            ("F1  ?", self.tr("Show these keys")),
        )
