"""A run on a folder of three photographs: its record, and what its maps would show; nothing was trained."""

from pathlib import Path

import numpy as np
from PIL import Image

from simclr_gui.engine.datasets.data_record import DataRecord, ImageRecord
from simclr_gui.engine.datasets.folder.decoding import decode_image
from simclr_gui.engine.events import ImagesChosen
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL, small_config

NAMES = ("a.jpg", "b.jpg", "c.jpg")
SIDE_PX = SMALL.data.side_px
ROWS, COLUMNS = np.mgrid[0:480, 0:640]


def run_on_photographs(place: Path) -> tuple[RunFolder, ImagesChosen]:
    """Each photograph is 640 × 480 px large, and a ramp of its own."""
    folder = place / "photographs"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        ramp = np.stack([ROWS / 480, COLUMNS / 640, np.full(ROWS.shape, number / 2)], axis=-1)
        Image.fromarray((255 * ramp).astype(np.uint8)).save(folder / name, quality=95)
    run = RunFolder.create(place / "run", small_config(data__source="folder", data__folder=folder))
    images = tuple(ImageRecord(name=name, digest="0" * 32, label=place) for place, name in enumerate(NAMES))
    record = DataRecord(source="folder", class_names=NAMES, train=images[:1], test=images)
    run.data_file.write_text(record.model_dump_json())
    pixels = np.stack([decode_image(folder / name, SIDE_PX) for name in NAMES])
    return run, ImagesChosen(pixels, np.arange(3), np.arange(3), NAMES)
