"""Makes what the window's first paint did not need, piece by piece, before anybody asks for it."""

import importlib
import logging
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from simclr_gui.gui.page_stack import PageStack

MS_BETWEEN_PIECES = 10  # the window answers in between
SECONDS_A_PIECE = 0.008
QT_MODULES = "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"
MODULES = (
    "pyqtgraph",
    "simclr_gui.gui.pages.train.overview",
    "simclr_gui.gui.pages.train.charts",
    "simclr_gui.gui.pages.train.expert_view",
    "simclr_gui.gui.pages.map",
    "simclr_gui.gui.pages.views",
    "simclr_gui.gui.pages.features",
    "simclr_gui.gui.pages.runs",
    "simclr_gui.gui.pages.learn",
)
log = logging.getLogger(__name__)


class Completion(QObject):
    """Loads one module, builds one part or page at a time; what was asked for meanwhile is there.

    All in the window's thread: an import on another one makes classes of Qt while PySide looks through them here. Now
    and then a program ended so at its start, inside PySide's own table of classes.

    Signals:
        ended(): nothing is left to be made.
    """

    ended = Signal()

    def __init__(self, pages: PageStack) -> None:
        super().__init__(pages)
        self._pages = pages
        self._pieces = _loaded()
        self._has_begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(MS_BETWEEN_PIECES)
        self._timer.timeout.connect(self._make_one)

    @Slot()
    def begin(self) -> None:
        self._has_begun = True
        self._timer.start()

    @property
    def is_over(self) -> bool:
        return self._has_begun and not self._timer.isActive()

    @Slot()
    def _make_one(self) -> None:
        if next(self._pieces, None) is not None:
            return
        is_more_left = False
        try:
            is_more_left = self._pages.make_more()
        finally:  # a page that cannot be made is told of, once, and keeps nothing else from going on
            if not is_more_left:
                self._timer.stop()
                self.ended.emit()


def _loaded() -> Iterator[str]:
    """Names of what is being loaded. Qt's classes come first: pyqtgraph would make all of them at once."""
    for name in QT_MODULES:
        ends = time.perf_counter() + SECONDS_A_PIECE
        for each in dir(sys.modules[name]):
            getattr(sys.modules[name], each)
            if time.perf_counter() > ends:
                yield name
                ends = time.perf_counter() + SECONDS_A_PIECE
    for name in MODULES:
        try:
            importlib.import_module(name)
        except Exception:  # whoever opens the page is told
            log.exception("a page could not be loaded")
        yield name
