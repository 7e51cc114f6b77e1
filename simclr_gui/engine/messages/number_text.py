"""Numbers as people type them, whatever their country, and as the program writes them: everywhere the same."""

import re
import unicodedata
from decimal import Decimal

SMALLEST_PLAIN = 1e-5  # below it a power of ten is easier to read than zeros
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[., '])\d{3}(?:(?P=mark)\d{3})*)?")
_FRACTION = re.compile(r"(?P<whole>\d*)(?:[.,](?P<rest>\d*))?")
_POWER = re.compile(r"(?P<number>.*\d[.,]?)[eE](?P<power>[+-]?\d{1,3})")


def read_whole(text: str) -> int:
    """10000, 10,000, 10.000, 10 000 and 1e4: marks between groups of three are no decimal points.

    Raises:
        ValueError: it is no whole number.
    """
    sign, plain = _plain(text)
    if re.fullmatch(r"\d+", plain) or _GROUPS.fullmatch(plain):
        return sign * int(re.sub(r"\D", "", plain))
    if not _POWER.fullmatch(plain):
        raise ValueError(text)
    number = sign * _decimal(plain)
    if number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def read_fraction(text: str) -> float:
    """0.1, 0,1, 1e-3, 1,000.5 and 1.000,5: one comma or point is the decimal one, of several kinds the last.

    Raises:
        ValueError: it is no number.
    """
    sign, plain = _plain(text)
    return float(sign * _decimal(plain))


def number_text(value: float) -> str:
    """Whole numbers with commas between groups of three; fractions in the fewest digits that are exact."""
    if isinstance(value, int):
        return f"{value:,}"
    if value.is_integer() and abs(value) < 1e15:
        return f"{int(value)}"  # without commas: where fractions are typed, a comma is a decimal one
    if abs(value) >= SMALLEST_PLAIN:
        return format(Decimal(repr(value)), "f")
    return repr(value)


def _plain(text: str) -> tuple[int, str]:
    """The sign, and the rest in plain letters: full-width digits and all kinds of spaces occur."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("’", "'")
    negative = plain[:1] in ("-", "−")
    return (-1 if negative else 1), plain[1:].strip() if negative or plain[:1] == "+" else plain


def _decimal(plain: str) -> Decimal:
    """Raises ValueError where it is no number."""
    power = _POWER.fullmatch(plain)
    number, exponent = (power["number"], int(power["power"])) if power else (plain, 0)
    last = max(number.rfind("."), number.rfind(","))
    whole, rest = (number[:last], number[last:]) if last >= 0 else (number, "")
    if rest and rest[0] in whole:  # the same mark twice stands between groups
        whole, rest = number, ""
    if _GROUPS.fullmatch(whole) and not (rest and rest[0] in whole):
        whole = re.sub(r"\D", "", whole)
    digits = _FRACTION.fullmatch(whole + rest)
    if digits is None or not (digits["whole"] or digits["rest"]):
        raise ValueError(plain)
    return Decimal(f"{digits['whole'] or '0'}.{digits['rest'] or '0'}").scaleb(exponent)
