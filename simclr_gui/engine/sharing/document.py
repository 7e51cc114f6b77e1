"""A report before it is a file: sections of words, tables, figures and images, the same for HTML and for PDF."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from simclr_gui.engine.events import Pixels


@dataclass(frozen=True)
class Paragraph:
    """Words that belong together; `code` is to be typed as it stands."""

    kind: ClassVar[str] = "paragraph"
    text: str
    look: Literal["plain", "lead", "quiet", "code"] = "plain"


@dataclass(frozen=True)
class Table:
    """Rows of text under a head, all of the same length."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A chart as a whole SVG, and its size in px."""

    kind: ClassVar[str] = "figure"
    svg: str
    width: float
    height: float
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """An image with what is to be said of it: uint8, shape (height, width, 3)."""

    pixels: Pixels
    label: str = ""


@dataclass(frozen=True)
class Pictures:
    """Images in rows, each `side_px` wide on the page."""

    kind: ClassVar[str] = "pictures"
    pictures: tuple[Picture, ...]
    side_px: int
    caption: str = ""


@dataclass(frozen=True)
class Folded:
    """What only some want to see."""

    kind: ClassVar[str] = "folded"
    title: str
    blocks: tuple["Block", ...]


HTML, PDF = ".html", ".pdf"
REPORT_ENDINGS = (HTML, PDF)

Block = Paragraph | Table | Figure | Pictures | Folded


@dataclass(frozen=True)
class Section:
    """A part with a heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """All of it.

    Attributes:
        facts: one line under the title.
        language: of its words ("en").
    """

    title: str
    facts: str
    sections: tuple[Section, ...]
    language: str = "en"
