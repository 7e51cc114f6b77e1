"""Run folders as a training leaves them, made without training: many small ones, and one of very many steps."""

import dataclasses
import itertools
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import SHAPES
from simclr_gui.engine.events import (
    BatchStatisticsTaken,
    EvaluationResult,
    Event,
    LiveKnnMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
)
from simclr_gui.engine.events.evaluation import ComponentScores, Scores
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_status import RunStatus

STEPS_PER_EPOCH, SECONDS_A_STEP, FIRST_LOSS, CHANCE_LOSS = 31, 0.1, 4.8, 4.84
CLASSES, WATCHED_PAIRS, PARTS = ("circle", "square"), 8, ("stem", "layer1", "layer2", "layer3", "layer4", "head")
STEPS_BETWEEN_SCORES, STEPS_BETWEEN_STATISTICS = 100, 20
STEPS_WRITTEN_AT_ONCE, STEPS_BETWEEN_SIGNS = 10_000, 20


def make_runs(place: Path, count: int) -> None:
    """So many finished runs with their small files; every second one was evaluated."""
    config = {
        seed: json.dumps(config_with(SHAPES, {"machine.seed": seed}).model_dump(mode="json")) for seed in range(9)
    }
    status = json.dumps(dataclasses.asdict(RunStatus("finished", os.getpid(), socket.gethostname(), 0.0)))
    began, result = _line(_started(place)), _result().model_dump_json(exclude_none=True)
    for number in range(count):
        folder = RunFolder(place / f"2026-01-01-{number:06d}-shapes")
        folder.checkpoints_dir.mkdir(parents=True)
        folder.config_file.write_text(config[number % len(config)])
        folder.status_file.write_text(status)
        folder.events_file.write_text(began)
        if number % 2:
            folder.evaluation_file.write_text(result)


def make_long_run(path: Path, steps: int) -> None:
    """A run of so many steps, with the scores and statistics that are measured between them."""
    folder = RunFolder.create(path, SHAPES)
    with folder.events_file.open("w", encoding="utf-8") as file:
        file.write(_line(_started(path)))
        for first in range(1, steps + 1, STEPS_WRITTEN_AT_ONCE):
            last = min(steps + 1, first + STEPS_WRITTEN_AT_ONCE)
            file.writelines(map(_line, _told(first, last, steps)))
        file.write(_line(RunEnded("finished", steps, steps / STEPS_PER_EPOCH, steps * SECONDS_A_STEP, 0.0)))
    folder.write_status("finished")


def keep_writing(path: str) -> None:
    """A step ten times a second and a sign of life every two seconds, as a training writes them, until it is killed."""
    folder = RunFolder.create(Path(path), SHAPES)
    with folder.events_file.open("w", encoding="utf-8") as file:
        file.write(_line(_started(folder.path)))
        for step in itertools.count(1):
            if step % STEPS_BETWEEN_SIGNS == 1:
                folder.write_status("running")
            file.writelines(map(_line, _told(step, step + 1, STEPS_WRITTEN_AT_ONCE)))
            file.flush()
            time.sleep(SECONDS_A_STEP)


def _told(first: int, last: int, steps: int) -> Iterator[Event]:
    random = np.random.default_rng(first)
    for step, noise in zip(range(first, last), random.normal(0, 0.1, last - first).tolist(), strict=True):
        epoch, elapsed_s, done = step / STEPS_PER_EPOCH, step * SECONDS_A_STEP, step / steps
        loss, top1 = FIRST_LOSS * (1 - 0.8 * done) + noise, 0.9 * done
        yield StepMeasured(step, epoch, loss, 0.5 * (1 - done), top1, 640 + 10 * noise, elapsed_s, done, elapsed_s)
        if step % STEPS_BETWEEN_STATISTICS == 0:
            yield _statistics(step, epoch, elapsed_s, noise)
        if step % STEPS_BETWEEN_SCORES == 0:
            yield LiveKnnMeasured(step, epoch, 0.2 + 0.7 * done, 500, 500, elapsed_s)


def _started(run_dir: Path) -> RunStarted:
    return RunStarted(
        str(run_dir), "Shapes", CLASSES, 2_000, 1_000, 32, "resnet18-thin", "thin", 128, 733_200, "CPU", "float32",
        STEPS_PER_EPOCH, 0, 0.0, CHANCE_LOSS, 0.7, ("stem", "layer1.0"), 0.0,
    )  # fmt: skip


def _statistics(step: int, epoch: float, elapsed_s: float, noise: float) -> BatchStatisticsTaken:
    watched, gradients = (0.5 + noise / 9,) * WATCHED_PAIRS, (0.1,) * len(PARTS)
    return BatchStatisticsTaken(step, epoch, 0.9, 0.8, 0.1, 0.4, -2.0, watched, gradients, 10**9, elapsed_s)


def _result() -> EvaluationResult:
    scores, pca = Scores(linear=0.9, knn=0.8), ComponentScores(linear=0.4, knn=0.3, components=128)
    return EvaluationResult(
        test_images=1_000, chance=0.1, simclr=scores, pca=pca, untrained=scores, frozen_verified=True
    )


def _line(event: Event) -> str:
    return json.dumps({"event": event.kind, **vars(event)}) + "\n"
