"""How Sphinx builds the documentation: `uv run sphinx-build -W -b html docs docs/_build/html`."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from generated_reference import write_pages  # noqa: E402

from simclr_gui import __version__  # noqa: E402

project, author, release = "SimCLR Explorer", "the authors of SimCLR Explorer", __version__
html_title = f"{project} {release}"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_favicon = html_logo = "../resources/icons/app.svg"
html_copy_source = html_show_copyright = False
myst_heading_anchors = 3
myst_links_external_new_tab = True

write_pages(HERE / "reference")
