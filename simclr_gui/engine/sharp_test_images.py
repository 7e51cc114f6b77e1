"""Single test images of a run as sharp as their files are, where it was trained on a folder of files."""

from collections.abc import Iterator

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Pixels, SharpImageRead
from simclr_gui.engine.pictures.sharp import SharpFolder
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.run_images import read_images

SIDE_PX = 256  # of images beside a map: two dozen of them may be seen at once
LARGEST_RECORD_BYTES = 2**24  # one of 100,000 images has 10.5 MB, and checking it kept other threads waiting for 0.4 s


class SharpTestImages:
    """Looks the files of one run up, once; whatever is not there any more is not sharp, and no error."""

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self._names: tuple[str, ...] = ()
        self._files: SharpFolder | None = None
        self._is_open = False

    def read(self, number: int, like: Pixels) -> Iterator[SharpImageRead]:
        """One test image, by its place among them; `like` as the run knows it."""
        if not self._is_open:
            self._is_open = True
            self._open()
        pixels = None
        if self._files is not None and number < len(self._names):
            pixels = self._files.read(self._names[number], like, SIDE_PX)
        yield SharpImageRead(number, pixels)

    def _open(self) -> None:
        try:
            if self._folder.data_file.stat().st_size > LARGEST_RECORD_BYTES:
                return
            settings, record = self._folder.config().data, read_images(self._folder)
        except (UserError, OSError):
            return
        place = (record.folder if record else None) or settings.folder
        if record is not None and place is not None and settings.source == "folder":
            self._names = tuple(image.name for image in record.test)
            self._files = SharpFolder(place, record.scale)
