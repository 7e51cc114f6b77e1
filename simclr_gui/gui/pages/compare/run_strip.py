"""The runs that are compared, above everything else: colour, letter, name, eye, order; and one more of them."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.run_colours import run_colour
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.compare.run_grid import RunGrid, as_many_as_fit
from simclr_gui.gui.pages.compare.run_heading import Badge, ElidedLabel, name_of
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import row
from simclr_gui.gui.parts.foreign_text import plain_button, plain_tooltip
from simclr_gui.gui.parts.run_box import without_date
from simclr_gui.state.comparison import Comparison
from simclr_gui.state.run_library import RunLibrary

NARROWEST_CHIP_PX, MOST_OFFERED = 250, 30


class RunChip(QFrame):
    """One of the runs, and what can be done with it."""

    def __init__(self, comparison: Comparison, path: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison, self._theme, self.path = comparison, theme, path
        self._name = ""
        self.setObjectName("card")
        self.setToolTip(plain_tooltip(str(path)))
        self.badge, self.name = Badge(), ElidedLabel()
        self.eye, self.left = ToolButton("", "eye", theme), ToolButton("", "previous", theme)
        self.right, self.close_button = ToolButton("", "next", theme), ToolButton("", "close", theme)
        buttons = (self.eye, self.left, self.right, self.close_button)
        for button in buttons:
            button.setProperty("role", "quiet")
        self.eye.clicked.connect(self._toggle)
        self.left.clicked.connect(self._move_left)
        self.right.clicked.connect(self._move_right)
        self.close_button.clicked.connect(self._remove)
        line = row(self.badge, self.name, *buttons, spacing=2)
        line.setContentsMargins(SPACE, 4, 4, 4)
        line.insertSpacing(1, SPACE - 2)
        line.setStretch(2, 1)
        self.setLayout(line)

    def show_run(self) -> None:
        """Its name and colour, whether its eye is open, and where it can move."""
        comparison, path = self._comparison, self.path
        place, name, is_hidden = comparison.paths.index(path), name_of(comparison, path), path in comparison.hidden
        self.badge.show_run(comparison.letter(path), run_colour(self._theme, comparison.colours[path]))
        self.name.show_name(name)
        words = self.tr("Show the curves of {name}") if is_hidden else self.tr("Hide the curves of {name}")
        self.eye.show_icon("eye-shut" if is_hidden else "eye")
        self.eye.say(plain_tooltip(words.format(name=name)))
        self.left.setEnabled(place > 0)
        self.right.setEnabled(place < len(comparison.paths) - 1)
        if name != self._name:
            self._name = name
            self.left.say(plain_tooltip(self.tr("Move {name} to the left").format(name=name)))
            self.right.say(plain_tooltip(self.tr("Move {name} to the right").format(name=name)))
            self.close_button.say(plain_tooltip(self.tr("Remove {name} from this page").format(name=name)))

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
        self,
        comparison: Comparison,
        library: RunLibrary,
        turns: Turns,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._comparison, self._library, self._theme = comparison, library, theme
        self.add = QPushButton(self.tr("Add a run"))
        self.menu = QMenu(self.add)
        self.menu.aboutToShow.connect(self.offer_runs)
        self.add.setMenu(self.menu)
        columns = as_many_as_fit(NARROWEST_CHIP_PX)
        self._grid = RunGrid(self, turns, self._paths, self._new_chip, columns, tail=self.add)
        self._grid.layout.setContentsMargins(0, 0, 0, 0)
        self._grid.layout.setSpacing(SPACE)
        self.setLayout(self._grid.layout)
        comparison.runs_changed.connect(self.show_runs)
        comparison.compared_changed.connect(self.show_runs)
        theme.changed.connect(self.show_runs)
        self.show_runs()

    @property
    def chips(self) -> list[RunChip]:
        """In the order of the runs."""
        return list(self._grid.parts.values())

    def _paths(self) -> list[Path]:
        return self._comparison.paths

    def _new_chip(self, path: Path) -> RunChip:
        return RunChip(self._comparison, path, self._theme, self)

    @Slot()
    def show_runs(self) -> None:
        """The chips that there are, at once; the button that was pressed keeps the focus."""
        self._grid.show_runs()
        self.add.setEnabled(self._comparison.has_room)
        self.add.setToolTip("" if self._comparison.has_room else self.tr("Eight runs is the most that can be compared"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grid.fit()

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
    return name if run.linear is None else f"{name}, {percent(run.linear)}"
