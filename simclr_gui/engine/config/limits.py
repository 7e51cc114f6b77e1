"""What a setting takes: read from typed text, refused in a sentence, and remarked on where it is unusual."""

from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from simclr_gui.engine.config.section import Section, usual_range
from simclr_gui.engine.messages.number_text import number_text, read_fraction, read_whole
from simclr_gui.engine.messages.sentences import Sentence, SettingWords, in_a_row, said

LARGEST_NUMBER = 2**31 - 1
FAR = 10.0  # so many times above or below the usual is far


@dataclass(frozen=True)
class Limits:
    """What a number may be.

    Attributes:
        excludes_low: `low` itself is not allowed.
        may_be_empty: empty text stands for None.
    """

    title: str
    unit: str
    is_whole: bool
    low: float
    high: float
    excludes_low: bool
    may_be_empty: bool

    @classmethod
    def of(cls, name: str, field: FieldInfo) -> "Limits":
        """The limits of a setting that is a number."""
        kinds = {*get_args(field.annotation), field.annotation}
        limits = {type(limit).__name__: limit for limit in field.metadata}
        extra: Any = field.json_schema_extra or {}
        return cls(
            title=field.title or name,
            unit=extra.get("unit", ""),
            is_whole=int in kinds,
            low=getattr(limits.get("Ge"), "ge", getattr(limits.get("Gt"), "gt", 0)),
            high=getattr(limits.get("Le"), "le", LARGEST_NUMBER),
            excludes_low="Gt" in limits,
            may_be_empty=is_optional(field),
        )

    def read(self, text: str) -> int | float | None:
        """What a person typed, as a number.

        Raises:
            ValueError: its argument is a sentence that says the limits.
        """
        if self.may_be_empty and not text.strip():
            return None
        try:
            value = read_whole(text) if self.is_whole else read_fraction(text)
        except ValueError:
            raise ValueError(self._misread(text)) from None
        if value > self.high or value < self.low or (self.excludes_low and value == self.low):
            raise ValueError(self.sentence)
        return value

    @property
    def sentence(self) -> Sentence:
        """ "Image side: 16 to 224 px." """
        low, high = (number_text(int(each) if self.is_whole else each) for each in (self.low, self.high))
        values = {"title": SettingWords(self.title), "low": low, "high": high}
        if self.unit:
            values["high"] = said("{number} {unit}", number=high, unit=SettingWords(self.unit))
        if self.excludes_low:
            return said("{title}: more than {low}, at most {high}.", **values)
        if self.may_be_empty:
            return said("{title}: {low} to {high}, or empty.", **values)
        return said("{title}: {low} to {high}.", **values)

    def _misread(self, text: str) -> Sentence:
        if not text.strip():
            return self.sentence
        if self.is_whole:
            return in_a_row(said("“{text}” is not a whole number.", text=text.strip()), self.sentence)
        return in_a_row(said("“{text}” is not a number.", text=text.strip()), self.sentence)


def is_optional(field: FieldInfo) -> bool:
    """Whether a setting may be None."""
    return get_origin(field.annotation) in (Union, type(int | None))


def is_far_from_usual(settings: Section, name: str) -> bool:
    """Whether a setting lies many times above or below its usual range."""
    value, usual = getattr(settings, name), usual_range(settings, name)
    return value is not None and usual is not None and (value > FAR * usual[1] or 0 < value < usual[0] / FAR)


def nearest_usual(settings: Section, name: str) -> float:
    """The value of its usual range that is nearest; ValueError where no range is usual."""
    usual = usual_range(settings, name)
    if usual is None:
        raise ValueError(name)
    nearest: float = min(max(getattr(settings, name), usual[0]), usual[1])
    return nearest


def usual_remark(settings: Section, name: str) -> Sentence | None:
    """A sentence where a setting lies outside its usual range: "50 is far above the usual 0.03 to 0.3."."""
    value, usual = getattr(settings, name), usual_range(settings, name)
    if value is None or usual is None or usual[0] <= value <= usual[1]:
        return None
    low, high = usual
    numbers = {"value": number_text(value), "low": number_text(low), "high": number_text(high)}
    is_far = is_far_from_usual(settings, name)
    if value > high and is_far:
        return said("{value} is far above the usual {low} to {high}.", **numbers)
    if value > high:
        return said("{value} is above the usual {low} to {high}.", **numbers)
    if is_far:
        return said("{value} is far below the usual {low} to {high}.", **numbers)
    return said("{value} is below the usual {low} to {high}.", **numbers)
