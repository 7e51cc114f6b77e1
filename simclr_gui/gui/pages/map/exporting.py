"""A selection written into a folder: every picture as PNG, and a table of them."""

import csv
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import PicturesChosen, PicturesGuessed
from simclr_gui.gui.parts.picture import as_image
from simclr_gui.gui.parts.saving import cannot_be_written, save_file, save_picture, spreadsheet_cell

TABLE = "pictures.csv"


def export_pictures(
    folder: Path, pictures: PicturesChosen, guessed: PicturesGuessed | None, places: NDArray[np.int64]
) -> None:
    """Writes the pictures at these places.

    Raises:
        UserError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise cannot_be_written(folder, error) from error
    rows = [_exported(folder, pictures, guessed, int(place)) for place in places]
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([["file", "test_picture", "class", "taken_for", "confidence"], *rows])
    save_file(folder / TABLE, lines.getvalue().encode(errors="backslashreplace"))


def _exported(folder: Path, pictures: PicturesChosen, guessed: PicturesGuessed | None, place: int) -> list[str]:
    """Writes one picture; its row in the table."""
    number = int(pictures.image_index[place])
    name = f"test-{number + 1:06d}.png"
    save_picture(folder / name, as_image(pictures.pictures[place]))
    label = pictures.class_names[pictures.labels[place]] if pictures.class_names else ""
    row = [name, str(number + 1), spreadsheet_cell(label)]
    if guessed is None or number >= len(guessed.guesses):
        return [*row, "", ""]
    guess = guessed.class_names[guessed.guesses[number]]
    return [*row, spreadsheet_cell(guess), f"{guessed.confidence[number]:.4f}"]
