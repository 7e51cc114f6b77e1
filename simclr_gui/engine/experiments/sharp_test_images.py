"""Single test images of a run as sharp as their files are, where it was trained on a folder of files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simclr_gui.engine.datasets.data_record import DataRecord
from simclr_gui.engine.datasets.folder.sharp import SharpFolder
from simclr_gui.engine.events import Pixels, SharpImageRead
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_file
from simclr_gui.engine.storage.long_json import members

SIDE_PX = 256  # of images beside a map: two dozen of them may be seen at once
LISTS = ("train", "test", "left_out", "notes", "class_names")


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
            settings = self._folder.config().data
            if settings.source != "folder" or not is_file(self._folder.data_file):
                return
            record, names = _read_record(self._folder.data_file)
        except Exception:  # whatever is wrong with the files of the run, whoever opens it is told
            return
        place = record.folder or settings.folder
        if place is not None:
            self._names = names
            self._files = SharpFolder(place, record.scale)


def _read_record(file: Path) -> tuple[DataRecord, tuple[str, ...]]:
    """What is said of all images, and the names of the test images.

    A record of 100,000 images has 10.5 MB: parsed at once it would keep other threads waiting for 0.4 s.
    """
    known: dict[str, Any] = {}
    names = []
    with file.open(encoding="utf-8-sig") as text:
        for name, value in members(text):
            if name == "test":
                names.append(str(value["name"]))
            elif name not in LISTS:
                known[name] = value
    return DataRecord.model_validate(known), tuple(names)
