"""The maps of the same images, a run each: what is pointed at in one is marked in all."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.compare.run_strip import empty_caption, heading, named_runs
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.card import Card, label, larger_type, row
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.state.comparison import Comparison

NARROWEST_PX, HEIGHT_PX, POINTED_PX = 250, 290, 64


class WheelPasser(QObject):
    """The wheel scrolls the page; with Ctrl it zooms the map under it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class RunMap(QWidget):
    """The map of one run under its name, or why there is none."""

    def __init__(self, comparison: Comparison, path: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scatter = Scatter(theme)
        self.scatter.setFixedHeight(HEIGHT_PX)
        self.scatter.setAccessibleName(self.tr("Map of run {run}").format(run=comparison.letter(path)))
        self.scatter.installEventFilter(WheelPasser(self.scatter))
        self.refusal = empty_caption()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE // 2)
        grid.addWidget(heading(comparison, path, theme), 0, 0)
        grid.addWidget(self.scatter, 1, 0)
        grid.addWidget(self.refusal, 2, 0)
        grid.setRowStretch(3, 1)


class MapsCard(Card):
    """As many beside each other as the width allows."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison, self._theme = comparison, theme
        self.maps: dict[Path, RunMap] = {}
        self._shown: object = None
        self._columns = 0
        self.pointed, self._class = Image(POINTED_PX), label("", "caption")
        self._hint = empty_caption()
        line = row(label(self.tr("The same images on every map"), "title"), self._hint)
        line.setStretch(1, 1)
        self.legend = Legend()
        self.legend.toggled.connect(self._toggle_class)
        self.legend.isolated.connect(self._show_class_alone)
        below = row(self.pointed, self._class, self.legend, spacing=2 * SPACE)
        below.setStretch(2, 1)
        self._hidden: frozenset[int] = frozenset()
        self._names: tuple[str, ...] = ()
        self._grid = QGridLayout()
        self._grid.setSpacing(CARD_GAP)
        self.body.addLayout(line)
        self.body.addLayout(self._grid)
        self.body.addLayout(below)
        turns.follow(comparison.runs_changed, self._make_anew)
        turns.follow(comparison.compared_changed, self._make_anew)
        turns.follow(comparison.maps_changed, self.show_maps)
        comparison.pointed.connect(self._ring)
        theme.changed.connect(self._make_anew)
        self._make_anew()

    @Slot()
    def _make_anew(self) -> None:
        """A place for each run, in order, where others are shown than before."""
        named = named_runs(self._comparison, self._theme)
        if named == self._shown:
            return
        self._shown = named
        for shown in self.maps.values():
            self._grid.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self.maps = {path: RunMap(self._comparison, path, self._theme) for path in self._comparison.paths}
        for shown in self.maps.values():
            shown.scatter.pointed.connect(self._comparison.point_at)
        self._columns = 0
        self._lay_out()
        self.show_maps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = columns_for(len(self.maps), self.width(), NARROWEST_PX * larger_type(self))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for number, shown in enumerate(self.maps.values()):
            self._grid.addWidget(shown, number // columns, number % columns)

    @Slot()
    def show_maps(self) -> None:
        """What has been read of them."""
        images, shows_any = self._comparison.images, False
        for path, shown in self.maps.items():
            read = self._comparison.maps.get(path)
            drawn = read.drawn if read is not None else None
            shown.scatter.show_images(images if drawn is not None else None)
            shown.scatter.setVisible(drawn is not None)
            shown.refusal.setText(spoken(read.refusal) if read is not None and read.refusal else "")
            if drawn is not None:
                shown.scatter.show_map(drawn)
                shows_any = True
        names = class_names_of(images.class_names) if images is not None and shows_any else ()
        if names != self._names:
            self._names, self._hidden = names, frozenset()
            self.legend.show_classes(names)
        self.legend.setVisible(shows_any)
        self.pointed.setVisible(shows_any)
        self._hint.setText(
            self.tr("Point at an image: it is marked in every map. Ctrl and the wheel zoom.")
            if shows_any
            else self.tr("None of these runs has a map yet. Open one and compute it on the Map page.")
        )
        for shown in self.maps.values():
            shown.setVisible(shows_any)
        self._show_hidden()

    @Slot(int)
    def _toggle_class(self, label_: int) -> None:
        self._hidden = self._hidden ^ {label_}
        self._show_hidden()

    @Slot(int)
    def _show_class_alone(self, label_: int) -> None:
        """A double click hides its class first, as every click does."""
        everything = frozenset(range(len(self._names)))
        self._hidden = frozenset() if self._hidden == everything else everything - {label_}
        self._show_hidden()

    def _show_hidden(self) -> None:
        self.legend.show_hidden(self._hidden)
        for path, shown in self.maps.items():
            read, images = self._comparison.maps.get(path), self._comparison.images
            if read is not None and read.drawn is not None and images is not None:
                mask = ~np.isin(images.labels, list(self._hidden)) if self._hidden else None
                shown.scatter.show_only(mask)

    @Slot(int)
    def _ring(self, point: int) -> None:
        images = self._comparison.images
        for shown in self.maps.values():
            shown.scatter.ring(point)
        if images is None or not 0 <= point < len(images.images):
            return  # the last one stays in sight
        class_ = int(images.labels[point])
        name = self._names[class_] if 0 <= class_ < len(self._names) else ""
        self.pointed.show_pixels(images.images[point], name)
        self._class.setText(name)


def columns_for(count: int, width_px: int, narrowest_px: float) -> int:
    """As many as have room, in rows that are about equally full."""
    most = max(1, min(count, int(width_px // max(1.0, narrowest_px))))
    rows = -(-count // most) if count else 1
    return max(1, -(-count // rows))
