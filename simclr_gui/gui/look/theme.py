"""The two designs, light and dark, and the one that is on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from string import Template
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from simclr_gui.engine.sharing import colours as paper
from simclr_gui.gui.look.resources import resources_dir
from simclr_gui.state.remembered import remember, remembered

MS_BETWEEN_UPDATES = 1_000  # of words that follow the training: what is read need not change faster
SPACE = 8
CARD_GAP = 16
PAGE_EDGE = 24
SENTENCE_PT, LONG_SENTENCE_PT, BODY_PT, CAPTION_PT = 16, 13, 11, 10
SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}  # as they are written down
LARGER_WHEN_PRESENTED, HEIGHT_PRESENTED_PX = 1.25, 800  # so much larger on a screen of this height


@dataclass(frozen=True)
class Colours:
    """Every colour by what it is for. Text on its ground has a contrast of at least 4.5 : 1."""

    name: str
    ground: str
    surface: str
    raised: str
    text: str
    quiet: str
    line: str
    faded: str
    accent: str
    accent_hover: str
    on_accent: str
    danger: str
    caution: str
    simclr: str
    pca: str
    untrained: str
    view_a: str
    view_b: str


LIGHT = Colours(
    name="light",
    ground="#f4f5f8",
    surface="#ffffff",
    raised="#eceef3",
    text="#1a1d23",
    quiet="#59616e",
    line="#dfe2e8",
    faded="#c3c9d3",
    accent="#2a5bd7",
    accent_hover="#1f4bbb",
    on_accent="#ffffff",
    danger="#b3261e",
    caution="#8a5a00",
    simclr="#2a5bd7",
    pca="#b86a00",
    untrained="#717985",
    view_a="#0b7a75",
    view_b="#b3307a",
)
DARK = Colours(
    name="dark",
    ground="#14161a",
    surface="#1d2026",
    raised="#282c34",
    text="#eceef2",
    quiet="#a3abb8",
    line="#30353f",
    faded="#454c59",
    accent="#7da2ff",
    accent_hover="#9ab7ff",
    on_accent="#0d1530",
    danger="#ff8a80",
    caution="#f0b44a",
    simclr="#7da2ff",
    pca="#f0a63c",
    untrained="#98a1ae",
    view_a="#4fd1c5",
    view_b="#f783c6",
)

PETROFF_10, class_colour = paper.PETROFF_10, paper.class_colour  # the same as in reports
MARKERS = ("o", "s", "t1", "star", "d", "+", "x", "p", "h", "t3")
"""A form beside each colour, so that colour never speaks alone."""

_LIGHT_FOR_DARK = dict(zip(asdict(DARK).values(), asdict(LIGHT).values(), strict=True))


def class_marker(label: int) -> str:
    """Beyond ten classes the forms shift against the colours, so that the pairs stay different."""
    return MARKERS[(label + label // len(PETROFF_10)) % len(MARKERS)]


class Theme(QObject):
    """Follows the system's choice until told otherwise, and remembers what it was told.

    Signals:
        changed(): `colours` are others; whoever paints by hand paints again.
    """

    changed = Signal()
    _sheets: ClassVar[list[float]] = []  # of paper that something is painted on right now: dots to a pixel

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._larger = 1.0
        self._hints = QGuiApplication.styleHints()
        self._chosen = SCHEMES.get(str(remembered("design")), Qt.ColorScheme.Unknown)
        if self._chosen is not Qt.ColorScheme.Unknown:
            self._hints.setColorScheme(self._chosen)
        self._hints.colorSchemeChanged.connect(self.apply)

    @property
    def is_dark(self) -> bool:
        if self.is_printing():
            return False
        scheme = self._hints.colorScheme() if self._chosen is Qt.ColorScheme.Unknown else self._chosen
        return scheme == Qt.ColorScheme.Dark

    @property
    def colours(self) -> Colours:
        return DARK if self.is_dark else LIGHT

    @classmethod
    @contextmanager
    def printed(cls, dots_per_px: float) -> Iterator[None]:
        """Paper is white in either design: while something is painted there, the colours are the light ones."""
        cls._sheets.append(dots_per_px)
        try:
            yield
        finally:
            cls._sheets.pop()

    @classmethod
    def is_printing(cls) -> bool:
        return bool(cls._sheets)

    @classmethod
    def dots_per_px(cls, on: QWidget) -> float:
        """Of the paper that is painted on, or of the screen that the widget is on."""
        return cls._sheets[-1] if cls._sheets else on.devicePixelRatioF()

    @property
    def larger(self) -> float:
        """How many times larger than usual the type is."""
        return self._larger

    def choose(self, scheme: Qt.ColorScheme) -> None:
        """Light, dark, or Unknown for the system's."""
        self._chosen = scheme  # kept here too: not every platform takes the wish up
        remember("design", scheme.name.lower())
        self._hints.setColorScheme(scheme)
        self.apply()

    @property
    def is_presented(self) -> bool:
        """People look on from afar; what only the one at the keys needs is hidden."""
        return self._larger > 1

    def present(self, screen_height_px: float) -> None:
        """Larger type while the window fills a projector's screen: the same share of it, however many pixels it has."""
        self._larger = LARGER_WHEN_PRESENTED * max(1.0, screen_height_px / HEIGHT_PRESENTED_PX)
        self.apply()

    def stop_presenting(self) -> None:
        """The type that suits a person before a screen."""
        if self.is_presented:
            self._larger = 1.0
            self.apply()

    @Slot()
    def apply(self) -> None:
        """Dresses the application in the colours that are on."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            font = application.font()  # for what paints itself
            font.setPointSizeF(BODY_PT * self._larger)
            application.setFont(font)
            application.setPalette(_palette(self.colours))
            application.setStyleSheet(_style_sheet(self.colours, self._larger))
            QPixmapCache.clear()  # icons in the colours of before
        self.changed.emit()


def caption_font() -> QFont:
    """The application's font in the size of captions, which what paints itself does not take from the style sheet."""
    font = QFont()
    font.setPointSizeF(font.pointSizeF() * CAPTION_PT / BODY_PT)
    return font


def ink(colour: str) -> str:
    """A colour as it is painted: on paper that of the light design for one of the dark."""
    return _LIGHT_FOR_DARK.get(colour, colour) if Theme.is_printing() else colour


def light_palette() -> QPalette:
    """Of what is painted on paper."""
    return _palette(LIGHT)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, colours.ground),
        (roles.WindowText, colours.text),
        (roles.Base, colours.surface),
        (roles.AlternateBase, colours.raised),
        (roles.Text, colours.text),
        (roles.Button, colours.raised),
        (roles.ButtonText, colours.text),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.ToolTipBase, colours.raised),
        (roles.ToolTipText, colours.text),
        (roles.PlaceholderText, colours.quiet),
        (roles.Link, colours.accent),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.quiet))
    return palette


def _style_sheet(colours: Colours, larger: float) -> str:
    sheet = Template((resources_dir() / "styles" / "window.qss").read_text(encoding="utf-8"))
    icons = (resources_dir() / "icons").as_posix()
    sizes = {"sentence": SENTENCE_PT, "long_sentence": LONG_SENTENCE_PT, "body": BODY_PT, "caption": CAPTION_PT}
    return sheet.substitute(asdict(colours), icons=icons, **{name: size * larger for name, size in sizes.items()})
