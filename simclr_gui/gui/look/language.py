"""The window's language: English, or Simplified Chinese from resources/translations."""

from PySide6.QtCore import QLocale, QObject, QSettings, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from simclr_gui.engine.places import settings_dir
from simclr_gui.gui.look.resources import resources_dir

ENGLISH, CHINESE = "en", "zh_CN"
LANGUAGES = (ENGLISH, CHINESE)


class Language(QObject):
    """Follows the system's language until told otherwise, and remembers the choice.

    Signals:
        changed(): words are others; a window that is made now speaks the new language.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = QTranslator(self)
        self.code = ENGLISH
        settings = QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)
        self._use(str(settings.value("language", _of_the_system())))

    @property
    def other(self) -> str:
        return CHINESE if self.code == ENGLISH else ENGLISH

    def choose(self, code: str) -> None:
        """Speaks another language from now on."""
        if code != self.code:
            self._use(code)
            settings = QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)
            settings.setValue("language", code)
            self.changed.emit()

    def _use(self, code: str) -> None:
        application = QApplication.instance()
        assert application is not None, "the application comes first"
        application.removeTranslator(self._translator)
        self.code = code if code in LANGUAGES else ENGLISH
        if self.code != ENGLISH:
            self._translator.load(str(resources_dir() / "translations" / f"{self.code}.qm"))
            application.installTranslator(self._translator)


def _of_the_system() -> str:
    return CHINESE if QLocale.system().language() == QLocale.Language.Chinese else ENGLISH
