"""Makes what the window's first paint did not need, piece by piece, before anybody asks for it."""

import importlib
import logging
import threading

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from simclr_gui.gui.page_stack import PageStack

MS_BETWEEN_PIECES = 30  # the window answers in between
MODULES = (
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
    """Loads the modules on a thread, then builds one part or page at a time; what was asked for meanwhile is there.

    Signals:
        ended(): nothing is left to be made.
    """

    ended = Signal()

    def __init__(self, pages: PageStack) -> None:
        super().__init__(pages)
        self._pages = pages
        self._loading = threading.Thread(target=_load, name="load pages", daemon=True)
        self._timer = QTimer(self)
        self._timer.setInterval(MS_BETWEEN_PIECES)
        self._timer.timeout.connect(self._make_one)

    @Slot()
    def begin(self) -> None:
        self._loading.start()
        self._timer.start()

    @property
    def is_over(self) -> bool:
        return self._loading.ident is not None and not self._timer.isActive()

    @Slot()
    def _make_one(self) -> None:
        if self._loading.is_alive():
            return
        is_more_left = False
        try:
            is_more_left = self._pages.make_more()
        finally:  # a page that cannot be made is told of, once, and keeps nothing else from going on
            if not is_more_left:
                self._timer.stop()
                self.ended.emit()


def _load() -> None:
    for name in MODULES:
        try:
            importlib.import_module(name)
        except Exception:  # whoever opens the page is told
            log.exception("a page could not be loaded")
