"""What the UMAP processes of the tests are forked from: loaded and compiled once, which takes four seconds."""

import os
from pathlib import Path

import numba
import tqdm

from simclr_gui.engine.mapping.umap_layout import example_task, keep_compiled_functions, umap_layout

numba.config.THREADING_LAYER = "workqueue"  # the one that can be forked
tqdm.tqdm.monitor_interval = 0  # whoever is forked finds no thread of it
keep_compiled_functions(Path(os.environ["NUMBA_CACHE_DIR"]))
umap_layout(example_task())
