"""A report as one HTML file: nothing in it is loaded from elsewhere, nothing is run, and foreign text stays text."""

import base64
import io
import re
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup
from PIL import Image

from simclr_gui.engine.messages.foreign_words import printable
from simclr_gui.engine.sharing.document import Figure, Picture, Report

TEMPLATE = "report.html"
LARGEST_KEPT_WHOLE_PX = 64  # up to here pixels stay pixels
FIGURE, LONGEST_FIGURE = re.compile(r"[-−+±≈]?\s?\d"), 14
JPEG_QUALITY, PIXELS_A_PX = 88, 2  # of larger images, for screens with fine pixels


def html_of(report: Report) -> str:
    """The whole file."""
    return _template().render(report=report, language=report.language.replace("_", "-"))


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_fit_for_a_document,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"data_uri": data_uri, "inline": _inline, "is_small": is_small, "is_figure": is_figure}
    return environment.get_template(TEMPLATE)


def data_uri(picture: Picture, side_px: int) -> str:
    """The image as an address that holds it; large ones as JPEG, no larger than they are seen."""
    image, content = Image.fromarray(picture.pixels), io.BytesIO()
    if is_small(picture) or _is_drawn(picture):
        image.save(content, "PNG", optimize=True)
        kind = "png"
    else:
        image.thumbnail((PIXELS_A_PX * side_px, PIXELS_A_PX * side_px))
        image.save(content, "JPEG", quality=JPEG_QUALITY)
        kind = "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content.getvalue()).decode()}"


def is_small(picture: Picture) -> bool:
    """Whether its pixels are to be seen as such."""
    return all(side <= LARGEST_KEPT_WHOLE_PX for side in picture.pixels.shape[:2])


def is_figure(cell: str) -> bool:
    """Whether it is a number, with its unit or as an interval: a line must not break within."""
    return len(cell) <= LONGEST_FIGURE and FIGURE.match(cell) is not None


def _is_drawn(picture: Picture) -> bool:
    """Sheets of feature maps, which are grey: every unit keeps its edges."""
    pixels = picture.pixels
    return bool((pixels == pixels[..., :1]).all())


def _inline(figure: Figure) -> Markup:
    """Its elements were made one by one, text as text."""
    return Markup(figure.svg)


def _fit_for_a_document(value: object) -> object:
    """Every value on its way into the file."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else printable(value)
