"""The commands of simclr-gui. Importing this loads neither torch nor Qt."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import get_args

from simclr_gui import __version__
from simclr_gui.engine.config.settings import EncoderName, Stem
from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.processes.own_program import is_frozen
from simclr_gui.signals import INTERRUPTED
from simclr_gui.terminal import commands, desktop_entry, importing, self_test, sharing
from simclr_gui.terminal.launching import add_launch_options
from simclr_gui.terminal.options import Parser, add_map_options, add_setting_options, place
from simclr_gui.terminal.printing import ReaderGone, flush, tell, use_any_alphabet

FULL_NETS = [name for name in get_args(EncoderName) if not name.endswith("-thin")]  # which torchvision has too
PCA_CHOICES = (64, 128, 256)
DONE, OUR_FAULT, USERS_MISTAKE, READER_GONE = 0, 1, 2, 141
MOST_LETTERS_SHOWN = 200
SIGNS_OF_FULL_MEMORY = ("out of memory", "can't allocate memory", "not enough memory")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Returns:
        The exit status: 0 done, 2 the user's mistake (one sentence), 1 our fault (sentence and log file), 130
        interrupted, 141 nobody reads the output any more.
    """
    use_any_alphabet()
    try:
        status = _run(sys.argv[1:] if arguments is None else list(arguments))
        flush()
    except ReaderGone:
        return READER_GONE
    return status


def _run(given: list[str]) -> int:
    try:
        parser = build_parser()
        if given and parser.is_path(given[0]):
            return commands.open_path(parser.only_path(given))
        parsed = parser.parse_args(given, argparse.Namespace(given=given))
        return int(parsed.command(parsed))
    except UserError as error:
        tell(str(error))
        return USERS_MISTAKE
    except KeyboardInterrupt:
        return INTERRUPTED
    except ReaderGone:
        raise
    except Exception as error:
        return _tell_failure(error)


def _tell_failure(error: Exception) -> int:
    """What nobody foresaw: the machine's trouble in a sentence, everything else as a fault of ours."""
    if _follows_an_interruption(error):  # raised while foreign code was being imported
        return INTERRUPTED
    from simclr_gui.log import log_failure

    log = log_failure()
    sentence = _machines_trouble(error)
    if sentence:
        tell(sentence)
        return USERS_MISTAKE
    details = f"Details are in {log}." if log else "No log could be written."
    tell(f"Something went wrong inside the program: {error}. {details}")
    return OUR_FAULT


def _machines_trouble(error: Exception) -> str:
    """A sentence for what the disk, the memory or a name has caused; empty for everything else."""
    says_full = any(sign in str(error).lower() for sign in SIGNS_OF_FULL_MEMORY)
    if isinstance(error, MemoryError) or (isinstance(error, RuntimeError) and says_full):
        return (
            "The machine has run out of memory. "
            "Close other programs, or choose a smaller batch, network or number of images."
        )
    if isinstance(error, OSError):
        subject = f"{os.fsdecode(error.filename)} cannot be used" if _has_name(error) else "The system has refused"
        reason = (error.strerror or str(error) or type(error).__name__).lower()
        return f"{subject}: {reason}. Name a place that you may read and write, on a disk with free space."
    if isinstance(error, UnicodeError):
        return f"A name or a file is not text that can be read or written: {str(error)[:MOST_LETTERS_SHOWN]}."
    return ""


def _has_name(error: OSError) -> bool:
    return isinstance(error.filename, (str, bytes))


def _follows_an_interruption(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="simclr-gui",
        description="Train SimCLR, see what the network sees, and find out whether its features are any good. "
        "Without a command the window opens; with a path it shows the run or takes the images that lie there.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--selftest",
        dest="command",
        action="store_const",
        const=self_test.self_test,
        help="try the main job in a window that opens and closes by itself, and say how long each part took",
    )
    parser.set_defaults(command=commands.open_window)
    names = parser.add_subparsers(title="commands", metavar="", parser_class=Parser)

    demo = names.add_parser("demo", help="the two-minute demonstration on Shapes, which the program draws itself")
    demo.add_argument("--no-window", action="store_true", help="run it in the terminal")
    _add_run_dir(demo)
    demo.set_defaults(command=commands.demo)

    train = names.add_parser("train", help="train without a window")
    _add_run_dir(train)
    train.add_argument("--resume", type=place, metavar="DIR", help="go on with the run in this folder")
    train.add_argument(
        "--from",
        dest="parent",
        type=place,
        metavar="RUN",
        help="begin a new run from the weights of this one, with its settings where no others are given; the learning "
        "rate warms up again. A file with an encoder of another program is imported first",
    )
    train.add_argument("--download", action="store_true", help="download the published data set if it is not here")
    add_launch_options(train)
    add_setting_options(train)
    train.set_defaults(command=commands.train)

    _add_queue(names)
    _add_evaluation(names)
    _add_comparison(names)
    _add_recipe(names)
    _add_sharing(names)
    importing.add_import(names)
    if not is_frozen():  # it starts Python by itself
        _add_bench(names)
    names.add_parser("doctor", help="what this machine has, and what to do about what it lacks").set_defaults(
        command=commands.doctor
    )
    desktop = names.add_parser("install-desktop", help="put the program into the desktop's menu, for this user")
    desktop.add_argument("--remove", action="store_true", help="take it out again")
    desktop.set_defaults(command=desktop_entry.install_desktop)
    return parser


def _add_evaluation(names: "argparse._SubParsersAction[Parser]") -> None:
    evaluate = names.add_parser("evaluate", help="linear evaluation and kNN: SimCLR features, PCA, untrained network")
    evaluate.add_argument(
        "--pca", type=int, choices=PCA_CHOICES, default=128, help="principal components to compare with (default 128)"
    )
    for option, text in (
        ("--supervised", "also train the same network with labels, as long as the run"),
        ("--layers", "also score every layer"),
        ("--few-labels", "also score with 10 to 500 labels per class"),
    ):
        evaluate.add_argument(option, action="store_true", help=text)
    draw = names.add_parser("map", help="UMAP maps of SimCLR and PCA features, and of the untrained network")
    add_map_options(draw)
    for parser, command in ((evaluate, commands.evaluate), (draw, commands.compute_map)):
        parser.add_argument("run", type=place, metavar="RUN", help="a run folder")
        parser.add_argument("--folder", type=place, metavar="DIR", help="where the images of the run lie now")
        parser.set_defaults(command=command)


def _add_comparison(names: "argparse._SubParsersAction[Parser]") -> None:
    runs = names.add_parser("runs", help="list the runs, or those in other folders")
    runs.add_argument("folders", nargs="*", type=place, metavar="FOLDER", help="a run, or a folder of runs")
    compare = names.add_parser("compare", help="two to eight runs: what differs, scores, differences with intervals")
    compare.add_argument("runs", nargs="+", type=place, metavar="RUN", help="a run folder")
    for parser, command in ((runs, commands.list_runs), (compare, commands.compare)):
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_const", const="json", dest="form", help="print it as JSON")
        form.add_argument("--as", choices=("csv", "tsv", "latex"), dest="form", help="print tables of this kind")
        parser.set_defaults(command=command)


def _add_queue(names: "argparse._SubParsersAction[Parser]") -> None:
    queue = names.add_parser("queue", help="trainings that wait: add, list, run one after the other, retry, clear")
    queue.set_defaults(command=commands.queue)
    actions = queue.add_subparsers(
        title="what to do", metavar="add|list|run|retry|clear", required=True, parser_class=Parser, dest="action"
    )
    add = actions.add_parser("add", help="put a training with these settings at the end")
    add.add_argument("--name", default="", metavar="NAME", help="what the run will be called")
    add.add_argument("--tag", action="append", default=[], metavar="TAG", help="of the run; may be given several times")
    add_setting_options(add)
    listed = actions.add_parser("list", help="what waits, what is being trained and what has failed")
    listed.add_argument("--json", action="store_true", help="print it as JSON")
    run = actions.add_parser("run", help="train, evaluate and map one after the other until nothing waits")
    run.add_argument("--download", action="store_true", help="download published data sets that are not here")
    retry = actions.add_parser("retry", help="put trainings that failed at the end once more, settings as they were")
    retry.add_argument(
        "numbers", nargs="*", type=int, metavar="N", help="their numbers in `queue list` (default: all that failed)"
    )
    actions.add_parser("clear", help="remove all but the one that is being trained, without asking")


def _add_recipe(names: "argparse._SubParsersAction[Parser]") -> None:
    recipe = names.add_parser("recipe", help="several trainings that differ in one thing, added to the queue")
    recipe.add_argument("name", nargs="?", metavar="NAME", help="the recipe; --list says which there are")
    recipe.add_argument("--list", action="store_true", help="list the recipes")
    recipe.add_argument(
        "--over",
        action="append",
        default=[],
        metavar="SETTING=VALUES",
        help="of the recipe grid, once or twice: such as optimisation.temperature=0.1,0.5",
    )
    recipe.add_argument("--dry-run", action="store_true", help="say what it would train and cost, and add nothing")
    recipe.add_argument("--json", action="store_true", help="print it as JSON")
    add_setting_options(recipe)
    recipe.set_defaults(command=commands.recipe)


def _add_sharing(names: "argparse._SubParsersAction[Parser]") -> None:
    report = names.add_parser("report", help="one file that tells of a run, or of two to eight beside each other")
    report.add_argument("runs", nargs="+", type=place, metavar="RUN", help="a run folder")
    report.add_argument("--output", type=place, required=True, metavar="FILE", help="a name ending in .html or .pdf")
    report.set_defaults(command=sharing.write_report)
    export = names.add_parser("export", help="a run, its encoder or its features, to be opened by other programs")
    export.add_argument("run", type=place, metavar="RUN", help="a run folder")
    kinds = "; ".join(f"{name}: {kind.title}" for name, kind in EXPORT_KINDS.items())
    export.add_argument("--as", dest="kind", choices=EXPORT_KINDS, required=True, help=f"what it becomes ({kinds})")
    export.add_argument("--output", type=place, metavar="PATH", help="a file or a new folder (default: named like the "
                        "run, here); of features the ending decides: .parquet, .npz or .csv")  # fmt: skip
    export.add_argument("--folder", type=place, metavar="DIR", help="where the images of the run lie now")
    export.add_argument("--newest-checkpoint", action="store_true", help="of a zip: leave earlier checkpoints out")
    export.set_defaults(command=sharing.export_run)


def _add_bench(names: "argparse._SubParsersAction[Parser]") -> None:
    bench = names.add_parser("bench", help="measure this machine")
    targets = bench.add_subparsers(
        title="what to measure", metavar="engine|window|evaluation|runs|report", required=True, parser_class=Parser
    )
    engine = targets.add_parser("engine", help="views, steps and images per second, beside the conventional pipeline")
    window = targets.add_parser("window", help="event-loop gaps and throughput while training, evaluating, mapping")
    evaluation = targets.add_parser(
        "evaluation",
        aliases=["judging"],  # what earlier versions called it
        help="scores and maps of many features, beside scikit-learn and umap-learn",
    )
    runs = targets.add_parser("runs", help="how soon 10,000 runs are listed, and a run of 2,000,000 steps is open")
    report = targets.add_parser("report", help="how soon a report is written, and how large it is")
    window.add_argument(
        "--seconds",
        type=float,
        default=60.0,
        metavar="S",
        help="training time of each measured run in seconds (default 60)",
    )
    engine.add_argument("--net", choices=FULL_NETS, default="resnet18", help="default: resnet18")
    engine.add_argument("--stem", choices=get_args(Stem), default="imagenet", help="default: imagenet")
    engine.add_argument("--side-px", type=int, default=32, metavar="PX", help="image side of the step (default 32)")
    engine.add_argument("--batch", type=int, default=256, metavar="N", help="images a step (default 256)")
    for target, command in (
        (engine, commands.bench_engine),
        (window, commands.bench_window),
        (evaluation, commands.bench_evaluation),
        (runs, commands.bench_runs),
        (report, commands.bench_report),
    ):
        target.add_argument("--json", type=place, metavar="FILE", help="also write the figures as JSON")
        target.set_defaults(command=command)


def _add_run_dir(parser: Parser) -> None:
    parser.add_argument(
        "--run-dir",
        type=place,
        metavar="DIR",
        help="the folder of the run (default: a new one among the program's runs)",
    )
