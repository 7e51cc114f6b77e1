"""A part that the window's first paint does not need: made when it is first seen or asked for."""

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simclr_gui.gui.parts.still_wheel import keep_wheel_from_boxes

Part = TypeVar("Part", bound=QWidget)


class LatePart(QWidget):
    """Keeps a place in the layout until its part is made.

    Args:
        make: builds the part; called once.
    """

    def __init__(self, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._part: QWidget | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    @property
    def is_made(self) -> bool:
        return self._part is not None

    def part(self) -> QWidget:
        """What belongs here, made where it was not yet."""
        if self._part is None:
            self._part = self._make()
            keep_wheel_from_boxes(self._part)
            self._room.addWidget(self._part)
            self._part.show()  # now: Qt would do it in the next turn of the event loop, after a first empty paint
        return self._part

    def showEvent(self, event: QShowEvent) -> None:
        self.part()
        super().showEvent(event)


class Late(Generic[Part]):
    """A late part whose kind is known.

    Attributes:
        place: the widget that keeps its place.
    """

    def __init__(self, make: Callable[[], Part]) -> None:
        self.place = LatePart(make)

    @property
    def part(self) -> Part:
        """Made where it was not yet."""
        return cast(Part, self.place.part())
