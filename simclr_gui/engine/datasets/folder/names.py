"""Names as people give them, as text that every place can show: whole Unicode, composed, without control codes."""

import re
import unicodedata

from simclr_gui.engine.datasets.folder.zip_names import OF_WINDOWS, code_page_of

JOINERS = "\u200c\u200d"  # letters of Persian and Hindi, and emoji of several parts, need them
MOST_CELLS = 2_000  # that are looked at to find a code page


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
    """Bytes as text: UTF-8 where they are, else the code page of Windows in which they look most like words."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    cells = {cell for cell in re.split(rb'[\t\r\n",;/]', content) if not cell.isascii()}
    try:
        return content.decode(code_page_of(set(sorted(cells)[:MOST_CELLS]), OF_WINDOWS))
    except UnicodeDecodeError:
        return content.decode("latin-1")


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """A key to sort by: "class 2" comes before "class 10". Of numbers with more digits than Python reads, too."""
    pieces = (piece for piece in re.split(r"(\d+)", name.casefold()) if piece)
    return [_number_order(piece) if piece.isdecimal() else (1, 0, piece) for piece in pieces]


def _number_order(digits: str) -> tuple[int, int, str]:
    significant = digits.lstrip("0")
    return 0, len(significant), significant


def _shown(character: str) -> str:
    """What would move a cursor or turn the direction of writing is shown as a sign instead."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    is_seen = unicodedata.category(character) not in ("Cc", "Cs", "Cf", "Zl", "Zp")
    return character if is_seen or character in JOINERS else "\N{REPLACEMENT CHARACTER}"
