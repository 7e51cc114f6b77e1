"""The one call to umap-learn, kept apart so that a process of its own can make it without loading torch."""

import os
import threading
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class LayoutTask:
    """What UMAP needs.

    Attributes:
        values: float32, shape (points, dim); only its length matters once the neighbours are known.
        neighbours: int64, shape (points, k), each point's nearest, itself first.
        distances: float32, shape (points, k).
        start: float32, shape (points, 2), where the points begin.
        seed: makes the layout repeatable; None lets it use all processor cores instead.
        min_dist: how near two points may come.
    """

    values: Floats
    neighbours: NDArray[np.int64]
    distances: Floats
    start: Floats
    seed: int | None = 0
    min_dist: float = 0.1
    epochs: int | None = None


def umap_layout(task: LayoutTask) -> Floats:
    """Lays the points out with UMAP; float32, shape (points, 2)."""
    import umap  # takes seconds: only whoever maps pays for it

    _keep_progress_bars_quiet()
    mapper = umap.UMAP(
        n_neighbors=task.neighbours.shape[1],
        init=task.start.copy(),
        precomputed_knn=(task.neighbours, task.distances, None),
        random_state=task.seed,
        n_jobs=1 if task.seed is not None else -1,
        min_dist=task.min_dist,
        n_epochs=task.epochs,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that images cannot be added later: nobody wants to
        coordinates: Floats = mapper.fit_transform(task.values).astype(np.float32)
    return coordinates


def _keep_progress_bars_quiet() -> None:
    """umap-learn makes a bar that nobody sees, with a thread, and a lock that is a semaphore of the system."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    if not hasattr(tqdm, "_lock"):
        tqdm.set_lock(threading.RLock())


def example_task(points: int = 200, neighbours: int = 15) -> LayoutTask:
    """A small task that makes numba compile, or load, all that a real one needs."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(points, 4)).astype(np.float32)
    gaps = np.linalg.norm(values[:, None] - values[None, :], axis=2)
    order = gaps.argsort(axis=1)[:, :neighbours].astype(np.int64)
    return LayoutTask(values, order, np.take_along_axis(gaps, order, axis=1).astype(np.float32), values[:, :2].copy())


def warm_up() -> None:
    """Compiles or loads what a map needs, at both paces: nobody shall wait for it later."""
    task = example_task()
    umap_layout(task)
    umap_layout(replace(task, seed=None))


def keep_compiled_functions(cache_dir: Path) -> None:
    """Makes numba keep what it compiles for umap-learn, so that it compiles once a machine and not once a start.

    Must be called before numba is first imported in this process.
    """
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_dir / "compiled"))
    import numba

    # It searches neighbours, which we bring along; compiling it would take three quarters of the time.
    numba.config.DISABLE_JIT = True  # type: ignore[attr-defined]
    import pynndescent  # noqa: F401 - umap-learn imports it next, and finds it uncompiled

    numba.config.DISABLE_JIT = False  # type: ignore[attr-defined]
    import umap.layouts
    import umap.umap_
    from numba.core.dispatcher import Dispatcher

    kept_in = numba.config.CACHE_DIR  # type: ignore[attr-defined]
    for module in (umap.umap_, umap.layouts):
        for value in vars(module).values():
            if isinstance(value, Dispatcher):
                # The same function for one core and for many: in one place, numba would take one for the other.
                is_parallel = bool(value.targetoptions.get("parallel"))
                numba.config.CACHE_DIR = f"{kept_in}-parallel" if is_parallel else kept_in  # type: ignore[attr-defined]
                value.enable_caching()
    numba.config.CACHE_DIR = kept_in  # type: ignore[attr-defined]
