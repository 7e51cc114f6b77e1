"""The entry point of `simclr-gui` and `python -m simclr_gui`."""

import sys

from simclr_gui.signals import leave_at_once_on_interrupt


def main() -> None:
    """Runs the command line and ends the process with its exit status."""
    leave_at_once_on_interrupt()  # before the other imports, which take their time
    import multiprocessing

    multiprocessing.freeze_support()
    from simclr_gui.engine.processes.own_program import answer_call, is_frozen, keep_libraries_to_ourselves

    if is_frozen():
        keep_libraries_to_ourselves()
        answer_call()
    from simclr_gui.cli import main as run_command

    sys.exit(run_command())


if __name__ == "__main__":
    main()
