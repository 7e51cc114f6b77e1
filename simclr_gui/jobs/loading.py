"""Loads torch and the engine on a thread, after the window shows."""

import gc
import importlib
import logging
import threading

from PySide6.QtCore import QObject, QThread, Signal

from simclr_gui.jobs.player import as_failure

log = logging.getLogger(__name__)

_MODULES = ("torch", "simclr_gui.engine.experiments.experiment", "simclr_gui.engine.observers")
_MODULES_FOR_LATER = ("scipy.special", "simclr_gui.engine.experiments.replay")


class EngineLoader(QThread):
    """Imports what training needs, then what evaluation needs unless somebody is in a hurry.

    Signals:
        loaded(): training can start.
        failed(object): a Failure; nothing can be trained.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hurry = threading.Event()

    def hurry(self) -> None:
        """Leaves for later what training does not need."""
        self._hurry.set()

    def run(self) -> None:
        try:
            for name in _MODULES:
                importlib.import_module(name)
            _prepare_machine()
            gc.freeze()  # torch's objects stay; looking through them all would stop the window for 200 ms
            self.loaded.emit()
            for name in _MODULES_FOR_LATER:
                if self._hurry.is_set():
                    return
                importlib.import_module(name)
            gc.freeze()
        except Exception as error:
            log.exception("the engine could not be loaded")
            self.failed.emit(as_failure(error))


def _prepare_machine() -> None:
    """Times this machine and compiles the views now, so that Start need not; the engine remembers both."""
    from simclr_gui.engine.augmentation import prepare_views
    from simclr_gui.engine.config.settings import MachineSettings
    from simclr_gui.engine.devices import choose_machine

    prepare_views(choose_machine(MachineSettings()).device, waits=False)


def has_kept_views() -> bool:
    """Whether the loops of the views are compiled and kept on this machine; to be asked once the engine is loaded."""
    from simclr_gui.engine.augmentation.compilation import mark

    return mark().exists()
