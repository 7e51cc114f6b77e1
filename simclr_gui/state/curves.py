"""The measured curves of a run, kept in arrays that grow."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from simclr_gui.engine.events import (
    BaselineProbed,
    BatchStatisticsTaken,
    CoreShareMeasured,
    Event,
    LiveKnnMeasured,
    LiveProbeMeasured,
    MeasurementsRead,
    RankMeasured,
    RunStarted,
    StepMeasured,
    StepsRead,
)
from simclr_gui.engine.events.evaluation import BaselineKind
from simclr_gui.engine.training.health import STEPS_AVERAGED

Column = NDArray[np.float64]
STEP_COLUMNS = ("step", "epoch", "elapsed_s", "loss", "top1", "learning_rate", "images_per_second")
SCORE_COLUMNS = ("step", "epoch", "elapsed_s", "accuracy")
RANK_COLUMNS = ("step", "epoch", "elapsed_s", "rank", "feature_dim")
PARTS = ("stem", "layer1", "layer2", "layer3", "layer4", "head")
MOST_ROWS_RESERVED = 5_000_000  # the size of a file is believed no further: it may be a hole
BATCH_STATISTICS_COLUMNS = (
    *("step", "epoch", "elapsed_s", "top5", "positive", "negative", "alignment", "uniformity", "memory_bytes"),
    "watched_mean",
    *PARTS,
)


class Table:
    """Rows of floats; appending doubles the room when it is full."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = {name: index for index, name in enumerate(columns)}
        self._rows = np.empty((1_024, len(columns)))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, values: Mapping[str, float]) -> None:
        """A row of an earlier step replaces what follows that step: of doubles the later one counts."""
        self.drop_after(values["step"] - 1)
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[self._count] = [values[name] for name in self._columns]
        self._count += 1

    def reserve(self, rows: int) -> None:
        """Makes room for so many in all, and for some more: that costs nothing until it is filled, copying does."""
        if rows > len(self._rows):
            roomier = np.empty((rows + rows // 4, len(self._columns)))
            roomier[: self._count] = self._rows[: self._count]
            self._rows = roomier

    def extend(self, columns: dict[str, Column]) -> None:
        """Appends many rows; as with `append`, a row of an earlier step replaces what follows that step."""
        steps = columns["step"]
        self.drop_after(steps.min() - 1)
        rows = np.column_stack([columns[name] for name in self._columns])
        if (np.diff(steps) <= 0).any():
            earliest_from_here = np.minimum.accumulate(steps[::-1])[::-1]
            rows = rows[np.append(steps[:-1] < earliest_from_here[1:], True)]
        count = self._count + len(rows)
        if count > len(self._rows):
            self.reserve(2 * count)
        self._rows[self._count : count] = rows
        self._count = count

    def column(self, name: str) -> Column:
        """All values of a column, oldest first (a view, not to be written to)."""
        return self._rows[: self._count, self._columns[name]]

    def drop_after(self, step: float) -> None:
        """Forgets rows beyond `step`."""
        if self._count and self.column("step")[-1] > step:
            self._count = int(np.searchsorted(self.column("step"), step, side="right"))


class Curves(QObject):
    """The curves of the active run.

    Signals:
        extended(): further points.
        cleared(): none at all any more.
    """

    extended = Signal()
    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clear()

    def clear(self) -> None:
        self.steps = Table(STEP_COLUMNS)
        self.knn = Table(SCORE_COLUMNS)
        self.probe = Table(SCORE_COLUMNS)
        self.rank = Table(RANK_COLUMNS)
        self.batch_statistics = Table(BATCH_STATISTICS_COLUMNS)
        self.baselines: dict[BaselineKind, BaselineProbed] = {}
        self.core_share = 1.0
        self.cleared.emit()

    @property
    def positives_found(self) -> float | None:
        """How often a view found its positive in the last steps, 0 to 1; None before the first."""
        top1 = self.steps.column("top1")
        return float(top1[-STEPS_AVERAGED:].mean()) if len(top1) else None

    def take(self, event: Event) -> None:
        """Keeps steps and accuracies; a run that goes on from a checkpoint drops what came after it."""
        match event:
            case RunStarted():
                for table in (self.steps, self.knn, self.probe, self.rank, self.batch_statistics):
                    table.drop_after(event.step)
                self.core_share = 1.0
            case StepMeasured():
                self.steps.append(vars(event))
            case StepsRead():
                self.steps.reserve(min(event.expected, MOST_ROWS_RESERVED))
                self.steps.extend(event.columns)
            case CoreShareMeasured():
                self.core_share = event.share
            case BaselineProbed():
                self.baselines[event.features] = event
            case MeasurementsRead():
                self._table_of(event.last).extend(_columns_of(event))
            case LiveKnnMeasured() | LiveProbeMeasured() | RankMeasured() | BatchStatisticsTaken():
                self._table_of(event).append(_row_of(event))
            case _:
                return
        self.extended.emit()

    def _table_of(self, event: Event) -> Table:
        match event:
            case LiveKnnMeasured():
                return self.knn
            case LiveProbeMeasured():
                return self.probe
            case RankMeasured():
                return self.rank
            case _:
                return self.batch_statistics


def _row_of(event: Event) -> Mapping[str, float]:
    if not isinstance(event, BatchStatisticsTaken):
        return vars(event)
    watched = {"watched_mean": sum(event.watched) / len(event.watched)}
    return vars(event) | watched | dict(zip(PARTS, event.gradients, strict=True))


def _columns_of(read: MeasurementsRead) -> dict[str, Column]:
    if not isinstance(read.last, BatchStatisticsTaken):
        return read.columns
    columns = read.columns
    watched = {"watched_mean": columns["watched"].mean(axis=1)}
    return columns | watched | dict(zip(PARTS, columns["gradients"].T, strict=True))
