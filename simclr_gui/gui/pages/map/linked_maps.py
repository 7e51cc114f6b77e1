"""The maps side by side, linked: what is pointed at, clicked or circled in one lights up in all."""

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import ImagesChosen, MapComputed, Pixels
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.colouring import BY_CLASS
from simclr_gui.gui.pages.map.map_card import MapCard
from simclr_gui.gui.pages.map.map_words import map_words
from simclr_gui.gui.words.experiment import colour_words, is_colour_experiment
from simclr_gui.gui.words.names import features_name
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.other_run import OtherMap
from simclr_gui.state.selection import Selection


class LinkedMaps(QObject):
    """SimCLR, the untrained network or another run, and PCA; whoever lays them out takes `all_cards`.

    Signals:
        pointed(int), clicked(int), lassoed(object): what a person does on any of them, by the places of images.
    """

    pointed = Signal(int)
    clicked = Signal(int)
    lassoed = Signal(object)

    def __init__(
        self,
        experiment: Experiment,
        space: FeatureSpace,
        selection: Selection,
        other: OtherMap,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._selection, self._other = experiment, space, selection, other
        self._colouring = BY_CLASS
        titles = {kind: features_name(kind) for kind in KINDS} | {"untrained": self.tr("Untrained network")}
        self.cards = {kind: MapCard(title, theme) for kind, title in titles.items()}
        self.other_card = MapCard("", theme)
        for card in self.all_cards:
            card.scatter.pointed.connect(self.pointed)
            card.scatter.clicked.connect(self.clicked)
            card.scatter.lassoed.connect(self.lassoed)

    @property
    def all_cards(self) -> tuple[MapCard, ...]:
        """From left to right."""
        return self.cards["simclr"], self.cards["untrained"], self.other_card, self.cards["pca"]

    @property
    def cards_with_points(self) -> tuple[MapCard, ...]:
        """All but the other run's where it shows nothing."""
        return tuple(card for card in self.all_cards if card is not self.other_card or not card.isHidden())

    @property
    def is_comparable(self) -> bool:
        """Whether the other run's map is of the very same images."""
        ours, theirs = self._space.images, self._other.space.images
        return ours is not None and theirs is not None and _are_the_same(ours, theirs)

    def show_all(self) -> None:
        """A window that is made anew shows what is known."""
        for kind in self.cards:
            self.show_map(kind)
        self.show_step()
        self.show_hidden()
        self.show_selected()

    def show_images(self) -> None:
        """The images of this run, and the other run's map where it is of the same."""
        for card in self.cards.values():
            card.scatter.show_images(self._space.images)
        self.show_other()

    @Slot(str)
    def show_map(self, kind: str) -> None:
        """A map as it is now; SimCLR's stays where an earlier step is looked at."""
        if kind == "simclr" and self._space.moment is not None:
            return
        if kind in self.cards and kind in self._space.maps:
            self.cards[kind].scatter.show_map(self._space.maps[kind])
        self.show_scores()

    def show_step(self) -> None:
        """SimCLR's map as it was, or as it is."""
        moment = self._space.kept_steps.get(self._space.moment) if self._space.moment is not None else None
        if moment is not None:
            drawn = MapComputed("simclr", "umap", moment.coordinates, moment.neighbours_kept)
            now = self._space.maps.get("simclr")  # turned as it is, so that from moment to moment only points move
            self.cards["simclr"].scatter.show_map(drawn, None if now is None else now.coordinates)
        elif "simclr" in self._space.maps:
            self.cards["simclr"].scatter.show_map(self._space.maps["simclr"])
        self.show_query_marker()
        self.show_scores()

    def show_other(self) -> None:
        """The other run's map takes the untrained network's place, where it is of the very same images."""
        drawn = self._other.space.maps.get("simclr")
        is_shown = drawn is not None and self.is_comparable
        self.other_card.setVisible(is_shown)
        self.cards["untrained"].setVisible(not is_shown)
        self._name_maps(is_shown=is_shown)
        self.other_card.scatter.show_images(self._space.images if is_shown else None)
        if is_shown and drawn is not None:
            self.other_card.scatter.show_map(drawn)
        self.show_hidden()
        self.show_selected()
        self.show_scores()

    def _name_maps(self, *, is_shown: bool) -> None:
        """Two halves of the colour experiment are called after what they differ in."""
        other = self._other.config if is_shown else None
        if other is None:
            names = (self.tr("Imported encoder") if self._space.is_imported else features_name("simclr"), "")
        elif is_colour_experiment(self._experiment.active_config, other):
            names = (colour_words(self._experiment.active_config), colour_words(other))
        else:
            names = (self._name_of_this(), self._name_of_other())
        self.cards["simclr"].name(names[0])
        self.other_card.name(names[1])

    def _name_of_this(self) -> str:
        return self.tr("Imported encoder, this one") if self._space.is_imported else self.tr("SimCLR, this run")

    def _name_of_other(self) -> str:
        is_imported = self._other.space.is_imported
        return self.tr("Imported encoder, the other one") if is_imported else self.tr("SimCLR, the other run")

    @Slot()
    def show_scores(self) -> None:
        """What each map's features are worth, below it."""
        result, other, space = self._experiment.result, self._other, self._space
        for kind, card in self.cards.items():
            drawn = space.maps.get(kind)
            if kind == "simclr" and space.moment is not None:
                card.show_step(space.moment, space.kept_steps[space.moment].neighbours_kept)
            else:
                is_coming = self._experiment.phase.is_busy and space.images is not None
                card.show_words(result.scores(kind) if result else None, drawn, is_coming=is_coming)
        self.other_card.show_words(other.result.simclr if other.result else None, other.space.maps.get("simclr"))
        self._describe()

    def _told_as(self, kind: str) -> str:
        return "imported" if kind == "simclr" and self._space.is_imported else kind

    def _describe(self) -> None:
        """To those who cannot see them, what the maps hold."""
        for kind, card in (*self.cards.items(), ("other", self.other_card)):
            images = self._space.images if card.scatter.dots.are_placed else None
            card.scatter.describe(map_words(images, self._told_as(kind), self._colouring, self._selection.hidden))

    def show_query_marker(self) -> None:
        """Where an image from outside lands on each map."""
        query_image = self._space.query_image
        for kind, card in self.cards.items():
            is_of_now = kind != "simclr" or self._space.moment is None  # nobody knows where it would have been
            placement = query_image.placements.get(kind) if query_image and is_of_now else None
            card.scatter.show_query_marker(
                placement.coordinates if placement else None, query_image.pixels if query_image else None
            )

    def show_selected(self) -> None:
        for card in self.cards_with_points:
            card.scatter.select(self._selection.selected)

    def show_hidden(self) -> None:
        for card in self.cards_with_points:
            card.scatter.show_only(self._selection.visible())
        self._describe()

    def set_colours(self, colours: Pixels, colouring: str) -> None:
        """Gives each point its colour; uint8, shape (count, 3), and what they are coloured by."""
        self._colouring = colouring
        for card in self.cards_with_points:
            card.scatter.set_colours(colours)
        self._describe()

    def ring(self, point: int) -> None:
        """Marks a point on all maps; none where it is below 0."""
        for card in self.all_cards:
            card.scatter.ring(point)

    @Slot(bool)
    def set_lassoing(self, lassoing: bool) -> None:
        for card in self.all_cards:
            card.scatter.set_lassoing(lassoing)


def _are_the_same(ours: ImagesChosen, theirs: ImagesChosen) -> bool:
    return ours.images.shape == theirs.images.shape and bool(np.array_equal(ours.images, theirs.images))
