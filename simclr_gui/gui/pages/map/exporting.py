"""A selection written into a folder: every picture as PNG, and a table of them."""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import PicturesChosen, PicturesGuessed
from simclr_gui.gui.parts.picture import as_image

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
        with (folder / TABLE).open("w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["file", "test_picture", "class", "taken_for", "confidence"])
            for place in places:
                table.writerow(_exported(folder, pictures, guessed, int(place)))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        translate = QCoreApplication.translate
        sentence = translate("exporting", "{folder} cannot be written: {reason}.").format(folder=folder, reason=reason)
        raise UserError(sentence, translate("exporting", "Choose another folder.")) from error


def _exported(folder: Path, pictures: PicturesChosen, guessed: PicturesGuessed | None, place: int) -> list[str]:
    number = int(pictures.image_index[place])
    name = f"test-{number + 1:06d}.png"
    if not as_image(pictures.pictures[place]).save(str(folder / name)):
        raise OSError(QCoreApplication.translate("exporting", "{name} could not be saved").format(name=name))
    label = pictures.class_names[pictures.labels[place]] if pictures.class_names else ""
    if guessed is None or number >= len(guessed.guesses):
        return [name, str(number + 1), label, "", ""]
    guess = guessed.class_names[guessed.guesses[number]]
    return [name, str(number + 1), label, guess, f"{guessed.confidence[number]:.4f}"]
