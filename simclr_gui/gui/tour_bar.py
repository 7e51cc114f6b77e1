"""The bar of the tour, below the page: the scene's sentence, what to touch, and the way on."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP, PAGE_EDGE, SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.gui.words.tour import scene_hint, scene_sentence
from simclr_gui.state.tour import SCENES, Tour


class TourBar(QFrame):
    """Hidden while nobody is being shown around."""

    def __init__(self, tour: Tour, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tour")
        self._tour = tour
        self.sentence, self.hint = WrappedLabel(), WrappedLabel()
        self.sentence.setProperty("role", "scene")
        self.hint.setProperty("role", "caption")
        self._place = label("", "caption")
        self.back = QPushButton(self.tr("Back"))
        self.back.setToolTip(self.tr("The scene before (left arrow)"))
        self.next = QPushButton()
        self.next.setProperty("role", "primary")
        self.next.setToolTip(self.tr("Right arrow"))
        self.close_button = ToolButton(self.tr("Leave the tour (Esc)"), "close", theme)
        self.back.clicked.connect(tour.go_back)
        self.next.clicked.connect(tour.go_on)
        self.close_button.clicked.connect(tour.leave)
        words = QVBoxLayout()
        words.setSpacing(SPACE // 2)
        words.addWidget(self.sentence)
        words.addWidget(self.hint)
        line = row(self._place, self.back, self.next, self.close_button, spacing=SPACE + 2)
        line.insertLayout(0, words, 1)
        line.setContentsMargins(PAGE_EDGE, CARD_GAP - 4, PAGE_EDGE, CARD_GAP - 4)
        self.setLayout(line)
        for key, request in ((Qt.Key.Key_Left, tour.go_back), (Qt.Key.Key_Right, tour.go_on)):
            shortcut = QShortcut(QKeySequence(key), self)  # a button would take arrows for a way to the next one
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(request)
        tour.changed.connect(self.show_scene)
        self.show_scene()

    @Slot()
    def show_scene(self) -> None:
        scene, place = self._tour.scene, self._tour.place
        self.setVisible(scene is not None)
        if scene is None:
            return
        self.sentence.setText(scene_sentence(scene))
        self.hint.setText(scene_hint(scene))
        self._place.setText(self.tr("{place} of {count}").format(place=place + 1, count=len(SCENES)))
        self.back.setEnabled(place > 0)
        self.next.setText(self.tr("Next") if place + 1 < len(SCENES) else self.tr("Finish"))
        self.setAccessibleName(f"{self.sentence.text()} {self.hint.text()}")
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)  # Return goes on, too
