"""The Map page: the same pictures laid out by SimCLR and by PCA, and by another run; pointing links them."""

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from simclr_gui.engine.config import TrainingConfig, differing_settings
from simclr_gui.engine.events import PicturesChosen
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.pages.map.colouring import BY_CLASS, OWN
from simclr_gui.gui.pages.map.legend import Legend
from simclr_gui.gui.pages.map.map_card import MapCard
from simclr_gui.gui.pages.map.mistakes import MistakesView
from simclr_gui.gui.parts.card import Card, Page, Prompted, label, row
from simclr_gui.gui.parts.picture import Picture
from simclr_gui.gui.parts.run_box import RunBox
from simclr_gui.gui.wording import features_name
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.judgement import Judgement
from simclr_gui.state.other_run import OtherMap
from simclr_gui.state.run_library import RunLibrary

PICTURE_SIDE_PX, SIDE_WIDTH_PX = 128, 164
KINDS = ("simclr", "pca")
MOST_DIFFERENCES = 3
MISTAKES_TAB = 1


class MapPage(Page):
    """Signals: start_wished() from the page that has nothing to show yet."""

    start_wished = Signal()

    def __init__(
        self,
        experiment: Experiment,
        space: FeatureSpace,
        judgement: Judgement,
        other: OtherMap,
        library: RunLibrary,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._other, self._judgement = experiment, space, other, judgement
        self._theme = theme
        self.mistakes: MistakesView | None = None  # made when it is first asked for: the window must show quickly
        self.cards = {kind: MapCard(features_name(kind), theme) for kind in KINDS}
        self.other_card = MapCard(self.tr("SimCLR, the other run"), theme)
        self.other_box = RunBox(other, library, self.tr("beside no other run"), self.tr("An earlier run's map beside"))
        self._picture = Picture(PICTURE_SIDE_PX)
        self._class = label("", "title")
        self._index = label("", "caption")
        self._index.setWordWrap(True)
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
        other.changed.connect(self._show_other)
        judgement.changed.connect(self._show_scores)
        experiment.result_changed.connect(self._show_scores)
        experiment.phase_changed.connect(self._show_scores)
        for card in self._all_cards():
            card.scatter.pointed.connect(space.point_at)
        self._show_pictures()

    def _content(self) -> QWidget:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("Maps"))
        self.tabs.addTab(self.tr("Mistakes"))
        self.tabs.setTabToolTip(MISTAKES_TAB, self.tr("What was taken for what, and the hardest pictures"))
        self.tabs.currentChanged.connect(self._show_tab)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_maps())
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        return content

    @Slot(int)
    def _show_tab(self, tab: int) -> None:
        if tab == MISTAKES_TAB and self.mistakes is None:
            self.mistakes = MistakesView(self._judgement, self._space, self._theme)
            self._stack.addWidget(self.mistakes)
        self._stack.setCurrentIndex(tab)
        self.sentence.setText(self._sentence())

    def _make_maps(self) -> QWidget:
        content = QWidget()
        maps = QHBoxLayout()
        maps.setSpacing(CARD_GAP - 4)
        for card in self._all_cards():
            maps.addWidget(card, 1)
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
        column.addWidget(self._make_choices())
        return content

    def _make_choices(self) -> Card:
        """The classes, how dots are coloured, and the run beside."""
        self._legend = Legend()
        self.colouring = QComboBox()
        self.colouring.setAccessibleName(self.tr("Colours of the dots"))
        self.colouring.addItem(self.tr("coloured by class"), BY_CLASS)
        self.colouring.addItem(self.tr("in the picture's own colour"), OWN)
        self.colouring.currentIndexChanged.connect(self._colour)
        line = row(self._legend, self.colouring, self.other_box, spacing=CARD_GAP)
        line.setStretch(0, 1)
        card = Card()
        card.body.addLayout(line)
        return card

    def _all_cards(self) -> tuple[MapCard, ...]:
        return self.cards["simclr"], self.other_card, self.cards["pca"]

    @Slot()
    def _show_pictures(self) -> None:
        pictures = self._space.pictures
        self._prompted.show_content(pictures is not None)
        self._legend.show_classes(pictures.class_names if pictures else ())
        for card in self.cards.values():
            card.scatter.show_pictures(pictures)
        self._show_other()
        self._show_pointed(-1)

    @Slot(str)
    def _show_map(self, kind: str) -> None:
        if kind in self.cards:
            self.cards[kind].scatter.show_map(self._space.maps[kind])
        self._show_scores()

    @Slot()
    def _show_other(self) -> None:
        """The other run's map, where there is one of the very same pictures: else nothing would be linked."""
        drawn = self._other.space.maps.get("simclr")
        is_shown = drawn is not None and self._is_comparable
        self.other_card.setVisible(is_shown)
        self.cards["simclr"].title.setText(self.tr("SimCLR, this run") if is_shown else features_name("simclr"))
        self.other_card.scatter.show_pictures(self._space.pictures if is_shown else None)
        if is_shown and drawn is not None:
            self.other_card.scatter.show_map(drawn)
        self._show_scores()

    @property
    def _is_comparable(self) -> bool:
        ours, theirs = self._space.pictures, self._other.space.pictures
        return ours is not None and theirs is not None and _are_the_same(ours, theirs)

    @Slot()
    def show_own_colours(self) -> None:
        """Gives every dot its picture's colour."""
        self.colouring.setCurrentIndex(self.colouring.findData(OWN))

    @Slot()
    def _colour(self) -> None:
        colouring = self.colouring.currentData()
        self._legend.set_coloured(colouring == BY_CLASS)
        for card in self._all_cards():
            card.scatter.colour_by(colouring)

    @Slot()
    def _show_scores(self) -> None:
        result, other = self._experiment.result, self._other
        for kind, card in self.cards.items():
            card.show_words(result[kind] if result else None, self._space.maps.get(kind))
        self.other_card.show_words(other.result["simclr"] if other.result else None, other.space.maps.get("simclr"))
        self.sentence.setText(self._sentence())

    @Slot(int)
    def _show_pointed(self, point: int) -> None:
        pictures = self._space.pictures
        for card in self._all_cards():
            card.scatter.ring(point)
        if pictures is None or point < 0:
            self._picture.show_pixels(None)
            self._class.setText("")
            self._index.setText(self.tr("Point at a dot: the same picture lights up in every map."))
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
        if self.tabs.currentIndex() == MISTAKES_TAB:
            return self._mistakes()
        if self._other.run_dir is not None:
            return self._comparison()
        if not space.pictures.class_names:
            return self.tr("Pictures that lie together look alike to the network. Nobody told it any classes.")
        if result is None:
            return self.tr("Colours are the classes, which nobody told the network.")
        return self.tr(
            "Colours are the classes, which nobody told the network. From SimCLR's features "
            "{simclr:.0f} % of unseen pictures are recognised, from PCA's {pca:.0f} %."
        ).format(simclr=100 * result["simclr"]["linear"], pca=100 * result["pca"]["linear"])

    def _mistakes(self) -> str:
        guessed = self._judgement.guessed
        if guessed is None:
            return self.tr("Mistakes can be told only of pictures with classes, after an evaluation.")
        wrong = int((guessed.labels != guessed.guesses).sum())
        return self.tr(
            "{wrong:,} of {count:,} test pictures were taken for another class. Click a number to see them."
        ).format(wrong=wrong, count=len(guessed.labels))

    def _comparison(self) -> str:
        """What the two runs differ in."""
        config = self._other.config
        if not self._is_comparable or config is None:
            return self.tr("The other run has no map of these pictures, so it cannot be seen beside this one.")
        result, theirs = self._experiment.result, self._other.result
        scores = (
            self.tr("Recognised: {ours:.0f} %; in the other run {theirs:.0f} %.").format(
                ours=100 * result["simclr"]["linear"], theirs=100 * theirs["simclr"]["linear"]
            )
            if result and theirs
            else ""
        )
        return f"{scores} {self._differences(config)}".strip()

    def _differences(self, other: TrainingConfig) -> str:
        differences = differing_settings(self._experiment.config_in_hand, other)
        if not differences:
            return self.tr("Both runs were made with the same settings.")
        words = [
            self.tr("{title} {here} (there {there})").format(title=title, here=_plain(here), there=_plain(there))
            for title, here, there in differences[:MOST_DIFFERENCES]
        ]
        if len(differences) > MOST_DIFFERENCES:
            words.append(self.tr("{count} more").format(count=len(differences) - MOST_DIFFERENCES))
        return self.tr("Different: {words}.").format(words=", ".join(words))


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _are_the_same(ours: PicturesChosen, theirs: PicturesChosen) -> bool:
    return ours.pictures.shape == theirs.pictures.shape and bool(np.array_equal(ours.pictures, theirs.pictures))
