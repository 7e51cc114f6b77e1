"""Looking at a trained run: its feature maps, and how alike it finds views of unseen images."""

from collections.abc import Generator, Iterator

import torch
from torch import Tensor

from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.config.settings import DataSettings, TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, ImageSet, image_statistics
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import IMAGES_TO_LOOK_AT, Event
from simclr_gui.engine.experiments.run_images import images_of
from simclr_gui.engine.features.feature_maps import look_inside
from simclr_gui.engine.features.layer_selection import LayerSelection
from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.network.taps import evaluating
from simclr_gui.engine.observers.pairs import pairs_drawn
from simclr_gui.engine.observers.similarities import similarities_taken
from simclr_gui.engine.randomness import Stream, generator_for
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints, restore, restore_newest
from simclr_gui.engine.training.comparison import compare
from simclr_gui.engine.training.learner import Learner

IMAGES_COMPARED = 64


def _few_images(settings: DataSettings) -> DataSettings:
    """The same first images, without reading a whole folder; Shapes are drawn faster than they are counted."""
    if settings.source == "shapes":
        return settings
    most = min(settings.test_images or IMAGES_TO_LOOK_AT, IMAGES_TO_LOOK_AT)
    return settings.model_copy(update={"train_images": 1, "test_images": most})


class RunInspector:
    """Looks at one finished run; keeps the networks it has opened and the first test images.

    A step is one at which the network can be seen: 0 as it began, those of the kept checkpoints, None the newest.
    Every look raises UserError where the checkpoint or the images cannot be read.

    Args:
        data: the run's images where they are in memory already.
    """

    def __init__(self, folder: RunFolder, data: DataSet | None = None) -> None:
        self.folder = folder
        self._learners: dict[int | None, Learner] = {}
        self._data = data

    def look(self, layer_selection: LayerSelection, step: int | None = None) -> Iterator[Event]:
        """One layer for one test image and two views of it."""
        data, learner = yield from self._opened(step)
        beginning = None
        if layer_selection.beside_beginning:
            _, beginning = yield from self._opened(0)
        yield look_inside(learner, self.folder.config(), data.test, layer_selection, beginning)

    def compare(self, step: int | None = None) -> Iterator[Event]:
        """How alike the network finds views of test images: the same views at every step."""
        data, learner = yield from self._opened(step)
        few, views, similarities = self._compared(data, learner)
        yield similarities_taken(learner.step, similarities, views, few.labels, data.class_names, unseen=True)

    def pair(self, step: int | None = None, count: int = 1) -> Iterator[Event]:
        """The first of those pairs, alone, or the first few."""
        data, learner = yield from self._opened(step)
        few, views, similarities = self._compared(data, learner)
        yield pairs_drawn(learner.step, similarities, few, torch.arange(min(count, len(few))), views, unseen=True)

    def _compared(self, data: DataSet, learner: Learner) -> tuple[ImageSet, Tensor, Similarities]:
        """Test images, two views of each, shape (2N, 3, side_px, side_px), and how alike they are."""
        config = self.folder.config()
        few = data.test.subset(min(config.optimisation.batch_size, IMAGES_COMPARED))
        generator = generator_for(config.machine.seed, Stream.COMPARED_VIEWS)
        views = sample_views(torch.cat([few.pixels, few.pixels]), config.views, generator, are_few=True)
        views = views.to(learner.machine.device)
        with evaluating(learner.encoder), evaluating(learner.projection_head):
            first, second = learner.project(views).chunk(2)
            return few, views, compare(first, second, config.optimisation.temperature)

    def _opened(self, step: int | None) -> Generator[Event, None, tuple[DataSet, Learner]]:
        config = self.folder.config()
        if self._data is None:
            self._data = yield from images_of(self.folder, _few_images(config.data))
        if step not in self._learners:
            newest = self._learners.get(None) or self._newest(config, self._data)
            if step:  # networks are large: the newest, the first and one other are kept
                self._learners = {key: kept for key, kept in self._learners.items() if not key}
            self._learners[None] = newest
            if step is not None:
                self._learners[step] = self._at(step, newest)
        return self._data, self._learners[step]

    def _newest(self, config: TrainingConfig, data: DataSet) -> Learner:
        learner = Learner(config, image_statistics(data.train), choose_machine(config.machine))
        restore_newest(self.folder, learner)
        return learner

    def _at(self, step: int, newest: Learner) -> Learner:
        """The seed gives the first weights again; a checkpoint that has gone meanwhile is the newest."""
        learner = newest.as_it_began()
        if step == 0:
            return learner
        for manifest, weights_file in list_checkpoints(self.folder):
            if manifest.step == step:
                restore(learner, manifest, weights_file)
                return learner
        return newest
