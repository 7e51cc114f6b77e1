"""Collects Python's garbage in the window's thread alone."""

import atexit
import gc

from PySide6.QtCore import QObject, QTimer, Slot

MS_BETWEEN_LOOKS = 200


class Collector(QObject):
    """Takes over from Python's own collector, which runs in whatever thread allocates next.

    A training that happened to collect a closed dialog would destroy it beside the window's thread, which may be about
    to send it an event: a crash. What is there when the collector is made stays for ever, and is not looked at again.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        atexit.register(collect_everything)
        self._timer = QTimer(self)
        self._timer.setInterval(MS_BETWEEN_LOOKS)
        self._timer.timeout.connect(self.collect_what_is_due)

    @Slot()
    def start(self) -> None:
        """Not while torch is loaded: hundreds of thousands of objects that stay would be looked through each second."""
        self._timer.start()

    @Slot()
    def collect_what_is_due(self) -> None:
        """The oldest generation whose threshold is passed, as Python itself would."""
        for generation, (count, threshold) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if count > threshold:
                gc.collect(generation)
                return


def collect_everything() -> None:
    """Before Qt's own end, which visits every object that Python has of it: what nobody holds may be half gone then."""
    gc.unfreeze()
    gc.collect()
