"""Shows ideas on one network: that of the active run, or, before there is one, one whose weights are still chance."""

from collections.abc import Generator
from pathlib import Path

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, image_statistics
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import Event
from simclr_gui.engine.lessons.material import few_images
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import restore_newest
from simclr_gui.engine.training.learner import Learner

FEW = 64


class Demonstrator:
    """Keeps the network and the images that it has opened; each lesson shows its idea on them.

    Attributes:
        config: of the run, or what would be trained.

    Args:
        config: what would be trained; a run has its own.
        run_dir: None while nothing has been trained.
    """

    def __init__(self, config: TrainingConfig, run_dir: Path | None) -> None:
        self._folder = None if run_dir is None else RunFolder(run_dir)
        self.config = config if self._folder is None else self._folder.config()
        self._data: dict[int, DataSet] = {}
        self._learner: Learner | None = None

    def opened(self) -> Generator[Event, None, tuple[DataSet, Learner]]:
        """A few images, and the network; UserError where they or the checkpoint cannot be read."""
        data = yield from self.images()
        if self._learner is None:
            learner = Learner(self.config, image_statistics(data.train), choose_machine(self.config.machine))
            if self._folder is not None:
                restore_newest(self._folder, learner)
            self._learner = learner
        return data, self._learner

    def images(self, count: int = FEW) -> Generator[Event, None, DataSet]:
        """So many training and test images; UserError where they cannot be read."""
        if count not in self._data:
            self._data[count] = yield from few_images(self.config.data, count)
        return self._data[count]
