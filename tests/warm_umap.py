"""What the UMAP processes of the tests are forked from: loaded and compiled once, which takes four seconds."""

import os
from pathlib import Path

import numba

from simclr_gui.engine.mapping.umap_layout import example_task, keep_compiled_functions, umap_layout

numba.config.THREADING_LAYER = "workqueue"  # the one that can be forked
keep_compiled_functions(Path(os.environ["NUMBA_CACHE_DIR"]))
umap_layout(example_task())
