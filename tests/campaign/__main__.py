"""The campaign in full, or a part of it: prints a table of what was tried, what failed, and the worst.

uv run python -m tests.campaign
uv run python -m tests.campaign kills --tries 200 --seed 7
"""

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.campaign.trial import Campaign, Trial, table

PARTS = ("kills", "failing_calls", "places", "files", "window_files", "monkey", "exits", "leaks")


def campaign_of(part: str) -> Campaign:
    """What a part of the campaign tries."""
    campaign = importlib.import_module(f"tests.campaign.{part}").CAMPAIGN
    assert isinstance(campaign, Campaign)
    return campaign


def _counted(part: str, trials: Iterator[Trial]) -> Iterator[Trial]:
    """Says how far it is to whoever waits at a terminal."""
    for number, trial in enumerate(trials, start=1):
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{part}: {number} ")
        yield trial
    if sys.stderr.isatty():
        sys.stderr.write("\r")


def main() -> int:
    """Runs one part after the other; the exit status is 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--tries", type=int, help="how many trials of each part, instead of all")
    parser.add_argument("--seed", type=int, default=0, help="what the random trials are drawn from")
    arguments = parser.parse_args()
    os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "simclr-explorer-tests-compiled"))
    print(f"{'what':60} {'tried':>7} {'failed':>7}  worst")
    has_failed = False
    for part in arguments.parts or PARTS:
        campaign = campaign_of(part)
        trials = list(_counted(part, campaign.trials(arguments.tries or campaign.full, arguments.seed)))
        print("\n".join(table(part, campaign.unit, trials)), flush=True)
        has_failed |= any(trial.wrong for trial in trials)
    return int(has_failed)


if __name__ == "__main__":
    sys.exit(main())
