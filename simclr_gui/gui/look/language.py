"""The window's language: English, of which resources/translations hold the singulars, or Simplified Chinese."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from simclr_gui.engine.messages.sentences import Sentence, SettingWords, in_a_row
from simclr_gui.gui.look.resources import resources_dir
from simclr_gui.state.remembered import remember, remembered

ENGLISH, CHINESE = "en", "zh_CN"
LANGUAGES = (ENGLISH, CHINESE)
CHINESE_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
"""Where one of these is there, Latin letters are taken from it as well: mixed with those of another family, Chinese
words sat lower than Latin ones."""


class Language(QObject):
    """Follows the system's language until told otherwise, and remembers the choice.

    Signals:
        changed(): words are others; a window that is made now speaks the new language.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translators = QTranslator(self), QTranslator(self)  # the program's words, and those of Qt's dialogs
        self.code = ENGLISH
        self._use(str(remembered("language", language_of_the_system())))

    @property
    def other(self) -> str:
        return CHINESE if self.code == ENGLISH else ENGLISH

    def choose(self, code: str) -> None:
        """Speaks another language from now on."""
        if code != self.code:
            self._use(code)
            remember("language", code)
            self.changed.emit()

    def _use(self, code: str) -> None:
        application = QApplication.instance()
        assert application is not None, "the application comes first"
        for translator in self._translators:
            application.removeTranslator(translator)
        self.code = code if code in LANGUAGES else ENGLISH
        QLocale.setDefault(QLocale(self.code))  # numbers in sentences, %Ln, look like those that Python writes
        ours, of_qt = self._translators
        ours.load(str(resources_dir() / "translations" / f"{self.code}.qm"))
        of_qt.load(f"qtbase_{self.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for translator in (of_qt, ours):
            application.installTranslator(translator)
        if isinstance(application, QApplication):
            _take_font_families(application, self.code)


def spoken(sentence: str) -> str:
    """What the engine says, in the window's language; what nobody has translated stays as it is."""
    whole = Sentence(sentence)
    if not whole.words:
        return ""  # Qt would give the head of the translation file
    count = -1 if whole.agrees_with is None else whole.agrees_with  # -1: Qt asks for no plural form
    words = QCoreApplication.translate(whole.context, whole.words, None, count)
    if words == whole.words:  # nobody has translated it
        words = whole.english
    values = {name: _spoken_value(value) for name, value in whole.values.items()}
    return words.format(**values) if values else words


def setting_words(words: str) -> str:
    """A setting's title, explanation, usual values or unit, in the window's language."""
    return spoken(SettingWords(words))


def _spoken_value(value: object) -> object:
    """Plain text is a name, and names are the same in every language."""
    if isinstance(value, tuple):
        return listed([str(_spoken_value(each)) for each in value])
    return spoken(value) if isinstance(value, Sentence) else value


def listed(words: Iterable[str]) -> str:
    """Words of the window's language with its commas between them."""
    return QCoreApplication.translate("wording", ", ").join(words)


def spoken_in_a_row(*sentences: str) -> str:
    """Sentences one after the other, as the window's language puts them; empty ones are left out."""
    return spoken(in_a_row(*sentences))


def spoken_language() -> str:
    """The language of the words: what the translation calls itself."""
    return QCoreApplication.translate("wording", "en")


def _take_font_families(application: QApplication, code: str) -> None:
    """Those of the system, and in Chinese one before them that has all the letters."""
    families = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    known = set(QFontDatabase.families()) if code == CHINESE else set()
    whole = next((family for family in CHINESE_FAMILIES if family in known), None)
    font = application.font()
    font.setFamilies([whole, *families] if whole else families)
    application.setFont(font)


def language_of_the_system() -> str:
    """Chinese where the system speaks it, English everywhere else."""
    return CHINESE if QLocale.system().language() == QLocale.Language.Chinese else ENGLISH
