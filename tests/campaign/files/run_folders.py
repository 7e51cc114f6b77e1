"""Run folders that nobody wrote: a whole one, changed at random, then listed, opened, evaluated, mapped and resumed."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from simclr_gui.engine.events import EvaluationFinished, Event, ImagesChosen, MapComputed, StepMeasured, StepsRead
from simclr_gui.engine.experiments.experiment import recorded_training
from simclr_gui.engine.experiments.kept_looks import looks_of
from simclr_gui.engine.experiments.replay import follow
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.mapping.umap_layout import LayoutTask
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.control import Control
from tests.campaign.files.border import home_in, told, tried
from tests.campaign.files.run_changes import mutate
from tests.campaign.trial import Trial
from tests.small import small_config, small_data, train_small

CONFIG = small_config(budget__epochs=40)


@dataclass(frozen=True)
class Outcome:
    """What became of one way of using a folder: "right", "refused" (in words), or the traceback of an error."""

    use: str
    result: str
    details: str = ""


def quick_layout(task: LayoutTask) -> np.ndarray[Any, Any]:
    """Stands for UMAP, which has tests of its own."""
    return np.random.default_rng(0).normal(size=(len(task.values), 2)).astype(np.float32)


def make_whole_run(run_dir: Path) -> None:
    """A run that was stopped after two checkpoints, evaluated and mapped."""
    for steps in (3, 6):
        control = Control()
        stopper = StopAfter(steps, control)
        train_small(run_dir, CONFIG, control, [stopper])
    list(RunEvaluator(RunFolder(run_dir), quick_layout, small_data(CONFIG)).evaluate_and_map(lambda: False))


def make_looked_at_run(run_dir: Path) -> None:
    """The same, with what the network makes of a few images kept beside it."""
    make_whole_run(run_dir)
    for _ in looks_of(RunFolder(run_dir), small_data(CONFIG)):
        pass


class StopAfter:
    """An observer that ends the training at a step."""

    def __init__(self, step: int, control: Control) -> None:
        self._step, self._control = step, control

    def observe(self, moment: Any) -> Iterator[Event]:
        if moment.learner.step >= self._step:
            self._control.request_stop()
        yield from ()


def use(run_dir: Path) -> list[Outcome]:
    """Lists the run, opens it, evaluates, maps and resumes it."""
    folder, data = RunFolder(run_dir), small_data(CONFIG)
    uses: dict[str, Callable[[], None]] = {
        "list": lambda: _list(run_dir),
        "open": lambda: _play(follow(RunFolder.open(run_dir), lambda: False)),
        "evaluate": lambda: _play(RunEvaluator(RunFolder.open(run_dir), quick_layout, data).evaluate()),
        "map": lambda: _play(RunEvaluator(RunFolder.open(run_dir), quick_layout, data).compute_maps()),
        "resume": lambda: _resume(folder),
    }
    return [_outcome(name, action) for name, action in uses.items()]


def _outcome(name: str, action: Callable[[], None]) -> Outcome:
    try:
        action()
    except UserError as error:
        assert error.sentence.endswith("."), error.sentence
        return Outcome(name, "refused", error.sentence)
    except Exception as error:
        return Outcome(name, "error", told(error))
    return Outcome(name, "right")


def _list(run_dir: Path) -> None:
    """A damaged run is one line, like any other."""
    summary = summarise(run_dir)
    if summary.state == "damaged":
        raise UserError(summary.trouble)


def _play(events: Iterator[Event]) -> None:
    for event in events:
        _require_sound(event)


def _require_sound(event: Event) -> None:
    """What a painter relies on."""
    match event:
        case MapComputed():
            assert event.coordinates.shape[1] == 2, event.coordinates.shape
            assert np.isfinite(event.coordinates).all()
        case ImagesChosen():
            assert event.images.ndim == 4
            assert event.labels.max() < max(len(event.class_names), 0) or event.labels.max() == -1
        case StepsRead():
            assert all(np.isfinite(values).all() for values in event.columns.values())
            assert (np.diff(event.columns["step"]) > 0).all()
        case EvaluationFinished():
            for scores in event.result.compared.values():
                low, high = scores.interval("linear")
                assert 0 <= low <= high <= 1
        case StepMeasured():
            assert np.isfinite(event.loss)


def _resume(folder: RunFolder) -> None:
    """Up to the first step."""
    folder = RunFolder.open(folder.path)
    events = recorded_training(folder, small_data(folder.config()), Control(), ())
    try:
        for event in events:
            if isinstance(event, StepMeasured):
                break
    finally:
        events.close()  # type: ignore[attr-defined]


def wrong_of_one(whole: Path, place: Path, seed: int) -> tuple[str, str]:
    """What was changed in a copy of a run, and which uses of it ended in an error that nobody should see."""
    run_dir = place / f"mutated-{seed}"
    shutil.copytree(whole, run_dir)
    try:
        what = mutate(run_dir, Random(seed))
        wrong = [f"{each.use}: {each.details}" for each in use(run_dir) if each.result == "error"]
        if summarise(whole).state != "stopped":
            wrong.append("the run beside it is listed otherwise than before")
    finally:
        shutil.rmtree(run_dir)
    return what, "; ".join(wrong)


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Uses so many."""
    with tempfile.TemporaryDirectory() as folder, home_in(Path(folder) / "home"):
        place = Path(folder)
        make_whole_run(place / "whole")
        for number in range(seed, seed + count):
            changed: list[str] = []

            def wrong(number: int = number, changed: list[str] = changed) -> str:
                what, trouble = wrong_of_one(place / "whole", place, number)
                changed.append(what)
                return trouble

            trial = tried("run folders", f"run folder {number}", wrong, place)
            yield replace(trial, what=" ".join([trial.what, *changed]))
