"""The lock that keeps two processes from training one run at the same time."""

from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.file_lock import FileLock, Holder


class RunLock(FileLock):
    """Held on the file `lock` of a run folder as long as this process trains it.

    Where the file system knows no locks, status.json has to do.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, lambda holder: trained_elsewhere(path.parent, holder))


def trained_elsewhere(run_dir: Path, holder: Holder | None) -> UserError:
    """What to say where somebody else trains the run, perhaps somebody unknown."""
    if holder is None:
        return UserError(said("{path} is being trained by another process.", path=run_dir), "Stop that run first.")
    return UserError(
        said("{path} is being trained by process {pid} on {host}.", path=run_dir, pid=holder.pid, host=holder.host),
        "Stop that run first.",
    )
