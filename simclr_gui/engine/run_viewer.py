"""Looking at a trained run: its feature maps."""

from collections.abc import Iterator

from simclr_gui.engine.checkpoints import restore_newest
from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.data import load_data
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import PICTURES_TO_LOOK_AT, Event
from simclr_gui.engine.feature_maps import maps_of_picture
from simclr_gui.engine.images import DataSet
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.run_folder import RunFolder


def _few_pictures(settings: DataSettings) -> DataSettings:
    """The same first pictures, without reading a whole folder; Shapes are drawn faster than they are counted."""
    if settings.source == "shapes":
        return settings
    most = min(settings.test_images or PICTURES_TO_LOOK_AT, PICTURES_TO_LOOK_AT)
    return settings.model_copy(update={"train_images": 1, "test_images": most})


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
