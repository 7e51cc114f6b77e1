"""The choice of an earlier run to be seen beside the active run."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.foreign_text import plain_tooltip
from simclr_gui.gui.parts.painting import painting
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.other_run import OtherRun
from simclr_gui.state.run_library import RunLibrary

MOST_RUNS = 30
DATED = re.compile(r"\d{4}-(?P<day>\d\d-\d\d)-(?P<time>\d{6})-(?P<rest>.+)")
NARROWEST_PX, WIDEST_PX = 150, 300
LIST_CLOSED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the box gets the focus back when its list closes, by platform: before it says what was clicked there."""


class RunBox(QComboBox):
    """Lists the newest runs that are known, and asks for the list anew as somebody comes near.

    What comes meanwhile is listed at once, except under the eyes of who chooses: there a click would meet another run.
    """

    def __init__(
        self,
        other: OtherRun,
        experiment: Experiment,
        library: RunLibrary,
        none: str,
        tip: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._other, self._experiment, self._library, self._tip = other, experiment, library, tip
        self.setAccessibleName(tip)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(NARROWEST_PX)
        self.setMaximumWidth(WIDEST_PX)
        self.addItem(none)
        self.activated.connect(self._choose)
        other.failed.connect(self._choose_none)
        other.changed.connect(self._show_choice)
        library.changed.connect(self._follow_library)
        experiment.phase_changed.connect(self._open_or_close)
        self._show_choice()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The arrow keys choose without opening the list; a list that closes must not be made anew under a click."""
        if self.count() == 1 or event.reason() not in LIST_CLOSED:
            self._library.refresh()
            self.list_runs()
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A run may have been trained elsewhere meanwhile; a closed box opens then."""
        self._library.refresh()
        super().enterEvent(event)

    def showPopup(self) -> None:
        self.list_runs()
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 2 * SPACE)
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A name that has no room loses its middle: what tells runs apart stands at both ends."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, kind = self.style(), QStyle.ComplexControl.CC_ComboBox
        field = style.subControlRect(kind, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        room_px = field.width()
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room_px)
        with painting(self) as painter:
            style.drawComplexControl(kind, option, painter, self)
            style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, self)

    def list_runs(self) -> None:
        """What is chosen stays chosen. The run that is shown is not one beside it."""
        while self.count() > 1:
            self.removeItem(1)
        for run in islice(self._others(), MOST_RUNS):
            self._add(self._name(run), run.path)
        chosen = self._other.run_dir
        if chosen is not None and self.findData(str(chosen)) < 0:
            self._add(without_date(chosen.name), chosen)  # it lies elsewhere, or is very old
        self._show_choice()

    def _others(self) -> Iterator[RunSummary]:
        """The runs that there are beside the one that is shown, as far as is known."""
        shown = self._experiment.run_dir
        return (run for run in self._library.runs if run.can_open and not run.archived and run.path != shown)

    def _add(self, words: str, path: Path) -> None:
        """The name in full is the tip."""
        self.addItem(words, str(path))
        self.setItemData(self.count() - 1, plain_tooltip(str(path)), Qt.ItemDataRole.ToolTipRole)

    def _name(self, run: RunSummary) -> str:
        scored = self.tr(", {linear:.0f} %").format(linear=in_percent(run.linear)) if run.linear is not None else ""
        return f"{run.name or without_date(run.path.name)}{scored}"

    @Slot(int)
    def _choose(self, place: int) -> None:
        path = self.itemData(place)
        self._other.choose(Path(path) if path else None)

    @Slot()
    def _show_choice(self) -> None:
        """The choice may have been made elsewhere."""
        path = self._other.run_dir
        if path is not None and self.findData(str(path)) < 0:
            self.list_runs()
            return
        self.setCurrentIndex(max(0, self.findData(str(path))))
        self._open_or_close()

    @Slot()
    def _follow_library(self) -> None:
        if self.count() > 1 and not self.view().isVisible():
            self.list_runs()
        self._open_or_close()

    @Slot()
    def _open_or_close(self) -> None:
        """A box that has nothing to offer looks so, and says why."""
        path = self._other.run_dir
        self.setEnabled(path is not None or any(self._others()))
        without = self.tr("There is no other run yet")
        self.setToolTip(plain_tooltip(str(path)) if path is not None else self._tip if self.isEnabled() else without)

    @Slot(object)
    def _choose_none(self) -> None:
        self.setCurrentIndex(0)


def without_date(name: str) -> str:
    """What tells runs apart comes first; the date, which they share, stands at the end, and of it only the rest."""
    dated = DATED.fullmatch(name)
    return f"{dated['rest']}  {dated['day']} {dated['time'][:2]}:{dated['time'][2:4]}" if dated else name
