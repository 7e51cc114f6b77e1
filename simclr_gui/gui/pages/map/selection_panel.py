"""Beside the maps: the images that were circled, as a gallery that can be kept."""

from collections import Counter

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.gui.look.language import listed, spoken_in_a_row
from simclr_gui.gui.look.theme import SPACE, class_colour
from simclr_gui.gui.pages.map.thumbnails import Thumbnails
from simclr_gui.gui.parts.card import label
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.selection import NOTHING, Selection

THUMBNAIL_SIDE_PX = 44
MOST_SHOWN = 400  # nobody looks at more of them; all are exported
MOST_CLASSES_NAMED = 3


class SelectionPanel(QWidget):
    """Signals: export_requested()."""

    export_requested = Signal()

    def __init__(self, space: FeatureSpace, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space, self._selection = space, selection
        self.title = label("", "title")
        self.words = label("", "caption")
        self.words.setWordWrap(True)
        self.gallery = Thumbnails(THUMBNAIL_SIDE_PX)
        self.gallery.clicked.connect(selection.pin)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.gallery)
        self.export = QPushButton(self.tr("Export…"))
        self.export.setToolTip(self.tr("Save the images as PNG, with a table of them, in a folder"))
        self.export.clicked.connect(self.export_requested)
        self.close_button = QPushButton(self.tr("Clear selection"))
        self.close_button.setProperty("role", "link")
        self.close_button.setToolTip(self.tr("Clear the selection (Esc)"))
        self.close_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.close_button.clicked.connect(self._let_go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.export)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignHCenter)
        selection.selected_changed.connect(self.show_selected)
        self.show_selected()

    @Slot()
    def _let_go(self) -> None:
        self._selection.select(NOTHING)

    @Slot()
    def show_selected(self) -> None:
        images, selected = self._space.images, self._selection.selected
        if images is None or not len(selected):
            self.gallery.show_images([], [], [], [])
            return
        self.title.setText(self.tr("%Ln images", None, len(selected)))
        self.words.setText(self._composition())
        shown = selected[:MOST_SHOWN]
        names = class_names_of(images.class_names)
        words = [names[images.labels[place]] if names else str(int(images.image_index[place]) + 1) for place in shown]
        colours = [QColor(class_colour(max(0, int(images.labels[place])))) for place in shown]
        described = self.tr("{images}: {classes}").format(images=self.title.text(), classes=self.words.text())
        pixels = [images.images[place] for place in shown]
        self.gallery.show_images(
            pixels, shown.tolist(), words, colours, described if self.words.text() else self.title.text()
        )

    def _composition(self) -> str:
        """Which classes they are of, the most frequent first."""
        images, selected = self._space.images, self._selection.selected
        parts = []
        if images is not None and images.class_names:
            counts = Counter(np.asarray(images.labels[selected]).tolist()).most_common()
            parts = [
                f"{100 * count / len(selected):.0f} % {class_names_of(images.class_names)[cls]}"
                for cls, count in counts
            ]
        if len(parts) > MOST_CLASSES_NAMED:
            parts = [*parts[:MOST_CLASSES_NAMED], self.tr("others")]
        composition = self.tr("{classes}.").format(classes=listed(parts)) if parts else ""
        cut = self.tr("The first {count} are shown.").format(count=MOST_SHOWN) if len(selected) > MOST_SHOWN else ""
        return spoken_in_a_row(composition, cut)
