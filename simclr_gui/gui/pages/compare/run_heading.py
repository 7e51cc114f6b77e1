"""How a run is headed: its letter on its colour, and its name; shown anew where anything of it is another."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from simclr_gui.gui.look.contrast import readable_on
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.parts.card import label, larger_type, row
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.run_box import without_date
from simclr_gui.state.comparison import Comparison

BADGE_PX = 22


class Badge(QLabel):
    """The letter of a run on its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side_px = round(BADGE_PX * larger_type(self))
        self.setFixedSize(side_px, side_px)

    def show_run(self, letter: str, colour: str) -> None:
        self.setText(letter)
        if colour != self._colour:  # a style sheet is dear
            self._colour = colour
            ink = readable_on(QColor(colour), "#ffffff", "#14161a").name()
            self.setStyleSheet(f"background: {colour}; color: {ink}; border-radius: 5px; font-weight: 600;")


class ElidedLabel(QLabel):
    """A name that gives way in its middle: what tells runs apart stands at both ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.full = ""
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_name(self, text: str) -> None:
        if text != self.full:
            self.full = text
            self.setAccessibleName(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.full, Qt.TextElideMode.ElideMiddle, max(1, self.width())))


class RunHeading(QWidget):
    """Badge and name of a run, above what is shown of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge, self.name = Badge(), ElidedLabel()
        line = row(self.badge, self.name)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_run(self, comparison: Comparison, path: Path, theme: Theme) -> None:
        """Its letter, colour and name as they are now."""
        self.badge.show_run(comparison.letter(path), run_colour(theme, comparison.colours[path]))
        self.name.show_name(name_of(comparison, path))
        self.name.setToolTip(plain_tooltip(self.name.full))


def name_of(comparison: Comparison, path: Path) -> str:
    """As a person calls the run; a folder's name with what tells it apart first."""
    run = comparison.run(path)
    return without_date(path.name) if run is None or run.name == path.name else run.name


def caption_of(comparison: Comparison, path: Path) -> str:
    """ "A  name"."""
    return f"{comparison.letter(path)}  {name_of(comparison, path)}"


def empty_caption(words: str = "") -> QLabel:
    """Small words that take several lines where they must."""
    caption = label(words, "caption")
    caption.setWordWrap(True)
    return caption
