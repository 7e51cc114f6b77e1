"""What a person knows better of a foreign encoder than its file says. Loads no torch."""

from dataclasses import dataclass

from simclr_gui.engine.config.settings import Stem
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.number_text import read_fraction
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.origin import Colours

LARGEST = 1_000.0
REMEDY = said("Give three numbers with commas between them, red, green and blue, or one for all; 0 and 1 mean none.")


@dataclass(frozen=True)
class Corrections:
    """None where the file is believed."""

    mean: Colours | None = None
    std: Colours | None = None
    side_px: int | None = None
    stem: Stem | None = None


NONE = Corrections()


def mean_in(text: str) -> Colours:
    """ "0.485, 0.456, 0.406" or one number for all three; UserError where it is neither."""
    return _colours_in(text, -LARGEST)


def deviation_in(text: str) -> Colours:
    """The same, all above 0."""
    colours = _colours_in(text, 0.0)
    if min(colours) <= 0:
        raise UserError(said("A standard deviation is more than 0, not {text}.", text=text.strip()), REMEDY)
    return colours


def _colours_in(text: str, low: float) -> Colours:
    parts = [part.strip() for part in text.replace("，", ",").replace(";", ",").split(",")]
    try:
        values = [read_fraction(part) for part in parts]
    except ValueError:
        raise UserError(said("“{text}” is not three numbers.", text=text.strip()[:100]), REMEDY) from None
    if len(values) not in (1, 3) or not all(low <= value <= LARGEST for value in values):
        raise UserError(said("“{text}” is not three numbers.", text=text.strip()[:100]), REMEDY)
    red, green, blue = values * 3 if len(values) == 1 else values
    return red, green, blue
