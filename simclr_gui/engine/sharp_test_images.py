"""Single test images of a run as sharp as their files are, where it was trained on a folder of files."""

from collections.abc import Iterator

from simclr_gui.engine.data_record import DataRecord
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Pixels, SharpImageRead
from simclr_gui.engine.pictures.sharp import SharpFolder
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.run_images import read_images

SIDE_PX = 256  # of images beside a map: two dozen of them may be seen at once


class SharpTestImages:
    """Looks the files of one run up, once; whatever is not there any more is not sharp, and no error."""

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder
        self._record: DataRecord | None = None
        self._files: SharpFolder | None = None
        self._is_open = False

    def read(self, number: int, like: Pixels) -> Iterator[SharpImageRead]:
        """One test image, by its place among them; `like` as the run knows it."""
        self._open()
        pixels = None
        if self._files is not None and self._record is not None and number < len(self._record.test):
            pixels = self._files.read(self._record.test[number].name, like, SIDE_PX)
        yield SharpImageRead(number, pixels)

    def _open(self) -> None:
        if self._is_open:
            return
        self._is_open = True
        try:
            settings, self._record = self.folder.config().data, read_images(self.folder)
        except UserError:
            return
        place = (self._record and self._record.folder) or settings.folder
        if settings.source == "folder" and self._record is not None and place is not None:
            self._files = SharpFolder(place, self._record.scale)
