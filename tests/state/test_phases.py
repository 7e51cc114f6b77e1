"""Which phase follows what happens, for every pair; and who may say so."""

import re
from pathlib import Path

import pytest

import simclr_gui
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.phases import Happening, Phase, next_phase

LETTERS = {
    "i": Phase.IDLE,
    "o": Phase.OPENING,
    "f": Phase.FOLLOWING,
    "p": Phase.PREPARING,
    "t": Phase.TRAINING,
    "w": Phase.PAUSED,
    "s": Phase.STOPPING,
    "e": Phase.EVALUATING,
    "m": Phase.MAPPING,
    "d": Phase.DONE,
    "x": Phase.FAILED,
}
BEFORE = "iofptwsemdx"
AFTER = {
    Happening.TRAINING_REQUESTED: "ppppppppppp",
    Happening.RUN_OPENED: "ooooooooooo",
    Happening.RUN_FOLLOWED: "fffffffffff",
    Happening.REQUEST_WITHDRAWN: "iofitwsemdx",
    Happening.TRAINING_BEGAN: "toftttttttt",
    Happening.PAUSE_REQUESTED: "iofpwwsemdx",
    Happening.PAUSE_ENDED: "iofpttsemdx",
    Happening.STOP_REQUESTED: "iofpsssemdx",
    Happening.TRAINING_ENDED: "eofeeeeeeee",
    Happening.EVALUATION_REQUESTED: "eofptwsemee",
    Happening.MAPS_CHOSEN: "mofmmmmmmmm",
    Happening.MAPS_REQUESTED: "mofptwsemmm",
    Happening.STREAM_ENDED: "idddddddddx",
    Happening.STREAM_FAILED: "xxxxxxxxxxx",
    Happening.SETTING_MENDED: "iofptwsemdi",
}


@pytest.mark.parametrize("happening", Happening, ids=lambda happening: happening.name)
def test_that_a_phase_follows_what_happens_in_every_phase(happening: Happening) -> None:
    followed = [next_phase(LETTERS[letter], happening) for letter in BEFORE]
    assert followed == [LETTERS[letter] for letter in AFTER[happening]]


def test_that_every_phase_is_in_the_table() -> None:
    assert set(LETTERS.values()) == set(Phase)
    assert set(AFTER) == set(Happening)


def test_that_what_cannot_follow_is_not_told() -> None:
    experiment, told = Experiment(), []
    experiment.phase_changed.connect(lambda: told.append(experiment.phase))
    experiment.note(Happening.PAUSE_REQUESTED)
    experiment.note(Happening.STREAM_ENDED)
    assert (told, experiment.phase) == ([], Phase.IDLE)
    experiment.note(Happening.TRAINING_BEGAN)
    experiment.note(Happening.PAUSE_REQUESTED)
    experiment.note(Happening.PAUSE_REQUESTED)
    assert told == [Phase.TRAINING, Phase.PAUSED]


def test_that_the_program_says_what_happens_and_never_which_phase_follows() -> None:
    package = Path(simclr_gui.__file__).parent
    callers = {path.name for path in package.rglob("*.py") if re.search(r"\bset_phase\(", path.read_text("utf-8"))}
    assert callers == {"experiment.py"}
