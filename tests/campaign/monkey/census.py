"""What was reached of all the widgets that there are."""

from dataclasses import dataclass, field

from tests.campaign.monkey.never_shown import is_never_shown

UNREACHED = {
    "QFileDialog": "of Qt: a click in its lists might reach files that are not the monkey's; names are typed into it",
    "qt_scrollarea_hcontainer": "a scroll bar, which shows only where the content is wider than its place",
    "qt_scrollarea_vcontainer": "a scroll bar, which shows only where the content is higher than its place",
    "QComboBoxPrivateScroller": "of Qt: shows only where a list is longer than the screen",
    "QScroller": "of Qt: shows only where a row of tabs is wider than its place",
    "ScrollLeftButton": "of Qt: shows only where a row of tabs is wider than its place",
    "ScrollRightButton": "of Qt: shows only where a row of tabs is wider than its place",
    "CloseButton": "of Qt's row of tabs, which cannot be closed",
    "QTableCornerButton": "of Qt: lies where two headings meet, one of which the program hides",
    "QHeaderView": "of Qt: the program hides what a table needs not",
    "QSizeGrip": "of Qt: windows of this platform have none",
    "QRubberBand": "of Qt: lets the mouse through",
    "DropSign": "lets the mouse through; files are carried over it",
    "PointedImage": "lets the mouse through, as do its parts",
    "AskedCard": "what cards have in common whose chart is asked for is no widget of its own",
    "RunList": "what tables of runs have in common is no widget of its own",
    "CloserLook": "what two groups of charts have in common is no widget of its own",
    "qt_msgboxex_icon_label": "of Qt: the picture of a question that has none",
    "Page": "what all pages have in common is no widget of its own",
    "PanZoomCanvas": "what all maps have in common is no widget of its own",
    "Lesson": "what all lessons have in common is no widget of its own",
}
"""Class or objectName of what a monkey cannot reach, and why; it counts nothing unless it was reached all the same."""


@dataclass
class Census:
    """Keys of widgets and of their parts, by class, objectName and place.

    Attributes:
        there: all that there were at any time.
        reached: what got a click, a key or the wheel.
        covered: what lies beneath its own children everywhere, or lets the mouse through.
        unmade, made: classes of the program of which no widget was made, and of which one was.
    """

    there: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)
    unmade: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)

    def is_missing(self, key: str) -> bool:
        return not (key in self.reached or key in self.covered or is_excused(key) or is_never_shown(key))

    @property
    def missing(self) -> set[str]:
        """What could have been reached and was not."""
        classes = {f"class {name}" for name in self.unmade - self.made}
        return {key for key in self.there | classes if self.is_missing(key)}

    @property
    def wanted(self) -> set[str]:
        return self.reached | self.missing

    @property
    def share(self) -> float:
        return len(self.reached) / max(1, len(self.wanted))


def is_excused(key: str) -> bool:
    """Whether it is, or lies in, something that cannot be reached."""
    parts = key.replace("class ", "").replace(">", "/").replace("#", "/").split("/")
    return any(part.rstrip("0123456789") in UNREACHED for part in parts)
