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
        words: the sentence with a name in braces for every value ("Reading pictures: {done:,} of {total:,}").
        values: by name: numbers, plain text that is the same in every language (a path, the name of a class), further
            sentences, or a tuple of those, which is read with commas.
    """

    context: ClassVar[str] = "engine"
    words: str
    values: dict[str, object]

    def __new__(cls, words: str, values: Mapping[str, object] | None = None) -> Self:
        """Raises KeyError where a value is missing. What is a sentence already stays it."""
        if isinstance(words, cls):
            return words
        kept = {name: _kept(value) for name, value in (values or {}).items()}
        text = words.format(**{name: _read(value) for name, value in kept.items()}) if kept else words
        sentence = super().__new__(cls, text)
        sentence.words, sentence.values = words, kept
        return sentence

    def __getnewargs__(self) -> tuple[str, dict[str, object]]:  # type: ignore[override]
        """What copies and pickles are made of."""
        return self.words, self.values


class SettingWords(Sentence):
    """A setting's title, explanation, usual values or unit, as they stand in the config model."""

    context = "settings"


def said(words: str, /, **values: object) -> Sentence:
    """Puts values into words. The words are literal, so that they can be collected for translation.

    Raises:
        KeyError: a value is missing.
    """
    return Sentence(words, values)


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
            return {"words": value.words, "values": {name: _plain(each) for name, each in value.values.items()}}
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
    return Sentence(plain["words"], {name: _value(each) for name, each in plain["values"].items()})


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
