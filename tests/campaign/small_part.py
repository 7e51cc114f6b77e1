"""A few trials of a part of the campaign, in a process of its own: whoever forks must have no threads."""

import subprocess
import sys

NEEDS_FORK = sys.platform != "linux"
LONGEST_S = 600


def table_of(part: str, tries: int) -> tuple[int, str]:
    """The exit status and the table."""
    command = [sys.executable, "-m", "tests.campaign", part, "--tries", str(tries)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    return done.returncode, done.stdout + done.stderr
