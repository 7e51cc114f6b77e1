"""Looking at a trained run: its feature maps, and how alike it finds views of unseen pictures."""

from collections.abc import Generator, Iterator

import torch

from simclr_gui.engine.checkpoints import restore_newest
from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.data import load_data
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import PICTURES_TO_LOOK_AT, Event
from simclr_gui.engine.feature_maps import evaluating, maps_of_picture
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.losses import compare
from simclr_gui.engine.observers.similarities import similarities_taken
from simclr_gui.engine.randomness import generator_for
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.views import draw_views

PICTURES_COMPARED = 64
COMPARED = 3  # what the random numbers are for


def _few_pictures(settings: DataSettings) -> DataSettings:
    """The same first pictures, without reading a whole folder; Shapes are drawn faster than they are counted."""
    if settings.source == "shapes":
        return settings
    most = min(settings.test_images or PICTURES_TO_LOOK_AT, PICTURES_TO_LOOK_AT)
    return settings.model_copy(update={"train_images": 1, "test_images": most})


class RunViewer:
    """Looks at one finished run; keeps its networks, trained and as they began, and its first test pictures.

    Every look raises UserError where the checkpoint or the pictures cannot be read.
    """

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder
        self._trained: Learner | None = None
        self._beginner: Learner | None = None
        self._data: DataSet | None = None

    def look(self, layer: str | None, image_index: int) -> Iterator[Event]:
        """The maps of one layer for one test picture."""
        data, trained = yield from self._opened()
        yield maps_of_picture(trained.encoder, data.test, layer, image_index, trained.step)

    def compare(self, *, before: bool) -> Iterator[Event]:
        """How alike the network finds views of test pictures: the trained one, or the one `before` training."""
        data, learner = yield from self._opened()
        if before:
            learner = self._as_it_began(data, learner)
        config = self.folder.config()
        settings = config.optimisation
        few = data.test.subset(min(settings.batch_size, PICTURES_COMPARED))
        generator = generator_for(config.machine.seed, COMPARED)
        views = draw_views(torch.cat([few.pixels, few.pixels]), config.views, generator)
        views = views.to(learner.machine.device)
        with evaluating(learner.encoder), evaluating(learner.projection_head):
            first, second = learner.project(views).chunk(2)
            similarities = compare(first, second, settings.temperature)
        yield similarities_taken(
            learner.step, similarities, settings.temperature, views, few.labels, data.class_names, unseen=True
        )

    def _opened(self) -> Generator[Event, None, tuple[DataSet, Learner]]:
        if self._trained is None or self._data is None:
            config = self.folder.config()
            self._data = yield from load_data(_few_pictures(config.data))
            trained = Learner(config, self._data, choose_machine(config.machine))
            restore_newest(self.folder, trained)
            self._trained = trained
        return self._data, self._trained

    def _as_it_began(self, data: DataSet, trained: Learner) -> Learner:
        """The seed gives the same first weights again; the colours' statistics are those of all pictures."""
        if self._beginner is None:
            self._beginner = Learner(self.folder.config(), data, trained.machine)
            self._beginner.encoder.mean.copy_(trained.encoder.mean)
            self._beginner.encoder.deviation.copy_(trained.encoder.deviation)
        return self._beginner
