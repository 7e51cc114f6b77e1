"""Freezes a run of today's version: `python -m tests.frozen.freeze tests/frozen/0.1.zip`.

It is a real run, stopped half way, tested and mapped. Its weights are rounded when they are saved, so that the archive
is a hundredth as large; everything after that is computed from them.
"""

import sys
import tempfile
import zipfile
from pathlib import Path

from torch import Tensor

from simclr_gui.engine.events import StepMeasured
from simclr_gui.engine.experiments.experiment import recorded_training
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.experiments.run_images import write_images
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.observers import lasting_observers
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.learner import Learner
from tests.small import small_config, small_data

STEPS = 6
FINENESS = 8  # weights are multiples of its inverse


def freeze(archive: Path) -> None:
    config = small_config(budget__epochs=3)
    data = small_data(config)
    with tempfile.TemporaryDirectory() as scratch:
        folder = RunFolder.create(Path(scratch) / "run", config)
        write_images(folder, data)
        control = Control()
        for event in recorded_training(folder, data, control, lasting_observers()):
            if isinstance(event, StepMeasured) and event.step == STEPS:
                control.request_stop()
        run_evaluator = RunEvaluator(folder, umap_layout, data)
        for events in (run_evaluator.evaluate(), run_evaluator.compute_maps(), run_evaluator.compute_checkpoint_maps()):
            for _ in events:
                pass
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
            for path in sorted(folder.path.rglob("*")):
                if path.is_file():
                    target.write(path, path.relative_to(folder.path))


def rounded(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {
        name: (FINENESS * value).round() / FINENESS if value.is_floating_point() and value.ndim > 1 else value
        for name, value in tensors.items()
    }


if __name__ == "__main__":
    whole = Learner.tensors
    Learner.tensors = lambda learner: rounded(whole(learner))  # type: ignore[method-assign]
    freeze(Path(sys.argv[1]))
