"""What a training will take and may reach, from what was measured on this machine; what is unknown is said so.

Loads no torch, but reads run folders: to be asked off the window's thread.
"""

import socket
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from simclr_gui.engine.config.choices import PUBLISHED_DATA
from simclr_gui.engine.config.settings import MachineSettings, TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.evaluation.published_scores import EPOCHS_MAY_DIFFER, published_for
from simclr_gui.engine.events import RunEnded, RunStarted
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.run_folder import RunFolder

MOST_RUNS_COMPARED, MOST_RUNS_LOOKED_INTO = 500, 20  # the newest
SHORTEST_RUN_S = 10.0  # in the first seconds a machine is warming up
LONGEST_TEST_S = 600.0  # what is written later was asked for by hand
UNKNOWN_SCORE = said("What it will reach is unknown: no run like it is kept here, and none is published.")


@dataclass(frozen=True)
class Outlook:
    """What is known of a training that is to come.

    Attributes:
        epochs, seconds: what is chosen, or expected; None where no earlier run tells.
        train_images: None where nobody has counted them yet.
        is_measured: whether an earlier run on this machine tells its speed.
        tested_s: how long scores and maps took after a run of that network and those images; None where none tells.
        reached: sentences about the accuracy of runs like it, kept here and published, each of which says which.
    """

    epochs: float | None
    seconds: float | None
    train_images: int | None
    is_measured: bool
    reached: tuple[Sentence, ...]
    tested_s: float | None = None


@dataclass(frozen=True)
class _Measured:
    images_per_second: float
    train_images: int


def outlook(config: TrainingConfig, train_images: int | None, runs: Sequence[RunSummary]) -> Outlook:
    """What a training with these settings will take and may reach.

    Args:
        train_images: how many there are, where it is known.
        runs: those that are kept, the newest first.
    """
    newest = runs[:MOST_RUNS_COMPARED]
    measured = next(_measured(newest, config), None)
    speed = measured.images_per_second if measured is not None else None
    images = train_images or config_images(config) or _images_of_earlier(newest, config)
    epochs, seconds = _length(config, images, speed)
    reached = tuple(_reached_here(newest, config)) + tuple(_published(config, epochs))
    tested_s = next(_tested_alike(newest, config), None)
    return Outlook(epochs, seconds, images, speed is not None, reached or (UNKNOWN_SCORE,), tested_s)


def config_images(config: TrainingConfig) -> int | None:
    """How many training images there are, where the settings alone say it."""
    return config.data.train_images if config.data.source == "shapes" else None


def _length(config: TrainingConfig, images: int | None, speed: float | None) -> tuple[float | None, float | None]:
    """Epochs and seconds; of the two the budget names one."""
    budget = config.budget
    if budget.epochs is not None:
        return float(budget.epochs), budget.epochs * images / speed if images and speed else None
    return speed * budget.seconds / images if images and speed else None, budget.seconds


def _measured(runs: Iterable[RunSummary], config: TrainingConfig) -> Iterator[_Measured]:
    """What runs took that cost as much, the newest first."""
    alike = (run for run in runs if run.encoder == config.model.encoder and _costs_the_same(run.config, config))
    for run in islice(alike, MOST_RUNS_LOOKED_INTO):
        measured = _measurement(run)
        if measured is not None:
            yield measured


def _tested_alike(runs: Iterable[RunSummary], config: TrainingConfig) -> Iterator[float]:
    """How long scores and maps took where views and batches may have been others: they have no part in them."""
    alike = (run for run in runs if _tests_the_same(run.config, config))
    for run in islice(alike, MOST_RUNS_LOOKED_INTO):
        folder = RunFolder(run.path)
        ended = _ended(folder) if _is_of_this_machine(folder) else None
        tested_s = _tested_s(folder, ended) if ended is not None else None
        if tested_s is not None:
            yield tested_s


def _images_of_earlier(runs: Iterable[RunSummary], config: TrainingConfig) -> int | None:
    """How many images a run found that learned from the same data."""
    alike = (run for run in runs if run.config is not None and run.config.data == config.data)
    found = (_began(RunFolder(run.path)) for run in islice(alike, MOST_RUNS_LOOKED_INTO))
    return next((began.train_images for began in found if began is not None), None)


def _costs_the_same(one: TrainingConfig | None, other: TrainingConfig) -> bool:
    """Whether an image costs as much time: the network, its images and views, and what it is computed on.

    A run writes down the precision that "auto" stood for, which is the same for all runs of a machine.
    """
    if one is None or other.machine.precision not in ("auto", one.machine.precision):
        return False
    return _cost(one) == _cost(other)


def _cost(config: TrainingConfig) -> tuple[object, ...]:
    return config.model, config.views, config.data.side_px, config.optimisation.batch_size, _machine(config)


def _tests_the_same(one: TrainingConfig | None, other: TrainingConfig) -> bool:
    """Whether scores and maps cost as much time: the network, the images, and what they are computed on."""
    if one is None:
        return False
    return (one.model, one.data, _machine(one)) == (other.model, other.data, _machine(other))


def _machine(config: TrainingConfig) -> MachineSettings:
    return config.machine.model_copy(update={"seed": 0, "precision": "auto"})


def _measurement(run: RunSummary) -> _Measured | None:
    """Of a whole training that was not resumed; None where the run does not tell, or was made on another machine."""
    folder = RunFolder(run.path)
    if not _is_of_this_machine(folder):
        return None
    began, ended = _began(folder), _ended(folder)
    if began is None or ended is None or ended.elapsed_s < SHORTEST_RUN_S or not ended.epoch:
        return None
    images_per_second = began.train_images * ended.epoch / ended.elapsed_s
    return _Measured(images_per_second, began.train_images)


def _tested_s(folder: RunFolder, ended: RunEnded) -> float | None:
    """How long scores and maps took that followed the training at once; None where they came later, or never."""
    try:
        files = [folder.evaluation_file, *folder.maps_dir.glob("*.npz")]
        took_s = max(file.stat().st_mtime for file in files if file.is_file()) - ended.time
    except (OSError, ValueError):
        return None
    return took_s if 0 < took_s < LONGEST_TEST_S else None


def _is_of_this_machine(folder: RunFolder) -> bool:
    status = folder.status()
    return status is not None and status.host == socket.gethostname()


def _ended(folder: RunFolder) -> RunEnded | None:
    try:
        last = folder.log.last(RunEnded.kind)
    except Exception:  # the file may hold anything, and whoever opens the run is told
        return None
    ended = event_from(last) if last else None
    return ended if isinstance(ended, RunEnded) else None


def _began(folder: RunFolder) -> RunStarted | None:
    try:
        first = folder.log.first()
    except Exception:  # as above
        return None
    began = event_from(first) if first else None
    return began if isinstance(began, RunStarted) else None


def _reached_here(runs: Iterable[RunSummary], config: TrainingConfig) -> Iterator[Sentence]:
    """At most one sentence: the accuracies of runs with the same images, network, views and length."""
    scores = [run.linear for run in runs if run.linear is not None and _is_like(run.config, config)]
    if not scores:
        return
    low, high = (f"{100 * share:.1f}" for share in (min(scores), max(scores)))
    if low == high:
        yield counted(
            "1 run like it, kept here, reached {low} %.",
            "{count} runs like it, kept here, reached {low} %.",
            count=len(scores),
            low=low,
        )
    else:
        yield counted(
            "1 run like it, kept here, reached {low} to {high} %.",  # never said: one run has one score
            "{count} runs like it, kept here, reached {low} to {high} %.",
            count=len(scores),
            low=low,
            high=high,
        )


def _is_like(one: TrainingConfig | None, other: TrainingConfig) -> bool:
    """Whether it learned from the same images with the same network and views for about as long."""
    if one is None or (one.data, one.model, one.views) != (other.data, other.model, other.views):
        return False
    if (one.budget.epochs is None) != (other.budget.epochs is None):
        return False
    lengths = [config.budget.epochs or config.budget.seconds for config in (one, other)]
    return abs(lengths[0] - lengths[1]) <= EPOCHS_MAY_DIFFER * lengths[1]


def _published(config: TrainingConfig, epochs: float | None) -> Iterator[Sentence]:
    """What others have published of linear evaluation after about as many epochs."""
    if epochs is None or config.data.source not in PUBLISHED_DATA or config.data.classes:
        return
    stem = resolved_stem(config.model.encoder, config.model.stem, config.data.side_px)
    for entry in published_for(PUBLISHED_DATA[config.data.source], config.model.encoder, stem, epochs):
        if entry.score == "linear":
            low, high = (f"{100 * share:.1f}" for share in (entry.low, entry.high))
            band = low if low == high else said("{low} to {high}", low=low, high=high)
            yield said("Published: {band} % ({source}).", band=band, source=entry.source)
