"""A plane to look around in: drag moves it, the wheel zooms, a double click goes home; loops can be drawn on it."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.pages.map.scatter.view_transform import EDGE_PX, Area, ViewTransform

DRAG_FROM_PX = 4
ZOOM_A_STEP = 1.25
WHEEL_STEP = 120  # Qt's unit for one notch
FARTHEST_ZOOM, NEAREST_ZOOM = 0.5, 1_000
KEYS_IN, KEYS_OUT = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
SHARE_A_STEP = 1 / 8
BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class PanZoomCanvas(QWidget):
    """What is painted on it is up to the subclass.

    Signals:
        hovered(QPointF): the mouse is there, no button pressed.
        left(): the mouse is gone, or begins a loop: it points at nothing any more.
        tapped(QPointF): a left click that did not drag.
        looped(object): list[QPointF], a loop was drawn and closed.
        looked_around(): `sight` is another.
    """

    hovered = Signal(QPointF)
    left = Signal()
    tapped = Signal(QPointF)
    looped = Signal(object)
    looked_around = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home, self._home_turn, self._edge_px = Area(0, 0, 1, 1), 0.0, EDGE_PX
        self._is_home = True
        self._is_lassoing = False
        self._pressed_at: QPointF | None = None
        self._last_at = QPointF()
        self._is_dragging = False
        self._loop: list[QPointF] | None = None
        self._has_focus_by_keys = False
        self.sight = self._home_sight
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def zoom(self) -> float:
        """How many times larger than at home."""
        return self.sight.scale / self._home_sight.scale

    @property
    def is_home(self) -> bool:
        """Nobody moved away from the view of everything."""
        return self._is_home

    @property
    def _home_sight(self) -> ViewTransform:
        return ViewTransform.of(self._home, self.size(), self._home_turn, self._edge_px)

    def set_home(self, area: Area, turn: float = 0.0) -> None:
        """Goes to the view of everything, an area of the plane turned by radians."""
        self._home, self._home_turn = area, turn
        self.go_home()

    def move_home(self, area: Area, turn: float = 0.0) -> None:
        """Everything lies elsewhere now; who looks at everything goes along."""
        self._home, self._home_turn = area, turn
        if self._is_home:
            self.go_home()
        else:
            self._look(self.sight)

    @Slot()
    def go_home(self) -> None:
        self._is_home = True
        self._look(self._home_sight)

    def move_by(self, by: QPointF) -> None:
        """Moves the plane by pixels of the screen."""
        self._is_home = False
        self._look(self.sight.dragged(by))

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarges; the place `about` on the screen stays, by default the middle."""
        factor = min(max(factor, FARTHEST_ZOOM / self.zoom), NEAREST_ZOOM / self.zoom)
        self._is_home = False
        self._look(self.sight.zoomed(factor, QPointF(self.width() / 2, self.height() / 2) if about is None else about))

    @Slot(bool)
    def set_lassoing(self, on: bool) -> None:
        """Whether a plain drag draws a loop too, not only one with Shift."""
        self._is_lassoing = on
        self._show_cursor()

    def _look(self, sight: ViewTransform) -> None:
        self.sight = sight
        self.looked_around.emit()
        self.update()

    def _show_cursor(self) -> None:
        if self._loop is not None or (self._is_lassoing and not self._is_dragging):
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._is_dragging:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self.unsetCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look(self._home_sight if self._is_home else self.sight.resized(self.size()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed_at = self._last_at = event.position()
        if self._is_lassoing or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._loop = [event.position()]
            self.left.emit()
        self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed_at is None:
            self.hovered.emit(at)
            return
        if not self._is_dragging and (at - self._pressed_at).manhattanLength() < DRAG_FROM_PX:
            return
        self._is_dragging = True
        self._show_cursor()
        if self._loop is None:
            self.move_by(at - self._last_at)
        else:
            self._loop.append(at)
            self.update()
        self._last_at = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            super().mouseReleaseEvent(event)
            return
        loop, was_dragged = self._loop, self._is_dragging
        self._let_go()
        if not was_dragged:
            self.tapped.emit(event.position())
        elif loop is not None:
            self.looped.emit([*loop, event.position()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.go_home()  # its release is no further click: nothing is pressed

    def _let_go(self) -> None:
        """Ends a drag; a loop that nobody took is given up."""
        self._pressed_at, self._loop, self._is_dragging = None, None, False
        self._show_cursor()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._pressed_at is None:
            self.zoom_by(ZOOM_A_STEP ** (event.angleDelta().y() / WHEEL_STEP), event.position())
            self.hovered.emit(event.position())  # another point may lie there now
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in KEYS_IN:
            self.zoom_by(ZOOM_A_STEP)
        elif key in KEYS_OUT:
            self.zoom_by(1 / ZOOM_A_STEP)
        elif key in STEPS:
            right, down = STEPS[key]
            self.move_by(QPointF(right * self.width(), down * self.height()) * SHARE_A_STEP)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        elif key == Qt.Key.Key_Escape and self._loop is not None:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._has_focus_by_keys = event.reason() in BY_KEYS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._has_focus_by_keys = False
        self.update()
