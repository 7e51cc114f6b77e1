"""The augmentation lab: the image under the glass, and the views that the next run's settings draw of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event, ViewsInspected
from simclr_gui.jobs import work
from simclr_gui.jobs.player import Failure
from simclr_gui.jobs.requests import RequestQueue
from simclr_gui.state.experiment import Experiment

if TYPE_CHECKING:
    from simclr_gui.engine.augmentation.preview import AugmentationPreview

VIEWS = "views"  # all that is ever requested
FIRST_DRAW = 4  # of the first image of Shapes: one view in other colours, one without any


class ViewsPreview(QObject):
    """Draws anew when a setting of the views, the image or the draw changes; also while a network is trained.

    Attributes:
        latest: what was drawn last, None before and where other data were chosen since.
        draw: number of the draw of random numbers; `keeps_draw`: another image does not change it.
        number: the training image under the glass, or the one before the file was brought along.
        requests: whose answers are the drawn views.

    Signals:
        inspected(): `latest` is new.
        failed(object): a Failure.
        became_quiet(): nothing is being drawn.
    """

    inspected = Signal()
    failed = Signal(object)
    became_quiet = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self.latest: ViewsInspected | None = None
        self.draw = FIRST_DRAW
        self.keeps_draw = False
        self.number = 0
        self._file: Path | None = None
        self._preview: AugmentationPreview | None = None
        self._is_watched = self._is_wanted_once = False
        self.requests = RequestQueue(self, is_open=False)
        self.requests.played.connect(self._take)
        self.requests.failed.connect(self.fail)
        self.requests.became_quiet.connect(self.became_quiet)
        self._data = experiment.config.data
        experiment.config_changed.connect(self._follow_settings)

    @property
    def is_quiet(self) -> bool:
        return self.requests.is_quiet

    def open(self) -> None:
        """The engine is loaded: from now on requests are answered."""
        self.requests.open()
        self._begin()

    def close(self) -> None:
        """Answers no further requests."""
        self.requests.close()

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks: for nobody no folder is read."""
        self._is_watched = watched
        if not watched:
            self.requests.clear()
        self.refresh()

    def show_once(self) -> None:
        """Draws the first pair though nobody looks, where there is none."""
        self._is_wanted_once = self.latest is None and not self.requests.is_open
        if self.requests.is_open and self.latest is None:
            self._look()

    def show_image(self, number: int) -> None:
        """Puts a training image under the glass; with another draw, unless the draw is to be kept."""
        self._file, self.number = None, number
        if not self.keeps_draw:
            self.draw += 1
        self.refresh()

    def show_file(self, file: Path) -> None:
        """Puts an image file under the glass."""
        self._file = file
        self.refresh()

    def draw_again(self) -> None:
        """Other random numbers for the same image."""
        self.draw += 1
        self.refresh()

    @Slot()
    def _follow_settings(self) -> None:
        """An image of other data must not stay beside a run that never saw it."""
        data = self._experiment.config.data
        if data != self._data:
            self._data, self.latest = data, None
            self.inspected.emit()
            self._begin()
        else:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Draws anew; of several requests while it draws the last one counts."""
        if self.requests.is_open and self._is_watched:
            self._look()

    def _begin(self) -> None:
        """Shapes are drawn though nobody looks: they cost nothing."""
        if self.requests.is_open and (
            self._is_watched or self._is_wanted_once or self._experiment.config.data.source == "shapes"
        ):
            self._look()

    def _look(self) -> None:
        self._is_wanted_once = False
        self._preview = self._preview or work.open_preview()
        preview, config = self._preview, self._experiment.config
        number, draw, file = self.number, self.draw, self._file
        self.requests.request(VIEWS, lambda: work.inspect_views(preview, config, number, draw, file))

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, ViewsInspected):
            self.latest = event
            if event.number >= 0 and VIEWS not in self.requests:  # it went round at an end
                self.number = event.number
            self.inspected.emit()

    @Slot(object)
    def fail(self, failure: Failure) -> None:
        """A file that cannot be shown is put away: what waits may be about it too."""
        self._file = None
        self.failed.emit(failure)
        if VIEWS in self.requests:
            self.requests.clear()
            self.refresh()
