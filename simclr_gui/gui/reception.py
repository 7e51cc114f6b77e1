"""Whatever is dropped on the window or pasted into it, on any page: shown where it will land, and taken there."""

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.gui.look.language import spoken
from simclr_gui.gui.look.theme import SENTENCE_PT, Theme
from simclr_gui.gui.parts.painting import painting
from simclr_gui.gui.parts.saving import encoded
from simclr_gui.jobs.player import Failure
from simclr_gui.state.arrivals import Arrival, Arrivals, Brought, Fate

PIXELS_KEPT = 512  # of the shorter side of what is pasted: the network looks at fewer
STORED = 100  # Qt's quality of a PNG that is not compressed, which takes a tenth of the time
GROUND_ALPHA, CORNER_PX, LINE_PX, INSET_PX = 232, 12, 2, 6
BEGINNING = "data:image/"


class Reception(QObject):
    """Judges by `Arrivals`, shows the sign, and requests what is to be done.

    Signals:
        map_requested(): the maps are to be seen: something lands there.
        view_requested(Path), data_requested(Path), run_requested(Path), archive_requested(Path), runs_requested(Path),
            encoder_requested(Path): what is to be done with the path.
        told(Failure): what has to be said.
    """

    map_requested = Signal()
    view_requested = Signal(object)
    data_requested = Signal(object)
    run_requested = Signal(object)
    archive_requested = Signal(object)
    encoder_requested = Signal(object)
    runs_requested = Signal(object)
    told = Signal(object)

    def __init__(self, arrivals: Arrivals, theme: Theme, window: QWidget, is_on_views: Callable[[], bool]) -> None:
        super().__init__(window)
        self._arrivals, self._is_on_views = arrivals, is_on_views
        self.sign = DropSign(theme, window)
        window.setAcceptDrops(True)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), window).activated.connect(self.paste)

    def enter(self, event: QDragEnterEvent) -> None:
        """Also what cannot be used is taken: whoever drops it hears why."""
        if event.source() is not None:  # words that are dragged within the window are none of ours
            return
        event.acceptProposedAction()
        arrival = self._arrivals.assess(_brought(event.mimeData()), on_views=self._is_on_views())
        self.sign.say(spoken(arrival.sign), is_welcome=arrival.fate is not Fate.NOTHING)

    def leave(self) -> None:
        self.sign.hide()

    def drop(self, event: QDropEvent) -> None:
        self.sign.hide()
        event.acceptProposedAction()
        self._receive(_brought(event.mimeData()), on_views=self._is_on_views())

    @Slot()
    def paste(self) -> None:
        """Takes what is in the clipboard."""
        self._receive(_brought(QGuiApplication.clipboard().mimeData(), is_pasted=True))

    def take(self, path: Path) -> None:
        """What was named when the program was started, as if it had been dropped."""
        self._receive(Brought((path,)))

    def _receive(self, brought: Brought, *, on_views: bool = False) -> None:
        arrival = self._arrivals.assess(brought, on_views=on_views)
        try:
            self._do(arrival, brought)
        except UserError as error:
            self.told.emit(Failure(error.sentence, error.remedy))

    def _do(self, arrival: Arrival, brought: Brought) -> None:
        match arrival.fate:
            case Fate.MAP:
                image = _image(arrival.path, brought)
                self.map_requested.emit()
                self._arrivals.place(image)
            case Fate.LATER:
                self._arrivals.place(_image(arrival.path, brought))
            case Fate.VIEWS:
                self.view_requested.emit(arrival.path)
            case Fate.DATA:
                self.data_requested.emit(arrival.path)
            case Fate.RUN:
                self.run_requested.emit(arrival.path)
            case Fate.ARCHIVE:
                self.archive_requested.emit(arrival.path)
            case Fate.ENCODER:
                self.encoder_requested.emit(arrival.path)
            case Fate.RUNS:
                self.runs_requested.emit(arrival.path)
        if arrival.told is not None:
            self.told.emit(arrival.told)


class DropSign(QWidget):
    """Lies over the whole window while something hovers over it, and says what would become of it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._window, self._words, self._is_welcome = theme, parent, "", True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # else it would be in the way of the drop
        self.hide()

    @property
    def words(self) -> str:
        return self._words

    def say(self, words: str, *, is_welcome: bool) -> None:
        self._words, self._is_welcome = words, is_welcome
        self.setAccessibleName(words)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        ground = QColor(colours.ground)
        ground.setAlpha(GROUND_ALPHA)
        edge = QColor(colours.accent if self._is_welcome else colours.quiet)
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), ground)
            painter.setPen(QPen(edge, LINE_PX, Qt.PenStyle.DashLine))
            place = QRectF(self.rect()).adjusted(INSET_PX, INSET_PX, -INSET_PX, -INSET_PX)
            painter.drawRoundedRect(place, CORNER_PX, CORNER_PX)
            font = QFont(self.font())
            font.setPointSizeF(1.25 * SENTENCE_PT * self._theme.larger)
            painter.setFont(font)
            painter.setPen(QColor(colours.text if self._is_welcome else colours.quiet))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)


def _brought(data: QMimeData | None, *, is_pasted: bool = False) -> Brought:
    """Nothing of it is read yet: it may hover for long. A clipboard that nobody has filled has no data at all."""
    data = data or QMimeData()
    urls = data.urls()
    files = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    inline = next((url.toString() for url in urls if url.scheme() == "data"), data.text())
    read: Callable[[], bytes] | None = None
    if inline.startswith(BEGINNING):
        read = lambda: _content_of(inline)  # noqa: E731
    elif data.hasImage():
        read = lambda: _encoded(QImage(data.imageData()))  # noqa: E731
    return Brought(files, read, is_link=bool(urls), is_pasted=is_pasted)


def _image(path: Path | None, brought: Brought) -> Path | bytes:
    if path is not None:
        return path
    assert brought.read is not None
    return brought.read()


def _content_of(inline: str) -> bytes:
    """The image that an address holds in itself; nothing where it is damaged, which the engine will say."""
    head, _, body = inline.partition(",")
    content = unquote_to_bytes(body)
    try:
        return base64.b64decode(content) if head.endswith(";base64") else content
    except binascii.Error:
        return b""


def _encoded(image: QImage) -> bytes:
    """Made small first: a photograph of a camera would hold up the window for a second."""
    if min(image.width(), image.height()) > PIXELS_KEPT:
        as_large = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        image = image.scaled(2 * PIXELS_KEPT, 2 * PIXELS_KEPT, as_large)
        image = image.scaled(PIXELS_KEPT, PIXELS_KEPT, as_large, Qt.TransformationMode.SmoothTransformation)
    return encoded(image, quality=STORED)
