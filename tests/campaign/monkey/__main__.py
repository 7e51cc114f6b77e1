"""The process in which a monkey plays: python -m tests.campaign.monkey HOME (SEED | NAME OF A SWEEP) ACTIONS."""

import faulthandler
import os
import sys
from pathlib import Path

from tests.campaign.monkey.chance import ChanceMonkey
from tests.campaign.monkey.places import Places
from tests.campaign.monkey.play import Journal, Monkey
from tests.campaign.monkey.stage import Stage
from tests.campaign.monkey.sweeping import Sweeper
from tests.campaign.monkey.sweeps import SWEEPS
from tests.campaign.monkey.watch import Watch


def main(home: Path, kind: str, actions: int) -> int:
    """Exit status 0, whatever was found: the journal tells it."""
    faulthandler.enable()
    journal = Journal(home / "journal.txt")
    places = Places(home)
    sweep = SWEEPS.get(kind)
    places.make(further_runs=sweep.further_runs if sweep is not None else 0)
    if sweep is not None and not sweep.has_runs:
        places.forget_runs()
    os.chdir(places.out)
    stage = Stage(places.runs[0] if sweep is None or (sweep.opens_run and sweep.has_runs) else None)
    watch = Watch(journal.fault)
    monkey: Monkey
    if sweep is not None:
        monkey = Sweeper(stage, places, journal, sweep, actions)
    else:
        monkey = ChanceMonkey(stage, places, journal, int(kind), actions)
    stage.open()
    monkey.begin()
    status = stage.application.exec()
    journal.action("closed")
    stage.end()
    watch.end()
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
