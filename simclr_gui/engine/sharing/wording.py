"""How a report names things, in the language asked for; and what it has to leave out."""

import time
from collections.abc import Callable, Sequence

from simclr_gui.engine.config.choices import ENCODERS, PUBLISHED_DATA
from simclr_gui.engine.config.settings import DataSettings, title_of, unit_of_setting, zero_of_setting
from simclr_gui.engine.events.evaluation import FeatureKind
from simclr_gui.engine.messages.sentences import Sentence, SettingWords, said

Speak = Callable[[str], str]
"""Says a sentence of the engine in some language; `str` says it in English."""


class Wording:
    """Says things.

    Attributes:
        say: a sentence as text.
        is_of_imported: whether it is all about an encoder that was not trained here.
        lacks: what is not in the report and why, a sentence each, in the order in which it was missed.
    """

    def __init__(self, say: Speak = str) -> None:
        self.say = say
        self.is_of_imported = False
        self.lacks: list[str] = []

    def lack(self, sentence: str) -> None:
        words = self.say(sentence)
        if words not in self.lacks:
            self.lacks.append(words)

    def features(self, kind: FeatureKind) -> str:
        names: dict[FeatureKind, str] = {
            "simclr": said("imported encoder") if self.is_of_imported else Sentence("SimCLR"),
            "pca": Sentence("PCA"),
            "untrained": said("untrained network"),
            "supervised": said("trained with labels"),
        }
        return self.say(names[kind])

    def network(self, encoder: str) -> str:
        architecture = ENCODERS[encoder]
        if not architecture.is_thin:
            return architecture.title
        return self.say(said("thin {network}", network=architecture.title))

    def data(self, settings: DataSettings) -> str:
        """The data set as its authors write it, or the folder's name."""
        if settings.source == "shapes":
            return self.say(said("Shapes"))
        return PUBLISHED_DATA.get(settings.source, settings.name)

    def value(self, value: object, unit: str = "") -> str:
        """A setting's value with its unit."""
        match value:
            case None | "":
                return self.say(said("none"))
            case float():
                text = f"{value:g}"
            case int() if not isinstance(value, bool):
                text = f"{value:,}"
            case _:
                text = str(value)
        return f"{text} {self.say(SettingWords(unit))}" if unit else text

    def setting_value(self, name: str, value: object) -> str:
        """A setting's value by its dotted name."""
        zero = zero_of_setting(name)
        return self.say(SettingWords(zero)) if zero and value == 0 else self.value(value, unit_of_setting(name))

    def setting(self, name: str) -> str:
        """The title of "optimisation.temperature"."""
        return self.say(title_of(name))

    def listed(self, words: Sequence[str]) -> str:
        return " · ".join(each for each in words if each)


def interval(ends: tuple[float, float] | None) -> str:
    """Both ends; empty where nobody knows them."""
    return f"{100 * ends[0]:.1f} – {100 * ends[1]:.1f} %" if ends else ""


def day(seconds: float) -> str:
    """A moment since 1970 as a date with the time; empty for what is none."""
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds)) if seconds > 0 else ""
    except (OverflowError, ValueError, OSError):  # a file may hold any number
        return ""
