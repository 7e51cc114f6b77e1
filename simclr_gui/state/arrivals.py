"""What is dropped on the window or pasted into it: what becomes of it, or why it cannot, and the image that waits."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from simclr_gui.engine.datasets.folder.naming import IMAGE_ENDINGS, ending_of, is_archive
from simclr_gui.engine.exchange.foreign_kind import is_foreign
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.run_archive import holds_run
from simclr_gui.engine.storage.files import is_file
from simclr_gui.jobs.player import Failure
from simclr_gui.state.evaluation_requests import EvaluationRequests
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.feature_space import FeatureSpace

ENTRIES_LOOKED_AT = 20


class Fate(Enum):
    """What becomes of it."""

    MAP = "a place on the map"
    LATER = "a place on the map, as soon as there is one"
    VIEWS = "the image that Views looks at"
    DATA = "the images of the next run"
    RUN = "the run that is shown"
    ARCHIVE = "a run that is unpacked, then shown"
    ENCODER = "an encoder that may be imported"
    RUNS = "a folder whose runs are listed"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Brought:
    """What came.

    Attributes:
        files: files and folders of this machine.
        read: answers the content of an image that is no file here; None where there is none.
        is_link: whether it only says where something lies in the network.
        is_pasted: whether it comes from the clipboard.
    """

    files: tuple[Path, ...] = ()
    read: Callable[[], bytes] | None = None
    is_link: bool = False
    is_pasted: bool = False


@dataclass(frozen=True)
class Arrival:
    """What is to be done with it.

    Attributes:
        sign: what is said while it hovers over the window.
        path: the file or folder that it is about, None where there is none.
        told: what is said when it has come; None where what happens says it all.
    """

    fate: Fate
    sign: Sentence
    path: Path | None = None
    told: Failure | None = None


class Arrivals(QObject):
    """Judges what comes; an image that cannot be placed yet waits, and is placed when there are maps.

    Signals:
        waiting_changed(): an image waits, or none does any more.
        placed_late(): the image that has waited is on the map.
    """

    waiting_changed = Signal()
    placed_late = Signal()

    def __init__(
        self,
        experiment: Experiment,
        space: FeatureSpace,
        evaluation_requests: EvaluationRequests,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._experiment, self._space, self._evaluation_requests = experiment, space, evaluation_requests
        self._waiting: Path | bytes | None = None
        self._is_late = False
        self._soon = QTimer(self)  # whatever ends may be followed at once by something else, which goes first
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._place_what_waits)
        experiment.phase_changed.connect(self._look_again)
        space.map_changed.connect(self._look_again)
        space.placed.connect(self._tell_of_late)

    @property
    def is_waiting(self) -> bool:
        return self._waiting is not None

    @property
    def _has_maps(self) -> bool:
        """Those of the run; what is seen while it trains is none."""
        return bool(self._space.umaps) and self._space.live_step is None

    @property
    def _can_place(self) -> bool:
        return self._evaluation_requests.can_ask and self._has_maps

    def place(self, image: Path | bytes) -> None:
        """Puts an image on the map, a file or the content of one; at once, or when that can be done."""
        self._is_late = False
        can_place = self._can_place
        self._keep(None if can_place else image)
        if can_place:
            self._evaluation_requests.place(image)

    def assess(self, brought: Brought, *, on_views: bool = False) -> Arrival:
        """What becomes of it now.

        Args:
            on_views: whether it is dropped on the page that looks at one image.
        """
        images = [file for file in brought.files if ending_of(file.name) in IMAGE_ENDINGS]
        if images and not _is_folder(images[0]):
            return self._of_file(images[0], len(images), on_views=on_views)
        if brought.files:
            return self._of_place(brought.files[0], on_views=on_views)
        if brought.read is not None:
            return self._of_image(None)
        return Arrival(Fate.NOTHING, said("There is no image in this"), told=_no_image(brought))

    def _of_place(self, path: Path, *, on_views: bool) -> Arrival:
        if is_foreign(path) and not _is_run(path):
            return self._of_encoder(path)
        if not _is_folder(path) and not is_archive(path):
            if not ending_of(path.name):  # what has no ending tells by its content what it is
                return self._of_file(path, 1, on_views=on_views)
            told = Failure(said("{name} is not an image.", name=path.name), TAKEN)
            return Arrival(Fate.NOTHING, said("This is not an image"), told=told)
        is_packed = not _is_folder(path) and holds_run(path)
        is_run = is_packed or _is_run(path)
        if not is_run and _holds_runs(path):
            return Arrival(Fate.RUNS, said("Drop to list these runs"), path)
        if self._experiment.phase.is_busy:
            told = Failure("Other images cannot be chosen while something is running.", WHEN_BUSY)
            if is_run:
                told = Failure("Another run cannot be opened while something is running.", WHEN_BUSY)
            return Arrival(Fate.NOTHING, said("Not while something is running"), told=told)
        if is_packed:
            return Arrival(Fate.ARCHIVE, said("Drop to open the run in this archive"), path)
        if is_run:
            return Arrival(Fate.RUN, said("Drop to open this run"), path)
        return Arrival(Fate.DATA, said("Drop to learn from these images"), path)

    def _of_encoder(self, path: Path) -> Arrival:
        if self._experiment.phase.is_busy:
            told = Failure("An encoder cannot be imported while something is running.", WHEN_BUSY)
            return Arrival(Fate.NOTHING, said("Not while something is running"), told=told)
        return Arrival(Fate.ENCODER, said("Drop to import this encoder"), path)

    def _of_file(self, file: Path, count: int, *, on_views: bool) -> Arrival:
        if on_views:
            return Arrival(Fate.VIEWS, said("Drop to see views of this image"), file)
        return self._of_image(file, count)

    def _of_image(self, file: Path | None, count: int = 1) -> Arrival:
        if not self._can_place:
            return Arrival(Fate.LATER, said("Drop to place it on the map later"), file, self._why_later())
        if count > 1:
            return Arrival(Fate.MAP, said("Drop to place the first of these images on the map"), file)
        return Arrival(Fate.MAP, said("Drop to place it on the map"), file)

    def _why_later(self) -> Failure:
        experiment = self._experiment
        if experiment.phase is Phase.OPENING or (experiment.phase.is_busy and self._has_maps):
            return Failure("Your image will be placed on the map in a moment.", "Something else is being done first.")
        if experiment.phase in (Phase.EVALUATING, Phase.MAPPING):
            return Failure("Your image will be placed when the maps are drawn.", "Nothing else has to be done.")
        if experiment.phase.is_busy:
            return Failure(
                "Your image will be placed on the map when the training is over.",
                "It waits until the maps are drawn; nothing else has to be done.",
            )
        if experiment.run is None:
            return Failure(
                "There is no map yet, as nothing is trained.", "Train first, then your image finds its place."
            )
        return Failure(
            "This run has no maps yet, so your image cannot be placed.",
            "Draw the maps, then your image finds its place.",
            proposals=(Proposal("Draw the maps", draws_maps=True),),
        )

    def _keep(self, image: Path | bytes | None) -> None:
        was_waiting = self.is_waiting
        self._waiting = image
        if self.is_waiting is not was_waiting:
            self.waiting_changed.emit()

    @Slot()
    def _look_again(self) -> None:
        if self.is_waiting:
            self._soon.start()

    @Slot()
    def _place_what_waits(self) -> None:
        image = self._waiting
        if image is not None and self._can_place:
            self.place(image)
            self._is_late = True

    @Slot()
    def _tell_of_late(self) -> None:
        if self._is_late and self._space.query_image is not None:
            self._is_late = False
            self.placed_late.emit()


TAKEN = said("Use an image, a folder, zip or tar of images, or a file with an encoder.")
WHEN_BUSY = said("Wait until it has finished, or press Stop.")


def _no_image(brought: Brought) -> Failure:
    if brought.is_link:  # nothing is fetched from the network unless somebody asks for it
        return Failure("This is only a link to an image.", "Copy the image itself in the browser, then paste it here.")
    if brought.is_pasted:
        return Failure("There is no image in the clipboard.", "Copy an image first, then paste it here.")
    return Failure("There is no image in what was dropped.", TAKEN)


def _is_run(path: Path) -> bool:
    """Whether a training has left its settings and its traces there."""
    folder = RunFolder(path)
    try:
        return is_file(folder.config_file) and (not folder.is_new or folder.is_imported)
    except UserError:
        return False  # closed to us


def _holds_runs(path: Path) -> bool:
    """Whether one of the first folders in it is a run: of a folder of images no more is looked at while it hovers."""
    try:
        with os.scandir(path) as entries:
            return any(entry.is_dir() and _is_run(Path(entry.path)) for entry in islice(entries, ENTRIES_LOOKED_AT))
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # closed to us, or a name that no system takes
