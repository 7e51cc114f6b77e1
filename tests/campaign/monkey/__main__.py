"""The process in which a monkey plays: python -m tests.campaign.monkey HOME SEED ACTIONS."""

import faulthandler
import os
import sys
from pathlib import Path

from tests.campaign.monkey.places import Places
from tests.campaign.monkey.play import Journal, Monkey
from tests.campaign.monkey.stage import Stage
from tests.campaign.monkey.watch import Watch


def main(home: Path, seed: int, actions: int) -> int:
    """Exit status 0, whatever was found: the journal tells it."""
    faulthandler.enable()
    journal = Journal(home / "journal.txt")
    places = Places(home)
    places.make()
    os.chdir(places.out)
    stage = Stage(places.runs[0])
    watch = Watch(journal.fault)
    monkey = Monkey(stage, places, journal, seed, actions)
    stage.open()
    monkey.begin()
    status = stage.application.exec()
    journal.action("closed")
    stage.end()
    watch.end()
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
