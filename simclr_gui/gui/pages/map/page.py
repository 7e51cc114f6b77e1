"""The Map page: the same pictures laid out by SimCLR and by PCA, each with its score; hover links them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.card import Card, Page, Prompted, label
from simclr_gui.gui.parts.picture import Picture
from simclr_gui.gui.wording import features_name
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.feature_space import FeatureSpace

PICTURE_SIDE_PX, SIDE_WIDTH_PX = 128, 164
KINDS = ("simclr", "pca")


class MapPage(Page):
    """Signals: start_wished() from the page that has nothing to show yet."""

    start_wished = Signal()

    def __init__(
        self, experiment: Experiment, space: FeatureSpace, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space = experiment, space
        self._cards = {kind: _MapCard(kind, theme) for kind in KINDS}
        self._picture = Picture(PICTURE_SIDE_PX)
        self._class = label("", "title")
        self._index = label("", "caption")
        self._index.setWordWrap(True)
        self._legend, self._legend_card = Legend(), Card()
        self._prompted = Prompted(
            self._content(),
            self.tr(
                "Every test picture becomes a point; pictures that look alike to the network lie together. "
                "On the left as SimCLR sees them, on the right as their raw pixels (PCA) do."
            ),
            self.tr("Start training"),
        )
        self._prompted.wished.connect(self.start_wished)
        self.body.addWidget(self._prompted, 1)
        space.pictures_changed.connect(self._show_pictures)
        space.map_changed.connect(self._show_map)
        space.pointed.connect(self._show_pointed)
        experiment.result_changed.connect(self._show_scores)
        experiment.phase_changed.connect(self._show_scores)
        for card in self._cards.values():
            card.scatter.pointed.connect(space.point_at)
        self._show_pictures()

    def _content(self) -> QWidget:
        content = QWidget()
        maps = QHBoxLayout()
        maps.setSpacing(CARD_GAP - 4)
        for kind in KINDS:
            maps.addWidget(self._cards[kind], 1)
        side = Card(self.tr("Picture"))
        side.setFixedWidth(SIDE_WIDTH_PX)
        side.body.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        side.body.addWidget(self._class)
        side.body.addWidget(self._index)
        side.body.addStretch(1)
        maps.addWidget(side)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP - 4)
        column.addLayout(maps, 1)
        self._legend_card.body.addWidget(self._legend)
        column.addWidget(self._legend_card)
        return content

    @Slot()
    def _show_pictures(self) -> None:
        pictures = self._space.pictures
        self._prompted.show_content(pictures is not None)
        names = pictures.class_names if pictures else ()
        self._legend.show_classes(names)
        self._legend_card.setVisible(bool(names))
        for card in self._cards.values():
            card.scatter.show_pictures(pictures)
        self._show_pointed(-1)
        self._show_scores()

    @Slot(str)
    def _show_map(self, kind: str) -> None:
        if kind in self._cards:
            self._cards[kind].scatter.show_map(self._space.maps[kind])
        self._show_scores()

    @Slot()
    def _show_scores(self) -> None:
        for card in self._cards.values():
            card.show_words(self._experiment.result, self._space)
        self.sentence.setText(self._sentence())

    @Slot(int)
    def _show_pointed(self, point: int) -> None:
        pictures = self._space.pictures
        for card in self._cards.values():
            card.scatter.ring(point)
        if pictures is None or point < 0:
            self._picture.show_pixels(None)
            self._class.setText("")
            self._index.setText(self.tr("Point at a dot: the same picture lights up in both maps."))
            return
        name = pictures.class_names[pictures.labels[point]] if pictures.class_names else ""
        self._picture.show_pixels(pictures.pictures[point], name)
        self._class.setText(name)
        self._index.setText(self.tr("Test picture {number}").format(number=int(pictures.image_index[point]) + 1))

    def _sentence(self) -> str:
        result, space = self._experiment.result, self._space
        if space.pictures is None:
            if self._experiment.phase.is_busy:
                return self.tr("The maps are drawn when the training is over.")
            return self.tr("After training, the pictures are laid out here by what the network makes of them.")
        if any(drawn.method == "pca" for drawn in space.maps.values()) and self._experiment.phase is Phase.MAPPING:
            return self.tr("A first sketch by two principal components; the maps are being drawn…")
        if not space.pictures.class_names:
            return self.tr("Pictures that lie together look alike to the network. Nobody told it any classes.")
        if result is None:
            return self.tr("Colours are the classes, which nobody told the network.")
        return self.tr(
            "Colours are the classes, which nobody told the network. From SimCLR's features "
            "{simclr:.0f} % of unseen pictures are recognised, from PCA's {pca:.0f} %."
        ).format(simclr=100 * result["simclr"]["linear"], pca=100 * result["pca"]["linear"])


class _MapCard(Card):
    """A map under its name, with its scores below."""

    def __init__(self, kind: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(features_name(kind), parent)
        self._kind = kind
        self.scatter = Scatter(theme)
        self.scatter.setAccessibleName(self.tr("Map of {features} features").format(features=features_name(kind)))
        self._words = label("", "caption")
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(34)
        self.body.addWidget(self.scatter, 1)
        self.body.addWidget(self._words)

    def show_words(self, result: dict[str, dict[str, float]] | None, space: FeatureSpace) -> None:
        parts = []
        if result is not None:
            scores = result[self._kind]
            parts.append(
                self.tr("Recognises {linear:.1f} % (linear evaluation), {knn:.1f} % (kNN).").format(
                    linear=100 * scores["linear"], knn=100 * scores["knn"]
                )
            )
        drawn = space.maps.get(self._kind)
        if drawn is not None:
            method = self.tr("UMAP") if drawn.method == "umap" else self.tr("Two principal components")
            parts.append(
                self.tr("{method}; {kept:.0f} % of nearest neighbours kept.").format(
                    method=method, kept=100 * drawn.neighbours_kept
                )
            )
        self._words.setText(" ".join(parts))
