"""Presenting: the window on the whole screen with larger type, and back."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from simclr_gui.gui.look.theme import Theme


class Presentation(QObject):
    """Of one window."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window

    @property
    def is_on(self) -> bool:
        return self._window.isFullScreen()

    @Slot()
    def toggle(self) -> None:
        """To full screen, or back."""
        if self.is_on:
            self.leave()
        else:
            self._theme.present(self._window.screen().size().height())
            self._window.showFullScreen()

    def leave(self) -> None:
        self._theme.stop_presenting()
        self._window.showNormal()
