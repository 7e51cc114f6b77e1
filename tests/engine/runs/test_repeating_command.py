"""The command that repeats a run asks for the very same settings, and for the same weights to begin from."""

import json
import shlex
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

import pytest

from simclr_gui.cli import build_parser
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.continued import continued_config
from simclr_gui.engine.config.presets import PHOTOGRAPHS, SHAPES
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.engine.runs.parent import Parent
from simclr_gui.engine.runs.repeating_command import command_of
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.terminal.options import config_from, longer_config_from
from tests.small import small_config


def typed(command: str) -> Namespace:
    program, *given = shlex.split(command)
    assert program == "simclr-gui"
    return build_parser().parse_args(given)


@pytest.mark.parametrize(
    "config",
    [
        SHAPES,
        small_config(views__hue=0.0, model__projection_hidden_dim=64),
        config_with(PHOTOGRAPHS, {"data.source": "cifar10", "machine.seed": 7}),
        config_with(PHOTOGRAPHS, {"data.source": "folder", "data.folder": Path("/my images/it's"), "budget.epochs": 9}),
    ],
)
def test_that_it_asks_for_the_very_same_settings(config: TrainingConfig, tmp_path: Path) -> None:
    assert config_from(typed(command_of(RunFolder.create(tmp_path / "run", config)))) == config


def continued(parent: RunFolder, path: Path, changes: Changes) -> RunFolder:
    """A folder that says it began from the weights of another."""
    told = Parent(str(parent.path), "first", 3, "0" * 64)
    return RunFolder.create(path, continued_config(parent.config(), changes), {"parent.json": asdict(told)})


@pytest.mark.parametrize(
    ("changes", "options"),
    [
        ({}, []),
        ({"budget.epochs": 7}, ["--epochs", "7"]),
        ({"budget.epochs": None, "budget.seconds": 90.0}, ["--seconds", "90.0"]),
        ({"budget.epochs": None}, ["--seconds", "60.0"]),
        ({"optimisation.temperature": 0.3, "machine.seed": 9}, ["--temperature", "0.3", "--seed", "9"]),
    ],
)
def test_that_a_run_from_the_weights_of_another_names_it_and_what_it_changes_of_it(
    changes: Changes, options: list[str], tmp_path: Path
) -> None:
    parent = RunFolder.create(tmp_path / "the first", small_config(budget__epochs=3, budget__seconds=60.0))
    child = continued(parent, tmp_path / "child", changes)
    command = command_of(child)
    assert shlex.split(command) == ["simclr-gui", "train", "--from", str(parent.path), *options]
    arguments = typed(command)
    assert arguments.parent == parent.path
    assert longer_config_from(parent.config(), arguments) == child.config()


def test_that_a_parent_that_has_gone_is_named_all_the_same(tmp_path: Path) -> None:
    parent = RunFolder.create(tmp_path / "first", small_config())
    child = continued(parent, tmp_path / "child", {})
    parent.config_file.unlink()
    assert typed(command_of(child)).parent == parent.path


def test_that_nothing_is_claimed_where_the_parent_cannot_be_read(tmp_path: Path) -> None:
    child = RunFolder.create(tmp_path / "child", small_config())
    child.parent_file.write_text(json.dumps({"path": 3}))
    with pytest.raises(UserError, match=r"parent\.json"):
        command_of(child)
