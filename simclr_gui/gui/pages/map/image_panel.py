"""Beside the maps: the image that is looked at, and what lies nearest to it in each space."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import SPACE, Theme, class_colour
from simclr_gui.gui.pages.map.likely_classes import LikelyClasses
from simclr_gui.gui.pages.map.thumbnails import Thumbnails
from simclr_gui.gui.parts.card import label
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.words.names import class_name, class_names_of, features_name
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.predictions import Predictions
from simclr_gui.state.selection import Selection
from simclr_gui.state.sharp_images import SharpImages

IMAGE_SIDE_PX, LARGE_SIDE_PX, THUMBNAIL_SIDE_PX = 128, 200, 36
SMALLER_SIDES_PX = (200, 160, 128, 96, 72)  # where there is no room for more
SPARED_FIRST = ("untrained", "pca")  # neighbours that are left out where there is none even then
Near = NDArray[np.int64] | NDArray[np.int32]


class ImagePanel(QWidget):
    """Shows the newcomer, or the clicked image, or else the one under the mouse.

    Signals:
        closed(): the newcomer or the clicked image is no longer wanted.
    """

    closed = Signal()

    def __init__(
        self,
        space: FeatureSpace,
        selection: Selection,
        predictions: Predictions,
        sharp: SharpImages,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._space, self._selection, self._predictions, self._sharp = space, selection, predictions, sharp
        self.image = Image(IMAGE_SIDE_PX)
        self.name = label("", "title")
        self.words = label("", "caption")
        self.words.setWordWrap(True)
        self.likely = LikelyClasses()
        self._with_neighbours: list[str] = []
        self.captions: dict[str, QLabel] = {}
        self.neighbours: dict[str, Thumbnails] = {}
        self.close_button = QPushButton(self.tr("Clear selection"))
        self.close_button.setProperty("role", "link")
        self.close_button.setToolTip(self.tr("Back to the image under the mouse (Esc)"))
        self.close_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.close_button.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.image, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.name)
        layout.addWidget(self.words)
        layout.addWidget(self.likely)
        for kind in KINDS:
            words = self.tr("Nearest when untrained")
            if kind != "untrained":
                words = self.tr("Nearest for {name}").format(name=features_name(kind))
            self.captions[kind] = label(words, "caption")
            self.neighbours[kind] = Thumbnails(THUMBNAIL_SIDE_PX, one_row=True)
            self.neighbours[kind].clicked.connect(selection.pin)
            layout.addWidget(self.captions[kind])
            layout.addWidget(self.neighbours[kind])
        layout.addWidget(self.close_button)
        layout.addStretch(1)
        for signal in (
            space.pointed,
            space.placed,
            space.images_changed,
            space.map_changed,
            selection.pinned_changed,
            predictions.changed,
            theme.changed,
        ):
            signal.connect(self.show_image)
        sharp.changed.connect(self._show_sharp)
        self.show_image()

    @property
    def point(self) -> int:
        """The place of the image that is looked at, -1 for none of the map's."""
        if self._space.query_image is not None:
            return -1
        return self._selection.pinned if self._selection.pinned >= 0 else self._space.pointed_at

    @Slot()
    def show_image(self) -> None:
        space = self._space
        query_image, point = space.query_image, self.point
        is_kept = query_image is not None or self._selection.pinned >= 0
        self.close_button.setVisible(is_kept)
        is_seen = query_image is not None or (space.images is not None and point >= 0)
        self.image.setVisible(is_seen)
        self.name.setVisible(is_seen)
        self.likely.hide()
        self.words.show()
        if query_image is not None:
            self._show_query_image()
        elif is_seen:
            self._show_point(point)
        else:
            self.image.show_pixels(None)
            self.name.setText("")
            self.words.setText(
                self.tr("Point at a dot: the same image lights up in every map. Click it to see its neighbours.")
            )
        self._with_neighbours = []
        own = features_name("simclr", is_imported=self._space.is_imported)
        self.captions["simclr"].setText(self.tr("Nearest for {name}").format(name=own))
        for kind in KINDS:
            near = self._nearest(kind) if is_kept else None
            if near is not None:
                self._with_neighbours.append(kind)
                self._show_near(kind, near)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Somebody's own image is as large as there is room for; nothing lies over anything else."""
        largest = LARGE_SIDE_PX if self._space.query_image is not None else IMAGE_SIDE_PX
        sides = [side for side in SMALLER_SIDES_PX if side <= largest]
        shown = list(self._with_neighbours)
        self._show_rows(shown)
        for spared in SPARED_FIRST:
            if self._room_for_image() < sides[-1] and spared in shown:
                shown.remove(spared)
                self._show_rows(shown)
        room = self._room_for_image()
        self.image.set_side(next((side for side in sides if side <= room), sides[-1]))

    def _show_rows(self, kinds: list[str]) -> None:
        for kind in KINDS:
            self.captions[kind].setVisible(kind in kinds)
            self.neighbours[kind].setVisible(kind in kinds)

    def _room_for_image(self) -> int:
        """What everything else leaves."""
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        taken = (
            layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        )
        return self.height() - taken + (0 if self.image.isHidden() else self.image.height())

    def _show_query_image(self) -> None:
        query_image = self._space.query_image
        assert query_image is not None
        images, name = self._space.images, self.tr("Your image")
        self.image.show_pixels(query_image.seen, name)
        self.name.setText(name)
        names = images.class_names if images else ()
        self.likely.show_classes(
            tuple(
                (class_name(cls, names), certainty, class_colour(names.index(cls) if cls in names else 0))
                for cls, certainty in query_image.recognised
            )
        )
        self.words.setText(self.tr("It lies between its nearest neighbours."))
        self.words.setHidden(bool(query_image.recognised))

    def _show_point(self, point: int) -> None:
        images = self._space.images
        assert images is not None
        name = self._class_of(point)
        self._show_sharp()
        self.name.setText(name)
        number = int(images.image_index[point])
        words = [self.tr("Test image {number}.").format(number=number + 1)]
        predicted = self._predictions.predicted
        if predicted is not None and number < len(predicted.predictions):
            prediction = class_names_of(predicted.class_names)[predicted.predictions[number]]
            sure = in_percent(predicted.confidence[number])
            template = self.tr("Predicted correctly, {sure:.0f} % sure.")
            if predicted.predictions[number] != predicted.labels[number]:
                template = self.tr("Predicted as {guess}, {sure:.0f} % sure.")
            words.append(template.format(guess=prediction, sure=sure))
        self.words.setText(spoken_in_a_row(*words))

    @Slot()
    def _show_sharp(self) -> None:
        """What is known of the image now; while nobody looks, no file is read for it."""
        if self.point < 0 or self._space.images is None:
            return
        self.image.show_pixels(self._sharp.at(self.point), self._class_of(self.point))
        if self.isVisible():
            self._sharp.look_at((self.point,))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_sharp()

    def _class_of(self, point: int) -> str:
        images = self._space.images
        if images is None or not images.class_names:
            return ""
        name: str = class_names_of(images.class_names)[images.labels[point]]
        return name

    def _nearest(self, kind: ComparedKind) -> Near | None:
        query_image = self._space.query_image
        if query_image is not None:
            placement = query_image.placements.get(kind)
            return None if placement is None else placement.neighbours
        neighbours = self._space.neighbours.get(kind)
        return None if neighbours is None or self.point < 0 else neighbours[self.point]

    def _show_near(self, kind: str, near: Near) -> None:
        images = self._space.images
        assert images is not None
        places = [int(place) for place in near]
        colours = [QColor(class_colour(max(0, int(images.labels[place])))) for place in places]
        words = [
            self._class_of(place) or self.tr("Test image {number}.").format(number=int(images.image_index[place]) + 1)
            for place in places
        ]
        self.neighbours[kind].show_images(
            [images.images[place] for place in places], places, words, colours, self._content(kind, places)
        )

    def _content(self, kind: str, places: list[int]) -> str:
        """Of a row of neighbours, for those who listen: how many are of the class of the image that is looked at."""
        images, caption = self._space.images, self.captions[kind].text()
        assert images is not None
        words = self.tr("{nearest}: %Ln images.", None, len(places))
        if images.class_names and self.point >= 0:
            same = int((images.labels[places] == images.labels[self.point]).sum())
            words = self.tr("{nearest}: %Ln images, {same} of its class.", None, len(places))
            return words.format(nearest=caption, same=same)
        return words.format(nearest=caption)
