"""The names in a zip as letters: many do not say in which code page they were written."""

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

Score = Callable[[str, str], float]  # of a word in a code page: about one a byte where it looks like a word

UTF8_FLAG = 0x800
UNICODE_PATH_FIELD = 0x7075
OLD_CODE_PAGE = "cp437"  # what zipfile takes where no other is told; every byte has a letter in it


def clear_names(members: Iterable[zipfile.ZipInfo]) -> list[str]:
    """One name a member; two different ones never become the same.

    Names that say that they are UTF-8 are; the others are, if all of them can be, else the code page is taken in which
    they look most like words.
    """
    members = list(members)
    unclear = [not (member.flag_bits & UTF8_FLAG) and not member.orig_filename.isascii() for member in members]
    raw = {member.orig_filename.encode(OLD_CODE_PAGE) for member, is_so in zip(members, unclear, strict=True) if is_so}
    page = code_page_of(raw, CODE_PAGES)
    return [
        _told_beside(member) or member.orig_filename.encode(OLD_CODE_PAGE).decode(page)
        if is_so
        else member.orig_filename
        for member, is_so in zip(members, unclear, strict=True)
    ]


def _told_beside(member: zipfile.ZipInfo) -> str:
    """The name in UTF-8 that some programs add, if it belongs to the name; empty without."""
    extra = member.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == UNICODE_PATH_FIELD and len(field) > 5:
            (checksum,) = struct.unpack_from("<L", field, 1)
            if checksum == zlib.crc32(member.orig_filename.encode(OLD_CODE_PAGE)):
                return field[5:].decode("utf-8", errors="ignore")
    return ""


def code_page_of(names: set[bytes], pages: Mapping[str, Score]) -> str:
    """The one in which all names can be read, all stay different, and look most like words."""
    if _read(names, "utf-8"):
        return "utf-8"
    scores = {}
    for page, score in pages.items():
        if texts := _read(names, page):
            words = {word for text in texts for word in text.replace("\\", "/").split("/") if not word.isascii()}
            scores[page] = sum(score(word, page) for word in words) / max(1, sum(len(w.encode(page)) for w in words))
    return max(scores, key=lambda page: scores[page], default=OLD_CODE_PAGE)


def _read(names: set[bytes], page: str) -> set[str]:
    try:
        texts = {name.decode(page) for name in names}
        is_exact = all(text.encode(page) in names for text in texts)
    except UnicodeError:
        return set()
    return texts if is_exact and len(texts) == len(names) else set()


def _score_of_pairs(common: Callable[[bytes, str], float]) -> Score:
    """Of a word in which letters of the east are written as two bytes: how common each of its letters is."""

    def score(word: str, page: str) -> float:
        total = 0.0
        for place, letter in enumerate(word):
            written = letter.encode(page)
            if len(written) == 2:
                touches_a_word = _is_plain(word[place - 1 : place]) or _is_plain(word[place + 1 : place + 2])
                total += 2 * common(written, letter) * (0.8 if touches_a_word else 1.0)
            else:  # katakana of half width are nearly always a wrong guess
                total += 0.9 if letter.isascii() else 0.1
        return total

    return score


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _chinese(written: bytes, _letter: str) -> float:
    """The 3,755 usual characters, the 3,008 less usual ones of GB 2312, others."""
    if written[1] < 0xA1:
        return -0.5
    return 1.0 if 0xB0 <= written[0] <= 0xD7 else 0.3 if 0xD8 <= written[0] <= 0xF7 else -0.2


def _traditional(written: bytes, _letter: str) -> float:
    """The 5,401 usual characters of Big5, others."""
    return 0.95 if 0xA4 <= written[0] <= 0xC6 else 0.2 if written[0] >= 0xC9 else -0.2


def _japanese(written: bytes, letter: str) -> float:
    """Hiragana and katakana, usual kanji, others."""
    return 1.0 if "ぁ" <= letter <= "ー" else 0.95 if 0x88 <= written[0] <= 0x97 else 0.2


def _korean(written: bytes, letter: str) -> float:
    """The most usual syllables; a word of others might be Chinese as well."""
    if letter in USUAL_SYLLABLES:
        return 1.2
    return 0.9 if 0xB0 <= written[0] <= 0xC8 and written[1] >= 0xA1 else -0.5


def _score_of_letters(word: str, page: str) -> float:
    """Of a word in which every letter is one byte: letters beside plain ones, in one script, in the usual case."""
    total = 0.0
    for place, letter in enumerate(word):
        before, after = word[place - 1 : place], word[place + 1 : place + 2]
        beside = (before + after).lower()
        if letter.isascii():
            total += 0.9
        elif not letter.isalpha() or unicodedata.normalize("NFD", letter)[0].lower() in beside:
            total -= 1.0 if not letter.isalpha() else 0.0
        elif letter.isupper() and before.islower():
            total -= 0.5
        elif "Ͱ" <= letter <= "ӿ":
            total += -0.5 if any(map(_is_plain, beside)) else 0.93 if beside.strip("0123456789 ._-()") else 0.6
        else:
            usual = letter.lower() in USUAL_LETTERS.get(page, WESTERN_LETTERS)
            total += (0.95 if usual else 0.5) if any(map(_is_plain, beside)) else (0.4 if usual else -0.2)
    return total


WESTERN_LETTERS = frozenset("äöüßéèêëàâáãåæçñóòôõøúùûíìîïýÿœš")
USUAL_LETTERS = {
    "cp1250": frozenset("äöüßáéíóúýąćęłńśźżčďěňřšťůžőűăâîşţ"),
    "cp1254": frozenset("çğıöşüâîû"),
}
USUAL_SYLLABLES = frozenset(
    "이다는을가에의고하지를은로한도사나리기어대자인서시그아정수부일과전제보해상여주장구오만스신원공동소무화성비안"
)

CODE_PAGES: dict[str, Score] = {
    "gbk": _score_of_pairs(_chinese),
    "cp932": _score_of_pairs(_japanese),
    "cp949": _score_of_pairs(_korean),
    "big5": _score_of_pairs(_traditional),
    "cp1252": _score_of_letters,
    "cp850": _score_of_letters,
    OLD_CODE_PAGE: _score_of_letters,
    "cp866": _score_of_letters,
    "cp1251": _score_of_letters,
    "cp1250": _score_of_letters,
    "cp1254": _score_of_letters,
    "cp1253": _score_of_letters,
}
OF_WINDOWS = {page: score for page, score in CODE_PAGES.items() if page not in (OLD_CODE_PAGE, "cp850", "cp866")}
