"""Room on the disk, asked for before something large is written."""

import shutil
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.messages.sizes import size_text

SPARE_BYTES = 256 * 2**20  # what everything else on the machine may need meanwhile


def require_room(folder: Path, needed_bytes: int, what: str, remedy: str) -> None:
    """Raises UserError where the disk of `folder` has too little room for `what` ("The decoded images")."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes + SPARE_BYTES:
        raise UserError(
            said(
                "{what} need {needed} on the disk, where {spare} are to stay free; {free} are free in {folder}.",
                what=what,
                needed=size_text(needed_bytes),
                spare=size_text(SPARE_BYTES),
                free=size_text(free),
                folder=folder,
            ),
            remedy,
            field="data.folder",
        )
