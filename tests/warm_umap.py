"""What the UMAP processes of the tests are forked from: everything is imported, which takes half of their start."""

import os
from pathlib import Path

from simclr_gui.engine.mapping.umap_layout import keep_compiled_functions

keep_compiled_functions(Path(os.environ["NUMBA_CACHE_DIR"]))  # and nothing more: numba's threads survive no fork
