"""Shows ideas on one network: that of the active run, or, before there is one, one whose weights are still chance."""

from collections.abc import Generator, Iterator
from pathlib import Path

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, image_statistics
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import Event
from simclr_gui.engine.lessons.blocks import probe_block
from simclr_gui.engine.lessons.chain import follow_chain
from simclr_gui.engine.lessons.gradients import FlowSettings, flow_gradients
from simclr_gui.engine.lessons.head import compare_head, images_affordable
from simclr_gui.engine.lessons.material import few_images
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import restore_newest
from simclr_gui.engine.training.learner import Learner

FEW = 64


class Demonstrator:
    """Keeps the network and the images that it has opened.

    Every demonstration raises UserError where the images or the checkpoint cannot be read.

    Args:
        config: what would be trained; a run has its own.
        run_dir: None while nothing has been trained.
    """

    def __init__(self, config: TrainingConfig, run_dir: Path | None) -> None:
        self._folder = None if run_dir is None else RunFolder(run_dir)
        self._config = config if self._folder is None else self._folder.config()
        self._data: dict[int, DataSet] = {}
        self._learner: Learner | None = None

    def follow_chain(self, image: int) -> Iterator[Event]:
        """See `chain`; images go round."""
        data, learner = yield from self._opened()
        yield follow_chain(learner, data.test.pixels[image % len(data.test)])

    def probe_block(self, scale: float, image: int) -> Iterator[Event]:
        """See `blocks`; images go round."""
        data, learner = yield from self._opened()
        yield probe_block(learner, data.test.pixels[image % len(data.test)], scale)

    def flow_gradients(self, settings: FlowSettings) -> Iterator[Event]:
        """See `gradients`; the images alone are needed."""
        data = yield from self._images(FEW)
        yield flow_gradients(settings, data.train)

    def compare_head(self) -> Iterator[Event]:
        """See `head`."""
        _, learner = yield from self._opened()
        data = yield from self._images(images_affordable(self._config))
        yield from compare_head(learner, data)

    def _opened(self) -> Generator[Event, None, tuple[DataSet, Learner]]:
        data = yield from self._images(FEW)
        if self._learner is None:
            learner = Learner(self._config, image_statistics(data.train), choose_machine(self._config.machine))
            if self._folder is not None:
                restore_newest(self._folder, learner)
            self._learner = learner
        return data, self._learner

    def _images(self, count: int) -> Generator[Event, None, DataSet]:
        if count not in self._data:
            self._data[count] = yield from few_images(self._config.data, count)
        return self._data[count]
