"""The curves of a run as numbers by step, thinned: what other programs draw."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.events import (
    BatchStatisticsTaken,
    Event,
    LiveKnnMeasured,
    LiveProbeMeasured,
    MeasurementsRead,
    RankMeasured,
    StepMeasured,
    StepsRead,
)
from simclr_gui.engine.runs.bundles import told_from
from simclr_gui.engine.runs.run_folder import RunFolder

MOST_POINTS = 5_000  # of a curve; whoever draws it shows fewer
CLOCK = "time"  # told with every step, in seconds since 1970
FIELDS: dict[type[Event], dict[str, str]] = {
    StepMeasured: {
        "loss": "loss",
        "top1": "contrastive_top1",
        "learning_rate": "learning_rate",
        "images_per_second": "images_per_second",
    },
    LiveKnnMeasured: {"accuracy": "live/knn_accuracy"},
    LiveProbeMeasured: {"accuracy": "live/linear_accuracy"},
    RankMeasured: {"rank": "inside/effective_rank"},
    BatchStatisticsTaken: {
        "positive": "inside/cosine_of_positives",
        "negative": "inside/cosine_of_negatives",
        "alignment": "inside/alignment",
        "uniformity": "inside/uniformity",
    },
}
"""By event and field, what the curve is called."""


@dataclass(frozen=True)
class TrainingCurve:
    """Attributes: steps int64, values float64, times in seconds since 1970; all of shape (points,)."""

    name: str
    steps: NDArray[np.int64]
    values: NDArray[np.float64]
    times: NDArray[np.float64]


def read_curves(folder: RunFolder) -> list[TrainingCurve]:
    """What events.jsonl tells; of a step that was done twice, after a crash, the last time counts.

    Raises:
        UserError: the disk refuses it.
    """
    read = {
        kind: _joined(parts, ["step", *([CLOCK] if kind is StepMeasured else []), *FIELDS[kind]])
        for kind, parts in _columns(folder).items()
    }
    if StepMeasured not in read:
        return []
    clock = read[StepMeasured]
    curves = []
    for kind, fields in FIELDS.items():
        for field, name in fields.items() if kind in read else ():
            steps, values = read[kind]["step"], read[kind][field]
            times = np.interp(steps, clock["step"], clock[CLOCK])
            curves.append(TrainingCurve(name, steps.astype(np.int64), values, times))
    return curves


def _columns(folder: RunFolder) -> dict[type[Event], list[dict[str, NDArray[np.float64]]]]:
    found: dict[type[Event], list[dict[str, NDArray[np.float64]]]] = {}
    for event in _told(folder):
        if isinstance(event, (StepsRead, MeasurementsRead)):
            found.setdefault(type(event.last), []).append(event.columns)
    return found


def _told(folder: RunFolder) -> Iterator[Event]:
    place, is_over = 0, False
    while not is_over:
        told = told_from(folder.log, place)
        yield from told.events
        place, is_over = told.place, told.place == place


def _joined(parts: list[dict[str, NDArray[np.float64]]], fields: list[str]) -> dict[str, NDArray[np.float64]]:
    """One array a field, in the order of steps, every step once, and not more than are worth drawing."""
    whole = {field: np.concatenate([part[field] for part in parts]) for field in fields}
    steps = whole["step"]
    _, last_first = np.unique(steps[::-1], return_index=True)
    places = len(steps) - 1 - last_first
    if len(places) > MOST_POINTS:
        places = places[np.linspace(0, len(places) - 1, MOST_POINTS).round().astype(np.int64)]
    return {field: values[places] for field, values in whole.items()}
