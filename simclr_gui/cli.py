"""The commands of simclr-gui. Importing this loads neither torch nor Qt."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from simclr_gui import __version__
from simclr_gui.engine.config import EncoderName, Stem
from simclr_gui.engine.errors import UserError
from simclr_gui.terminal import commands
from simclr_gui.terminal.launching import add_launch_options
from simclr_gui.terminal.options import Parser, add_map_options, add_setting_options

FULL_NETS = [name for name in get_args(EncoderName) if not name.endswith("-thin")]  # which torchvision has too
PCA_CHOICES = (64, 128, 256)
DONE, OUR_FAULT, USERS_MISTAKE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Returns:
        The exit status: 0 done, 2 the user's mistake (one sentence), 1 our fault (sentence and log file).
    """
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        parsed = build_parser().parse_args(given, argparse.Namespace(given=given))
        return int(parsed.command(parsed))
    except UserError as error:
        print(error, file=sys.stderr)
        return USERS_MISTAKE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from simclr_gui.log import log_failure

        print(f"Something went wrong inside the program: {error}. Details are in {log_failure()}.", file=sys.stderr)
        return OUR_FAULT


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="simclr-gui",
        description="Train SimCLR, see what the network sees, and find out whether its features are any good. "
        "Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(command=commands.open_window)
    names = parser.add_subparsers(title="commands", metavar="", parser_class=Parser)

    demo = names.add_parser("demo", help="the two-minute demonstration on Shapes, which the program draws itself")
    demo.add_argument("--no-window", action="store_true", help="run it in the terminal")
    _add_run_dir(demo)
    demo.set_defaults(command=commands.demo)

    train = names.add_parser("train", help="train without a window")
    _add_run_dir(train)
    train.add_argument("--resume", type=Path, metavar="DIR", help="go on with the run in this folder")
    train.add_argument("--download", action="store_true", help="download the published data set if it is not here")
    add_launch_options(train)
    add_setting_options(train)
    train.set_defaults(command=commands.train)

    _add_judging(names)
    _add_bench(names)
    names.add_parser("doctor", help="what this machine has, and what to do about what it lacks").set_defaults(
        command=commands.doctor
    )
    return parser


def _add_judging(names: "argparse._SubParsersAction[Parser]") -> None:
    evaluate = names.add_parser("evaluate", help="linear evaluation and kNN: SimCLR features, PCA, untrained network")
    evaluate.add_argument(
        "--pca", type=int, choices=PCA_CHOICES, default=128, help="principal components to compare with (default 128)"
    )
    for option, text in (
        ("--supervised", "also train the same network with labels, as long as the run"),
        ("--layers", "also score every layer"),
        ("--few-labels", "also score with 10 to 500 labels a class"),
    ):
        evaluate.add_argument(option, action="store_true", help=text)
    draw = names.add_parser("map", help="UMAP maps of SimCLR and PCA features, and of the untrained network")
    add_map_options(draw)
    for parser, command in ((evaluate, commands.evaluate), (draw, commands.draw_map)):
        parser.add_argument("run", type=Path, metavar="RUN", help="a run folder")
        parser.set_defaults(command=command)


def _add_bench(names: "argparse._SubParsersAction[Parser]") -> None:
    bench = names.add_parser("bench", help="measure this machine")
    targets = bench.add_subparsers(
        title="what to measure", metavar="engine|window|judging", required=True, parser_class=Parser
    )
    engine = targets.add_parser("engine", help="views, steps and images per second, beside the conventional pipeline")
    window = targets.add_parser("window", help="event-loop gaps and throughput while training, evaluating, mapping")
    judging = targets.add_parser("judging", help="scores and maps of many features, beside scikit-learn and umap-learn")
    window.add_argument(
        "--seconds",
        type=float,
        default=60.0,
        metavar="S",
        help="training time of each measured run in seconds (default 60)",
    )
    engine.add_argument("--net", choices=FULL_NETS, default="resnet18", help="default: resnet18")
    engine.add_argument("--stem", choices=get_args(Stem), default="imagenet", help="default: imagenet")
    engine.add_argument("--side-px", type=int, default=32, metavar="PX", help="picture side of the step (default 32)")
    engine.add_argument("--batch", type=int, default=256, metavar="N", help="pictures a step (default 256)")
    for target, command in (
        (engine, commands.bench_engine),
        (window, commands.bench_window),
        (judging, commands.bench_judging),
    ):
        target.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
        target.set_defaults(command=command)


def _add_run_dir(parser: Parser) -> None:
    parser.add_argument(
        "--run-dir",
        type=Path,
        metavar="DIR",
        help="the folder of the run (default: a new one among the program's runs)",
    )
