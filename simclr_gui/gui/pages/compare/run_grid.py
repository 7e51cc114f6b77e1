"""A part for each compared run, as many beside each other as have room; new ones are made one a turn."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtWidgets import QGridLayout, QWidget

from simclr_gui.gui.pages.compare.turns import Show, Turns
from simclr_gui.gui.parts.card import larger_type


class PartOfRun(Protocol):
    """A widget that shows one run."""

    def show_run(self) -> None:
        """Its place, letter, name or colour may be another."""


Part = TypeVar("Part", bound=PartOfRun)
Columns = Callable[[int, int, float], int]


class RunGrid(Generic[Part]):
    """Keeps the part of a run as long as the run is shown, wherever it moves: a widget made anew must be styled anew.

    Args:
        paths: the runs that are to be shown, in order.
        columns: how many go beside each other, of their number, the width and how many times larger the type is.

    Attributes:
        layout: belongs into that of the host, which calls `fit` when it has another width.
        tail: what stands behind the last run.
    """

    def __init__(
        self,
        host: QWidget,
        turns: Turns,
        paths: Callable[[], Sequence[Path]],
        make: Callable[[Path], Part],
        columns: Columns,
        *,
        made: Show | None = None,
        tail: QWidget | None = None,
    ) -> None:
        self.layout = QGridLayout()
        self._parts: dict[Path, Part] = {}
        self.tail = tail
        self._host, self._turns = host, turns
        self._paths, self._make, self._made, self._columns_for = paths, make, made, columns
        self._columns = 0

    @property
    def parts(self) -> dict[Path, Part]:
        """Those that are made, in the order of the runs; one that was removed is none from then on, before its turn."""
        return {path: self._parts[path] for path in self._paths() if path in self._parts}

    def show_runs(self) -> None:
        """Those that there are now; the ones that are missing follow, and then `made` is asked for."""
        paths = self._paths()
        for path in [path for path in self._parts if path not in paths]:
            self._drop(path)
        self._arrange()
        for part in self._parts.values():
            part.show_run()
        if len(self._parts) < len(paths):
            self._turns.ask(self._make_next)

    def _drop(self, path: Path) -> None:
        widget = cast("QWidget", self._parts.pop(path))
        self.layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _make_next(self) -> None:
        missing = [path for path in self._paths() if path not in self._parts]
        if not missing:  # they were removed meanwhile
            return
        part = self._make(missing[0])
        part.show_run()
        self._parts[missing[0]] = part
        self._arrange()
        if len(missing) > 1:
            self._turns.ask(self._make_next)
        elif self._made is not None:
            self._turns.ask(self._made)

    def _arrange(self) -> None:
        self._parts = self.parts
        self._columns = 0
        self.fit()

    def fit(self) -> None:
        """Lays them out anew where another number of them has room."""
        columns = self._columns_for(len(self._paths()), self._host.width(), larger_type(self._host))
        if columns == self._columns:
            return
        for column in range(max(columns, self.layout.columnCount())):
            self.layout.setColumnStretch(column, int(column < columns))
        self._columns = columns
        widgets = [cast("QWidget", part) for part in self._parts.values()]
        for number, widget in enumerate([*widgets, self.tail] if self.tail is not None else widgets):
            self.layout.addWidget(widget, number // columns, number % columns)


def equally_full(narrowest_px: float) -> Columns:
    """As many as have room, in rows that are about equally full."""

    def columns(count: int, width_px: int, larger: float) -> int:
        most = max(1, min(count, int(width_px // (narrowest_px * larger))))
        rows = -(-count // most) if count else 1
        return max(1, -(-count // rows))

    return columns


def as_many_as_fit(narrowest_px: float) -> Columns:
    """However many there are: a row may stay half empty."""

    def columns(_count: int, width_px: int, larger: float) -> int:
        return max(1, int(width_px // round(narrowest_px * larger)))

    return columns
