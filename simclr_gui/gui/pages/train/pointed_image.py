"""The image under the mouse, beside its point."""

from PySide6.QtCore import QPointF, Qt, Slot

from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.card import Card, label
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.words.names import class_names_of
from simclr_gui.state.feature_space import FeatureSpace

SIDE_PX, DISTANCE_PX = 96, 16


class PointedImage(Card):
    """Lies over the map and lets the mouse through; there only while a point is pointed at."""

    def __init__(self, space: FeatureSpace, scatter: Scatter) -> None:
        super().__init__("", scatter)
        self._space, self._scatter = space, scatter
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._image, self._name = Image(SIDE_PX), label("", "caption")
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.setContentsMargins(SPACE, SPACE, SPACE, SPACE // 2)
        self.body.setSpacing(SPACE // 2)
        self.body.addWidget(self._image)
        self.body.addWidget(self._name)
        self.hide()
        for signal in (space.pointed, space.images_changed, space.map_changed):
            signal.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        """Only where it can be seen: the Map page has a panel of its own."""
        images, point = self._space.images, self._space.pointed_at
        if images is None or point < 0 or not self._scatter.isVisible():
            self.hide()
            return
        self._image.show_pixels(images.images[point])
        known = int(images.labels[point])
        names = class_names_of(images.class_names)
        self._name.setText(names[known] if 0 <= known < len(names) else "")
        self._name.setVisible(bool(self._name.text()))
        self.adjustSize()
        self._lie_beside(self._scatter.on_screen(point))
        self.show()

    def _lie_beside(self, at: QPointF) -> None:
        """To the right of the point and below it, or where there is room."""
        right, below = at.x() + DISTANCE_PX, at.y() + DISTANCE_PX
        if right + self.width() > self._scatter.width():
            right = at.x() - DISTANCE_PX - self.width()
        if below + self.height() > self._scatter.height():
            below = at.y() - DISTANCE_PX - self.height()
        self.move(round(max(0.0, right)), round(max(0.0, below)))
