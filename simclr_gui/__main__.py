"""The entry point of `simclr-gui` and `python -m simclr_gui`."""

import multiprocessing
import sys

from simclr_gui.cli import main as run_command


def main() -> None:
    """Runs the command line and ends the process with its exit status."""
    multiprocessing.freeze_support()
    sys.exit(run_command())


if __name__ == "__main__":
    main()
