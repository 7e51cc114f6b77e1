"""What each command does. Heavy imports happen here, inside the command that needs them."""

import argparse
import json
import os
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.signals import raise_on_interrupt
from simclr_gui.terminal.options import config_from, map_settings_from, suited_config
from simclr_gui.terminal.printing import say, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

    from simclr_gui.engine.events import Event
    from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
    from simclr_gui.jobs.umap_process import UmapProcess


def open_window(_arguments: argparse.Namespace) -> int:
    """Opens the window; without a display, says what works without one."""
    from simclr_gui.display import display_trouble

    trouble = display_trouble()
    if trouble:
        raise UserError(trouble, "Without a window, use: simclr-gui demo, or simclr-gui train.")
    _require_home()
    return _run_window()


def open_path(path: Path) -> int:
    """Opens the window with what lies there: a run folder, the zip of one, or images."""
    from simclr_gui.display import display_trouble
    from simclr_gui.terminal.sharing import require_something_to_open

    require_something_to_open(path)
    trouble = display_trouble()
    if trouble:
        raise UserError(trouble, "Without a window, use: simclr-gui report, or simclr-gui train.")
    _require_home()
    return _run_window(opens=path.absolute())


def _run_window(*, start_demo: bool = False, run_dir: Path | None = None, opens: Path | None = None) -> int:
    from simclr_gui.collection import pause_collection

    pause_collection()
    from simclr_gui.gui.application import run_application

    return run_application(start_demo=start_demo, run_dir=run_dir, opens=opens)


def demo(arguments: argparse.Namespace) -> int:
    """The two-minute demonstration, in the window where there is one."""
    from simclr_gui.display import display_trouble
    from simclr_gui.engine.config.presets import SHAPES

    if arguments.no_window or display_trouble():
        return _train_and_evaluate(SHAPES, arguments.run_dir)
    _require_home()
    _run_dir(arguments.run_dir, SHAPES)
    return _run_window(start_demo=True, run_dir=arguments.run_dir)


def train(arguments: argparse.Namespace) -> int:
    """Trains in a run folder, without evaluation."""
    if arguments.launch:
        return _launch(arguments)
    from simclr_gui.engine.datasets.data import load_data
    from simclr_gui.engine.distributed import ProcessGroup, process_group, telling_broken_group
    from simclr_gui.engine.experiments.continuation import opened_parent
    from simclr_gui.engine.experiments.experiment import new_run, opened_run, recorded_training, unlock
    from simclr_gui.engine.experiments.run_images import images_of
    from simclr_gui.engine.observers import lasting_observers
    from simclr_gui.engine.runs.run_folder import RunFolder
    from simclr_gui.engine.training.control import Control, cancellable
    from simclr_gui.terminal.playing import play

    control = Control()
    moved_to = _moved_to(arguments)
    config = _config_to_train(arguments)
    run_dir = arguments.resume or _run_dir(arguments.run_dir, config)  # reading may take an hour

    def prepared(members: ProcessGroup) -> Any:
        """Folder and images; of several processes one makes the folder and fills the cache before the rest read."""
        if not members.is_leader:
            folder = RunFolder.open(Path(members.from_leader("")))
            return folder, (yield from images_of(folder))
        if arguments.resume:
            _refuse_settings_beside_resume(arguments)
            folder, data = yield from cancellable(opened_run(run_dir, moved_to), control, unlock)
        elif arguments.parent:
            beginning, data = yield from cancellable(opened_parent(arguments.parent, config), control)
            suits = beginning.parent.has_new_head  # nobody has chosen a batch for an imported encoder
            suited = suited_config(config, len(data.train), arguments) if suits else config
            folder = yield from new_run(suited, run_dir, data, beginning)
        else:
            data = yield from cancellable(load_data(config.data, downloads=arguments.download), control)
            folder = yield from new_run(suited_config(config, len(data.train), arguments), run_dir, data)
        members.from_leader(str(folder.path.resolve()))
        return folder, data

    def events(members: ProcessGroup) -> Any:
        folder, data = yield from prepared(members)
        yield from recorded_training(folder, data, control, lasting_observers(), members)

    with process_group(tell) as members, telling_broken_group(members, control.should_leave):
        play(events(members), control, is_shown=members.is_leader)
    return 0


def _launch(arguments: argparse.Namespace) -> int:
    from simclr_gui.terminal.launching import launch

    before = str(arguments.parent)
    config = _config_to_train(arguments)  # a mistake should show here, not in a cluster's queue
    run_dir = (arguments.resume or _run_dir(arguments.run_dir, config)).absolute()
    given = [str(arguments.parent) if word == before else word for word in arguments.given]
    given = given[given.index("train") + 1 :]
    say(f"Slurm job {launch(arguments, given, run_dir)}")
    tell(f"Run folder: {run_dir}. Open it in the window to follow it.")
    return 0


def _config_to_train(arguments: argparse.Namespace) -> TrainingConfig:
    """As the options say; beside --from, the settings of that run are what they change."""
    from simclr_gui.terminal.importing import begun_config_from

    if not arguments.parent:
        return config_from(arguments)
    if arguments.resume:
        raise UserError("--from begins a new run, --resume goes on with one.", "Leave one of them out.")
    return begun_config_from(arguments)


def evaluate(arguments: argparse.Namespace) -> int:
    """Scores a run."""
    from simclr_gui.engine.evaluation.evaluation import EvaluationOptions
    from simclr_gui.engine.evaluation.seed_summary import summarise_seeds
    from simclr_gui.engine.runs.run_folder import RunFolder
    from simclr_gui.terminal.results import seeds_text

    options = EvaluationOptions(arguments.pca, arguments.supervised, arguments.layers, arguments.few_labels)
    with _umap() as umap:  # it is not started for this
        _evaluate_run(arguments, umap, lambda run_evaluator: run_evaluator.evaluate(options))
    summary = summarise_seeds(RunFolder(arguments.run))
    if summary is not None:
        say(seeds_text(summary))
    return 0


def list_runs(arguments: argparse.Namespace) -> int:
    """Lists runs: those of the program, or those in other folders."""
    from simclr_gui.engine.listing.other_places import runs_in
    from simclr_gui.engine.storage.places import runs_dir
    from simclr_gui.terminal.runs import runs_text

    places = arguments.folders or [place for place in [runs_dir()] if place.is_dir()]
    say(runs_text(runs_in(places), arguments.form))
    return 0


def compare(arguments: argparse.Namespace) -> int:
    """Tells what differs between runs."""
    from simclr_gui.engine.comparison.run_comparison import compare_runs
    from simclr_gui.terminal.runs import comparison_text

    say(comparison_text(compare_runs(arguments.runs), arguments.form))
    return 0


def queue(arguments: argparse.Namespace) -> int:
    """Adds to the queue, lists it, works through it, or clears it."""
    from simclr_gui.terminal.queue import COMMANDS

    return COMMANDS[arguments.action](arguments)


def recipe(arguments: argparse.Namespace) -> int:
    """Says what a recipe would train and what that will cost, and adds it to the queue."""
    from dataclasses import replace

    from simclr_gui.engine.listing.other_places import runs_in
    from simclr_gui.engine.planning.queue import Queue
    from simclr_gui.engine.planning.series_outlook import foreseen_series
    from simclr_gui.engine.storage.places import runs_dir
    from simclr_gui.terminal.queue import config_to_queue
    from simclr_gui.terminal.recipes import recipes_json, recipes_text, series_json, series_text, typed_grid

    if arguments.list or not arguments.name:
        say(recipes_json() if arguments.json else recipes_text())
        return 0
    over, config = typed_grid(arguments.name, arguments.over), config_to_queue(arguments)
    runs = runs_in([place for place in [runs_dir()] if place.is_dir()])
    foreseen = foreseen_series(arguments.name, config, over, runs)
    series = foreseen.series
    if not series.trainings:
        raise UserError(series.left_out[0], "Choose other settings.")
    say(series_json(foreseen) if arguments.json else series_text(foreseen))
    if not arguments.dry_run:
        trainings = [replace(training, name=str(training.name)) for training in series.trainings]
        Queue().add(trainings, arguments.name)
        count = len(trainings)
        tell(
            f"{count} {'training' if count == 1 else 'trainings'} added to the queue. Train them: simclr-gui queue run"
        )
    return 0


def compute_map(arguments: argparse.Namespace) -> int:
    """Maps a run."""
    settings = map_settings_from(arguments)
    with _umap() as umap:
        return _evaluate_run(arguments, umap, lambda run_evaluator: run_evaluator.compute_maps(settings))


def bench_engine(arguments: argparse.Namespace) -> int:
    """Measures the engine on this machine."""
    _require_place(arguments.json)
    from simclr_gui.bench.engine import engine_figures, engine_table

    raise_on_interrupt()
    figures = engine_figures(arguments.net, arguments.stem, arguments.side_px, arguments.batch)
    say(engine_table(figures))
    _write_json(arguments.json, figures)
    return 0


def bench_window(arguments: argparse.Namespace) -> int:
    """Measures the window on this machine."""
    _require_place(arguments.json)
    _require_display()
    from simclr_gui.bench.window import window_figures, window_table

    raise_on_interrupt()
    figures = window_figures(arguments.seconds)
    say(window_table(figures))
    _write_json(arguments.json, figures)
    return 0


def bench_runs(arguments: argparse.Namespace) -> int:
    """Measures the list of runs and the opening of a long one."""
    _require_place(arguments.json)
    _require_display()
    from simclr_gui.bench.runs import runs_figures, runs_table

    raise_on_interrupt()
    figures = runs_figures()
    say(runs_table(figures))
    _write_json(arguments.json, figures)
    return 0


def bench_report(arguments: argparse.Namespace) -> int:
    """Measures reports."""
    _require_place(arguments.json)
    from simclr_gui.bench.report import report_figures, report_table

    raise_on_interrupt()
    figures = report_figures()
    say(report_table(figures))
    _write_json(arguments.json, figures)
    return 0


def _require_display() -> None:
    from simclr_gui.display import display_trouble

    trouble = display_trouble()
    if trouble:
        raise UserError(trouble, "QT_QPA_PLATFORM=offscreen measures without a display.")


def bench_evaluation(arguments: argparse.Namespace) -> int:
    """Measures scores and maps on this machine."""
    _require_place(arguments.json)
    from simclr_gui.bench.evaluation import evaluation_figures, evaluation_table

    raise_on_interrupt()
    figures = evaluation_figures()
    say(evaluation_table(figures))
    _write_json(arguments.json, figures)
    return 0


def doctor(_arguments: argparse.Namespace) -> int:
    """Says what this machine has and what to do about what it lacks."""
    from simclr_gui.terminal.doctor import findings

    lines = findings()
    for line in lines:
        say(f"{'ok  ' if line.ok else 'look'}  {line.subject}: {line.sentence}")
        if line.remedy:
            say(f"      {line.remedy}")
    return 0


def _train_and_evaluate(config: TrainingConfig, run_dir: Path | None) -> int:
    from simclr_gui.engine.experiments.experiment import experiment
    from simclr_gui.engine.observers import lasting_observers
    from simclr_gui.engine.training.control import Control
    from simclr_gui.terminal.playing import play_to_the_end

    control, run_dir = Control(), _run_dir(run_dir, config)
    with _umap() as umap:
        umap.start()  # it is warm when the training ends
        play_to_the_end(experiment(config, run_dir, control, umap.embed, lasting_observers()), control)
    return 0


def _evaluate_run(
    arguments: argparse.Namespace, umap: "UmapProcess", question: "Callable[[RunEvaluator], Iterator[Event]]"
) -> int:
    from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
    from simclr_gui.engine.runs.parent import began_elsewhere
    from simclr_gui.engine.runs.run_folder import RunFolder
    from simclr_gui.engine.training.control import Control, until
    from simclr_gui.terminal.playing import play_to_the_end
    from simclr_gui.terminal.results import Results

    control, folder = Control(), RunFolder.open(arguments.run)
    results = Results(is_imported=folder.is_imported, saw_no_label=not began_elsewhere(folder))
    run_evaluator = RunEvaluator(folder, umap.embed, moved_to=arguments.folder)
    play_to_the_end(until(control.should_leave, question(run_evaluator)), control, results)
    return 0


def _umap() -> "closing[UmapProcess]":
    from simclr_gui.engine.storage.places import cache_dir
    from simclr_gui.jobs.umap_process import UmapProcess

    return closing(UmapProcess(cache_dir()))


def _run_dir(given: Path | None, config: TrainingConfig) -> Path:
    from simclr_gui.engine.storage.places import new_run_dir, require_place_for_runs

    if given is not None:
        return given
    require_place_for_runs()
    return new_run_dir(config.data.name)


def _require_home() -> None:
    """The window keeps its size, its settings and its runs; UserError where there is no home for them."""
    from simclr_gui.engine.storage.places import runs_dir, settings_dir

    for place in (runs_dir, settings_dir):
        place()


def _moved_to(arguments: argparse.Namespace) -> Path | None:
    """Beside --resume, --folder is no setting: it says where the images of the run lie now."""
    given = vars(arguments).pop("setting:data.folder", None) if arguments.resume else None
    return Path(given).expanduser() if given else None


def _refuse_settings_beside_resume(arguments: argparse.Namespace) -> None:
    given = [name for name, value in vars(arguments).items() if name.startswith("setting:") and value is not None]
    if given or arguments.run_dir:
        raise UserError(
            "A resumed run keeps its settings and its folder.", "Leave the other options out, or start a new run."
        )


def _require_place(path: Path | None) -> None:
    """Raises UserError where the figures could not be written: measuring takes minutes."""
    if path is not None:
        with _telling_trouble(path), _opened(path, "ab"):
            pass


def _write_json(path: Path | None, figures: dict[str, Any]) -> None:
    if path is None:
        return
    with _telling_trouble(path), _opened(path, "wb") as file:
        file.write((json.dumps(figures, indent=2) + "\n").encode())
    tell(f"Written to {path}")


def _opened(path: Path, mode: str) -> "IO[bytes]":
    """A pipe without a reader is refused, where it would be waited for otherwise."""
    not_waiting = getattr(os, "O_NONBLOCK", 0)
    return open(path, mode, opener=lambda name, flags: os.open(name, flags | not_waiting, 0o666))


@contextmanager
def _telling_trouble(path: Path) -> "Iterator[None]":
    try:
        yield
    except OSError as error:
        reason = system_reason(error)
        raise UserError(f"{path} cannot be written: {reason}.", "Name another file.") from error
