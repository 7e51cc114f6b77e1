"""Every test gets a home of its own, and must leave no thread, process or error log behind."""

import gc
import logging
import multiprocessing
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from simclr_gui.jobs import umap_process

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "PYTEST_XDIST_WORKER" in os.environ:  # threads of tests that run side by side would wait for each other
    os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "simclr-explorer-tests-compiled"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Runs, logs and window settings of this test; compiled functions are shared, they are a cache."""
    path = tmp_path / "home"
    monkeypatch.setenv("SIMCLR_EXPLORER_HOME", str(path))
    return path


@pytest.fixture(autouse=True)
def warm_umap(monkeypatch: pytest.MonkeyPatch) -> None:
    """UMAP's processes are real ones, but forked from one that has imported everything."""
    if sys.platform == "linux":
        monkeypatch.setattr(umap_process, "PROCESSES", multiprocessing.get_context("forkserver"))


@pytest.fixture(autouse=True)
def nothing_left_behind(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread or a process running, or logs an error that it did not announce."""
    before, modules = set(threading.enumerate()), len(sys.modules)
    yield
    gc.collect()  # here, in Qt's own thread, and nowhere else
    if len(sys.modules) > modules:
        gc.freeze()  # modules stay; looking through torch's again takes half a second
    left = set(threading.enumerate()) - before
    for errand in (thread for thread in left if thread.name == "errand"):
        errand.join(10)  # long work whose result nobody waits for any more ends by itself
    threads = [thread for thread in left if thread.is_alive()]
    assert not [t for t in threads if not t.name.startswith("Dummy-")]  # Qt's own threads as Python sees them
    assert multiprocessing.active_children() == []
    if request.node.get_closest_marker("logs_errors") is None:
        errors = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.ERROR]
        assert not errors, errors


def pytest_collection_finish() -> None:
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()
    multiprocessing.set_forkserver_preload(["tests.warm_umap"])
    config.addinivalue_line("markers", "logs_errors: the test provokes an error that must be logged")
