"""Whoever asks for something beside the stream of the run, and has to be quiet before the window may close."""

from PySide6.QtCore import QObject, Signal

from simclr_gui.jobs.requests import RequestQueue


class Requester(QObject):
    """Has one queue of requests; what is answered is for those who inherit from it to take.

    Signals:
        became_quiet(): nothing is being answered.
    """

    became_quiet = Signal()

    def __init__(self, parent: QObject | None = None, *, is_open: bool = True, lets_window_paint: bool = False) -> None:
        super().__init__(parent)
        self._requests = RequestQueue(self, is_open=is_open, lets_window_paint=lets_window_paint)
        self._requests.became_quiet.connect(self.became_quiet)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet

    def close(self) -> None:
        """Nothing more is asked for."""
        self._requests.close()
        self._requests.leave()
