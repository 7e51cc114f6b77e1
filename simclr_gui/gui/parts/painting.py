"""Painting that survives wrong values, on the screen and on paper: what went wrong is told once."""

import sys
from types import TracebackType

from PySide6.QtGui import QPaintEngine, QPainter
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.look.theme import Theme

TROUBLE = "paint_trouble"
PAPER_SCALE = 3  # dots of a saved picture to a pixel of the screen


class painting:  # noqa: N801 - reads as a phrase after `with`
    """Paints on a widget: `with painting(self) as painter`.

    A painter that outlives its paintEvent, because an exception holds on to it, makes Qt crash when the widget is
    painted the next time or is taken an image of. So it ends here. The widget stays as far painted as it came, and the
    exception goes where uncaught ones go: once, however often the widget is painted again.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._painter = QPainter(widget)

    def __enter__(self) -> QPainter:
        return self._painter

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._painter.end()
        if error is not None and not isinstance(error, Exception):
            return False
        trouble = "" if error is None else f"{type(error).__name__}: {error}"
        if trouble != (self._widget.property(TROUBLE) or ""):
            self._widget.setProperty(TROUBLE, trouble)
            if kind is not None and error is not None:
                sys.excepthook(kind, error, trace)
        return True


def shows_focus(widget: QWidget) -> bool:
    """Whether the widget has the focus and is painted on the screen: on paper nobody types."""
    return widget.hasFocus() and not Theme.is_printing()


def is_drawing(painter: QPainter) -> bool:
    """Whether it paints on what can be enlarged without end: forms stay forms there."""
    engine = painter.paintEngine()
    return engine is not None and engine.type() == QPaintEngine.Type.SVG


def dots_per_px(painter: QPainter) -> float:
    """How many dots of what is painted on there are to a pixel of the widget."""
    return PAPER_SCALE if is_drawing(painter) else abs(painter.deviceTransform().m11()) or 1.0
