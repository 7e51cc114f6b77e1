"""Training, evaluating, mapping: what lies in a run folder goes on, and ends bit for bit as if nothing had happened."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from simclr_gui.engine.evaluation.evaluation import EvaluationOptions
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import Event, Warned
from simclr_gui.engine.experiments.experiment import new_run, opened_run, recorded_training
from simclr_gui.engine.experiments.replay import follow
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import is_there
from simclr_gui.engine.training.checkpoints import newest_tensors
from simclr_gui.engine.training.control import Control
from simclr_gui.engine.training.observer import StepContext
from tests.campaign.files.run_folders import quick_layout
from tests.campaign.work.piece import (
    CONFIG,
    EPOCHS,
    STEPS_AN_EPOCH,
    Piece,
    SharedNumber,
    copy,
    data,
    difference,
    play,
    played,
    run_in,
    save_every,
)

LONGEST_INTERVAL, HALF_WAY, LAST_STEP = 3, 6, EPOCHS * STEPS_AN_EPOCH


class StepNoted:
    """An observer that leaves the step for whoever watches from outside."""

    def __init__(self, number: SharedNumber) -> None:
        self._number = number

    def observe(self, context: StepContext) -> Iterator[Event]:
        self._number.value = context.learner.step
        yield from ()


class Training(Piece):
    """Saves every one to three steps, as the variant says."""

    name, share = "training", 6

    def __init__(self) -> None:
        self.step = SharedNumber()

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        self.step.value = 0

    def do(self, place: Path, variant: int) -> None:
        save_every(interval(variant))
        folder, images = run_in(place), data()
        if not is_there(folder.config_file):
            folder = played(new_run(CONFIG, folder.path, images))  # type: ignore[arg-type]
        elif folder.condition() == "finished":
            play(RunEvaluator(folder, quick_layout, images).evaluate())  # what is left to do with it
            return
        else:
            folder, images = played(opened_run(folder.path))  # type: ignore[arg-type]
        play(recorded_training(folder, images, Control(), [StepNoted(self.step)]))

    def look(self, place: Path, whole: Path, variant: int) -> str:
        folder = run_in(place)
        if not folder.config_file.exists():
            return difference(self.step.value, 0, "no config.json after step")
        return trouble_of_run(folder)

    def lost(self, place: Path, variant: int) -> float:
        folder = run_in(place)
        newest = newest_tensors(folder) if folder.config_file.exists() else None
        return self.step.value - (newest[0].manifest.step if newest is not None else 0)

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        folder = run_in(place)
        return trouble_of_run(folder) or difference(folder.condition(), "finished", "the run is") or other_weights(
            folder, run_in(whole)
        )  # fmt: skip


class GoingOn(Training):
    """The same, of a run that was stopped half way."""

    name, share = "going on", 2

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        self.step.value = HALF_WAY
        copy(material / "half", run_in(place).path)


class Evaluating(Piece):
    """Scores of a trained run; every other time some are known, and others are asked for."""

    name, share = "evaluating", 2

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        copy(material / ("mapped" if variant % 2 else "trained"), run_in(place).path)

    def do(self, place: Path, variant: int) -> None:
        options = EvaluationOptions(pca_components=8)
        play(RunEvaluator(run_in(place), quick_layout, data()).evaluate(options))

    def look(self, place: Path, whole: Path, variant: int) -> str:
        folder = run_in(place)
        result = read_evaluation(folder)
        if result is not None and result.simclr != read_evaluation(run_in(whole)).simclr:  # type: ignore[union-attr]
            return "other scores"
        return trouble_of_run(folder)

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        folder, reference = run_in(place), run_in(whole)
        return trouble_of_run(folder) or difference(read_evaluation(folder), read_evaluation(reference), "scores")


class Mapping(Piece):
    """Maps of a trained run; every other time others lie there that they replace."""

    name, share = "mapping", 3

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        copy(material / ("mapped" if variant % 2 else "trained"), run_in(place).path)

    def do(self, place: Path, variant: int) -> None:
        settings = MapSettings(neighbours=7)
        play(RunEvaluator(run_in(place), quick_layout, data()).compute_maps(settings))

    def look(self, place: Path, whole: Path, variant: int) -> str:
        return trouble_of_run(run_in(place))

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        folder, reference = run_in(place), run_in(whole)
        for event, other in zip(MapFiles(folder).read(), MapFiles(reference).read(), strict=True):
            for name, value in vars(other).items():
                if not np.array_equal(np.asarray(vars(event)[name]), np.asarray(value)):
                    return f"another {name} in {type(event).__name__}"
        return trouble_of_run(folder)


def interval(variant: int) -> int:
    return 1 + variant % LONGEST_INTERVAL


def too_much_lost(piece: Piece, variant: int, lost: float) -> str:
    """No more than what is trained between two checkpoints."""
    most = interval(variant) if isinstance(piece, Training) else 0
    return f"{lost:.0f} steps lost of {most}" if lost > most else ""


def trouble_of_run(folder: RunFolder) -> str:
    """It is listed and opens, and nothing in it is damaged; nobody is said to train it."""
    summary = summarise(folder.path)
    if summary.state == "damaged":
        return f"listed as damaged: {summary.trouble}"
    if folder.is_trained_elsewhere:
        return "said to be trained by somebody who is gone"
    try:
        warned = [event.sentence for event in follow(folder, lambda: False) if isinstance(event, Warned)]
    except UserError as error:
        return f"it does not open: {error}"
    return f"it opens with: {warned[0]}" if warned else ""


def other_weights(folder: RunFolder, reference: RunFolder) -> str:
    """What of the newest checkpoint is not bit for bit that of the other run."""
    ours, theirs = newest_tensors(folder), newest_tensors(reference)
    if ours is None or theirs is None:
        return "there is no checkpoint"
    if ours[0].passed_over:
        return f"the newest checkpoint is damaged: {ours[0].warning}"
    names = sorted(ours[1].keys() ^ theirs[1].keys()) or [
        name for name, values in theirs[1].items() if not torch.equal(ours[1][name], values)
    ]
    return f"other weights: {names[0]}, {len(names)} in all" if names else difference(
        ours[0].manifest.step, theirs[0].manifest.step, "step"
    )  # fmt: skip
