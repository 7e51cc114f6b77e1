"""Where the window goes by itself: to the training, to the maps, and from scene to scene of the tour."""

from PySide6.QtCore import QObject, Slot

from simclr_gui.gui.banner import Banner
from simclr_gui.gui.page_stack import PageStack
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.train.page import OVERVIEW_TAB
from simclr_gui.gui.tour_bar import TourBar
from simclr_gui.state.tour import Scene, Tour

PAGE_OF_SCENE = {
    Scene.IMAGES: names.TRAIN,
    Scene.VIEWS: names.VIEWS,
    Scene.TRAINING: names.TRAIN,
    Scene.LAYERS: names.FEATURES,
    Scene.RESULT: names.TRAIN,
}


class Navigation(QObject):
    """Shows pages of the stack as they are best seen."""

    def __init__(self, pages: PageStack, banner: Banner, tour: Tour, tour_bar: TourBar, parent: QObject) -> None:
        super().__init__(parent)
        self._pages, self._banner, self._tour, self._tour_bar = pages, banner, tour, tour_bar
        tour.changed.connect(self.show_scene)

    @Slot()
    def show_training(self) -> None:
        """What stood in the way of a look at the charts goes."""
        self._banner.hide()
        self._pages.show_page(names.TRAIN)
        self._pages.train.show_charts()

    @Slot()
    def show_maps(self) -> None:
        self._pages.map.show_maps()
        self._pages.show_page(names.MAP)

    @Slot()
    def show_comparison(self) -> None:
        """The maps of two runs, in the images' own colours."""
        self._pages.map.show_own_colours()
        self.show_maps()

    @Slot()
    def begin_tour(self) -> None:
        self._banner.hide()
        self._tour.begin()

    @Slot()
    def show_scene(self) -> None:
        """Goes where the scene is, as it is best seen."""
        scene = self._tour.scene
        self._pages.train.show_scene(scene)
        page = PAGE_OF_SCENE.get(scene) if scene is not None else None
        if page == names.TRAIN:
            self._pages.train.show_charts()
            self._pages.train.tabs.setCurrentIndex(OVERVIEW_TAB)
        if page is not None:
            self._pages.show_page(page)
        elif scene is Scene.COLOURS:
            self.show_comparison()
        if scene is not None:
            self._tour_bar.next.setFocus()
