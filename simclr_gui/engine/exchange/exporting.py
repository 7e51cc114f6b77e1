"""A run exported for another program: one stream for every kind."""

from collections.abc import Callable, Iterator
from pathlib import Path

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.exchange.encoder_files import write_for_timm, write_for_torchvision
from simclr_gui.engine.exchange.export_kinds import require_exportable
from simclr_gui.engine.exchange.exported_encoder import ExportedEncoder, encoder_of
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_lock import trained_elsewhere

WRITERS: dict[str, Callable[[ExportedEncoder, Path], Iterator[Event]]] = {
    "torchvision": write_for_torchvision,
    "timm": write_for_timm,
}


def export_encoder(run_dir: Path, kind: str, output: Path, moved_to: Path | None = None) -> Iterator[Event]:
    """Writes a run's encoder or its features; the last event, EncoderExported, says what was written.

    All of it is written, or nothing.

    Args:
        kind: in `EXPORT_KINDS`, but for "zip", which `sharing.run_archive` writes.
        output: the file or the folder.
        moved_to: where the images of the run lie now, if that is not where they lay when it was trained.

    Raises:
        UserError: it is no run or is being trained, has no checkpoint, a package is missing, or the place cannot be
            written.
    """
    require_exportable(kind, output)
    folder = RunFolder.open(run_dir)
    status = folder.status()
    if status is not None and status.is_alive:
        raise trained_elsewhere(folder.path, None)
    yield Announced("Reading the encoder")
    exported = encoder_of(folder)
    yield from WRITERS[kind](exported, output)
