"""Work that steps aside for everything else on the machine. Imports nothing, so that it can be asked for first."""

import contextlib
import os

LOWEST = 19


def yield_to_others() -> None:
    """Lowest priority for the calling thread and those that it starts; what the system does not offer is left out.

    Nice as well as idle, though idle is enough: only so the system counts it as time that others may have
    (`ThreadChoice` asks for that).
    """
    if hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
            os.setpriority(os.PRIO_PROCESS, 0, LOWEST)
