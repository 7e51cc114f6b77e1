"""A selection written into a folder: every image as PNG, and a table of them."""

import csv
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import ImagesChosen, ImagesPredicted
from simclr_gui.engine.storage.spreadsheet_cells import spreadsheet_cell
from simclr_gui.gui.parts.image import as_image
from simclr_gui.gui.parts.saving import cannot_be_written, save_file, save_image

TABLE = "pictures.csv"


def export_images(
    folder: Path, images: ImagesChosen, predicted: ImagesPredicted | None, places: NDArray[np.int64]
) -> None:
    """Writes the images at these places.

    Raises:
        UserError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise cannot_be_written(folder, error) from error
    rows = [_exported(folder, images, predicted, int(place)) for place in places]
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([["file", "test_picture", "class", "taken_for", "confidence"], *rows])
    save_file(folder / TABLE, lines.getvalue().encode(errors="backslashreplace"))


def _exported(folder: Path, images: ImagesChosen, predicted: ImagesPredicted | None, place: int) -> list[str]:
    """Writes one image; its row in the table."""
    number = int(images.image_index[place])
    name = f"test-{number + 1:06d}.png"
    save_image(folder / name, as_image(images.images[place]))
    label = images.class_names[images.labels[place]] if images.class_names else ""
    row = [name, str(number + 1), spreadsheet_cell(label)]
    if predicted is None or number >= len(predicted.predictions):
        return [*row, "", ""]
    prediction = predicted.class_names[predicted.predictions[number]]
    return [*row, spreadsheet_cell(prediction), f"{predicted.confidence[number]:.4f}"]
