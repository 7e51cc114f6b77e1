"""How often the chosen data will be seen in the chosen time, from what earlier runs took on this machine."""

import socket
from itertools import islice

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import RunEnded, RunStarted
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.state.run_library import RunLibrary

MOST_RUNS_COMPARED, MOST_RUNS_LOOKED_INTO = 500, 20  # the newest
SHORTEST_RUN_S = 10.0  # in the first seconds a machine is warming up


def expected_epochs(config: TrainingConfig, train_images: int, library: RunLibrary) -> float | None:
    """Epochs in the time that is set; None where no run tells, or where epochs are set."""
    if config.budget.epochs is not None or not train_images:
        return None
    newest = library.runs[:MOST_RUNS_COMPARED]
    alike = (run for run in newest if run.encoder == config.model.encoder and _costs_the_same(run.config, config))
    for run in islice(alike, MOST_RUNS_LOOKED_INTO):
        speed = _images_per_second(run)
        if speed is not None:
            return speed * config.budget.seconds / train_images
    return None


def _costs_the_same(one: TrainingConfig | None, other: TrainingConfig) -> bool:
    """Whether an image costs as much time: the network, its images and views, and what it is computed on."""
    return one is not None and _cost(one) == _cost(other)


def _cost(config: TrainingConfig) -> tuple[object, ...]:
    return (
        config.model,
        config.views,
        config.data.side_px,
        config.optimisation.batch_size,
        config.machine.model_copy(update={"seed": 0}),
    )


def _images_per_second(run: RunSummary) -> float | None:
    """Of a whole training that was not resumed; None where the run does not tell, or was made on another machine."""
    folder = RunFolder(run.path)
    status = folder.status()
    if status is None or status.host != socket.gethostname():
        return None
    try:
        first, last = folder.log.first(), folder.log.last(RunEnded.kind)
    except Exception:  # the file may hold anything, and whoever opens the run is told
        return None
    began, ended = (event_from(record) if record else None for record in (first, last))
    if not isinstance(began, RunStarted) or not isinstance(ended, RunEnded) or ended.elapsed_s < SHORTEST_RUN_S:
        return None
    return began.train_images * ended.epoch / ended.elapsed_s
