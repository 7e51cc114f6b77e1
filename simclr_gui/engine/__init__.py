"""The method itself: data, views, encoder, loss, training, evaluation and maps. No Qt anywhere.

As a library: `from simclr_gui.engine import TrainingConfig, train, evaluate`. The names below are loaded when they are
first asked for, since torch takes seconds.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simclr_gui.engine.augmentation import sample_views
    from simclr_gui.engine.config.checking import config_with
    from simclr_gui.engine.config.settings import TrainingConfig
    from simclr_gui.engine.datasets.images import DataSet
    from simclr_gui.engine.library import Run, compute_maps, evaluate, load_data, open_run, train
    from simclr_gui.engine.training.trained_encoder import load_encoder

__all__ = [
    "DataSet",
    "Run",
    "TrainingConfig",
    "compute_maps",
    "config_with",
    "evaluate",
    "load_data",
    "load_encoder",
    "open_run",
    "sample_views",
    "train",
]

_HOMES = {
    "DataSet": "datasets.images",
    "TrainingConfig": "config.settings",
    "config_with": "config.checking",
    "load_encoder": "training.trained_encoder",
    "sample_views": "augmentation",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'library')}"), name)
