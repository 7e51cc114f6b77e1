"""The runs that are compared, above everything else: colour, letter, name, eye, order; and one more of them."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.gui.look.contrast import readable_on
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import label, larger_type, row
from simclr_gui.gui.parts.foreign_text import plain_button, plain_tooltip
from simclr_gui.gui.parts.run_box import without_date
from simclr_gui.state.comparison import Comparison
from simclr_gui.state.run_library import RunLibrary

NARROWEST_CHIP_PX, MOST_OFFERED = 250, 30
BADGE_PX = 22


class Badge(QLabel):
    """The letter of a run on its colour."""

    def __init__(self, letter: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(letter, parent)
        ink = readable_on(QColor(colour), "#ffffff", "#14161a").name()
        self.setStyleSheet(f"background: {colour}; color: {ink}; border-radius: 5px; font-weight: 600;")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side_px = round(BADGE_PX * larger_type(self))
        self.setFixedSize(side_px, side_px)


class ElidedLabel(QLabel):
    """A name that gives way in its middle: what tells runs apart stands at both ends."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.full = text
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.full, Qt.TextElideMode.ElideMiddle, max(1, self.width())))


class RunChip(QFrame):
    """One of the runs, and what can be done with it."""

    def __init__(self, comparison: Comparison, path: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison, self.path = comparison, path
        self.setObjectName("card")
        place = comparison.paths.index(path)
        name = name_of(comparison, path)
        is_hidden = path in comparison.hidden
        self.eye = self._button(
            self.tr("Show the curves of {name}") if is_hidden else self.tr("Hide the curves of {name}"),
            "eye-shut" if is_hidden else "eye",
            name,
            theme,
        )
        self.left = self._button(self.tr("Move {name} to the left"), "previous", name, theme)
        self.right = self._button(self.tr("Move {name} to the right"), "next", name, theme)
        self.close_button = self._button(self.tr("Remove {name} from this page"), "close", name, theme)
        self.left.setEnabled(place > 0)
        self.right.setEnabled(place < len(comparison.paths) - 1)
        self.eye.clicked.connect(self._toggle)
        self.left.clicked.connect(self._move_left)
        self.right.clicked.connect(self._move_right)
        self.close_button.clicked.connect(self._remove)
        self.name = ElidedLabel(name)
        self.setToolTip(plain_tooltip(str(path)))
        badge = Badge(comparison.letter(path), run_colour(theme, comparison.colours[path]))
        line = row(badge, self.name, self.eye, self.left, self.right, self.close_button, spacing=2)
        line.setContentsMargins(SPACE, 4, 4, 4)
        line.insertSpacing(1, SPACE - 2)
        line.setStretch(2, 1)
        self.setLayout(line)

    def _button(self, words: str, icon_name: str, name: str, theme: Theme) -> ToolButton:
        button = ToolButton(plain_tooltip(words.format(name=name)), icon_name, theme)
        button.setProperty("role", "quiet")
        return button

    @Slot()
    def _toggle(self) -> None:
        self._comparison.toggle_eye(self.path)

    @Slot()
    def _move_left(self) -> None:
        self._comparison.move(self.path, -1)

    @Slot()
    def _move_right(self) -> None:
        self._comparison.move(self.path, 1)

    @Slot()
    def _remove(self) -> None:
        self._comparison.remove(self.path)


class RunStrip(QWidget):
    """Signals: all_runs_requested(): another one is to be chosen from all of them."""

    all_runs_requested = Signal()

    def __init__(
        self, comparison: Comparison, library: RunLibrary, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._comparison, self._library, self._theme = comparison, library, theme
        self.chips: list[RunChip] = []
        self._shown: object = None
        self.add = QPushButton(self.tr("Add a run"))
        self.menu = QMenu(self.add)
        self.menu.aboutToShow.connect(self.offer_runs)
        self.add.setMenu(self.menu)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._columns = 0
        comparison.runs_changed.connect(self.show_runs)
        comparison.compared_changed.connect(self.show_runs)
        theme.changed.connect(self.show_runs)
        self.show_runs()

    @Slot()
    def show_runs(self) -> None:
        """Makes the chips anew where anything of them is another; the button that was pressed keeps the focus."""
        shown = named_runs(self._comparison, self._theme), self._comparison.hidden
        if shown == self._shown:
            return
        self._shown = shown
        focused = self._focused()
        for chip in self.chips:
            self._grid.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [RunChip(self._comparison, path, self._theme) for path in self._comparison.paths]
        self.add.setEnabled(self._comparison.has_room)
        self.add.setToolTip("" if self._comparison.has_room else self.tr("Eight runs is the most that can be compared"))
        self._columns = 0
        self._lay_out()
        for chip in self.chips:
            if focused is not None and chip.path == focused[0]:
                getattr(chip, focused[1]).setFocus()

    def _focused(self) -> tuple[Path, str] | None:
        for chip in self.chips:
            for name in ("eye", "left", "right"):
                if getattr(chip, name).hasFocus():
                    return chip.path, name
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = max(1, self.width() // round(NARROWEST_CHIP_PX * larger_type(self)))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for number, widget in enumerate([*self.chips, self.add]):
            self._grid.addWidget(widget, number // columns, number % columns)

    @Slot()
    def offer_runs(self) -> None:
        """The newest runs that are not here yet, and the way to all others."""
        self.menu.clear()
        others = [run for run in self._library.runs if run.can_open and run.path not in self._comparison.paths]
        for run in others[:MOST_OFFERED]:
            action = self.menu.addAction(plain_button(_offer(run)))
            action.setData(run.path)
            action.triggered.connect(self._add)
        if others:
            self.menu.addSeparator()
        self.menu.addAction(self.tr("Choose from all runs…"), self.all_runs_requested.emit)

    @Slot()
    def _add(self) -> None:
        self._comparison.add(self.sender().data())  # type: ignore[attr-defined]


def _offer(run: RunSummary) -> str:
    name = run.name or without_date(run.path.name)
    return name if run.linear is None else f"{name}, {100 * run.linear:.0f} %"


def name_of(comparison: Comparison, path: Path) -> str:
    """As a person calls the run; a folder's name with what tells it apart first."""
    run = comparison.run(path)
    return without_date(path.name) if run is None or run.name == path.name else run.name


Named = tuple[tuple[Path, str, str], ...]


def named_runs(comparison: Comparison, theme: Theme) -> Named:
    """The runs as they are headed: whoever has shown just these need not make his widgets anew."""
    return tuple(
        (path, name_of(comparison, path), run_colour(theme, comparison.colours[path])) for path in comparison.paths
    )


def caption_of(comparison: Comparison, path: Path) -> str:
    """ "A  name"."""
    return f"{comparison.letter(path)}  {name_of(comparison, path)}"


def heading(comparison: Comparison, path: Path, theme: Theme) -> QWidget:
    """Badge and name of a run, above what is shown of it."""
    widget = QWidget()
    name = ElidedLabel(name_of(comparison, path))
    name.setToolTip(plain_tooltip(name.full))
    line = row(Badge(comparison.letter(path), run_colour(theme, comparison.colours[path])), name)
    line.setStretch(1, 1)
    widget.setLayout(line)
    return widget


def empty_caption(words: str = "") -> QLabel:
    """Small words that take several lines where they must."""
    caption = label(words, "caption")
    caption.setWordWrap(True)
    return caption
