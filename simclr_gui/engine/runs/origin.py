"""Where an imported encoder comes from: imported.json, written once when its run folder is made."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from simclr_gui.engine.messages.number_text import number_text
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.json_files import Count, Seconds, Text, read_as

REMEDY = said("Import the encoder again.")

Colours = tuple[float, float, float]
Colour = Annotated[float, Field(strict=True, ge=-1e3, le=1e3, allow_inf_nan=False)]
Deviation = Annotated[float, Field(strict=True, gt=0, le=1e3, allow_inf_nan=False)]


@dataclass(frozen=True)
class Origin:
    """The file that an encoder was in, and what was understood of it.

    Attributes:
        file: its name; `path` where it lay, `sha256` of its content.
        made_by: the program that writes such files; empty where nobody knows.
        encoder, stem: as in the settings.
        mean, std: what is subtracted from each colour of images in [0, 1], and what they are divided by.
        side_px: of the images that it was trained on, as far as is known.
        dropped: what else was in the file, such as "projector".
        corrected: what a person knew better ("mean", "std", "side_px", "stem").
        parameters: numbers that the encoder has learned.
        imported_at: in seconds since 1970.
    """

    file: Text
    path: Annotated[str, Field(strict=True, min_length=1, max_length=4_096)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    made_by: Text
    encoder: Text
    stem: Text
    mean: tuple[Colour, Colour, Colour]
    std: tuple[Deviation, Deviation, Deviation]
    side_px: Count
    dropped: tuple[Text, ...]
    corrected: tuple[Text, ...]
    parameters: Count
    imported_at: Seconds


def colours_text(colours: Colours) -> str:
    """As they are typed; one number where all three are the same."""
    texts = [number_text(float(f"{value:.6g}")) for value in colours]  # a float32 has no more digits that tell
    return texts[0] if len(set(texts)) == 1 else ", ".join(texts)


def read_origin(folder: RunFolder) -> Origin | None:
    """Reads imported.json; None for a run that was trained here.

    Raises:
        UserError: it is damaged.
    """
    return read_as(Origin, folder.imported_file, REMEDY) if folder.is_imported else None
