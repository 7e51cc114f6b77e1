"""How wide a text must be so that its lines are about equally long, and none holds a last word alone."""

import re
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextOption

STEP_PX, SHORTEST_LAST = 4, 0.5  # of the longest line
LINE_SEPARATOR = "\u2028"
ENDS_WELL = re.compile(r"[\s\-，。；：、！？”）]$")  # between words; a text without spaces can break within one


def lines_of(text: str, font: QFont, width_px: int) -> list[str]:
    """As a label of this width breaks them."""
    layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_px)
        line.setPosition(QPointF(0, 0))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines


def balanced_width(text: str, font: QFont, most_px: int) -> int:
    """The smallest width that needs no more lines than `most_px`, and if such a one balances too, breaks no word."""
    return _balanced_width(text, font.toString(), most_px)


@lru_cache(maxsize=256)  # the same sentences come again and again, and trying their widths takes milliseconds
def _balanced_width(text: str, font_description: str, most_px: int) -> int:
    font = QFont()
    font.fromString(font_description)
    fewest = len(lines_of(text, font, most_px))
    if fewest <= 1:
        return most_px
    fitting, well_broken = most_px, 0
    for width in range(most_px, most_px // 2, -STEP_PX):
        lines = lines_of(text, font, width)
        if len(lines) > fewest:
            break
        fitting = width
        if _is_well_broken(lines):
            well_broken = width
    return well_broken or fitting


def _is_well_broken(lines: list[str]) -> bool:
    """Between words, and not so that the last line is short."""
    is_full = len(lines[-1]) >= SHORTEST_LAST * max(map(len, lines))
    return is_full and all(ENDS_WELL.search(line) for line in lines[:-1])
