"""How long scores and maps of many features take here, beside scikit-learn and umap-learn on the same features."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import SHAPES
from simclr_gui.engine.datasets.shapes import shapes_data
from simclr_gui.engine.devices import machine_description
from simclr_gui.engine.evaluation.linear_evaluation import fit_classifier
from simclr_gui.engine.evaluation.scores import accuracy
from simclr_gui.engine.events import Floats
from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
from simclr_gui.engine.features.neighbours import knn_accuracy
from simclr_gui.engine.library import Run, train
from simclr_gui.engine.mapping.faithfulness import faithfulness
from simclr_gui.engine.mapping.layouts import find_space, layout_task
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.mapping.umap_layout import example_task
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.jobs.umap_process import UmapProcess

BANK, QUERIES, FILTERS, SIDE_PX, CLASSES = 50_000, 10_000, 128, 32, 10
ROUNDS = 3
UMAP_ALONE = """
import sys, time, numpy, umap
features = numpy.load(sys.argv[1])
for number in range(int(sys.argv[2]) + 1):
    began = time.perf_counter()
    coordinates = umap.UMAP(random_state=0, n_jobs=1).fit_transform(features)
    if number:
        print(time.perf_counter() - began)
numpy.save(sys.argv[3], coordinates)
"""
WIDGET = "import json; from simclr_gui.bench.maps import map_figures; print(json.dumps(map_figures()))"

Result = TypeVar("Result")


def evaluation_figures() -> dict[str, Any]:
    """Linear evaluation and kNN of 50,000 x 512 features, UMAP of 10,000 x 512, a map of 100,000 points on show."""
    data = shapes_data(SIDE_PX, BANK, QUERIES, 0)
    bank, queries = (random_features(part.pixels) for part in (data.train, data.test))
    return {
        "machine": machine_description(),
        "linear": _linear_figures(bank, data.train.labels, queries, data.test.labels),
        "knn": _knn_figures(bank, data.train.labels, queries, data.test.labels),
        "umap": _umap_figures(queries.numpy()),
        "map": _in_own_process(WIDGET),
        "shapes_scores_and_maps_s": scores_and_maps_s(),
    }


def evaluation_table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    linear, umap, drawn = figures["linear"], figures["umap"], figures["map"]
    return "\n".join(
        [
            figures["machine"],
            f"Linear evaluation, {BANK:,} x {linear['dim']} features: {linear['ours_s']:.1f} s, "
            f"{100 * linear['ours_accuracy']:.2f} %; scikit-learn {linear['sklearn_s']:.1f} s, "
            f"{100 * linear['sklearn_accuracy']:.2f} %; longest wait of who leaves {linear['longest_wait_s']:.2f} s",
            f"kNN of {QUERIES:,} among {BANK:,}: {figures['knn']['ours_s']:.1f} s",
            f"UMAP of {QUERIES:,} x {linear['dim']}: {umap['ours_s']:.1f} s with its neighbours, "
            f"fast {umap['fast_s']:.1f} s; umap-learn alone {umap['alone_s']:.1f} s",
            f"  warm after {umap['first_warm_s']:.0f} s on a new machine, later {umap['warm_s']:.1f} s",
            f"  neighbours kept {umap['neighbours_kept']:.3f} (umap-learn alone {umap['alone_neighbours_kept']:.3f}), "
            f"trustworthiness {umap['trustworthiness']:.3f} ({umap['alone_trustworthiness']:.3f})",
            *(f"  map {name}: {value:,.1f}" for name, value in drawn.items()),
            f"Shapes as the demo trains them: {figures['shapes_scores_and_maps_s']:.1f} s from the last step to all "
            "scores and maps",
        ]
    )


def scores_and_maps_s() -> float:
    """From the last step of a training as `demo` does it to all scores and maps, UMAP being warm; a median."""
    config = config_with(SHAPES, {"budget.epochs": 1})  # what is scored takes as long, however long it was trained
    with tempfile.TemporaryDirectory() as folder:
        run = train(config, Path(folder) / "run")
        _, process = _warmed(Path(folder))
        with closing(process):
            return _median_s(partial(_scored_and_mapped, run, process))


def _scored_and_mapped(run: Run, process: UmapProcess) -> None:
    """Anew: what an earlier round has left is put away."""
    folder = RunFolder(run.path)
    folder.evaluation_file.unlink(missing_ok=True)
    for file in folder.maps_dir.iterdir():
        file.unlink()
    for _ in RunEvaluator(folder, process.embed, run.data).evaluate_and_map(lambda: False):
        pass


def random_features(pixels: Tensor) -> Tensor:
    """What 128 random filters of 6x6 see in each quarter of an image; float32, shape (count, 512).

    Like h they are positive and go together, and a classifier has work to do.
    """
    filters = torch.randn(FILTERS, 3, 6, 6, generator=torch.Generator().manual_seed(0))
    filters -= filters.mean(dim=(1, 2, 3), keepdim=True)
    chunks = []
    for chunk in pixels.split(1_000):
        maps = functional.relu(functional.conv2d(chunk.float() / 255, filters, stride=2))
        chunks.append(functional.adaptive_avg_pool2d(maps, 2).flatten(1))
    return torch.cat(chunks)


def _linear_figures(bank: Tensor, labels: Tensor, queries: Tensor, query_labels: Tensor) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    times_s, waits_s = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        classifier, longest_s = _played(fit_classifier(bank, labels, CLASSES))
        times_s.append(time.perf_counter() - began)
        waits_s.append(longest_s)
    began = time.perf_counter()
    theirs = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1_000)).fit(bank.numpy(), labels.numpy())
    return {
        "dim": bank.shape[1],
        "ours_s": statistics.median(times_s),
        "ours_accuracy": accuracy(classifier.log_probabilities(queries), query_labels),
        "longest_wait_s": max(waits_s),
        "sklearn_s": time.perf_counter() - began,
        "sklearn_accuracy": float(theirs.score(queries.numpy(), query_labels.numpy())),
    }


def _knn_figures(bank: Tensor, labels: Tensor, queries: Tensor, query_labels: Tensor) -> dict[str, float]:
    vote = partial(knn_accuracy, bank, labels, queries, query_labels, CLASSES)
    return {"ours_s": _median_s(vote), "accuracy": vote()}


def _umap_figures(features: Floats) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "features.npy"
        np.save(file, features)
        first_warm_s, first = _warmed(Path(folder))
        first.close()
        warm_s, process = _warmed(Path(folder))
        try:
            ours_s = _median_s(partial(_mapped, features, process, MapSettings()))
            fast_s = _median_s(partial(_mapped, features, process, MapSettings(pace="fast")))
            ours = _mapped(features, process, MapSettings())
        finally:
            process.close()
        command = [sys.executable, "-c", UMAP_ALONE, str(file), str(ROUNDS), str(Path(folder) / "alone.npy")]
        alone_s = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        alone = np.load(Path(folder) / "alone.npy")
    space, _ = _played(find_space(features, MapSettings().neighbours, ""))
    (kept, trust), (alone_kept, alone_trust) = (_played(faithfulness(space, plane))[0] for plane in (ours, alone))
    return {
        "ours_s": ours_s,
        "fast_s": fast_s,
        "alone_s": statistics.median(map(float, alone_s)),
        "first_warm_s": first_warm_s,
        "warm_s": warm_s,
        "neighbours_kept": kept,
        "trustworthiness": trust,
        "alone_neighbours_kept": alone_kept,
        "alone_trustworthiness": alone_trust,
    }


def _warmed(cache_dir: Path) -> tuple[float, UmapProcess]:
    """A process that has compiled, or loaded, all that a map needs, and the seconds until then."""
    process = UmapProcess(cache_dir)
    began = time.perf_counter()
    process.embed(example_task(60))
    return time.perf_counter() - began, process


def _mapped(features: Floats, process: UmapProcess, settings: MapSettings) -> Floats:
    space, _ = _played(find_space(features, settings.neighbours, ""))
    return process.embed(layout_task(space, settings))


def _played(events: Generator[Any, None, Result]) -> tuple[Result, float]:
    """The result of a stream, and the longest time between two of its words."""
    longest_s, last = 0.0, time.perf_counter()
    while True:
        try:
            next(events)
        except StopIteration as end:
            return end.value, max(longest_s, time.perf_counter() - last)
        longest_s, last = max(longest_s, time.perf_counter() - last), time.perf_counter()


def _median_s(work: Callable[[], object]) -> float:
    times_s = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times_s.append(time.perf_counter() - began)
    return statistics.median(times_s)


def _in_own_process(program: str) -> dict[str, float]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures
