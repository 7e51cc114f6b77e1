"""The tools of the maps: how they are drawn, what is looked for, what is placed on them."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.map.knobs import Knobs, KnobsAction
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace

SEARCH_PX = 112


class Tools(QWidget):
    """One line of small tools; where there is room, icons have words beside them.

    Signals:
        lassoing(bool): dragging circles points instead of moving the map.
        sought(int): the number of a test image, from 1 on.
        image_requested(): an image from outside is to be chosen.
        export_requested(): the run is to be exported.
    """

    lassoing = Signal(bool)
    sought = Signal(int)
    image_requested = Signal()
    export_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        space: FeatureSpace,
        evaluation_requests: EvaluationRequests,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._evaluation_requests = experiment, space, evaluation_requests
        self.lasso = _worded(ToolButton(self.tr("Circle a group"), "lasso", theme))
        self.lasso.setToolTip(self.tr("Circle a group of points (or Shift and drag)"))
        self.lasso.setCheckable(True)
        self.lasso.toggled.connect(self.lassoing)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Image no."))
        self.search.setAccessibleName(self.tr("Number of a test image"))
        self.search.setToolTip(self.tr("Find a test image by its number"))
        self.search.setFixedWidth(SEARCH_PX)
        self.search.setValidator(QIntValidator(1, 10**7, self))
        self.search.returnPressed.connect(self._seek)
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("How the images are laid out"))
        self.method.setToolTip(
            self.tr("UMAP keeps neighbours together; two principal components show the widest spread, undistorted")
        )
        self.method.addItem(self.tr("UMAP"), False)
        self.method.addItem(self.tr("Two components"), True)
        self.method.activated.connect(self._choose_method)
        self.add = QPushButton(self.tr("Place an image…"))
        self.add.setToolTip(self.tr("See where your own image lands. Or drop it on the map, or paste it (Ctrl+V)"))
        self.add.clicked.connect(self.image_requested)
        self.knobs = Knobs(evaluation_requests, theme)
        self.knobs.compute_requested.connect(self._draw)
        self.menu = QMenu(self)
        self.menu.addAction(KnobsAction(self.knobs, self.menu))
        self.settings = _worded(ToolButton(self.tr("Map settings"), "settings", theme))
        self.settings.setToolTip(self.tr("How the maps are drawn: number of images, neighbours, distance, seed"))
        self.settings.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.settings.setMenu(self.menu)
        self.export = _worded(ToolButton(self.tr("Export…"), "export", theme))
        self.export.setToolTip(self.tr("Export the encoder, or h and these maps, for other programs"))
        self.export.clicked.connect(self.export_requested)
        self._worded = self.lasso, self.settings, self.export
        self._widths_px = [0] * (len(self._worded) + 1)  # of the line, with words beside none, one, and so on
        line = QHBoxLayout(self)
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        for widget in (self.search, self.lasso, self.add, self.method, self.settings, self.export):
            line.addWidget(widget)
        for signal in (experiment.phase_changed, space.images_changed, space.map_changed):
            signal.connect(self.show_state)
        self._theme = theme
        theme.changed.connect(self._hide_from_audience)
        self._hide_from_audience()
        self.show_state()

    @Slot()
    def _hide_from_audience(self) -> None:
        """What draws the maps anew is for the one at the keys."""
        self.search.setHidden(self._theme.is_presented)
        self.settings.setHidden(self._theme.is_presented)
        self.export.setHidden(self._theme.is_presented)

    def sizeHint(self) -> QSize:
        return QSize(self._widths_px[-1], super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widths_px[0], super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_as_many_words_as_fit()

    def _measure(self) -> None:
        """How wide the line is with and without words: it follows from the type, not from what is shown."""
        self._widths_px = [self._width_with(count) for count in range(len(self._worded) + 1)]
        self.updateGeometry()
        self._show_as_many_words_as_fit()

    def _width_with(self, words: int) -> int:
        self._show_words(words)
        return super().sizeHint().width()

    def _show_as_many_words_as_fit(self) -> None:
        self._show_words(sum(self.width() >= width_px for width_px in self._widths_px[1:]))

    def _show_words(self, words: int) -> None:
        """Beside so many of the icons."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for number, button in enumerate(self._worded):
            button.setToolButtonStyle(beside if number < words else alone)

    @Slot()
    def show_state(self) -> None:
        """What can be asked now."""
        can_ask = self._evaluation_requests.can_ask
        self.add.setEnabled(can_ask and bool(self._space.umaps))
        self.knobs.draw.setEnabled(can_ask)
        self.export.setEnabled(self._experiment.is_whole)
        for tool in (self.lasso, self.search, self.method):
            tool.setEnabled(bool(self._space.maps))
        self.method.setCurrentIndex(int(self._space.shows_planes))

    @Slot()
    def _seek(self) -> None:
        self.sought.emit(int(self.search.text()))

    @Slot(int)
    def _choose_method(self, place: int) -> None:
        self._space.show_planes(bool(self.method.itemData(place)))

    @Slot()
    def _draw(self) -> None:
        self.menu.close()
        self._evaluation_requests.compute_maps()


def _worded(button: ToolButton) -> ToolButton:
    """Its name can stand beside its icon."""
    button.setText(button.accessibleName())
    return button
