"""How a map of very many points moves, answers the mouse, and is circled."""

import math
import statistics
import time

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent

from simclr_gui.engine.events import Floats, ImagesChosen, MapComputed
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.pages.map.scatter.point_set import Places

SIDE_PX, IMAGE_SIDE_PX, CLASSES = 560, 8, 10
FEWER_POINTS = 10_000
MS_TO_SETTLE = 300
FRAMES, HOVERS, LOOPS = 60, 200, 10
LOOP_CORNERS, SHARE_IN_LOOP, LARGEST_MISS = 60, 1 / 3, 0.05
ZOOM_A_FRAME = 1.03


def map_figures(points: int = 100_000) -> dict[str, float]:
    """Measures maps of `points` points, and of fewer that are drawn with their forms."""
    application = build_application([])
    theme = Theme(application)
    theme.apply()
    figures: dict[str, float] = {}
    for count in sorted({min(FEWER_POINTS, points), points}):
        measured = _MeasuredMap(theme, count)
        figures |= {f"{name}_{count}": value for name, value in measured.figures().items()}
        measured.close()
    return figures


class _MeasuredMap:
    """A map of clusters on the screen, worked with the mouse."""

    def __init__(self, theme: Theme, count: int) -> None:
        random = np.random.default_rng(0)
        labels = random.integers(0, CLASSES, count)
        middles = 8 * random.normal(size=(CLASSES, 2))
        self._coordinates: Floats = (middles[labels] + random.normal(size=(count, 2))).astype(np.float32)
        images = np.zeros((count, IMAGE_SIDE_PX, IMAGE_SIDE_PX, 3), np.uint8)
        self._map = Scatter(theme)
        self._map.resize(SIDE_PX, SIDE_PX)
        self._map.show_images(ImagesChosen(images, labels, np.arange(count), tuple("abcdefghij")))
        self._map.show_map(MapComputed("simclr", "umap", self._coordinates, 0.5))
        self._map.show()
        _settle()

    def close(self) -> None:
        self._map.close()
        self._map.deleteLater()

    def figures(self) -> dict[str, float]:
        return {
            "pan_frames_per_s": self._pan(),
            "zoom_frames_per_s": self._zoom(),
            "recolour_ms": self._recolour(),
            "hover_ms": self._hover(),
            "lasso_ms": self._circle(),
        }

    def _pan(self) -> float:
        self._send(QEvent.Type.MouseButtonPress, QPointF(SIDE_PX / 2, SIDE_PX / 2))
        frames_s = []
        for frame in range(FRAMES):
            angle = 2 * math.pi * frame / FRAMES
            start = time.perf_counter()
            self._send(QEvent.Type.MouseMove, QPointF(SIDE_PX / 2 + 80 * math.sin(angle), SIDE_PX / 2 + 3 * frame))
            self._map.repaint()
            frames_s.append(time.perf_counter() - start)
        self._send(QEvent.Type.MouseButtonRelease, QPointF(SIDE_PX / 2, SIDE_PX / 2))
        self._map.go_home()
        return 1 / statistics.median(frames_s)

    def _zoom(self) -> float:
        frames_s = []
        for _ in range(FRAMES):
            start = time.perf_counter()
            self._map.zoom_by(ZOOM_A_FRAME)
            self._map.repaint()
            frames_s.append(time.perf_counter() - start)
        self._map.go_home()
        return 1 / statistics.median(frames_s)

    def _recolour(self) -> float:
        """Every point another colour."""
        colours = np.random.default_rng(1).integers(0, 256, (len(self._coordinates), 3)).astype(np.uint8)
        start = time.perf_counter()
        self._map.set_colours(colours)
        self._map.repaint()
        return 1_000 * (time.perf_counter() - start)

    def _hover(self) -> float:
        """From the mouse to the ring painted around the point."""
        self._map.pointed.connect(self._map.ring)
        self._map.repaint()
        places = np.random.default_rng(2).uniform(50, SIDE_PX - 50, (HOVERS, 2))
        times_s = []
        for x, y in places.tolist():
            start = time.perf_counter()
            self._send(QEvent.Type.MouseMove, QPointF(x, y))
            self._map.repaint()
            times_s.append(time.perf_counter() - start)
        return 1_000 * statistics.median(times_s)

    def _circle(self) -> float:
        """From the mouse let go to the points inside known."""
        caught = _Caught(self._map)
        self._map.lassoed.connect(caught.take)
        loop = self._loop()
        times_s = []
        for _ in range(LOOPS):
            self._send(QEvent.Type.MouseButtonPress, loop[0], Qt.KeyboardModifier.ShiftModifier)
            for corner in loop[1:]:
                self._send(QEvent.Type.MouseMove, corner, Qt.KeyboardModifier.ShiftModifier)
            start = time.perf_counter()
            self._send(QEvent.Type.MouseButtonRelease, loop[-1], Qt.KeyboardModifier.ShiftModifier)
            times_s.append(time.perf_counter() - start)
        assert abs(caught.count / len(self._coordinates) - SHARE_IN_LOOP) < LARGEST_MISS
        return 1_000 * statistics.median(times_s)

    def _loop(self) -> list[QPointF]:
        """Around the middle, as wide as it takes."""
        middle = np.median(self._coordinates, axis=0)
        distances = np.hypot(*(self._coordinates - middle).T)
        radius = self._map.sight.scale * float(np.quantile(distances, SHARE_IN_LOOP))
        at = self._map.sight.on_screen(*middle.tolist())
        turns = [2 * math.pi * corner / LOOP_CORNERS for corner in range(LOOP_CORNERS)]
        return [QPointF(at.x() + radius * math.cos(turn), at.y() + radius * math.sin(turn)) for turn in turns]

    def _send(
        self,
        kind: QEvent.Type,
        at: QPointF,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        is_move = kind is QEvent.Type.MouseMove
        button = Qt.MouseButton.NoButton if is_move else Qt.MouseButton.LeftButton
        everywhere = self._map.mapToGlobal(at)
        QCoreApplication.sendEvent(
            self._map, QMouseEvent(kind, at, everywhere, button, Qt.MouseButton.LeftButton, modifiers)
        )


class _Caught(QObject):
    """Counts the points of the last loop."""

    count = 0

    @Slot(object)
    def take(self, places: Places) -> None:
        self.count = len(places)


def _settle() -> None:
    """Lets the window be shown and painted: before, a repaint paints nothing."""
    loop = QEventLoop()
    QTimer.singleShot(MS_TO_SETTLE, loop.quit)
    loop.exec()
