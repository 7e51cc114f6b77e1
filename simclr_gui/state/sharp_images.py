"""The images of the maps that are looked at, as sharp as their files are; read one by one where the pointer rests."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from simclr_gui.engine.events import Event, ImagesChosen, Pixels, SharpImageRead
from simclr_gui.jobs import work
from simclr_gui.jobs.player import StreamRunner
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace

if TYPE_CHECKING:
    from simclr_gui.engine.experiments.sharp_test_images import SharpTestImages

REST_MS = 150  # while the pointer crosses a map, files are left alone
MOST_KEPT = 64


class SharpImages(QObject):
    """Looks into files only for a run that was trained on a folder of them.

    Attributes:
        runner: plays the reading of one file after the other.

    Signals:
        changed(): an image is sharper than it was.
        became_quiet(): nothing is being read.
    """

    changed = Signal()
    became_quiet = Signal()

    def __init__(self, experiment: Experiment, space: FeatureSpace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment, self._space = experiment, space
        self._is_closed = False
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST_MS)
        self.rest.timeout.connect(self.read_next)
        self.runner = StreamRunner(self)
        self.runner.played.connect(self._take)
        self.runner.emptied.connect(self._go_on)
        self._asked: tuple[ImagesChosen, int] | None = None
        self._forget()
        space.images_changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._wanted: list[int] = []
        self._known: dict[int, Pixels | None] = {}  # the latest looked at last
        self._files: list[SharpTestImages] = []  # at most one, made on the thread: it needs the engine

    @property
    def is_quiet(self) -> bool:
        return self.runner.is_empty

    def close(self) -> None:
        """Reads no further file."""
        self._is_closed = True

    def at(self, point: int) -> Pixels:
        """An image of the maps as sharp as it is known so far."""
        images, sharp = self._space.images, self._known.get(point)
        assert images is not None
        return images.images[point] if sharp is None else sharp

    def look_at(self, points: Sequence[int]) -> None:
        """Makes these images sharp, the first one first, unless others are looked at before the pointer rests."""
        if self._experiment.active_config.data.source != "folder" or list(points) == self._wanted:
            return
        self._wanted = list(points)
        for point in self._wanted:
            if point in self._known:
                self._known[point] = self._known.pop(point)
        self.rest.start()

    @Slot()
    def read_next(self) -> None:
        images, run_dir = self._space.images, self._experiment.run_dir
        point = next((point for point in self._wanted if point not in self._known), None)
        if self._is_closed or not self.runner.is_empty or point is None or images is None or run_dir is None:
            return
        self._keep(point, None)  # whatever comes of it, it is not asked for again
        self._asked = images, point
        files, number, like = self._files, int(images.image_index[point]), images.images[point]
        self.runner.play(lambda: _read(files, run_dir, number, like))

    def _keep(self, point: int, pixels: Pixels | None) -> None:
        self._known[point] = pixels
        if len(self._known) > MOST_KEPT:
            self._known.pop(next(iter(self._known)))

    @Slot(object)
    def _take(self, event: Event) -> None:
        """Other images may have come while this one was read."""
        if not isinstance(event, SharpImageRead) or self._asked is None or event.pixels is None:
            return
        images, point = self._asked
        if images is self._space.images:
            self._keep(point, event.pixels)
            self.changed.emit()

    @Slot()
    def _go_on(self) -> None:
        if not self.rest.isActive():
            self.read_next()
        if self.runner.is_empty:
            self.became_quiet.emit()


def _read(files: "list[SharpTestImages]", run_dir: Path, number: int, like: Pixels) -> Iterator[Event]:
    if not files:
        files.append(work.open_sharp_images(run_dir))
    yield from files[0].read(number, like)
