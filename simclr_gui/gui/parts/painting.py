"""Painting that survives wrong values: the painter always ends, and what went wrong is told once."""

import sys
from types import TracebackType

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

TROUBLE = "paint_trouble"


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
