"""What the page says of runs: their names, the values of their settings, and the difference of two scores."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.config.settings import title_of, unit_of_setting
from simclr_gui.engine.events.evaluation import Difference
from simclr_gui.gui.look.language import setting_words, spoken
from simclr_gui.gui.words.names import choice_name, device_name, setting_text, value_text

MINUS = "−"


def setting_title(name: str) -> str:
    """Of a setting by its dotted name, with its unit; of a circumstance of the training."""
    if not _is_setting(name):
        return {
            "beginning": QCoreApplication.translate("compare", "Began from"),
            "device": QCoreApplication.translate("compare", "Trained on"),
            "version": QCoreApplication.translate("compare", "Version of the program"),
        }[name]
    title, unit = spoken(title_of(name)), unit_of_setting(name)
    if not unit or unit == "s":  # a time is told with its unit
        return title
    return QCoreApplication.translate("compare", "{title} ({unit})").format(title=title, unit=setting_words(unit))


def setting_value(name: str, value: object) -> str:
    """As the form shows it."""
    if isinstance(value, bool):
        yes, no = QCoreApplication.translate("compare", "yes"), QCoreApplication.translate("compare", "no")
        return yes if value else no
    if value == "":
        return QCoreApplication.translate("compare", "unknown")
    if name == "device":
        return device_name(str(value))
    if name == "beginning":
        return spoken(value)  # type: ignore[arg-type]
    if isinstance(value, str):
        return choice_name(value)
    return setting_text(name, value) if _is_setting(name) else value_text(value)


def _is_setting(name: str) -> bool:
    """Circumstances of a training have no section."""
    return "." in name


def difference_sentence(first: str, second: str, difference: Difference) -> str:
    """How much more the second of two runs recognises, and how sure that is."""
    value, low, high = (100 * share for share in (difference.value, difference.low, difference.high))
    if low > 0:
        words = QCoreApplication.translate(
            "compare", "{run} recognises {points:.1f} points more than {other} ({low:.1f} to {high:.1f})."
        )
        return words.format(run=second, other=first, points=value, low=low, high=high)
    if high < 0:
        words = QCoreApplication.translate(
            "compare", "{run} recognises {points:.1f} points fewer than {other} ({low:.1f} to {high:.1f})."
        )
        return words.format(run=second, other=first, points=-value, low=-high, high=-low)
    words = QCoreApplication.translate(
        "compare", "{run} against {other}, in points: {points} ({low} to {high}). This may be chance."
    )
    return words.format(run=second, other=first, points=signed(value), low=signed(low), high=signed(high))


def is_sure(difference: Difference) -> bool:
    """Whether zero lies outside the 95 % interval."""
    return difference.low > 0 or difference.high < 0


def signed(points: float) -> str:
    """With its sign, a true minus; nothing before a zero."""
    text = f"{points:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", MINUS)


def refusal_sentence(first: str, second: str, refusal: str) -> str:
    words = QCoreApplication.translate("compare", "{first} and {second} cannot be compared image by image. {reason}")
    return words.format(first=first, second=second, reason=spoken(refusal))
