"""Looking at things outside a training: a sample of views, the feature maps of a trained run."""

from collections.abc import Iterator

import torch

from simclr_gui.engine.checkpoints import restore_newest
from simclr_gui.engine.config import DataSettings, TrainingConfig
from simclr_gui.engine.data import SHAPES_NEEDED, load_data
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import PICTURES_TO_LOOK_AT, Event, PairsDrawn
from simclr_gui.engine.feature_maps import maps_of_picture
from simclr_gui.engine.images import DataSet, as_pixels
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.randomness import generator_for
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.views import draw_views

SAMPLE_PAIRS = 6
SAMPLE_PICTURES_READ = 256


def _few_pictures(settings: DataSettings) -> DataSettings:
    """The same first pictures, without reading a whole folder; Shapes are drawn faster than they are counted."""
    if settings.source == "shapes":
        return settings
    most = min(settings.test_images or PICTURES_TO_LOOK_AT, PICTURES_TO_LOOK_AT)
    return settings.model_copy(update={"train_images": 1, "test_images": most})


class ViewSampler:
    """Draws sample pairs for settings that are being changed; keeps the few pictures it needs."""

    def __init__(self) -> None:
        self._read_for: object = None
        self._data: DataSet | None = None

    def sample(self, config: TrainingConfig, draw: int) -> Iterator[Event]:
        """Six pairs; another `draw` gives other pictures and other views."""
        few = config.data.model_copy(update={"train_images": SAMPLE_PICTURES_READ, "test_images": SHAPES_NEEDED})
        if self._data is None or self._read_for != few:
            self._data = yield from load_data(few)
            self._read_for = few
        generator = generator_for(config.machine.seed, draw)
        index = torch.randperm(len(self._data.train), generator=generator)[:SAMPLE_PAIRS]
        pixels = self._data.train.pick(index)
        yield PairsDrawn(
            step=0,
            originals=as_pixels(pixels.float() / 255),
            first=as_pixels(draw_views(pixels, config.views, generator)),
            second=as_pixels(draw_views(pixels, config.views, generator)),
            image_index=tuple(index.tolist()),
            cosine=(),
            rank=(),
            others=0,
        )


class RunViewer:
    """Takes feature maps of one finished run; keeps its encoder and its first test pictures."""

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder
        self._learner: Learner | None = None
        self._data: DataSet | None = None

    def look(self, layer: str | None, image_index: int) -> Iterator[Event]:
        """The maps of one layer for one test picture.

        Raises:
            UserError: the checkpoint or the pictures cannot be read.
        """
        if self._learner is None or self._data is None:
            config = self.folder.config()
            self._data = yield from load_data(_few_pictures(config.data))
            learner = Learner(config, self._data, choose_machine(config.machine))
            restore_newest(self.folder, learner)
            self._learner = learner
        yield maps_of_picture(self._learner.encoder, self._data.test, layer, image_index, self._learner.step)
