"""The first start on a machine: torch's operations serve while another process compiles the loops of the views."""

import subprocess
from pathlib import Path

import pytest
import torch

from simclr_gui.engine.augmentation import compilation, prepare_views, rendering
from simclr_gui.engine.augmentation.compilation import Compilation, compile_and_keep, mark
from simclr_gui.engine.augmentation.compiled import render_each
from simclr_gui.engine.augmentation.rendering import render_at_once, renderer_for

CPU = torch.device("cpu")


class Process:
    """A process that ends when a test says so."""

    def __init__(self) -> None:
        self.status: int | None = None

    def poll(self) -> int | None:
        return self.status

    def kill(self) -> None:
        self.status = -9

    def wait(self) -> None:
        assert self.status is not None


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Process]:
    """Processes that were started; nothing was ever compiled on this machine."""
    processes: list[Process] = []

    def start(*_: object, **__: object) -> Process:
        processes.append(Process())
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(compilation, "mark", lambda: tmp_path / "views.kept")
    monkeypatch.setattr(rendering, "COMPILATION", Compilation())
    return processes


def test_that_torch_serves_until_the_loops_are_compiled(started: list[Process]) -> None:
    prepare_views(CPU, waits=False)
    prepare_views(CPU, waits=False)
    assert len(started) == 1, "it is begun once"
    assert renderer_for("cpu") is render_at_once
    started[0].status = 0
    assert renderer_for("cpu") is render_each


def test_that_torch_goes_on_serving_where_compiling_has_failed(started: list[Process]) -> None:
    prepare_views(CPU, waits=False)
    started[0].status = 1
    assert renderer_for("cpu") is render_at_once


def test_that_a_run_that_must_be_repeatable_waits_for_the_loops(started: list[Process]) -> None:
    prepare_views(CPU, waits=False)
    prepare_views(CPU)
    assert started[0].status == -9
    assert renderer_for("cpu") is render_each


def test_that_nothing_is_compiled_twice(started: list[Process], tmp_path: Path) -> None:
    prepare_views(CPU)
    assert (tmp_path / "views.kept").exists()
    prepare_views(CPU, waits=False)
    assert not started


def test_that_where_no_process_can_be_had_the_loops_are_compiled_here(
    started: list[Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Process:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    prepare_views(CPU, waits=False)
    assert renderer_for("cpu") is render_each


def test_that_without_numba_nothing_is_begun(started: list[Process], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compilation, "find_spec", lambda _name: None)
    monkeypatch.setattr(rendering, "looping_renderer", lambda: render_at_once)
    prepare_views(CPU, waits=False)
    assert not started
    assert renderer_for("cpu") is render_at_once


def test_that_other_code_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark()
    mark.cache_clear()
    monkeypatch.setattr(compilation, "stamp_of_code", lambda: "other")
    assert mark() != before
    mark.cache_clear()


def test_that_the_process_compiles_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compilation, "mark", lambda: tmp_path / "compiled" / "views.kept")
    monkeypatch.setattr(compilation, "end_with_input", lambda: None)
    compile_and_keep()
    assert (tmp_path / "compiled" / "views.kept").exists()


def test_that_a_process_that_could_keep_nothing_has_failed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(compilation, "mark", lambda: tmp_path / "file" / "views.kept")
    monkeypatch.setattr(compilation, "end_with_input", lambda: None)
    with pytest.raises(SystemExit):
        compile_and_keep()
