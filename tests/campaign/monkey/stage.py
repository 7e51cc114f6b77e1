"""The program as a monkey finds it: the real window with a run open; only its data and its network stay small."""

import contextlib
import socket
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.exchange import export_kinds
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.gui.application import Opening, UncaughtErrors, build_application
from simclr_gui.gui.look.language import Language, spoken
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.main_window import MainWindow
from simclr_gui.gui.window_host import WindowHost
from simclr_gui.jobs import work
from simclr_gui.jobs.collector import Collector
from simclr_gui.log import start_log
from simclr_gui.state.remembered import finish_remembering
from simclr_gui.state.session import Session
from tests.small import SMALL

SMALL_SETTINGS = {
    "data.side_px": 16,
    "data.train_images": 64,
    "data.test_images": 40,
    "optimisation.batch_size": 16,
    "model.encoder": "resnet18-thin",
    "budget.epochs": 2,
    "machine.threads": 1,
    "machine.precision": "float32",
}


SCHEMES = ("file", "http", "https", "mailto")


class Addresses(QObject):
    """Takes what would be opened in another program."""

    @Slot(QUrl)
    def take(self, _url: QUrl) -> None:
        """Nothing is opened."""


class Stage:
    """Application, session and window, put together as `gui.application.run_application` does."""

    def __init__(self, run_dir: Path | None) -> None:
        start_log()
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        self.application: QApplication = build_application([])
        self.theme = Theme(self.application)
        self.theme.apply()
        self.session = Session(self.application, speak=spoken)
        self.session.experiment.replace_config(SMALL)
        self.language = Language(self.application)
        self.host = WindowHost(self.session, self.theme, self.language, self.application)
        self.session.left.connect(self.application.exit)
        self._errors = UncaughtErrors(self.application)
        self._errors.caught.connect(self.host.tell)
        self._opening = Opening(self.session, self.host, False, None, run_dir, self.application)
        self._collector = Collector(self.application)
        self.session.engine_loaded.connect(self._collector.start)
        self._addresses = Addresses(self.application)
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self._addresses, "take")
        self._epochs: int | None = None
        self._stay_small()
        _stay_offline()

    def end(self) -> None:
        """Qt would ask for what Python has made after Python has gone."""
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)
        QGuiApplication.clipboard().clear()
        finish_remembering()

    @property
    def window(self) -> MainWindow:
        return self.host.window

    def open(self) -> None:
        self.window.show()
        self._opening.begin()

    def train_for(self, epochs: int | None) -> None:
        """Trainings that begin from now on last so long; None for the moment that they take else."""
        self._epochs = epochs

    def lack(self, packages: set[str]) -> None:
        """From now on exports find these packages missing."""
        export_kinds.find_spec = lambda name: None if name in packages else find_spec(name)  # type: ignore[assignment]

    def _stay_small(self) -> None:
        """Whatever is typed into the settings, a training takes a moment."""
        train, train_queued = work.train, work.train_queued

        def train_small(config, *arguments, **named):  # type: ignore[no-untyped-def]
            return train(_small(config, self._epochs), *arguments, **named)

        def train_queued_small(entry, *arguments):  # type: ignore[no-untyped-def]
            training = replace(entry.training, config=_small(entry.training.config, self._epochs))
            return train_queued(replace(entry, training=training), *arguments)

        work.train, work.train_queued = train_small, train_queued_small

    @property
    def is_quiet(self) -> bool:
        return self.session.stream.is_empty and all(each.is_quiet for each in self.session._lookers)


def _small(config: TrainingConfig, epochs: int | None) -> TrainingConfig:
    settings = SMALL_SETTINGS if epochs is None else SMALL_SETTINGS | {"budget.epochs": epochs}
    for name, value in settings.items():
        with contextlib.suppress(UserError):  # it does not go together with the others; they stay as they are
            config = config_with(config, {name: value})
    return config


def _stay_offline() -> None:
    """A download fails as it does without a network."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    socket.getaddrinfo = refuse  # type: ignore[assignment]
