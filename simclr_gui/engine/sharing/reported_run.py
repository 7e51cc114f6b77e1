"""What a run folder tells of a run, read once for a report; what cannot be read is told. Loads no torch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.data_record import DataRecord, read_record
from simclr_gui.engine.events import (
    BaselineProbed,
    EvaluationFinished,
    EvaluationResult,
    Event,
    ImagesChosen,
    ImagesPredicted,
    MapComputed,
    MeasurementsRead,
    RunEnded,
    RunStarted,
    StepsRead,
    Warned,
)
from simclr_gui.engine.events.evaluation import BaselineKind, ComparedKind
from simclr_gui.engine.experiments.replay import replay_curves, replay_predictions
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.about import NOTHING, About, read_about
from simclr_gui.engine.runs.origin import Origin, read_origin
from simclr_gui.engine.runs.parent import Parent, read_parent
from simclr_gui.engine.runs.repeating_command import command_of
from simclr_gui.engine.runs.run_folder import Condition, RunFolder

Numbers = NDArray[np.float64]
Columns = dict[str, Numbers]
Kind = TypeVar("Kind")


@dataclass
class ReportedRun:
    """All that a report can be made of.

    Attributes:
        steps: the fields of StepMeasured, a value a step; empty where nothing was trained.
        measured: by the kind of event, the same of what was measured between the steps.
        baselines: what was estimated while training of features that do not depend on it.
        maps: UMAP where it was drawn, else two principal components.
        command: what repeats it; empty where nobody can say.
        origin: where its encoder comes from; None where it was trained here.
        parent: the run whose weights it began from; None where they were random.
        troubles: what could not be read, a sentence each.
    """

    path: Path
    config: TrainingConfig
    state: Condition
    about: About = NOTHING
    command: str = ""
    origin: Origin | None = None
    parent: Parent | None = None
    record: DataRecord | None = None
    started: RunStarted | None = None
    ended: RunEnded | None = None
    steps: Columns = field(default_factory=dict)
    measured: dict[type[Event], Columns] = field(default_factory=dict)
    baselines: dict[BaselineKind, float] = field(default_factory=dict)
    result: EvaluationResult | None = None
    predicted: ImagesPredicted | None = None
    images: ImagesChosen | None = None
    maps: dict[ComparedKind, MapComputed] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As a person calls it, else its folder."""
        return self.about.name or self.path.absolute().name

    @property
    def epochs(self) -> float:
        """How far it was trained; 0 where nobody knows."""
        return float(self.steps["epoch"][-1]) if self.steps else 0.0

    @property
    def trained_s(self) -> float:
        return float(self.steps["elapsed_s"][-1]) if self.steps else 0.0


def read_run(path: Path) -> ReportedRun:
    """Reads all small files of a run and its maps.

    Raises:
        UserError: it is not a run folder, or its settings are damaged.
    """
    folder = RunFolder.open(path)
    run = ReportedRun(folder.path, folder.config(), folder.condition())
    try:
        run.about = read_about(folder)
    except UserError as error:
        run.troubles.append(error.in_full)
    try:
        run.origin, run.parent = read_origin(folder), read_parent(folder)
        run.command = command_of(folder)
    except UserError as error:
        run.troubles.append(error.in_full)
    try:
        run.record = read_record(folder.data_file)
    except UserError as error:
        run.troubles.append(error.in_full)
    _take_curves(run, folder)
    for event in replay_predictions(folder):
        match event:
            case EvaluationFinished():
                run.result = event.result
            case ImagesPredicted():
                run.predicted = event
            case ImagesChosen():
                run.images = event
            case MapComputed(features=kind, method=method):
                if method == "umap" or kind not in run.maps:
                    run.maps[kind] = event
            case Warned():
                run.troubles.append(event.sentence)
    return run


def _take_curves(run: ReportedRun, folder: RunFolder) -> None:
    steps: list[Mapping[str, Numbers]] = []
    measured: dict[type[Event], list[Mapping[str, Numbers]]] = {}
    try:
        for event in replay_curves(folder):
            match event:
                case RunStarted():
                    run.started = event
                case RunEnded():
                    run.ended = event
                case BaselineProbed():
                    run.baselines[event.features] = event.accuracy
                case StepsRead():
                    steps.append(event.columns)
                case MeasurementsRead():
                    measured.setdefault(type(event.last), []).append(event.columns)
    except UserError as error:
        run.troubles.append(error.in_full)
    run.steps = _joined(steps)
    run.measured = {kind: _joined(parts) for kind, parts in measured.items()}


def _joined(parts: list[Mapping[str, Numbers]]) -> Columns:
    """One after the other, columns of one number a row alone: how many pairs are watched may change."""
    if not parts:
        return {}
    names = [name for name, values in parts[0].items() if values.ndim == 1]
    return {name: np.concatenate([part[name] for part in parts]) for name in names}
