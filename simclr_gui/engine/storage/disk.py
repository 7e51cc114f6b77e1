"""Room on the disk, asked for before something large is written."""

import shutil
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said

SPARE_BYTES = 256 * 2**20  # what everything else on the machine may need meanwhile


def require_room(folder: Path, needed_bytes: int, what: str, remedy: str) -> None:
    """Raises UserError where the disk of `folder` has too little room for `what` ("The decoded images")."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes + SPARE_BYTES:
        raise UserError(
            said(
                "{what} need {needed:.1f} GB on the disk; {free:.1f} GB are free in {folder}.",
                what=what,
                needed=needed_bytes / 1e9,
                free=free / 1e9,
                folder=folder,
            ),
            remedy,
            field="data.folder",
        )
