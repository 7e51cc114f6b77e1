"""The guide: its chapters at the left, one of them on show, read from the files of the documentation."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from simclr_gui.gui.look.language import CHINESE, spoken_language
from simclr_gui.gui.look.resources import guide_dir
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import row

FIRST_SIZE_PX, TEXT_MARGIN_PX, BESIDE_WORDS_PX = (1_180, 760), 24, 44
WIDEST_PICTURE_PX, LEAST_PICTURE_PX, MS_UNTIL_RESIZED = 760, 120, 100
PICTURE = re.compile(r"^!\[[^\]]*\]\((?P<place>[^)]+)\)\n*", re.MULTILINE)


def chapters() -> list[Path]:
    """The files of the guide in the window's language, in order."""
    place = guide_dir() / "zh" if spoken_language() == CHINESE else guide_dir()
    return [place / "start.md", *sorted((place / "guide").glob("*.md"))]


def title_of(chapter: Path) -> str:
    """Its first line, which is its heading."""
    with chapter.open(encoding="utf-8") as lines:
        return lines.readline().lstrip("# ").rstrip()


class ChapterView(QTextBrowser):
    """A chapter as text; pictures that were not installed are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setOpenExternalLinks(True)
        self.document().setDocumentMargin(TEXT_MARGIN_PX)
        self._room_px = WIDEST_PICTURE_PX
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(MS_UNTIL_RESIZED)
        self._resized.timeout.connect(self._fit_pictures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is read stays where it was."""
        first = self._first_on_show()
        super().resizeEvent(event)
        self._show_from(first)
        self._resized.start()

    @Slot()
    def _fit_pictures(self) -> None:
        room_px = min(WIDEST_PICTURE_PX, max(LEAST_PICTURE_PX, self.viewport().width() - 2 * TEXT_MARGIN_PX))
        if room_px != self._room_px:
            self._room_px, first = room_px, self._first_on_show()
            self.reload()
            self._show_from(first)

    def _first_on_show(self) -> int:
        """Its place in the text."""
        return self.cursorForPosition(QPoint()).position()

    def _show_from(self, place: int) -> None:
        first, bar = QTextCursor(self.document()), self.verticalScrollBar()
        first.setPosition(place)
        if place:  # the margin above the heading belongs to no line
            bar.setValue(bar.value() + self.cursorRect(first).top())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """What Qt asks for: a chapter, or one of its pictures, as wide as the text at most."""
        place = Path(self.source().resolved(QUrl(name)).toLocalFile())
        if kind == QTextDocument.ResourceType.MarkdownResource.value:
            return PICTURE.sub(lambda found: self._kept(found, place), place.read_text(encoding="utf-8"))
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._fitting(QImage(str(place)))
        return super().loadResource(kind, name)

    def _kept(self, found: re.Match[str], chapter: Path) -> str:
        return found[0] if (chapter.parent / found["place"]).is_file() else ""

    def _fitting(self, picture: QImage) -> QImage:
        pixels = self.devicePixelRatioF()
        widest = round(self._room_px * pixels)
        if picture.width() > widest:
            picture = picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(pixels)
        return picture


class GuideWindow(QDialog):
    """Stands beside the main window, so that what it says can be done meanwhile."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list, self.view = QListWidget(), ChapterView()
        self.list.setAccessibleName(self.tr("Chapters"))
        self.view.setAccessibleName(self.tr("Chapter"))
        self.list.setProperty("role", "narrow")
        for chapter in chapters():
            entry = QListWidgetItem(title_of(chapter), self.list)
            entry.setData(Qt.ItemDataRole.UserRole, QUrl.fromLocalFile(str(chapter)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = ToolButton(self.tr("Back"), "previous", theme)
        self.forward = ToolButton(self.tr("Forward"), "next", theme)
        for button, go, can_go in (
            (self.back, self.view.backward, self.view.backwardAvailable),
            (self.forward, self.view.forward, self.view.forwardAvailable),
        ):
            button.setEnabled(False)
            button.clicked.connect(go)
            can_go.connect(button.setEnabled)
        self._lay_out()
        self.list.currentItemChanged.connect(self._show_chapter)
        self.view.sourceChanged.connect(self._mark_chapter)
        theme.changed.connect(self.view.reload)  # colours of links and tables are in the text
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.resize(*FIRST_SIZE_PX)

    def _lay_out(self) -> None:
        buttons = row(self.back, self.forward, spacing=SPACE)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addLayout(buttons)
        left.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*4 * [CARD_GAP])
        layout.setSpacing(CARD_GAP)
        layout.addLayout(left)
        layout.addWidget(self.view, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """The list is as wide as its titles, whatever the type."""
        super().showEvent(event)
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + BESIDE_WORDS_PX)

    @Slot(QListWidgetItem)
    def _show_chapter(self, entry: QListWidgetItem) -> None:
        self.view.setSource(entry.data(Qt.ItemDataRole.UserRole))

    @Slot(QUrl)
    def _mark_chapter(self, source: QUrl) -> None:
        """A link leads to a chapter as well; its history stays as it is."""
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == source:
                self.list.setCurrentRow(place)
