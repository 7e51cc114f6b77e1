"""Sentences for a person: the words kept apart from the values in them, so that they can be said in any language."""

import json
from collections.abc import Mapping
from functools import reduce
from numbers import Integral, Number
from typing import ClassVar, Self


class Sentence(str):
    """English words with their values put in, which still knows both.

    Attributes:
        context: where the words are found among all that are translated.
        words: the sentence with a name in braces for every value ("Reading images: {done:,} of {total:,}").
        values: by name: numbers, plain text that is the same in every language (a path, the name of a class), further
            sentences, or a tuple of those, which is read with commas.
        one: the English words where the value `count` is 1; empty where nothing in the sentence agrees with it.
    """

    context: ClassVar[str] = "engine"
    words: str
    values: dict[str, object]
    one: str

    def __new__(cls, words: str, values: Mapping[str, object] | None = None, one: str = "") -> Self:
        """Raises KeyError where a value is missing. What is a sentence already stays it."""
        if isinstance(words, cls):
            return words
        kept = {name: _kept(value) for name, value in (values or {}).items()}
        english = one if one and kept["count"] == 1 else words
        text = english.format(**{name: _read(value) for name, value in kept.items()}) if kept else english
        sentence = super().__new__(cls, text)
        sentence.words, sentence.values, sentence.one = words, kept, one
        return sentence

    def __getnewargs__(self) -> tuple[str, dict[str, object], str]:  # type: ignore[override]
        """What copies and pickles are made of."""
        return self.words, self.values, self.one

    @property
    def agrees_with(self) -> int | None:
        """The count, where the words are not the same for one and for many."""
        return int(self.values["count"]) if self.one else None  # type: ignore[call-overload]

    @property
    def english(self) -> str:
        """The words that agree with the count, values not yet put in."""
        return self.one if self.agrees_with == 1 else self.words


class SettingWords(Sentence):
    """A setting's title, explanation, usual values or unit, as they stand in the config model."""

    context = "settings"


def said(words: str, /, **values: object) -> Sentence:
    """Puts values into words. The words are literal, so that they can be collected for translation.

    Raises:
        KeyError: a value is missing.
    """
    return Sentence(words, values)


def counted(one: str, many: str, /, *, count: int, **values: object) -> Sentence:
    """`said` where words agree with a count. Only `many` is translated, into as many forms as a language has.

    Raises:
        KeyError: a value is missing.
    """
    return Sentence(many, {"count": count, **values}, one)


def in_a_row(*sentences: str) -> Sentence:
    """One sentence after the other; empty ones are left out."""
    return reduce(_after, (Sentence(each) for each in sentences if each), Sentence(""))


def in_a_list(*words: str) -> Sentence:
    """Words with semicolons between them: a comma may stand in each."""
    return reduce(lambda before, after: said("{before}; {after}", before=before, after=after), map(Sentence, words))


def kept(sentence: str) -> str:
    """A sentence as one line of JSON, to be written into a file; `found` gives it back with its words and values."""
    return json.dumps(_plain(Sentence(sentence)))


def found(text: str) -> Sentence:
    """What `kept` made; whatever else the file holds is taken as plain words."""
    try:
        return _sentence(json.loads(text))
    except Exception:  # a file may hold anything
        return Sentence(text)


def _plain(value: object) -> object:
    match value:
        case Sentence():
            values = {name: _plain(each) for name, each in value.values.items()}
            return {"words": value.words, "values": values} | ({"one": value.one} if value.one else {})
        case tuple():
            return [_plain(each) for each in value]
        case str():
            return str(value)
        case Integral():
            return int(value)
        case _:
            return float(value)  # type: ignore[arg-type]  # numbers of numpy's are numbers too


def _sentence(plain: object) -> Sentence:
    if not isinstance(plain, dict):
        raise TypeError(f"{plain!r} is not a sentence")
    values = {name: _value(each) for name, each in plain["values"].items()}
    return Sentence(plain["words"], values, plain.get("one", ""))


def _value(plain: object) -> object:
    if isinstance(plain, list):
        return tuple(_value(each) for each in plain)
    return _sentence(plain) if isinstance(plain, dict) else plain


def _after(before: Sentence, after: Sentence) -> Sentence:
    return said("{before} {after}", before=before, after=after) if before else after


def _kept(value: object) -> object:
    """An error or a path would keep more alive than its words, and might not be copied."""
    if isinstance(value, tuple):
        return tuple(_kept(each) for each in value)
    return value if isinstance(value, (Number, str)) else str(value)


def _read(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value
