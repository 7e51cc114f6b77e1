"""The maps of the same images, a run each: what is pointed at in one is marked in all."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from simclr_gui.engine.comparison.compared import MapOfRun
from simclr_gui.engine.events import ImagesChosen
from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.compare.run_grid import RunGrid, equally_full
from simclr_gui.gui.pages.compare.run_heading import RunHeading, caption_of, empty_caption
from simclr_gui.gui.pages.compare.turns import Turns
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.card import Card, label, row
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
        self._comparison, self._path, self._theme = comparison, path, theme
        self.heading = RunHeading()
        self.scatter = Scatter(theme)
        self.scatter.setFixedHeight(HEIGHT_PX)
        self.scatter.installEventFilter(WheelPasser(self.scatter))
        self.refusal = empty_caption()
        self._shown: tuple[object, ...] | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE // 2)
        grid.addWidget(self.heading, 0, 0)
        grid.addWidget(self.scatter, 1, 0)
        grid.addWidget(self.refusal, 2, 0)
        grid.setRowStretch(3, 1)

    def show_run(self) -> None:
        self.heading.show_run(self._comparison, self._path, self._theme)
        caption = caption_of(self._comparison, self._path)
        self.scatter.setAccessibleName(self.tr("Map of run {run}").format(run=caption))

    def take(self, images: ImagesChosen | None, read: MapOfRun | None, *, is_any_drawn: bool) -> bool:
        """Shows what has been read; whether that is anything new. Where no run has a map, none has a place for it."""
        drawn = read.drawn if read is not None else None
        offered = (images if drawn is not None else None, read, is_any_drawn)
        if self._shown is not None and all(old is new for old, new in zip(self._shown, offered, strict=True)):
            return False
        self._shown = offered
        self.scatter.show_images(offered[0])
        self.scatter.setVisible(drawn is not None)
        self.refusal.setText(spoken(read.refusal) if read is not None and read.refusal else "")
        if drawn is not None:
            self.scatter.show_map(drawn)
        self.setHidden(not is_any_drawn)
        return True


class MapsCard(Card):
    """As many beside each other as the width allows."""

    def __init__(self, comparison: Comparison, turns: Turns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._comparison, self._turns, self._theme = comparison, turns, theme
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
        columns = equally_full(NARROWEST_PX)
        self._grid = RunGrid(self, turns, self._paths, self._new_map, columns, made=self.show_maps)
        self._grid.layout.setSpacing(CARD_GAP)
        self.body.addLayout(line)
        self.body.addLayout(self._grid.layout)
        self.body.addLayout(below)
        turns.follow(comparison.runs_changed, self.show_runs)
        turns.follow(comparison.compared_changed, self.show_runs)
        turns.follow(comparison.maps_changed, self.show_maps)
        comparison.pointed.connect(self._ring)
        theme.changed.connect(self.show_runs)
        self.show_runs()

    @property
    def maps(self) -> dict[Path, RunMap]:
        """Those that are made, in the order of the runs."""
        return self._grid.parts

    def _paths(self) -> list[Path]:
        return self._comparison.paths

    def _new_map(self, path: Path) -> RunMap:
        made = RunMap(self._comparison, path, self._theme, self)
        made.hide()  # until something of it was read
        made.scatter.pointed.connect(self._comparison.point_at)
        return made

    @Slot()
    def show_runs(self) -> None:
        """A place for each run, in order."""
        self._grid.show_runs()
        self.show_maps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grid.fit()

    @Slot()
    def show_maps(self) -> None:
        """What has been read of them, one map a turn."""
        images, read = self._comparison.images, self._comparison.maps
        is_any_drawn = images is not None and any(each.drawn is not None for each in read.values())
        if any(shown.take(images, read.get(path), is_any_drawn=is_any_drawn) for path, shown in self.maps.items()):
            self._turns.ask(self.show_maps)
            return
        names = class_names_of(images.class_names) if images is not None and is_any_drawn else ()
        if names != self._names:
            self._names, self._hidden = names, frozenset()
            self.legend.show_classes(names)
        self.legend.setVisible(is_any_drawn)
        self.pointed.setVisible(is_any_drawn)
        self._hint.setText(
            self.tr("Point at an image: it is marked in every map. Ctrl and the wheel zoom.")
            if is_any_drawn
            else self.tr("None of these runs has a map yet. Open one and compute it on the Map page.")
        )
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
