"""Two to eight runs beside each other: which ones, in which order and colours, and what is looked at of them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.comparison.compared import (
    FEWEST,
    MOST,
    ComparedRun,
    ImagesKnownByOne,
    MapOfRun,
    RunComparison,
    RunsCompared,
    letter,
)
from simclr_gui.engine.events import Event, ImagesChosen
from simclr_gui.engine.messages.sentences import said
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.compared_curves import ComparedCurves
from simclr_gui.state.compared_looks import ComparedLooks

RUNS, PAIR, MAPS = "runs", "pair", "maps"  # kinds of requests
Side = Literal["first", "second"]


class Comparison(QObject):
    """Reads on a thread, the newest request first; what is read of runs that are no longer chosen is forgotten.

    Attributes:
        paths: the chosen runs, in order.
        colours: of each run its place among the colours; it keeps it whatever becomes of the others.
        hidden: runs whose eye is shut: their curves are not drawn.
        compared: None while it is being read, and where fewer than two runs are chosen.
        failure: why the runs cannot be compared.
        pair: the two runs whose images are looked at; None where there are none.
        known: what each of the pair recognises and the other mistakes; None while nobody knows.
        refusal: why that cannot be said; empty where it can.
        chosen_class: None for all of them; `chosen_side`: whose images are looked at.
        images: those of the maps; `maps`: of each run its map.
        curves, looks: owners of what they are called after.

    Signals:
        runs_changed(): `paths`, `colours` or `hidden` are others.
        compared_changed(): `compared` or `failure` is new.
        pair_changed(): `pair`, `known`, `chosen_class` or `chosen_side` is another.
        maps_changed(): `images` or `maps` are new.
        pointed(int): an image of the maps is pointed at, -1 for none.
        failed(object): a Failure.
        became_quiet(): nothing is being read.
    """

    runs_changed = Signal()
    compared_changed = Signal()
    pair_changed = Signal()
    maps_changed = Signal()
    pointed = Signal(int)
    failed = Signal(object)
    became_quiet = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self.colours: dict[Path, int] = {}
        self.hidden: frozenset[Path] = frozenset()
        self.compared: RunComparison | None = None
        self.failure: Failure | None = None
        self.pair: tuple[Path, Path] | None = None
        self.known: ImagesKnownByOne | None = None
        self.refusal = ""
        self.chosen_class: int | None = None
        self.chosen_side: Side = "first"
        self.images: ImagesChosen | None = None
        self.maps: dict[Path, MapOfRun] = {}
        self.curves = ComparedCurves(self)
        self.looks = ComparedLooks(self)
        self._requests = RequestQueue(self, lets_window_paint=True)
        self._requests.played.connect(self._take)
        self._requests.failed.connect(self._fail)
        self._is_watched = False
        for part in (self._requests, self.curves, self.looks):
            part.became_quiet.connect(self._become_quiet)
        self.curves.ended.connect(self.refresh)
        self.looks.failed.connect(self.failed)

    @property
    def is_quiet(self) -> bool:
        return self._requests.is_quiet and self.curves.is_quiet and self.looks.is_quiet

    def close(self) -> None:
        """Reads no further."""
        self._requests.close()
        self._requests.leave()
        self.curves.close()
        self.looks.close()

    def set_watched(self, is_watched: bool) -> None:
        """Whether somebody looks: for nobody no run is followed, and no network is kept."""
        self._is_watched = is_watched
        self.curves.set_watched(is_watched)
        self.looks.set_watched(is_watched)

    # which runs

    def compare(self, paths: Sequence[Path]) -> None:
        """Puts these runs beside each other, instead of those that were; the first eight of more."""
        wanted = list(dict.fromkeys(path.absolute() for path in paths))
        if len(wanted) > MOST:
            sentence = said("Only the first {most} are compared.", most=MOST)
            self.failed.emit(Failure(sentence, ""))
        self._choose(wanted[:MOST])

    def add(self, path: Path) -> None:
        """One more, after the others, as far as there is room."""
        if path.absolute() not in self.paths and self.has_room:
            self._choose([*self.paths, path.absolute()])

    def remove(self, path: Path) -> None:
        self._choose([each for each in self.paths if each != path])

    def move(self, path: Path, by: int) -> None:
        """So many places further to the right; at the end it stays."""
        place = self.paths.index(path)
        others = [each for each in self.paths if each != path]
        to = min(max(0, place + by), len(others))
        if to != place:
            self._choose([*others[:to], path, *others[to:]])

    @property
    def has_room(self) -> bool:
        return len(self.paths) < MOST

    def toggle_eye(self, path: Path) -> None:
        """Hides the curves of a run, or shows them again."""
        self.hidden = self.hidden ^ {path}
        self.runs_changed.emit()

    def run(self, path: Path) -> ComparedRun | None:
        """What is known of one of the runs."""
        runs = self.compared.runs if self.compared is not None else ()
        return next((run for run in runs if run.path == path), None)

    def letter(self, path: Path) -> str:
        """A for the first."""
        return letter(self.paths.index(path))

    def _choose(self, paths: list[Path]) -> None:
        if paths == self.paths:
            self.refresh()
            return
        self.paths = paths
        self.colours = {path: place for path, place in self.colours.items() if path in paths}
        for path in paths:
            if path not in self.colours:
                self.colours[path] = min(set(range(MOST)) - set(self.colours.values()))
        self.hidden &= set(paths)
        self.compared, self.failure = None, None
        if self.pair is not None and not set(self.pair) <= set(paths):
            self.pair, self.known, self.refusal = None, None, ""
        self._requests.clear()
        self._requests.leave()
        self.curves.follow(paths)
        self.runs_changed.emit()
        self.compared_changed.emit()
        self.pair_changed.emit()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Reads anew what the folders of the runs hold, and their curves on from where they were read."""
        self.curves.look_again()
        paths = tuple(self.paths)
        if len(paths) >= FEWEST:
            self._request(RUNS, lambda: work.compare_runs(paths))
            self._request(MAPS, lambda: work.read_maps_of_same_images(paths))
        else:
            self.images, self.maps = None, {}
            self.looks.look_at(())
            self.maps_changed.emit()

    # the images that one of two knows

    def choose_pair(self, first: Path, second: Path) -> None:
        """Looks at the images that one of these recognises and the other mistakes.

        A run that is no longer compared may still stand in a box whose turn to be filled has not come.
        """
        are_compared = {first, second} <= set(self.paths)
        if are_compared and first != second and (first, second) != self.pair:
            self.pair, self.known, self.refusal, self.chosen_class = (first, second), None, "", None
            self.pair_changed.emit()
            self._ask_for_images()

    def choose_class(self, label: int | None, side: Side) -> None:
        """Looks at the images of one class, or of all, that the first or the second of the pair alone recognises."""
        if (label, side) != (self.chosen_class, self.chosen_side):
            self.chosen_class, self.chosen_side = label, side
            self.pair_changed.emit()

    def places(self) -> list[int]:
        """Of the images that are looked at, among the test images."""
        if self.known is None:
            return []
        places = self.known.only_first if self.chosen_side == "first" else self.known.only_second
        if self.chosen_class is not None:
            places = places[self.known.labels[places] == self.chosen_class]
        return [int(place) for place in places]

    def point_at(self, point: int) -> None:
        """Points at one image in all maps, -1 at none."""
        self.pointed.emit(point)

    def _ask_for_images(self) -> None:
        if self.pair is not None:
            first, second = self.pair
            self._request(PAIR, lambda: work.find_images_known_by_one(first, second))

    # what comes

    def _request(self, kind: str, make_events: Callable[[], Iterator[Event]]) -> None:
        self._requests.request(kind, make_events)

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case RunsCompared():
                self._show(event.comparison)
            case ImagesKnownByOne() if (event.first, event.second) == self.pair:
                self.known, self.refusal = event, ""
                self.pair_changed.emit()
            case ImagesChosen():
                self.images = event
                self.maps = {path: read for path, read in self.maps.items() if read.drawn is None}
                self.maps_changed.emit()
            case MapOfRun():
                self.maps[event.path] = event
                self.maps_changed.emit()

    def _show(self, comparison: RunComparison) -> None:
        if [run.path for run in comparison.runs] != self.paths:
            return  # others were chosen meanwhile
        self.compared, self.failure = comparison, None
        self.looks.look_at(comparison.runs)
        self.compared_changed.emit()
        if self.pair is None:
            self._choose_first_pair()
        else:
            self._ask_for_images()

    def _choose_first_pair(self) -> None:
        """The first two that can be compared, else the first two."""
        assert self.compared is not None
        runs, pairs = self.compared.runs, self.compared.pairs
        pair = next((pair for pair in pairs if not pair.refusal), pairs[0])
        self.choose_pair(runs[pair.first].path, runs[pair.second].path)

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        match self._requests.kind:
            case "runs":
                self.compared, self.failure = None, failure
                self.compared_changed.emit()
            case "pair":
                self.known, self.refusal = None, failure.sentence
                self.pair_changed.emit()
            case _:
                self.failed.emit(failure)

    @Slot()
    def _become_quiet(self) -> None:
        if self.is_quiet:
            self.became_quiet.emit()
