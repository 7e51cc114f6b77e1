"""Names as people give them, as text that every place can show: whole Unicode, composed, without control codes."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # letters of Persian and Hindi, and emoji of several parts, need them
CODE_PAGES = ("gb2312", "cp1251", "shift_jis", "gb18030")
KANA = (b"\x82", b"\x83")  # the first byte of each in Shift-JIS, where Western names have none
LAST_COMMON_ROW = 0xD7  # of GB 2312: what stands behind is rare, and where Russian has its small letters


def clean(name: str) -> str:
    """A name of a file, folder or class as text: bytes that are no UTF-8 are read as those of a code page."""
    if name.isascii() and name.isprintable():
        return name
    try:
        name.encode()
    except UnicodeEncodeError:
        name = text_of(re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", name).encode(errors="surrogateescape"))
    return "".join(map(_shown, unicodedata.normalize("NFC", name)))


def text_of(content: bytes) -> str:
    """Bytes as text: UTF-8 where they are, else the code page that gives letters where letters are expected."""
    for coding in ("utf-8-sig", _likely_code_page(content)):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _likely_code_page(content: bytes) -> str:
    """Western names hold a foreign byte here and there, Russian and Chinese ones whole words of them."""
    runs = re.findall(rb"[\x80-\xff]+", content)
    long = [run for run in runs if len(run) > 2 or run.startswith(KANA)]
    if len(long) * 2 <= len(runs):
        return "cp1252"
    for coding in CODE_PAGES:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text, coding):
            return coding
    return "cp1252"


def _is_plausible(text: str, coding: str) -> bool:
    """Whether all foreign characters are of the script for which the code page was made, and words look like words."""
    chinese = ("CJK", "IDEOGRAPHIC", "FULLWIDTH")
    scripts = {"shift_jis": ("HIRAGANA", "KATAKANA", *chinese), "cp1251": ("CYRILLIC", "NUMERO")}
    foreign = {character for character in text if ord(character) > 0x7F}
    if not all(unicodedata.name(character, "").startswith(scripts.get(coding, chinese)) for character in foreign):
        return False
    if coding == "gb2312":
        return all(character.encode(coding)[0] <= LAST_COMMON_ROW for character in foreign)
    words = re.findall(r"[^\W\d_]+", text) if coding == "cp1251" else []
    return all(word.isascii() or _is_word(word) for word in words)


def _is_word(word: str) -> bool:
    return not re.search("[A-Za-z]", word) and (word.islower() or word.isupper() or word.istitle())


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """A key to sort by: "class 2" comes before "class 10"."""
    pieces = re.split(r"(\d+)", name.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece]


def _shown(character: str) -> str:
    """What would move a cursor or turn the direction of writing is shown as a sign instead."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    is_seen = unicodedata.category(character) not in ("Cc", "Cs", "Cf", "Zl", "Zp")
    return character if is_seen or character in JOINERS else "\N{REPLACEMENT CHARACTER}"
