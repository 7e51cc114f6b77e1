"""SVG written element by element: text is text whatever it holds, and nothing refers to anything outside."""

import unicodedata
from xml.etree import ElementTree

from simclr_gui.engine.messages.foreign_words import printable
from simclr_gui.engine.sharing.document import Figure

TEXT, QUIET, GRID = "#1a1d23", "#59616e", "#dfe2e8"
FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
BODY_PX = 12
WIDE, NARROW = 1.0, 0.56  # of the size of the type: Chinese letters, and Latin ones on average

Place = tuple[float, float]


class Drawing:
    """A picture of a size in px, y downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width:g} {height:g}",
                "width": f"{width:g}",
                "height": f"{height:g}",
                "role": "img",
                "font-family": FONT,
                "font-size": f"{BODY_PX}",
            },
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        size: float = BODY_PX,
        colour: str = TEXT,
        is_strong: bool = False,
        turn: float = 0.0,
    ) -> None:
        """Words whose baseline begins (`start`), ends or has its middle there, turned by so many degrees."""
        given = {"x": f"{x:.1f}", "y": f"{y:.1f}", "fill": colour, "text-anchor": anchor, "font-size": f"{size:g}"}
        if is_strong:
            given["font-weight"] = "bold"
        if turn:
            given["transform"] = f"rotate({turn:g} {x:.1f} {y:.1f})"
        ElementTree.SubElement(self._root, "text", given).text = printable(words)

    def line(self, begin: Place, end: Place, colour: str, width: float = 1.0) -> None:
        self._stroke(f"M{begin[0]:.1f} {begin[1]:.1f}L{end[0]:.1f} {end[1]:.1f}", colour, width)

    def dashes(self, begin: Place, end: Place, colour: str) -> None:
        self._stroke(f"M{begin[0]:.1f} {begin[1]:.1f}L{end[0]:.1f} {end[1]:.1f}", colour, 1.0, dashes="4 4")

    def curve(self, points: list[Place], colour: str, width: float = 1.8) -> None:
        """A line through the points."""
        self._stroke("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points), colour, width)

    def dots(self, points: list[list[float]], colour: str, size: float) -> None:
        """A dot at each point, all as one path: a fifth of what as many circles would take."""
        if points:
            self._stroke("".join(f"M{x:.1f} {y:.1f}h.1" for x, y in points), colour, size, is_round=True)

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, opacity: float = 1.0) -> None:
        given = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}", "fill": colour}
        if opacity < 1:
            given["fill-opacity"] = f"{opacity:g}"
        ElementTree.SubElement(self._root, "rect", given)

    def figure(self, caption: str = "") -> Figure:
        """As it is now."""
        return Figure(ElementTree.tostring(self._root, encoding="unicode"), self.width, self.height, caption)

    def _stroke(self, path: str, colour: str, width: float, *, dashes: str = "", is_round: bool = False) -> None:
        given = {"d": path, "fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
        if dashes:
            given["stroke-dasharray"] = dashes
        given["stroke-linecap" if is_round else "stroke-linejoin"] = "round"
        ElementTree.SubElement(self._root, "path", given)


def text_px(words: str, size: float = BODY_PX) -> float:
    """About how wide words are: what draws them has fonts of its own."""
    return size * sum(WIDE if unicodedata.east_asian_width(letter) in "WF" else NARROW for letter in words)
